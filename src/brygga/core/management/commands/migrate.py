"""Django's migrate, which may write although no act is under way."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from brygga.core.writing import asked_by


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with asked_by("migration"):
            super().handle(*args, **options)
