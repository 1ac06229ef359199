"""Seals what is unsealed, then walks the chains and tells what they say."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from brygga.core.sealing import LOGS, seal, verify


class Command(BaseCommand):
    help = "Kontrollera att ingen rad i loggarna har ändrats eller tagits bort. --seal förseglar först det nya."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--seal", action="store_true", help="försegla först de rader som inte är förseglade")

    def handle(self, *, seal: bool, **_: Any) -> None:
        faults = []
        for log in LOGS:
            if seal:
                _seal_all(log)
            verdict = verify(log)
            faults += [f"{log}: {fault}" for fault in verdict.faults]
            self.stdout.write(
                f"{log}: {verdict.sealed} förseglade, {verdict.unsealed} oförseglade, huvud {verdict.head}"
            )
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("Kedjorna är hela.")


def _seal_all(log: str) -> None:
    while seal(log):
        pass
