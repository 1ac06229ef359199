"""What a reorganisation would move, what waits for a person's yes and what stands in the way, before it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Succession, Unit
from brygga.agencies.queries import went_into
from brygga.consents.models import Disclosure
from brygga.coordinations.acts import carries_on
from brygga.coordinations.models import Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.states import ALIVE
from brygga.people.models import Case, Person
from brygga.reorganisations.kinds import ASSIGNMENTS, GRANTED, HANDOVERS, KINDS, Kind
from brygga.reorganisations.models import Moved, Reorganisation
from brygga.reorganisations.sharing import Belongs, branches, everything
from brygga.requests.models import Request
from brygga.requests.states import WAITING
from brygga.routines.loading import routine
from brygga.rules.dates import written
from brygga.rules.powers import Power

#: As many of a kind as the page names; the number says how many there are.
FEW = 8
BECAUSE = "what a unit answers for, told as numbers and keys to whoever reorganises it"


@dataclass(frozen=True, slots=True)
class Thing:
    """One that goes along, or waits: its key, and the name where the reader may see it."""

    key: str
    name: str = ""


@dataclass(slots=True)
class Line:
    """A kind of thing: how many go along, how many wait for a yes, and what people must put in order first."""

    kind: Kind
    goes: list[Any] = field(default_factory=list)
    waits: list[Any] = field(default_factory=list)
    in_the_way: list[Any] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.goes) + len(self.waits)

    @property
    def total(self) -> int:
        return self.count + len(self.in_the_way)

    @property
    def more(self) -> int:
        return self.total - len(self.things)

    @property
    def label(self) -> str:
        word = self.kind.number[0 if self.total == 1 else 1]
        return f"{word[:1].upper()}{word[1:]}"

    def words(self, number: int) -> str:
        one, many = self.kind.number
        return f"{number} {one if number == 1 else many}"

    @property
    def text(self) -> str:
        return self.words(self.count)

    def person_of(self, row: Any) -> Any:
        return _get(row, self.kind.person)


def lines(unit: Unit, into: Unit | None, belongs: Belongs = everything) -> list[Line]:
    """Kind by kind, in the order they go. The same questions however much there is."""
    found = [_line(kind, unit, into, belongs) for kind in (*KINDS, HANDOVERS)]
    streams = {one for line in found for row in line.goes if (one := _get(row, line.kind.stream))}
    going = carries_on(unit.pk, into.pk, streams) if into else frozenset()
    for line in found:
        if line.kind.stream:
            carried = [(row, (one := _get(row, line.kind.stream)) is None or one in going) for row in line.goes]
            line.goes = [row for row, goes in carried if goes]
            line.waits = [row for row, goes in carried if not goes]
    return found


def _line(kind: Kind, unit: Unit, into: Unit | None, belongs: Belongs) -> Line:
    """What stands between the two units, or is at both, and a responsibility that lies fast, is put in order first."""
    rows = [row for row in kind.rows(unit.pk) if belongs(kind, row)]
    if into is None:
        return Line(kind, rows)
    both = {unit.pk, into.pk}
    twice = _at_both(kind, into)
    hinders = [
        row for row in rows if _between(row, kind, both) or _key(row, kind.twice) in twice or _is_frozen(row, kind)
    ]
    return Line(kind, [row for row in rows if row not in hinders], in_the_way=hinders)


def _between(row: Any, kind: Kind, both: set[Any]) -> bool:
    return bool(kind.pair) and {getattr(row, f"{name}_id") for name in kind.pair or ()} == both


def _at_both(kind: Kind, into: Unit) -> set[Any]:
    return {_key(row, kind.twice) for row in kind.rows(into.pk)} if kind.twice else set()


def _key(row: Any, fields: tuple[str, ...]) -> Any:
    return tuple(getattr(row, name) for name in fields) or None


def _is_frozen(row: Any, kind: Kind) -> bool:
    return kind is GRANTED and row.is_frozen


def _get(row: Any, path: str) -> Any:
    found = attrgetter(path)(row) if path else None
    return found() if callable(found) else found


def name_for(actor: Actor, found: Iterable[Line]) -> None:
    """The keys of the first few of each kind; the person's name beside it for those who may see them."""
    shown = {id(line): [*line.in_the_way, *line.waits, *line.goes][:FEW] for line in found}
    persons = {_get(row, line.kind.person) for line in found for row in shown[id(line)] if line.kind.person}
    seen = Person.objects.visible_to(actor).filter(pk__in=persons - {None})
    names = {person.pk: person.name for person in seen}
    for line in found:
        line.things = [
            Thing(str(_get(row, line.kind.named) or ""), names.get(_get(row, line.kind.person), ""))
            for row in shown[id(line)]
            if line.kind.named
        ]


def obstacles(unit: Unit, into: Unit | None, found: Iterable[Line], on: date) -> list[str]:
    """What must be put in order before it can be done, in words."""
    if unit.children.filter(closed_on=None).exists():
        return ["Enheten har andra enheter under sig. Flytta dem först."]
    if into is None:
        left = [line.text for line in found if line.count and line.kind.keeps_open]
        return (
            [f"{', '.join(left)} har ingen mottagare. Avsluta dem först, eller välj en enhet som tar över."]
            if left
            else []
        )
    said = [_in_the_way(line) for line in found if line.in_the_way]
    waits = any(line.waits for line in found)
    if waits and not _follows(next(line for line in found if line.kind is ASSIGNMENTS), unit):
        said.append(
            "Ingen som läser enhetens ärenden följer med, men det finns sådant som väntar på personens svar. "
            "Ge någon ett uppdrag på enheten först."
        )
    return said


def _in_the_way(line: Line) -> str:
    words = line.words(len(line.in_the_way))
    if line.kind is GRANTED:
        return f"Ansvaret för {words} ligger fast medan en fråga är lyft. Lös frågan först."
    return (
        f"{words[:1].upper()}{words[1:]} finns mellan de två enheterna, eller hos båda. Avsluta det hos den ena först."
    )


def _follows(line: Line, unit: Unit) -> bool:
    rows = routine(unit.organisation.place)
    return any(rows.function(one.function).powers & {Power.CASES, Power.LEAD} for one in line.goes)


def with_units(actor: Actor) -> Any:
    return Reorganisation.objects.visible_to(actor).select_related("unit__organisation", "into__organisation")


def ahead(actor: Actor) -> Any:
    """Decided and not done; for the start page of those who lead, and the administration."""
    return with_units(actor).planned().order_by("on", "pk")


def reorganised(actor: Actor, unit_id: Any) -> Reorganisation | None:
    """Where the unit's old page leads on."""
    return with_units(actor).filter(unit_id=unit_id, state="done").first()  # type: ignore[no-any-return]


def planned_of(unit_id: Any) -> Reorganisation | None:
    rows = Reorganisation.objects.unrestricted(because="whether the unit is on its way into another").planned()
    return rows.filter(unit_id=unit_id).select_related("unit", "into").first()  # type: ignore[no-any-return]


def keeps_unit_open(unit: Unit) -> str:
    """A unit that is on its way into another, or is to receive one, does not close by itself."""
    if ahead := planned_of(unit.pk):
        return f"{ahead.title} {written(ahead.on)}. Återkalla det först."
    rows = Reorganisation.objects.unrestricted(because="a unit that is to receive another stays").planned()
    coming = rows.filter(Q(into=unit) | Q(elsewhere__into=unit)).select_related("unit").first()
    return f"{coming.unit.name} ska gå upp i enheten. Återkalla det först." if coming else ""


def hinders(coordination: Any, unit_id: Any) -> str:
    """A unit that has gone into another decides nothing more in its old name."""
    there = went_into(unit_id)
    if there is None:
        return ""
    return f"{there.old.name} har gått upp i {there.new.name}. Fråga personen om den får vara med, så tas beslutet där."


def due(on: date) -> Any:
    """For the nightly round; in the order that they were decided."""
    rows = Reorganisation.objects.unrestricted(because="the nightly round carries out what is due").planned()
    return rows.filter(on__lte=on).select_related("unit", "into").order_by("on", "pk")


def unfinished() -> list[Reorganisation]:
    """Done, and something in the old unit's name may go along now: the person has said yes, or it came just then."""
    left = Engagement._base_manager.filter(unit=OuterRef("unit"), ended_on=None, coordination__closed_on=None)
    asked = Request._base_manager.filter(to_unit=OuterRef("unit"), state__in=WAITING)
    rows = Reorganisation.objects.unrestricted(because="the nightly round lets go along what may").filter(state="done")
    rows = rows.filter(Exists(left) | Exists(asked)).exclude(into=None).order_by("pk")
    return [row for row in rows.select_related("unit", "into") if any(line.goes for _, line in left_behind(row))]


def without_yes() -> Any:
    """Parts taken only to answer for something, where nothing is left to answer for and the person has not said yes."""
    answers = GrantedIntervention._base_manager.filter(
        coordination=OuterRef("coordination"), responsible_unit=OuterRef("unit"), state__in=ALIVE
    )
    here = Engagement._base_manager.filter(coordination=OuterRef("coordination"), ended_on=None)
    waits = here.filter(unit__went_into__new=OuterRef("unit"))
    doors = Disclosure.objects.unrestricted(because=BECAUSE).in_force(clock.today())
    let_in = doors.filter(stream_id=OuterRef("coordination_id"), to_unit_id=OuterRef("unit_id"))
    parts = Engagement._base_manager.filter(ended_on=None, unit__came_from__isnull=False)
    parts = parts.exclude(unit_id=F("coordination__unit_id")).distinct()
    return parts.filter(~Exists(answers), ~Exists(waits), ~Exists(let_in)).order_by("pk")


def left_behind(row: Reorganisation) -> list[tuple[Unit, Line]]:
    """What has stayed in the old unit's name, with the unit that it would go to as things are now."""
    return [
        (into, line)
        for into, belongs in branches(row, as_now=True)
        if into is not None and not into.closed_on
        for line in lines(row.unit, into, belongs)
        if line.kind is not ASSIGNMENTS
    ]


def counted(row: Reorganisation) -> list[tuple[str, int]]:
    """What went along, by kind: afterwards."""
    kinds = Moved.objects.unrestricted(because=BECAUSE).filter(reorganisation=row).values_list("kind", flat=True)
    found = list(kinds)
    return [
        (kind.number[0] if found.count(kind.key) == 1 else kind.number[1], found.count(kind.key))
        for kind in KINDS
        if kind.key in found
    ]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A person whose yes the new unit waits for. The unit knows them by a case of its own."""

    person: Person
    old: str
    new: str


def to_ask(actor: Actor, few: int) -> list[ToAsk]:
    """Those with a case at one's unit, in whose coordination an old unit's part still waits."""
    parts = Engagement._base_manager.filter(
        ended_on=None, coordination__closed_on=None, unit__went_into__new__in=actor.reads
    )
    known = Case.objects.visible_to(actor).open().filter(unit_id=OuterRef("unit__went_into__new_id"))
    mine = parts.filter(Exists(known.filter(person_id=OuterRef("coordination__person_id"))))
    mine = mine.select_related("coordination__person", "unit").order_by("coordination__person__sort", "pk")
    seen = list(mine[:few])
    names = dict(
        Succession.objects.filter(old__in=[one.unit_id for one in seen], new__in=actor.reads).values_list(
            "old_id", "new__name"
        )
    )
    return [ToAsk(one.coordination.person, one.unit.name, names.get(one.unit_id, "")) for one in seen]


@dataclass(frozen=True, slots=True)
class NewName:
    """To the person: what the unit was called, who answers now, and whether they are to be asked anew."""

    old: str
    new: str
    phone: str
    on: date
    asks: bool


def told_to_person(actor: Actor) -> list[NewName]:
    """Newest first; once for each unit that answered for something of theirs."""
    mine = Moved.objects.visible_to(actor).exclude(reorganisation__into=None)
    mine = mine.select_related("reorganisation__unit", "reorganisation__into", "to_unit")
    found = {
        (row.reorganisation_id, row.to_unit_id): row
        for row in mine.order_by("reorganisation__on", "reorganisation_id", "pk")
    }
    waits = set(
        Engagement.objects.visible_to(actor)
        .open()
        .filter(coordination__closed_on=None)
        .values_list("unit_id", flat=True)
    )
    return [_new_name(row, waits) for row in reversed(list(found.values())[-3:])]


def _new_name(row: Moved, waits: set[Any]) -> NewName:
    there = row.reorganisation
    new: Any = row.to_unit or there.into
    return NewName(there.unit.name, new.name, new.phone, there.on, there.unit_id in waits)
