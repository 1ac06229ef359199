from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    name = "brygga.investigations"

    def ready(self) -> None:
        from brygga.investigations.guard import counts_as_work
        from brygga.investigations.talks import mapping_talks

        counts_as_work(mapping_talks)
