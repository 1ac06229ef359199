from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "brygga.bookings"

    def ready(self) -> None:
        from brygga.bookings.acts import cancel_when_somebody_dies, give_back
        from brygga.bookings.at_home import booked_at_home
        from brygga.bookings.telling import tell
        from brygga.core import events
        from brygga.intakes.acts.ending import when_ended
        from brygga.interventions.placements import counts_as_contact
        from brygga.people.acts import when_somebody_dies

        events.listen(tell)
        counts_as_contact(booked_at_home)
        when_ended(give_back)
        when_somebody_dies(cancel_when_somebody_dies)
