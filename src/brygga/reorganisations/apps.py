from django.apps import AppConfig


class ReorganisationsConfig(AppConfig):
    name = "brygga.reorganisations"

    def ready(self) -> None:
        from brygga.agencies.may import before_closing
        from brygga.interventions.may import before_granting
        from brygga.reorganisations.queries import hinders, keeps_unit_open

        before_closing(keeps_unit_open)
        before_granting(hinders)
