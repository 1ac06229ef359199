from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "brygga.requests"

    def ready(self) -> None:
        from brygga.consents.acts import when_door_closes
        from brygga.requests.acts import withdraw_when_door_closes

        when_door_closes(withdraw_when_door_closes)
