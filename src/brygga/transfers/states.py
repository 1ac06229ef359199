"""Where a transfer that has been announced stands."""

from __future__ import annotations

from django.db import models


class TransferState(models.TextChoices):
    ANNOUNCED = "announced", "Aviserad"
    SWITCHED = "switched", "Överförd"
    STOPPED = "stopped", "Blev inte av"
