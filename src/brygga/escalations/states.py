"""Where a lifted question stands, and what a party says of how it is put."""

from __future__ import annotations

from django.db import models


class EscalationState(models.TextChoices):
    OPEN = "open", "Lyft"
    RESOLVED = "resolved", "Löst"
    WITHDRAWN = "withdrawn", "Återtagen"
    LAPSED = "lapsed", "Gäller inte längre"


class Says(models.TextChoices):
    AGREES = "agrees", "Håller med om hur frågan är skriven"
    DIFFERS = "differs", "Ser det på ett annat sätt"
