"""Many units and staff at once: every faulty row is told, and nothing is loaded by half."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model

from brygga.agencies import may
from brygga.agencies.acts.staff import add_staff
from brygga.agencies.acts.units import add_unit
from brygga.agencies.models import Assignment, Organisation, Staff, Unit
from brygga.agencies.queries import in_force
from brygga.agencies.sheets import HEADINGS, Line
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.sorting import sort_key
from brygga.routines.loading import routine

YES, NO = frozenset({"ja", "x", "1", "sant"}), frozenset({"", "nej", "0", "falskt"})


@dataclass(frozen=True, slots=True)
class Fault:
    row: int
    words: str


class FaultyRows(NotAllowed):
    """Nothing was loaded: these rows must be put right first."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("Inget är inläst. Rätta raderna och försök igen.")
        self.faults = faults


@dataclass(slots=True)
class Loaded:
    """How many were added, and how many rows said what was there already."""

    units: int = 0
    staff: int = 0
    known: int = 0


Units = dict[str, Unit]


@act("agencies.import_sheet", may=may.may_administer, told_as="{by} läste in enheter och medarbetare")
def import_sheet(organisation: Organisation, *, by: Actor, lines: Iterable[Line]) -> Loaded:
    """Each row is a unit, somebody who works there, or both. What is there already is left as it is."""
    loaded, faults = Loaded(), []
    units = {unit.sort: unit for unit in organisation.units.filter(closed_on=None)}
    for line in lines:
        try:
            unit = _unit(line, organisation, by, units, loaded)
            if line.get("name"):
                _staff(line, unit, by, loaded)
        except ValidationError as broken:
            faults.append(Fault(line.number, " ".join(broken.messages)))
        except NotAllowed as refusal:
            faults.append(Fault(line.number, str(refusal)))
        except IntegrityError:
            faults.append(Fault(line.number, "Raden går inte att lägga in: något i den finns redan."))
    if faults:
        raise FaultyRows(faults)
    return loaded


def _staff(line: Line, unit: Unit, by: Actor, loaded: Loaded) -> None:
    place = routine(unit.organisation.place)
    function = _key(line, "function", {f.term: f.key for f in place.functions})
    if _works_there(line, unit, function):
        loaded.known += 1
        return
    who = {"name": line.get("name"), "email": line.get("email"), "hsa_id": line.get("hsa_id")}
    post = {"title": line.get("title") or place.function(function).term, "phone": line.get("phone")}
    since, protected = _day(line), _is_protected(line)
    _check(Staff, **who)
    _check(Assignment, **post)
    add_staff(unit, by=by, function=function, since=since, protected=protected, **who, **post)
    loaded.staff += 1


def _unit(line: Line, organisation: Organisation, by: Actor, units: Units, loaded: Loaded) -> Unit:
    name = line.get("unit")
    if not name:
        raise NotAllowed(f"Skriv enhetens namn under ”{HEADINGS['unit']}”.")
    if known := units.get(sort_key(name)):
        if not line.get("name"):
            loaded.known += 1
        return known
    if not line.get("kind"):
        raise NotAllowed(f"Enheten ”{name}” finns inte. Skriv ”{HEADINGS['kind']}” för att lägga till den.")
    kinds = {k.term: k.key for k in routine(organisation.place).unit_kinds if k.party == organisation.party}
    parent = _parent(line, units)
    facts = {"name": name, "phone": line.get("unit_phone"), "email": line.get("unit_email")}
    kind = _key(line, "kind", kinds)
    _check(Unit, **facts)
    unit = add_unit(organisation, by=by, kind=kind, parent=parent, **facts)
    units[unit.sort] = unit
    loaded.units += 1
    return unit


def _check(model: type[Model], **facts: str) -> None:
    """Lengths and addresses, as a form would."""
    model(**facts).clean_fields(exclude={field.name for field in model._meta.fields} - facts.keys())


def _parent(line: Line, units: Units) -> Unit | None:
    name = line.get("parent")
    if name and sort_key(name) not in units:
        raise NotAllowed(f"Enheten ”{name}” finns inte. Den ska stå på en rad längre upp.")
    return units[sort_key(name)] if name else None


def _works_there(line: Line, unit: Unit, function: str) -> bool:
    who = {"staff__sort": sort_key(line.get("name")), "staff__left_on": None}
    if line.get("email"):
        who["staff__email"] = line.get("email").lower()
    return Assignment.objects.filter(in_force(clock.today()), unit=unit, function=function, **who).exists()


def _key(line: Line, name: str, keys: dict[str, str]) -> str:
    """The routine's key for the term in the sheet."""
    said = line.get(name)
    found = {term.casefold(): key for term, key in keys.items()}.get(said.casefold())
    if found is None:
        what = f"”{said}” finns inte" if said else "Det är tomt"
        raise NotAllowed(f"{what} under ”{HEADINGS[name]}”. Välj: {', '.join(sorted(keys))}.")
    return found


def _day(line: Line) -> date:
    said = line.get("since")
    try:
        return date.fromisoformat(said) if said else clock.today()
    except ValueError:
        raise NotAllowed(f"”{said}” under ”{HEADINGS['since']}” är ingen dag. Skriv till exempel 2026-09-01.") from None


def _is_protected(line: Line) -> bool:
    said = line.get("protected").casefold()
    if said not in YES | NO:
        raise NotAllowed(f"Skriv ja eller nej under ”{HEADINGS['protected']}”.")
    return said in YES
