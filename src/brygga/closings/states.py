"""Where a closing stands, and the answers that it takes."""

from __future__ import annotations

from django.db import models


class ClosingState(models.TextChoices):
    UNDER_WAY = "under_way", "Pågår"
    DONE = "done", "Genomfört"
    CALLED_OFF = "called_off", "Avbrutet"


class Goals(models.TextChoices):
    """Handbok Malmö: the goals are reached, or can be reached where the person goes on."""

    REACHED = "reached", "Målen är nådda"
    REACHABLE = "reachable", "Målen går att nå hos dem som är kvar"
    OUT_OF_REACH = "out_of_reach", "Målen går inte att nå ännu"


class Consents(models.TextChoices):
    """What the person says about the consents at the closing talk."""

    END = "end", "Samtyckena upphör när avslutet är genomfört"
    RUN_OUT = "run_out", "Personen vill att samtyckena gäller tiden ut"


class Answer(models.TextChoices):
    YES = "yes", "Ja"
    NO = "no", "Nej"
