from __future__ import annotations

from django.db import models


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Planerat"
    HELD = "held", "Hållet"
    CANCELLED = "cancelled", "Inställt"


class ItemState(models.TextChoices):
    ANNOUNCED = "announced", "Anmält"
    DECIDED = "decided", "Behandlat"
    WITHDRAWN = "withdrawn", "Återtaget"


class Outcome(models.TextChoices):
    """What the meeting came to (Rutin Stockholm, avsnitten Konsultation and Hantering av ärenden)."""

    STAYS = "stays", "Enheten fortsätter själv"
    SEVERAL = "several", "Fler enheter arbetar med personen samtidigt"
    HANDED_OVER = "handed_over", "Ärendet lämnas över"
    RAISED = "raised", "Frågan lyfts till enhetscheferna"
    AGAIN = "again", "Tas upp igen på ett senare möte"


class Attendance(models.TextChoices):
    PRESENT = "present", "Var med"
    EXCUSED = "excused", "Hade meddelat förhinder"
    ABSENT = "absent", "Uteblev"
