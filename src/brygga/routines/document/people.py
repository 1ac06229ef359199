"""Who takes part, and how somebody comes in and goes over."""

from brygga.routines.document.tables import origin, table
from brygga.routines.intakes import Intake, IntakeOutcome
from brygga.routines.vocabulary import (
    Function,
    Routine,
)
from brygga.rules.dates import MONTHS
from brygga.rules.powers import Power
from brygga.rules.routing import RoutingRule
from brygga.rules.transfers import TransferRule
from brygga.rules.words import in_sentence


def parties(routine: Routine) -> str:
    parties = (
        (party.term, "ja" if party.is_principal else "nej", _units(routine, party.key), *origin(party))
        for party in routine.parties
    )
    return table("Parter", ("Part", "Huvudman", "Slag av enheter"), parties)


def _units(routine: Routine, party: str) -> str:
    return ", ".join(kind.term for kind in routine.unit_kinds if kind.party == party)


def functions(routine: Routine) -> str:
    rows = ((function.term, _in_order(function), *origin(function)) for function in routine.functions)
    return table("Funktioner", ("Funktion", "Får göra"), rows)


def _in_order(function: Function) -> str:
    """The powers in the order they are always told, whatever order the set has."""
    return " ".join(power.sentence for power in Power if power in function.powers)


def matters(routine: Routine) -> str:
    rows = ((matter.term, matter.plain, *origin(matter)) for matter in routine.matters)
    return table("Ämnen ett samtycke kan gälla", ("Ämne", "Så säger vi det"), rows)


def intakes(routine: Routine) -> str:
    if not routine.intakes:
        return ""
    rows = ((intake.term, _intake_words(routine, intake), *origin(intake)) for intake in routine.intakes)
    outside = (
        (f"{intake.term}: {row.why}", row.turn_to, *origin(row)) for intake in routine.intakes for row in intake.outside
    )
    outcomes = (
        (f"{intake.term}: {row.term}", _outcome_words(routine, row), *origin(row))
        for intake in routine.intakes
        for row in intake.outcomes
    )
    return "\n".join(
        (
            table("Vägar in", ("Väg in", "Så fungerar den"), rows),
            table("Utanför målgruppen", ("Varför", "Vart man vänder sig"), outside),
            table("Vad som kan komma av det", ("Utfall", "Så fungerar det"), outcomes),
        )
    )


def _intake_words(routine: Routine, intake: Intake) -> str:
    contact = routine.deadline(intake.contact, max(intake.since, routine.since))
    words = [f"Tas emot av {routine.unit_kind(intake.unit_kind).term}.", f"Kontakt inom {contact.words}."]
    words += [] if intake.self_asks else ["Man kommer hit genom en remiss från någon av parterna."]
    words += [f"För den som är {intake.ages}."] if intake.ages else []
    words += [f"För den som är skriven i {intake.registered_in}."] if intake.registered_in else []
    return " ".join(words)


def _outcome_words(routine: Routine, row: IntakeOutcome) -> str:
    to = ", ".join(routine.unit_kind(kind).term for kind in row.unit_kinds)
    words = [f"Till: {to}."] if to else []
    words += ["Kräver en öppen samordning."] if row.coordinates else []
    return " ".join(words) or row.plain


def routing(routine: Routine) -> str:
    if not routine.routing_rules:
        return ""
    rows = ((row.term, _routing_words(routine, row), *origin(row)) for row in routine.routing_rules)
    return table("Vart nya ärenden hör", ("Regel", "Leder till"), rows)


def _routing_words(routine: Routine, row: RoutingRule) -> str:
    flags = ((row.alone, "Går före alla andra."), (row.otherwise, "När ingen annan regel passar."))
    to = ", ".join(routine.unit_kind(kind).term for kind in row.unit_kinds)
    return " ".join([f"{to}.", *(words for holds, words in flags if holds)])


def transfers(routine: Routine) -> str:
    if not routine.transfer_rules:
        return ""
    rules = [(row.term, _transfer_words(routine, row), *origin(row)) for row in routine.transfer_rules]
    terms = [
        (row.term, f"{MONTHS[row.from_month - 1]} till {MONTHS[row.to_month - 1]}", *origin(row))
        for row in routine.transfer_terms
    ]
    return table("Överföring vid en viss ålder", ("Regel", "Innebär"), rules + terms)


def _transfer_words(routine: Routine, row: TransferRule) -> str:
    given, taken = (
        ", ".join(routine.unit_kind(kind).term for kind in kinds) for kinds in (row.from_kinds, row.to_kinds)
    )
    noted = f" Gäller den som är {in_sentence(row.circumstance_term)}." if row.circumstance else ""
    return f"Vid {row.age} år. Från {given}. Till {taken}.{noted}"
