from __future__ import annotations

from django.db import models


class ExtractState(models.TextChoices):
    READ = "read", "Filen är mottagen"
    CHECKING = "checking", "Provläses"
    CHECKED = "checked", "Provläst"
    IMPORTING = "importing", "Läses in"
    DONE = "done", "Inläst"
    STOPPED = "stopped", "Stoppad"
    WITHDRAWN = "withdrawn", "Borttagen"

    @property
    def tone(self) -> str:
        return {"done": "good", "stopped": "warning", "withdrawn": "neutral"}.get(self.value, "info")


#: Nobody needs to do anything; it goes on.
RUNNING = frozenset({ExtractState.CHECKING, ExtractState.IMPORTING})
#: The file is still there.
BEFORE = frozenset({ExtractState.READ, ExtractState.CHECKED, ExtractState.STOPPED}) | RUNNING
