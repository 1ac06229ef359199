from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "brygga.escalations"

    def ready(self) -> None:
        from brygga.agencies.may import before_closing as before_closing_unit
        from brygga.consents.acts import when_door_closes
        from brygga.coordinations.may import before_closing
        from brygga.escalations.acts import end_when_door_closes, stop_when_somebody_dies
        from brygga.escalations.queries import keeps_open, keeps_unit_open
        from brygga.people.acts import when_somebody_dies

        before_closing(keeps_open)
        before_closing_unit(keeps_unit_open)
        when_door_closes(end_when_door_closes)
        when_somebody_dies(stop_when_somebody_dies)
