from django.apps import AppConfig


class DischargesConfig(AppConfig):
    name = "brygga.discharges"

    def ready(self) -> None:
        from brygga.agencies.may import before_closing as before_closing_unit
        from brygga.coordinations.may import before_closing as before_closing_coordination
        from brygga.discharges.acts import stop_when_somebody_dies
        from brygga.discharges.queries import keeps_case_open, keeps_coordination_open, keeps_unit_open
        from brygga.people.acts import when_somebody_dies
        from brygga.people.may import before_closing

        before_closing(keeps_case_open)
        before_closing_unit(keeps_unit_open)
        before_closing_coordination(keeps_coordination_open)
        when_somebody_dies(stop_when_somebody_dies)
