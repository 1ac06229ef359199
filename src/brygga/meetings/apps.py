from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "brygga.meetings"

    def ready(self) -> None:
        from brygga.consents.acts import when_door_closes
        from brygga.core import events
        from brygga.meetings.acts import leave_when_door_closes
        from brygga.meetings.telling import follow_answers, tell_the_manager

        events.listen(tell_the_manager)
        events.listen(follow_answers)
        when_door_closes(leave_when_door_closes)
