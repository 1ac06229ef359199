from django.apps import AppConfig


class ReorganisationsConfig(AppConfig):
    name = "brygga.reorganisations"

    def ready(self) -> None:
        from brygga.agencies.may import before_closing
        from brygga.reorganisations.queries import keeps_unit_open

        before_closing(keeps_unit_open)
