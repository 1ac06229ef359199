from django.apps import AppConfig


class CoordinationsConfig(AppConfig):
    name = "brygga.coordinations"

    def ready(self) -> None:
        from brygga.coordinations.acts import leave_when_door_closes
        from brygga.coordinations.telling import events_of, tell
        from brygga.core import events

        events.streams_belong_to(events_of)
        events.listen(tell)
        try:
            from brygga.consents.acts import when_door_closes
        except ImportError:  # until consents have landed
            return
        when_door_closes(leave_when_door_closes)
