from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "brygga.interventions"

    def ready(self) -> None:
        from brygga.interventions.acts import end_when_somebody_dies, raise_when_interrupted
        from brygga.people.acts import when_somebody_dies
        from brygga.plans.acts import when_interrupted

        when_interrupted(raise_when_interrupted)
        when_somebody_dies(end_when_somebody_dies)
