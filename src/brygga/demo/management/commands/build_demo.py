"""Builds the demo world, unless it is there already."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from brygga.agencies.models import Organisation
from brygga.core import triggers
from brygga.core.writing import asked_by
from brygga.demo.world import build


class Command(BaseCommand):
    help = "Bygg provkörningens värld. --fresh tömmer först allt som finns i databasen."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--fresh", action="store_true", help="töm databasen först")

    def handle(self, *, fresh: bool, **_: Any) -> None:
        if fresh:
            _empty()
        if Organisation.objects.exists():
            self.stdout.write("Provkörningens värld finns redan.")
            return
        with transaction.atomic():
            build()
        self.stdout.write("Provkörningens värld är byggd.")


def _empty() -> None:
    """Only the demo has this door: the logs are append-only everywhere else."""
    with asked_by("a fresh demo"):
        triggers.remove(connection)
        call_command("flush", interactive=False, verbosity=0)
        triggers.install(connection)
