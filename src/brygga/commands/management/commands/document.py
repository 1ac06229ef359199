"""Writes docs/generated, or checks that it is current."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from brygga.commands.papers import acts, fields, glossary, requirements
from brygga.config.env import ROOT
from brygga.routines.document import document
from brygga.routines.loading import all_routines


def pages(root: Path = ROOT) -> dict[str, str]:
    """Every generated page: its file name and what it should say."""
    return {
        "requirements.md": requirements.page(root),
        "acts.md": acts.page(),
        "fields.md": fields.page(),
        "states.md": acts.states(),
        "glossary.md": glossary.page(root),
        "routines.md": document(all_routines()),
    }


class Command(BaseCommand):
    help = "Skriv om sidorna i docs/generated. --check jämför bara."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="jämför, och säg vad som skiljer")

    def handle(self, *, check: bool, **_: Any) -> None:
        folder = ROOT / "docs" / "generated"
        folder.mkdir(parents=True, exist_ok=True)
        stale = [name for name, text in pages().items() if not _same(folder / name, text)]
        if check and stale:
            raise CommandError(f"Gamla sidor i docs/generated: {', '.join(stale)}. Kör `manage.py document`.")
        for name in stale:
            (folder / name).write_text(pages()[name])
            self.stdout.write(f"docs/generated/{name}")


def _same(file: Path, text: str) -> bool:
    return file.exists() and file.read_text() == text
