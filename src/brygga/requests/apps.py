from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "brygga.requests"

    def ready(self) -> None:
        from brygga.agencies.may import before_closing
        from brygga.consents.acts import when_door_closes
        from brygga.core import events
        from brygga.requests.acts import withdraw_when_door_closes
        from brygga.requests.following import follow_the_meeting
        from brygga.requests.queries import keeps_unit_open

        before_closing(keeps_unit_open)
        events.listen(follow_the_meeting)
        when_door_closes(withdraw_when_door_closes)
