from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "brygga.interventions"

    def ready(self) -> None:
        from brygga.interventions.acts import raise_when_interrupted
        from brygga.plans.acts import when_interrupted

        when_interrupted(raise_when_interrupted)
