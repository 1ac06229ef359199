from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "brygga.plans"

    def ready(self) -> None:
        from brygga.consents.acts import when_door_closes, when_ground_goes
        from brygga.meetings.acts import when_sip_is_made
        from brygga.plans.acts import lapse_when_door_closes, lapse_when_ground_goes, start_at_meeting

        when_sip_is_made(start_at_meeting)
        when_door_closes(lapse_when_door_closes)
        when_ground_goes(lapse_when_ground_goes)
