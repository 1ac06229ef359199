"""Into the queue, through it, and out of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from brygga.agencies.models import Assignment, Unit
from brygga.coaching import may
from brygga.coaching.acts.standing import stand
from brygga.coaching.clocks import due
from brygga.coaching.models import Enrolment
from brygga.coaching.states import State
from brygga.coordinations.models import Standing
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.moves import move, note
from brygga.core.saving import create
from brygga.people.models import Case, Person
from brygga.requests import acts as requests
from brygga.requests.models import Request
from brygga.requests.states import WAITING, RequestState
from brygga.routines.coaching import Coaching
from brygga.rules.ages import age_on
from brygga.rules.coaching import Placing, chosen_place, place_in_queue

OTHER_GROUP = "Skriv varför en annan grupp än den som rutinen säger."


@act("coaching.queue", may=may.may_queue, told_as="{by} ställde någon i kö", in_feed=False)
def queue(case: Case, *, by: Actor, at: datetime, circumstances: Iterable[str] = ()) -> Enrolment:
    """The team knows the person already, by a case of its own."""
    rule = may.team_of(case.unit)
    assert rule is not None
    placing = placing_of(rule, case.person, circumstances, at)
    return _stand(
        rule, case.unit, at, by, case.person, circumstances=sorted(circumstances),
        priority=placing.rule.key, rank=placing.rank,
    )  # fmt: skip


@act("coaching.stand_in_queue", may=may.may_stand_in_queue, told_as="En förfrågan ställde någon i kö", in_feed=False)
def stand_in_queue(request: Request, *, by: Actor, at: datetime) -> Enrolment:
    """A request to the team stands in its queue from the moment it is sent; the team says which group."""
    rule = may.team_of(request.to_unit)
    assert rule is not None
    about = request.coordination
    return _stand(rule, request.to_unit, at, by, about.person, coordination=about, request=request)


def _stand(rule: Coaching, unit: Unit, at: datetime, by: Actor, person: Person, **more: Any) -> Enrolment:
    place = unit.organisation.place
    row = create(
        Enrolment,
        unit=unit,
        place=place,
        team=rule.key,
        person=person,
        queued_at=at,
        look_by=due(place, rule.look, at),
        **more,
    )
    note(row, by, at, what="Ställdes i kö")
    return row


def placing_of(rule: Coaching, person: Person, circumstances: Iterable[str], at: datetime) -> Placing:
    """The group that the place's rules give; the routine has one for everybody."""
    on = day_of(at)
    age = age_on(person.born, on) if person.born else None
    found = place_in_queue(rule.priorities_on(on), age=age, circumstances=frozenset(circumstances))
    assert found is not None
    return found


@act("coaching.assess", may=may.may_assess, told_as="{by} bedömde vilken grupp", in_feed=False)
def assess(
    enrolment: Enrolment,
    *,
    by: Actor,
    at: datetime,
    circumstances: Iterable[str],
    priority: str = "",
    priority_why: str = "",
) -> Enrolment:
    """Which group, by the rules or by choice with a reason. Whoever asked is told that somebody has it in hand."""
    rule = enrolment.rule
    placing = placing_of(rule, enrolment.person, circumstances, at)
    chosen = chosen_place(rule.priorities_on(day_of(at)), priority) if priority else placing
    if chosen is None:
        raise NotAllowed("Välj en av rutinens grupper.")
    if chosen.rule.key != placing.rule.key and not priority_why.strip():
        raise NotAllowed(OTHER_GROUP)
    why = priority_why.strip() if chosen.rule.key != placing.rule.key else ""
    done = move(
        enrolment,
        by,
        at,
        what=f"Bedömd: {chosen.rule.term}",
        reason=why,
        circumstances=sorted(circumstances),
        priority=chosen.rule.key,
        rank=chosen.rank,
        priority_why=why,
    )
    _receipt(done, by, at)
    return done


def _receipt(row: Enrolment, by: Actor, at: datetime) -> None:
    """The request is accepted by whoever may: from now on the unit takes part, and the others see that it waits."""
    asked = Request._base_manager.filter(pk=row.request_id, state__in=WAITING).first()
    if asked is None or not may.hands_out(by, row):
        return
    in_hand = Assignment.objects.select_related("staff", "unit__organisation").get(pk=by.assignment_id)
    requests.appoint(asked, by=by, at=at, caseworker=in_hand)
    stand(row, by, Standing.PLANNED, f"I kö: {row.rule.term}")


@act("coaching.note_contact", may=may.may_note_contact, told_as="{by} hörde av sig till någon i kö", in_feed=False)
def note_contact(enrolment: Enrolment, *, by: Actor, at: datetime, note_why: str = "") -> Enrolment:
    """The clock begins anew: nobody waits in silence."""
    look_by = due(enrolment.place, enrolment.rule.look, at)
    return move(enrolment, by, at, what="Hörde av oss", reason=note_why, look_by=look_by)


@act("coaching.offer", may=may.may_offer, told_as="{by} erbjöd en plats", in_feed=False)
def offer(enrolment: Enrolment, *, by: Actor, at: datetime, over_why: str = "") -> Enrolment:
    """The place is kept until the person has answered."""
    hold_team(enrolment)
    insist(may.there_is_room(by, enrolment, over_why))
    answer_by = due(enrolment.place, enrolment.rule.answer, at)
    over = over_why.strip() if may.room_in(enrolment.unit_id, enrolment.rule, enrolment).is_full else ""
    return move(
        enrolment, by, at, what="Fick en plats erbjuden", reason=over, state=State.OFFERED, offered_at=at,
        answer_by=answer_by, said_yes_at=None, over_why=over,
    )  # fmt: skip


def hold_team(enrolment: Enrolment) -> None:
    """Places are handed out one at a time in a team, on either database."""
    Unit.objects.select_for_update().get(pk=enrolment.unit_id)


@act("coaching.say_yes", may=may.may_say_yes, told_as="{by} tackade ja", in_feed=False)
def say_yes(enrolment: Enrolment, *, by: Actor, at: datetime) -> Enrolment:
    """The person takes the place; the team then writes them in, with a coach."""
    return move(enrolment, by, at, what="Tackade ja", said_yes_at=at)


@act("coaching.leave_queue", may=may.may_leave_queue, told_as="{by} tog någon ur kön", in_feed=False)
def leave_queue(enrolment: Enrolment, *, by: Actor, at: datetime, why: str = "", own_no: bool = False) -> Enrolment:
    """`own_no`: the person does not want it. That is another answer than the team's."""
    said_no = own_no or by.is_person
    if not said_no and not why.strip():
        raise NotAllowed("Skriv varför, så att personen och den som frågade förstår.")
    offered = enrolment.state == State.OFFERED
    what = ("Tackade nej till platsen" if offered else "Ville inte stå kvar i kön") if said_no else "Togs ur kön"
    row = move(
        enrolment,
        by,
        at,
        what=what,
        reason=why,
        state=State.LEFT,
        ended_on=day_of(at),
        ended_note=why,
    )
    _answer_no(row, by, at, why, said_no)
    return row


def _answer_no(row: Enrolment, by: Actor, at: datetime, why: str, said_no: bool) -> None:
    """Whoever asked learns what came of it."""
    asked = Request._base_manager.filter(pk=row.request_id, state__in=[*WAITING, RequestState.ACCEPTED]).first()
    if asked is None:
        return
    if said_no:
        requests.note_persons_no(asked, by=by, at=at, said=why or "vill inte ha platsen nu")
    elif asked.state in WAITING:
        requests.decline(asked, by=by, at=at, reason=why)
    else:
        stand(row, by, Standing.KNOWN, f"Ingen plats: {row.rule.term}")
        requests.complete(asked, by=by, at=at)


@act("coaching.step_out", may=may.may_step_out, told_as="Någon lämnade kön", in_feed=False)
def step_out(enrolment: Enrolment, *, by: Actor, at: datetime, why: str) -> Enrolment:
    """What it rested on has gone."""
    day = day_of(at)
    return move(enrolment, by, at, what="Lämnade kön", reason=why, state=State.LEFT, ended_on=day, ended_note=why)
