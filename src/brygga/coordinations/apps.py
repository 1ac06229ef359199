from django.apps import AppConfig


class CoordinationsConfig(AppConfig):
    name = "brygga.coordinations"

    def ready(self) -> None:
        from brygga.agencies.may import before_closing as before_closing_unit
        from brygga.consents.acts import when_door_closes
        from brygga.coordinations.acts import leave_when_door_closes
        from brygga.coordinations.queries import keeps_case_open, keeps_unit_open
        from brygga.coordinations.telling import events_of, tell
        from brygga.core import events
        from brygga.people.may import before_closing

        before_closing(keeps_case_open)
        before_closing_unit(keeps_unit_open)
        events.streams_belong_to(events_of)
        events.listen(tell)
        when_door_closes(leave_when_door_closes)
