from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "brygga.consultations"

    def ready(self) -> None:
        from brygga.consents.acts import when_door_closes
        from brygga.consultations.acts import withdraw_when_door_closes

        when_door_closes(withdraw_when_door_closes)
