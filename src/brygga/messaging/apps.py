from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "brygga.messaging"

    def ready(self) -> None:
        """Last of those who listen: what the others put in the inbox is told by mail too."""
        from brygga.core import events
        from brygga.messaging.telling import tell

        events.listen(tell)
