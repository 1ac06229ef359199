from django.apps import AppConfig


class ClosingsConfig(AppConfig):
    name = "brygga.closings"

    def ready(self) -> None:
        from brygga.closings.may import closes_with_the_others
        from brygga.coordinations.may import before_closing

        before_closing(closes_with_the_others)
