from __future__ import annotations

from django.db import models


class PlanState(models.TextChoices):
    OPEN = "open", "Öppen"
    CLOSED = "closed", "Avslutad"


class VersionState(models.TextChoices):
    PROPOSED = "proposed", "Väntar på ja"
    PARTLY = "partly", "Delvis antagen"
    ADOPTED = "adopted", "Antagen"
    SUPERSEDED = "superseded", "Ersatt av en nyare"
    DROPPED = "dropped", "Återtagen"
    LAPSED = "lapsed", "Förfallen"


V = VersionState

TRANSITIONS: dict[VersionState, frozenset[VersionState]] = {
    V.PROPOSED: frozenset({V.PARTLY, V.ADOPTED, V.DROPPED, V.LAPSED}),
    V.PARTLY: frozenset({V.ADOPTED, V.SUPERSEDED, V.DROPPED}),
    V.ADOPTED: frozenset({V.SUPERSEDED}),
    V.SUPERSEDED: frozenset(),
    V.DROPPED: frozenset(),
    V.LAPSED: frozenset(),
}


class InterventionState(models.TextChoices):
    PLANNED = "planned", "Planerad"
    ONGOING = "ongoing", "Pågår"
    INTERRUPTED = "interrupted", "Avbruten"
    DONE = "done", "Klar"
    DROPPED = "dropped", "Blir inte av"


class Order(models.TextChoices):
    SIMULTANEOUS = "simultaneous", "Samtidigt med andra insatser"
    AFTER = "after", "Efter en annan insats"


class Performer(models.TextChoices):
    UNIT = "unit", "En enhet i planen"
    PERSON = "person", "Personen själv"
    OTHER = "other", "Någon annan"


class Say(models.TextChoices):
    """A party's or the person's answer to a version."""

    YES = "yes", "Ja"
    PARTLY = "partly", "Ja till en del, resten senare"
    NO = "no", "Nej"


class GoalOutcome(models.TextChoices):
    NONE = "", "Inte följt upp"
    REACHED = "reached", "Uppnått"
    PARTLY = "partly", "Delvis uppnått"
    NOT_REACHED = "not_reached", "Inte uppnått"
    CHANGED = "changed", "Målet har ändrats"


class CloseReason(models.TextChoices):
    """Why a plan ends (Malmö handbook, "Samordnat arbete utifrån upprättad SIP")."""

    GOALS_REACHED = "goals_reached", "Målen är nådda"
    CONSENT_WITHDRAWN = "consent_withdrawn", "Personen har tagit tillbaka sitt samtycke"
    OTHER = "other", "Annat skäl"


#: Put forward, and never adopted.
CAME_TO_NOTHING = frozenset({V.DROPPED, V.LAPSED})
#: Versions that hold now, wholly or in part.
IN_FORCE = frozenset({V.ADOPTED, V.PARTLY})
#: Versions that can still be answered.
OPEN_TO_ANSWERS = frozenset({V.PROPOSED, V.PARTLY})
#: What others must plan anew for (MAL-18).
STOPPED = frozenset({InterventionState.INTERRUPTED, InterventionState.DROPPED})


def may_become(now: str, then: VersionState) -> bool:
    return then in TRANSITIONS[VersionState(now)]
