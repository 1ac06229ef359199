"""Where a discharge stands."""

from __future__ import annotations

from django.db import models


class DischargeState(models.TextChoices):
    ADMITTED = "admitted", "Inskriven"
    READY = "ready", "Utskrivningsklar"
    DISCHARGED = "discharged", "Utskriven"
    WITHDRAWN = "withdrawn", "Avbruten"


OPEN = (DischargeState.ADMITTED, DischargeState.READY)
