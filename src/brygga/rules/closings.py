"""Ending together (avslut): what is missing before units may leave a person's coordination.

Handbok Malmö, avsnittet Avslut: a joint closing talk, the SIP followed up and closed, a plan for resuming contact, the
consents; goals when some go on; and in a transition a new contact that works. What a place demands are its own rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """Whom a closing is about."""

    ALL = "all"
    SOME = "some"
    TRANSITION = "transition"


class ClosingNeed(StrEnum):
    """What a kind of closing demands, in the order it is done."""

    EXPLORED = "explored"
    TALK = "talk"
    PLAN_CLOSED = "plan_closed"
    GOALS = "goals"
    OWN_CASE = "own_case"
    NEW_CONTACT = "new_contact"
    NEW_UNIT_IN_TALK = "new_unit_in_talk"
    RESUMING = "resuming"
    CONSENTS = "consents"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a closing has come. `unanswered` and `refused` are names of units, as are those without a case."""

    wants_to_stop: bool = False
    explored: bool = False
    talked: bool = False
    plan_open: bool = False
    goals_said: bool = False
    goals_out_of_reach: bool = False
    without_case: tuple[str, ...] = ()
    new_contact_works: bool = False
    new_contact: str = ""
    new_unit_was_there: bool = False
    resuming: bool = False
    consents_said: bool = False
    unanswered: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, with what to do; `need` is None for what other rooms have open."""

    need: ClosingNeed | None
    sentence: str


def asked(needs: Collection[ClosingNeed], standing: Standing) -> tuple[ClosingNeed, ...]:
    """What this closing must go through. Why somebody wants to stop is always explored, whatever the place says."""
    wanted = set(needs) | ({ClosingNeed.EXPLORED} if standing.wants_to_stop else set())
    if not standing.wants_to_stop:
        wanted.discard(ClosingNeed.EXPLORED)
    return tuple(need for need in ClosingNeed if need in wanted)


def missing(needs: Collection[ClosingNeed], standing: Standing) -> tuple[Missing, ...]:
    found = [Missing(need, said) for need in asked(needs, standing) if (said := _lacks(need, standing))]
    return (*found, *(Missing(None, said) for said in standing.left_open))


def _lacks(need: ClosingNeed, now: Standing) -> str:
    if need in SAID:
        done, sentence = SAID[need]
        return "" if done(now) else sentence
    return WORKED_OUT[need](now)


def _goals(now: Standing) -> str:
    if not now.goals_said:
        return "Skriv om målen är nådda, eller går att nå hos dem som är kvar."
    return "Målen går inte att nå hos dem som är kvar. Då kan ingen lämna ännu." if now.goals_out_of_reach else ""


def _no_case(units: tuple[str, ...]) -> str:
    if not units:
        return ""
    return f"{_and(units)} är kvar men har inget eget ärende. Annars står personen utan kontakt."


def _new_contact(now: Standing) -> str:
    if now.new_contact_works:
        return ""
    if not now.new_contact:
        return "Skriv vem som tar emot personen."
    return f"Vänta tills kontakten med {now.new_contact} är i gång och fungerar, och den har bekräftats."


def _agreement(now: Standing) -> str:
    if now.refused:
        return f"{_and(now.refused)} har sagt nej. Ingen lämnar ensam: prata med varandra."
    return f"Vänta på ja från {_and(now.unanswered)}. Ingen lämnar ensam." if now.unanswered else ""


def _and(names: Collection[str]) -> str:
    found = list(names)
    return " och ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


#: Where the same thing is always said when it is missing.
SAID: dict[ClosingNeed, tuple[Callable[[Standing], bool], str]] = {
    ClosingNeed.EXPLORED: (
        lambda now: now.explored,
        "Utforska med personen varför den vill sluta, och skriv det med dess ord.",
    ),
    ClosingNeed.TALK: (
        lambda now: now.talked,
        "Håll slutsamtalet tillsammans, eller skriv att personen inte vill ha något.",
    ),
    ClosingNeed.PLAN_CLOSED: (lambda now: not now.plan_open, "Följ upp planen (SIP) och avsluta den."),
    ClosingNeed.NEW_UNIT_IN_TALK: (
        lambda now: now.new_unit_was_there or not now.talked,
        "Skriv varför den nya kontakten inte var med på slutsamtalet.",
    ),
    ClosingNeed.RESUMING: (
        lambda now: now.resuming,
        "Skriv planen för att ta kontakt igen: med vem, hur och vid vilka tecken.",
    ),
    ClosingNeed.CONSENTS: (
        lambda now: now.consents_said,
        "Fråga personen om samtyckena: ska de upphöra nu, eller gälla tiden ut?",
    ),
}
WORKED_OUT: dict[ClosingNeed, Callable[[Standing], str]] = {
    ClosingNeed.GOALS: _goals,
    ClosingNeed.OWN_CASE: lambda now: _no_case(now.without_case),
    ClosingNeed.NEW_CONTACT: _new_contact,
    ClosingNeed.AGREED: _agreement,
}
