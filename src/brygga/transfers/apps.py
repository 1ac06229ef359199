from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "brygga.transfers"

    def ready(self) -> None:
        from brygga.agencies.may import before_closing as before_closing_unit
        from brygga.consents.acts import when_door_closes
        from brygga.interventions.may import before_granting
        from brygga.people.acts import when_somebody_dies
        from brygga.people.may import before_closing
        from brygga.transfers.acts import stop_when_door_closes, stop_when_somebody_dies
        from brygga.transfers.may import hinders
        from brygga.transfers.queries import keeps_case_open, keeps_unit_open

        before_closing(keeps_case_open)
        before_granting(hinders)
        before_closing_unit(keeps_unit_open)
        when_door_closes(stop_when_door_closes)
        when_somebody_dies(stop_when_somebody_dies)
