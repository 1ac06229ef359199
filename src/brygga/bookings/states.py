from __future__ import annotations

from django.db import models


class BookingState(models.TextChoices):
    BOOKED = "booked", "Bokad"
    CANCELLED = "cancelled", "Avbokad"


class Step(models.TextChoices):
    BOOKED = "booked", "Bokades"
    MOVED = "moved", "Flyttades"
    CANCELLED = "cancelled", "Avbokades"
    CAME = "came", "Personen kom"
    MISSED = "missed", "Personen kom inte"
