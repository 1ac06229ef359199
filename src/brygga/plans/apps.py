from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "brygga.plans"

    def ready(self) -> None:
        from brygga.meetings.acts import when_sip_is_made
        from brygga.plans.acts import start_at_meeting

        when_sip_is_made(start_at_meeting)
