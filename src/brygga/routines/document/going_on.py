"""Coaching, and how responsibility goes over, is lifted and ends."""

from brygga.routines.coaching import Coaching
from brygga.routines.document.tables import origin, table
from brygga.routines.vocabulary import (
    HandoverKind,
    Routine,
)
from brygga.rules.handovers import StepRule


def coaching(routine: Routine) -> str:
    if not routine.coachings:
        return ""
    teams = [(row.term, _coaching_words(routine, row), *origin(row)) for row in routine.coachings]
    groups = [
        (f"{n}. {row.term}", row.circumstance_term or "När ingen annan grupp passar.", *origin(row))
        for team in routine.coachings
        for n, row in enumerate(team.priorities, 1)
    ]
    steps = [(row.term, row.plain, *origin(row)) for team in routine.coachings for row in team.steps]
    ends = [
        (row.term, "Den som tar vid anges." if row.receiver else "", *origin(row))
        for team in routine.coachings
        for row in team.ends
    ]
    kinds = [(row.term, "", *origin(row)) for team in routine.coachings for row in team.activity_kinds]
    return "\n".join(
        (
            table("Coachingteam", ("Team", "Så fungerar det"), teams),
            table("Vem som går före i kön", ("Grupp", "När"), groups),
            table("Steg mot arbete eller studier", ("Steg", "Så säger vi det"), steps),
            table("Varför en inskrivning avslutas", ("Skäl", ""), ends),
            table("Slag av aktiviteter", ("Slag", ""), kinds),
        )
    )


def _coaching_words(routine: Routine, row: Coaching) -> str:
    words = [f"{routine.unit_kind(row.unit_kind).term}, {row.low}–{row.high} inskrivna samtidigt."]
    words += [f"För den som är {row.ages}."] if row.ages else []
    words += [f"Platserna delas ut av den som: {row.to_power.sentence}"]
    over = f"Fler tas in med skäl av den som: {row.over_power.sentence}" if row.over_power else "Fler tas inte in."
    return " ".join([*words, over])


def closings(routine: Routine) -> str:
    rows = ((kind.term, kind.help, *origin(kind)) for kind in routine.closing_kinds)
    return table("Avslut", ("Slag", "Så fungerar det"), rows) if routine.closing_kinds else ""


def handovers(routine: Routine) -> str:
    rows = [
        (f"{kind.term}: {row.term}", _waits_for(kind, row), *origin(row))
        for kind in routine.handover_kinds
        for row in kind.steps
    ]
    return table("Steg i en överlämning", ("Steg", "Väntar på"), rows) if rows else ""


def _waits_for(kind: HandoverKind, step: StepRule) -> str:
    return ", ".join(row.term for row in kind.steps if row.key in step.after)


def ladders(routine: Routine) -> str:
    rows = [
        (f"{ladder.term}, nivå {number}", level.term, *origin(level))
        for ladder in routine.ladders
        for number, level in enumerate(ladder.levels, 1)
    ]
    return table("Vart en fråga lyfts", ("Fråga", "Till"), rows) if rows else ""


def discharges(routine: Routine) -> str:
    rows = [
        *((row.term, routine.purpose(row.purpose).term, *origin(row)) for row in routine.discharge_kinds),
        *((row.term, row.words, *origin(row)) for row in routine.discharge_agreements),
    ]
    return table("Utskrivning från slutenvård", ("Regel", "Innebär"), rows) if rows else ""
