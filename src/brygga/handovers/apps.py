from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "brygga.handovers"

    def ready(self) -> None:
        from brygga.core import events
        from brygga.handovers.following import follow
        from brygga.handovers.queries import hindrance
        from brygga.interventions.may import before_granting

        events.listen(follow)
        before_granting(hindrance)
