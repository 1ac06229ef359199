"""In Stockholm: one meeting is to come, one is beginning, one has open minutes and one is adopted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from brygga.agencies.models import Assignment, Organisation
from brygga.consents.models import COORDINATION, Consent, ConsentGrant
from brygga.coordinations.acts import open_coordination
from brygga.core import clock
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.series import acts
from brygga.series.facts import CaseFacts, StepFacts
from brygga.series.models import DecidedStep, SeriesMeeting, SeriesSeat
from brygga.series.queries import expected
from tests.cast import AMINA, World, _actor, _case, _person, _unit

WORDS = {
    "background": "Amina har utretts för adhd.",
    "situation": "Amina bor på ett stödboende.",
    "question": "Amina klarar inte hemmet.",
}


def manage(world: World) -> None:
    units = _house(world)
    world.series = acts.lay_out(world.stockholms.unit.organisation, by=world.ulrika, key="deputy_heads")
    rows = list(SeriesMeeting._base_manager.filter(series=world.series).order_by("starts_at"))
    world.opening_meeting, world.planned_meeting = _now(rows[0]), rows[4]
    facts = CaseFacts(coordination=world.stockholms, **WORDS)
    others = [unit for unit in units if unit.pk != world.ulrika.unit_id]
    world.docket_item = acts.announce(rows[4], by=world.ulrika, case=facts, to_units=others)
    world.decided_item = acts.announce(rows[2], by=world.ulrika, case=facts, to_units=others)
    world.open_minutes = _held(world, rows[2])
    step = StepFacts(what="Ringa Amina.", unit=units[0], function="deputy_unit_head", due_on=clock.today())
    acts.decide(world.decided_item, by=world.ulrika, outcome="stays", note="Amina söker själv.", step=step)
    acts.swap_writer(world.open_minutes, by=world.ulrika, to_unit=units[1], why="Ulrika hann inte.")
    acts.write_note(
        world.open_minutes, by=world.ulrika, item="advice_since_last", text="Inget nytt den här gången.", seen=0
    )
    world.decided_step = DecidedStep._base_manager.get()
    world.series_seat = SeriesSeat._base_manager.get(meeting=world.open_minutes, attendance="absent")
    world.exchange = acts.register_exchange(
        world.series, by=world.ulrika, who=_of(world.ulrika), to_unit=units[1], day=clock.today()
    )
    world.adopted_minutes = acts.adopt(_held(world, rows[3]), by=world.ester)
    acts.correct(world.adopted_minutes, by=world.ulrika, text="Mötet slutade klockan tio.")


def _of(actor: Any) -> Assignment:
    return Assignment.objects.get(pk=actor.assignment_id)


def _house(world: World) -> list[Any]:
    name = "Stockholms stad, Exempelstaden"
    with asked_by("the cast"):
        house = Organisation.objects.create(name=name, sort=sort_key(name), place="stockholm", party="municipality")
        kinds = (
            ("ulrika", "Ulrika Ung", "Beroendevården", "social_addiction"),
            ("ester", "Ester Ek", "Äldreomsorgen", "elderly_care"),
            ("hanna", "Hanna Sten", "Socialpsykiatrin", "social_psychiatry"),
        )
        units = []
        for key, who, unit_name, kind in kinds:
            units.append(_unit(house, unit_name, kind))
            setattr(world, key, _actor(who, "deputy_unit_head", "Biträdande enhetschef", units[-1]))
        there = _person(house, "Amina", "Hassan", AMINA)
        case = _case(there, units[0], world.ulrika)
    world.stockholms = open_coordination(case, by=world.ulrika, why="Behov på två håll.", reasons=[])
    with asked_by("the cast"):
        today = clock.today()
        consent = Consent._base_manager.create(
            person=there, unit=units[0], state="given", form="oral", given_on=today, valid_from=today,
            valid_until=today + timedelta(days=300), purposes=["coordination", "consultation"],
            informed_by="Ulrika Ung",
        )  # fmt: skip
        for unit in units:
            ConsentGrant._base_manager.create(consent=consent, unit=unit, matter=COORDINATION)
    return units


def _now(meeting: SeriesMeeting) -> SeriesMeeting:
    """Its hour has come."""
    with asked_by("the cast"):
        begun = clock.now() - timedelta(minutes=10)
        SeriesMeeting._base_manager.filter(pk=meeting.pk).update(starts_at=begun, ends_at=begun + timedelta(minutes=90))
    return SeriesMeeting._base_manager.get(pk=meeting.pk)


def _held(world: World, meeting: SeriesMeeting) -> SeriesMeeting:
    begun = _now(meeting)
    marks = {
        one.assignment.pk: "absent" if one.assignment.pk == world.hanna.assignment_id else "present"
        for one in expected(begun)
    }
    return acts.hold(begun, by=world.ulrika, attendance=marks)
