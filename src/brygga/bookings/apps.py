from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "brygga.bookings"

    def ready(self) -> None:
        from brygga.bookings.acts import give_back
        from brygga.bookings.telling import tell
        from brygga.core import events
        from brygga.intakes.acts.ending import when_ended

        events.listen(tell)
        when_ended(give_back)
