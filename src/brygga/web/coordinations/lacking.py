"""What is missing in a coordination: the fact, what to do about it, and the way there. What hurts most first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from brygga.coordinations.overview import Lack, Missing, Overview
from brygga.core import clock
from brygga.core.decision import Decision
from brygga.interventions.placements import Warned
from brygga.investigations.models import Resolution
from brygga.meetings.models import Meeting
from brygga.meetings.queries import Upcoming
from brygga.meetings.states import MeetingState
from brygga.plans.queries import Agreed
from brygga.requests.models import Request
from brygga.requests.queries import expected
from brygga.requests.states import RequestState
from brygga.rules.case_kinds import NextStep
from brygga.rules.dates import written
from brygga.web.interventions.warning import told
from brygga.web.links import way_to

TONES = ("bad", "warning", "info")


@dataclass(frozen=True, slots=True)
class Lacking:
    text: str
    todo: str
    url: str
    link_text: str
    tone: str


def lacking(
    seen: Overview,
    plan: Agreed | None,
    requests: list[Request],
    meetings: list[Upcoming],
    open_ends: list[Meeting],
    may: Decision,
    untold: list[Resolution],
    placed: list[Warned],
) -> tuple[Lacking, ...]:
    asked = any(request.state != RequestState.DRAFT for request in requests)
    missing = [one for one in seen.missing if not (asked and one.lack is Lack.OTHER_UNIT)]
    found = [
        *_answers(requests),
        *map(_untold, untold),
        *(_placement(one) for one in placed),
        *_plan(seen, plan, meetings),
        *(_meeting(row) for row in open_ends if row.state != MeetingState.MISSED or not meetings),
        *(_mended(one, seen, may) for one in missing),
    ]
    return tuple(sorted(found, key=lambda one: TONES.index(one.tone)))


def is_late(request: Request) -> bool:
    """A late one stands among what is missing."""
    next_thing = expected(request)
    return next_thing is not None and next_thing.late


def _answers(requests: list[Request]) -> Iterator[Lacking]:
    for request in filter(is_late, requests):
        did_not = "kvitterat" if request.state == RequestState.SENT and request.from_unit_id else "svarat på"
        text = f"{request.to_unit.name} har inte {did_not} {request.kind_term} i tid."
        phone = f", {request.to_unit.phone}" if request.to_unit.phone else ""
        yield Lacking(text, f"Ring {request.to_unit.name}{phone}.", way_to("request", request.pk), "Öppna", "bad")


def _untold(decision: Resolution) -> Lacking:
    """STO-03: the person is told by the unit that decided."""
    text = f"Personen har inte fått veta beslutet från {written(decision.decided_on)}."
    late = decision.tell_by is not None and decision.tell_by < clock.today()
    todo = "Berätta för personen, och skriv in när och hur."
    return Lacking(text, todo, way_to("tell-decision", decision.pk), "Skriv in", "bad" if late else "warning")


def _placement(warned: Warned) -> Lacking:
    """MAL-19: to every unit that may see the placement."""
    one = told(warned)
    return Lacking(one.text, one.todo, one.url, one.link_text, one.tone)


def _plan(seen: Overview, plan: Agreed | None, meetings: list[Upcoming]) -> Iterator[Lacking]:
    if seen.suggestion.step is NextStep.SIP_MEETING and not (plan and (plan.holds or plan.waiting)):
        yield Lacking(
            "En gemensam plan saknas, fast båda huvudmännen har insatser.",
            _towards_plan(plan, meetings),
            way_to("coordination-plan", seen.coordination.pk),
            "Planen",
            "warning",
        )
    if plan is None or not plan.holds:
        return
    url, on = way_to("plan", plan.plan_id), clock.today()
    if not plan.follow_up_on:
        text, todo = "Planen har inget datum för uppföljning.", "Bestäm när ni följer upp den."
        yield Lacking(text, todo, url, "Sätt datum", "warning")
    elif plan.follow_up_on < on:
        text, todo = "Planen har inte följts upp i tid.", "Kalla till uppföljning, eller skriv hur det gick."
        yield Lacking(text, todo, url, "Planen", "bad")
    if plan.rest_on and plan.rest_on < on:
        text, todo = (
            "Resten av planen är inte klar, fast datumet har gått.",
            "Ta upp den nu.",
        )
        yield Lacking(text, todo, url, "Planen", "bad")


def _towards_plan(plan: Agreed | None, meetings: list[Upcoming]) -> str:
    made_at = next(
        (one.meeting for one in meetings if one.meeting.meeting_type.carries_plan and not one.is_draft), None
    )
    if made_at:
        return f"Gör den på mötet {made_at.when}."
    return "Gör klart planen som skrivs." if plan else "Kalla till möte och gör SIP."


def _meeting(row: Meeting) -> Lacking:
    what = f"{row.kind_term} {row.when}"
    match row.state:
        case MeetingState.HELD:
            text, todo = f"Det står inte vad mötet ledde till: {what}.", "Skriv det, så vet alla vad som gäller."
            return Lacking(text, todo, way_to("meeting", row.pk), "Skriv klart", "warning")
        case MeetingState.MISSED:
            text, todo = f"Mötet blev inte av, och ingen ny tid är bokad: {what}.", "Boka en ny tid."
            return Lacking(text, todo, way_to("meeting", row.pk), "Mötet", "warning")
        case _:
            text, todo = f"Det står inte om mötet blev av: {what}.", "Skriv hur det blev, så vet alla."
            return Lacking(text, todo, way_to("meeting", row.pk), "Mötet", "warning")


def _mended(missing: Missing, seen: Overview, may: Decision) -> Lacking:
    """The way to where it is mended, for those who may work in the coordination."""
    coordination = seen.coordination
    match missing.lack:
        case Lack.CASEWORKER:
            url, text = way_to("engagement", missing.about), "Öppna"
        case Lack.CONSENT_DECLINED:
            url, text = way_to("log-consultation"), "Rådgör utan namn"
        case Lack.OTHER_UNIT:
            url, text = way_to("let-in", coordination.pk), "Ta med"
        case _:
            url, text = way_to("coordination-consents", coordination.pk), "Samtycke"
    url = url if may or missing.lack is Lack.CASEWORKER else ""
    return Lacking(missing.text, missing.todo, url, text, missing.tone)
