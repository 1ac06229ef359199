"""What somebody does who has no account: asks for help, and follows it by a code."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.core.actor import Actor, ActorKind
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.moves import move, note
from brygga.core.saving import create
from brygga.intakes import may
from brygga.intakes.acts.ending import end
from brygga.intakes.clocks import contact_by, managers_at
from brygga.intakes.codes import fingerprint
from brygga.intakes.facts import Told, number_index, phone_index
from brygga.intakes.models import Intake
from brygga.intakes.states import RequestState, Way

#: Somebody who has not said who they are.
STRANGER = Actor(kind=ActorKind.PERSON, name="Personen själv")


def holder(intake: Intake) -> Actor:
    """Whoever holds the code speaks for what was sent with it, and for nothing else."""
    own = frozenset({intake.pk})
    return Actor(kind=ActorKind.PERSON, name=STRANGER.name, person_ids=own, speaks_for=own)


@act("intakes.ask", may=may.may_ask, told_as="{by} bad om hjälp", in_feed=False)
def ask_for_help(unit: Unit, *, by: Actor, at: datetime, told: Told, code: str) -> Intake:
    """BOR-01. From this moment somebody owns it, and the clock runs."""
    return _came(unit, by, at, told, way=Way.SELF, code=fingerprint(code))


@act("intakes.refer", may=may.may_refer, told_as="{by} skrev en remiss", in_feed=False)
def refer(unit: Unit, *, by: Actor, at: datetime, told: Told, consent_on: date, consent_how: str) -> Intake:
    """By any party's caseworker, when the person has said yes. Without a yes one asks anonymously instead."""
    if consent_on > day_of(at):
        raise NotAllowed("Dagen då personen sa ja har inte varit ännu.")
    rule = may.rule_at(unit)
    assert rule is not None
    on = day_of(at)
    for when in rule.target.outside(told.born, on, is_registered=told.is_registered):
        found = rule.elsewhere(when, on)
        raise NotAllowed(f"{found.why} {found.turn_to}" if found else "Personen är utanför målgruppen.")
    sender = {"from_unit_id": by.unit_id, "from_assignment_id": by.assignment_id}
    return _came(unit, by, at, told, way=Way.REFERRAL, consent_on=consent_on, consent_how=consent_how, **sender)


def _came(unit: Unit, by: Actor, at: datetime, told: Told, **more: Any) -> Intake:
    rule = may.rule_at(unit)
    assert rule is not None
    place = unit.organisation.place
    due = contact_by(place, rule, at)
    intake = create(
        Intake,
        unit=unit,
        place=place,
        door=rule.key,
        to_power=rule.to_power.value,
        from_label=by.byline[:1].upper() + by.byline[1:],
        name=told.name,
        phone=told.phone,
        phone_index=phone_index(told.phone),
        reach=told.reach,
        number=told.identity.normalised if told.identity else "",
        number_index=number_index(told.identity),
        born=told.born,
        protected=told.protected,
        interpreter=told.interpreter,
        words=told.words,
        contacts=list(told.contacts),
        identified_at=at if told.identified else None,
        sent_at=at,
        contact_by=due,
        managers_at=managers_at(place, rule, due),
        **more,
    )
    note(intake, by, at, what="Kom in")
    return intake


@act("intakes.withdraw", may=may.may_withdraw, told_as="{by} tog tillbaka det", in_feed=False)
def withdraw(intake: Intake, *, by: Actor, at: datetime) -> Intake:
    return end(intake, by, at, state=RequestState.WITHDRAWN, what="Återtagen")


@act("intakes.add_phone", may=may.may_add_phone, told_as="{by} lade till ett telefonnummer", in_feed=False)
def add_phone(intake: Intake, *, by: Actor, at: datetime, phone: str) -> Intake:
    return move(intake, by, at, what="Nytt telefonnummer", phone=phone, phone_index=phone_index(phone))
