from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "brygga.people"

    def ready(self) -> None:
        from brygga.agencies.may import before_closing
        from brygga.people.queries import keeps_unit_open

        before_closing(keeps_unit_open)
