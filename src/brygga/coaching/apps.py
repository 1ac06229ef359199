from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "brygga.coaching"

    def ready(self) -> None:
        from brygga.coaching.acts import queue_when_asked, step_out_when_door_closes
        from brygga.coaching.queries import keeps_case_open
        from brygga.consents.acts import when_door_closes
        from brygga.core import events
        from brygga.people.may import before_closing

        before_closing(keeps_case_open)
        events.listen(queue_when_asked)
        when_door_closes(step_out_when_door_closes)
