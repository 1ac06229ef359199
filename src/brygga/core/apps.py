from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "brygga.core"

    def ready(self) -> None:
        from brygga.core import among  # noqa: F401  it adds a lookup
        from brygga.core.writing import guard_connection

        connection_created.connect(guard_connection, dispatch_uid="brygga.only_acts_write")
