from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "brygga.bookings"

    def ready(self) -> None:
        from brygga.bookings.telling import tell
        from brygga.core import events

        events.listen(tell)
