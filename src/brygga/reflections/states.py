from __future__ import annotations

from django.db.models import TextChoices


class ReflectionKind(TextChoices):
    CHALLENGE = "challenge", "Något som var svårt"
    SUCCESS = "success", "Något som gick bra"
