"""Where an investigation stands, what a decision says, and how the person was told."""

from __future__ import annotations

from django.db import models


class InvestigationState(models.TextChoices):
    OPEN = "open", "Pågår"
    DECIDED = "decided", "Avslutad med beslut"
    CLOSED = "closed", "Avslutad utan beslut"


class Ruling(models.TextChoices):
    """What was decided."""

    GRANTED = "granted", "Bifall"
    PARTLY = "partly", "Delvis bifall"
    DENIED = "denied", "Avslag"
    NO_MEASURE = "no_measure", "Avslutas utan insats"


class ToldHow(models.TextChoices):
    MEETING = "meeting", "På ett möte"
    PHONE = "phone", "I telefon"
    LETTER = "letter", "I brev"


#: To the person, in words that need no explanation.
FOR_THE_PERSON: dict[Ruling, str] = {
    Ruling.GRANTED: "Ja",
    Ruling.PARTLY: "Ja till en del",
    Ruling.DENIED: "Nej",
    Ruling.NO_MEASURE: "Utredningen avslutas utan någon insats",
}


class How(models.TextChoices):
    """How one finds out about an area in a mapping plan."""

    ASKS = "asks", "frågar personen"
    KNOWS = "knows", "vet redan"
    TOGETHER = "together", "Frågar tillsammans"


class PlanOutcome(models.TextChoices):
    """What a mapping plan led to (Malmö handbook: it ends in a SIP when there is something to coordinate)."""

    SIP = "sip", "Insatser behöver samordnas: gör en SIP"
    ENOUGH = "enough", "Klart, inget behöver samordnas"
    STOPPED = "stopped", "Avbröts"


class Extent(models.TextChoices):
    """Whether an area has to be asked about again."""

    WHOLE = "whole", "Ja, hela området"
    PARTLY = "partly", "Till en del"
    NOT = "not", "Nej"
