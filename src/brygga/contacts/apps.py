from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "brygga.contacts"

    def ready(self) -> None:
        from brygga.consents.acts import when_door_closes
        from brygga.contacts.acts.informing import close_when_door_closes

        when_door_closes(close_when_door_closes)
