from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "brygga.bookings"

    def ready(self) -> None:
        from brygga.bookings.acts import cancel_when_somebody_dies, give_back
        from brygga.bookings.telling import tell
        from brygga.core import events
<<<<<<< HEAD
        from brygga.intakes.acts.ending import when_ended
=======
        from brygga.intakes.acts.steps import when_ended
        from brygga.people.acts import when_somebody_dies
>>>>>>> 4e688e1 (Closings, People: when somebody has died, what must stop stops and no talk is needed)

        events.listen(tell)
        when_ended(give_back)
        when_somebody_dies(cancel_when_somebody_dies)
