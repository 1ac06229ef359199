from django.apps import AppConfig


class ClosingsConfig(AppConfig):
    name = "brygga.closings"

    def ready(self) -> None:
        from brygga.closings.dying import stop_when_somebody_dies
        from brygga.closings.may import closes_with_the_others
        from brygga.coordinations.may import before_closing
        from brygga.people.acts import when_somebody_dies

        before_closing(closes_with_the_others)
        when_somebody_dies(stop_when_somebody_dies)
