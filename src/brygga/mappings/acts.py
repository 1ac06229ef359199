"""Every write in a mapping."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.consents.acts import note_copy_given
from brygga.consents.models import Consent
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.mappings import may
from brygga.mappings.facts import Level, Said, Tick
from brygga.mappings.models import AreaLevel, Mapping, MappingAnswer, MappingCopy, PictureContact
from brygga.mappings.picture import Box, boxes
from brygga.mappings.queries import latest_levels, questions_of
from brygga.mappings.states import AT_ONCE, Left
from brygga.people.acts import choose_ways
from brygga.people.models import InformationWay, Person
from brygga.routines.forms import Item
from brygga.routines.loading import routine
from brygga.routines.mappings import mapping_kinds_on
from brygga.rules.mappings import WAYS

CHANGED = "Någon annan på enheten har ändrat bilden medan du fyllde i. Ladda om sidan och fyll i det som saknas."
#: How the consent's own record calls the way in which its copy was given.
COPY_BY = {
    InformationWay.PAPER: "post",
    InformationWay.PICTURE: "paper",
    InformationWay.PORTAL: "portal",
    InformationWay.MAIL: "portal",
    InformationWay.SMS: "portal",
}


@act("mappings.start", may=may.may_start, told_as="{by} började: {kind_term}")
def start_mapping(coordination: Coordination, *, by: Actor, at: datetime, kind: str, held_on: date) -> Mapping:
    """The talk belongs to the unit that the actor works for; who the person is there comes from its own case."""
    known = {row.key: row for row in mapping_kinds_on(routine(coordination.place), held_on)}
    if kind not in known:
        raise NotAllowed("Rutinen har inget sådant samtal den dagen. Välj ett annat.")
    if held_on > day_of(at):
        raise NotAllowed("Samtalet kan inte ha varit i framtiden. Ändra dagen.")
    part = own_part(by, coordination)
    assert part is not None
    return create(
        Mapping,
        coordination=coordination,
        unit_id=part.unit_id,
        person=_own_person(coordination, part),
        kind=kind,
        held_on=held_on,
        begun_by=by.label,
        shown_to_person=known[kind].shown_to_person,
    )


def _own_person(coordination: Coordination, part: Any) -> Person | None:
    if part.case_id:
        found: Person = part.case.person
        return found
    return coordination.person if part.unit_id == coordination.unit_id else None


@act("mappings.tick", may=may.may_write, told_as="{by} fyllde i bilden", in_feed=False)
def tick_picture(mapping: Mapping, *, by: Actor, at: datetime, seen: int, ticks: Iterable[Tick]) -> Mapping:
    """The whole picture as it was when the person had looked at it; nobody ticked is an answer too.

    What was ticked before and is not the same any more stays, as it was until now.
    """
    if mapping.revision != seen:
        raise NotAllowed(CHANGED)
    known = boxes(mapping.coordination.place, mapping.held_on)
    kept = {tick.box: tick for tick in ticks if tick.says_something and tick.box in known}
    drawn = {box: _facts(known[box], tick) for box, tick in kept.items()}
    for row in PictureContact._base_manager.filter(mapping=mapping, replaced_at=None):
        facts = drawn.get(row.box)
        if facts is not None and all(getattr(row, name) == value for name, value in facts.items()):
            del drawn[row.box]
        else:
            change(row, replaced_at=at)
    PictureContact._base_manager.bulk_create(PictureContact(mapping=mapping, **facts) for facts in drawn.values())
    return change(mapping, pictured_at=at, revision=seen + 1)


def _facts(box: Box, tick: Tick) -> dict[str, Any]:
    return {
        "box": tick.box,
        "unit_id": _unit(box.units, tick.unit_id),
        "matter": box.matter,
        "now": tick.now,
        "lately": tick.lately,
        "wished": tick.wished,
        "who": tick.who,
        "what_for": tick.what_for,
    }


def _unit(units: tuple[Unit, ...], chosen: Any) -> Any:
    """The one that was named, or the only one there is."""
    if chosen in {unit.pk for unit in units}:
        return chosen
    return units[0].pk if len(units) == 1 else None


@act("mappings.answer", may=may.may_write, told_as="{by} skrev svar i kartläggningen", in_feed=False)
def answer_questions(mapping: Mapping, *, by: Actor, at: datetime, said: Iterable[Said]) -> Mapping:
    """What was asked now. A question that is not among them is as it was; what was said before stays."""
    items = {item.link_id: item for item in questions_of(mapping)}
    for one in said:
        if one.question not in items:
            raise NotAllowed("Frågan finns inte i det här samtalet.")
        value = one.value if one.left == Left.ANSWERED else None
        _answer(mapping, items[one.question], by, at, Left(one.left), value)
        if one.question == mapping.rule.ways_question and isinstance(value, list) and mapping.person:
            choose_ways(mapping.person, by=by, information_ways=value)
    return mapping


def _answer(mapping: Mapping, item: Item, by: Actor, at: datetime, left: Left, value: Any) -> None:
    earlier = MappingAnswer._base_manager.filter(mapping=mapping, question=item.link_id, replaced_at=None).first()
    if earlier and (earlier.left, earlier.value) == (left, value):
        return
    if earlier:
        change(earlier, replaced_at=at)
    matter = item.matter or mapping.matter
    facts = {"left": left, "value": value, "at": at, "by_label": by.label}
    create(MappingAnswer, mapping=mapping, question=item.link_id, matter=matter, **facts)


@act("mappings.assess", may=may.may_write, told_as="{by} skrev hur det är i livsområdena", in_feed=False)
def assess_areas(mapping: Mapping, *, by: Actor, at: datetime, levels: Iterable[Level]) -> Mapping:
    """Each is added beside the earlier ones; what says the same as the last one adds nothing."""
    areas = mapping.areas
    before = latest_levels(mapping)
    for level in levels:
        if areas is None or not areas.knows(level.area):
            raise NotAllowed("Livsområdet finns inte i det här samtalet.")
        if (level.own or 0) > areas.own_highest or (level.assessed or 0) > areas.assessed_highest:
            raise NotAllowed("Siffran är högre än skalan.")
        last = before.get(level.area)
        same = last and (last.own, last.assessed, last.note) == (level.own, level.assessed, level.note)
        if same or not level.says_something:
            continue
        create(
            AreaLevel,
            mapping=mapping,
            area=level.area,
            matter=areas.area(level.area).matter,
            own=level.own,
            assessed=level.assessed,
            note=level.note,
            at=at,
            by_label=by.label,
        )
    return mapping


@act("mappings.link_consent", may=may.may_link, told_as="{by} tog emot samtycke i kartläggningen", in_feed=False)
def link_consent(mapping: Mapping, *, by: Actor, consent: Consent) -> Mapping:
    insist(may.may_link_consent(mapping, consent))
    return change(mapping, consent=consent)


@act("mappings.deliver", may=may.may_deliver, told_as="{by} lämnade personen en kopia")
def deliver_copy(mapping: Mapping, *, by: Actor, at: datetime, information_ways: Iterable[str]) -> Mapping:
    """In each way that was chosen. Mail and SMS say only that there is something in Brygga, and go by the queue."""
    chosen, person = list(dict.fromkeys(information_ways)), mapping.person
    if person is None or not chosen or set(chosen) - WAYS:
        raise NotAllowed("Välj minst ett sätt.")
    ways = [InformationWay(way) for way in chosen]
    insist(may.can_be_reached(person, ways))
    for way in ways:
        done = {"given_at": at, "given_by": by.label} if way in AT_ONCE else {}
        create(
            MappingCopy,
            mapping=mapping,
            consent=mapping.consent,
            way=way,
            made_at=at,
            made_by=by.label,
            **done,
        )
    _told_to_consent(mapping.consent, [way for way in ways if way in AT_ONCE], by, at)
    return mapping


@act("mappings.hand_over", may=may.may_hand_over, told_as="{by} lämnade kopian", in_feed=False)
def hand_over(copy: MappingCopy, *, by: Actor, at: datetime) -> MappingCopy:
    """Posted, or put in the person's hand, or told."""
    given = change(copy, given_at=at, given_by=by.label)
    _told_to_consent(copy.consent, [InformationWay(copy.way)], by, at)
    return given


def _told_to_consent(consent: Consent | None, ways: list[InformationWay], by: Actor, at: datetime) -> None:
    """The consent's own record of its copy, once."""
    way = next((COPY_BY[way] for way in ways if way in COPY_BY), "")
    if consent and way and consent.copy_given_on is None:
        note_copy_given(consent, by=by, at=at, how=way)


@act("mappings.show", may=may.may_write, told_as="{by} ändrade vad personen ser av kartläggningen", in_feed=False)
def show_to_person(mapping: Mapping, *, by: Actor, shown: bool) -> Mapping:
    return change(mapping, shown_to_person=shown)


@act("mappings.finish", may=may.may_finish, told_as="{by} avslutade: {kind_term}")
def finish_mapping(mapping: Mapping, *, by: Actor, at: datetime) -> Mapping:
    """The talk is over. What was not asked stays to be asked, and can still be answered."""
    return change(mapping, finished_at=at)
