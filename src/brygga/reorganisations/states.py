"""Where a reorganisation that somebody has decided stands."""

from __future__ import annotations

from django.db import models


class ReorganisationState(models.TextChoices):
    PLANNED = "planned", "Planerad"
    DONE = "done", "Genomförd"
    CALLED_OFF = "called_off", "Återkallad"


TONES = {ReorganisationState.PLANNED: "info", ReorganisationState.DONE: "good"}
