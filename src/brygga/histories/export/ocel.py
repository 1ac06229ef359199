"""OCEL 2.0 as JSON: what happens has a person, a unit and an organisation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from brygga.histories.among import Among
from brygga.histories.export.events import Event, Exported, Log, Progress, plain, whole
from brygga.histories.questions import Histories
from brygga.rules.critical import LASTING, Kind
from brygga.rules.small_numbers import SMALL_NUMBERS, SmallNumbers

Json = dict[str, Any]
ALWAYS = "1970-01-01T00:00:00Z"
STEPS = {"start": "börjar", "complete": "slutar"}
EVENT_ATTRIBUTES = [
    {"name": "row", "type": "integer"},
    {"name": "compulsory", "type": "boolean"},
    {"name": "broken_off", "type": "boolean"},
]
NAME = [{"name": "name", "type": "string"}]
OBJECT_TYPES = [
    {"name": "person", "attributes": []},
    {"name": "unit", "attributes": NAME},
    {"name": "organisation", "attributes": NAME},
]


def write_ocel(
    histories: Histories, among: Among, into: Path, *, progress: Progress | None = None,
    rule: SmallNumbers = SMALL_NUMBERS,
) -> Exported:  # fmt: skip
    """Events are written as they come, and their objects after them: only units and organisations are held."""
    log = Log(histories, among, progress, rule)
    places = Places()
    with whole(into) as file:
        file.write('{"objectTypes": ' + _json(OBJECT_TYPES) + ', "eventTypes": ' + _json(_types()) + ',\n"events": ')
        _write(file, (_event(event, places) for _, events in log.persons() for event in events))
        file.write(',\n"objects": ')
        _write(file, _objects(log.exported.persons, places))
        file.write("}\n")
    return log.exported


class Places:
    """Units and organisations get their numbers as they are met."""

    def __init__(self) -> None:
        self.organisations: dict[str, str] = {}
        self.units: dict[tuple[str, str], str] = {}

    def organisation(self, name: str) -> str:
        return self.organisations.setdefault(name, f"organisation-{len(self.organisations) + 1}")

    def unit(self, organisation: str, name: str) -> str:
        return self.units.setdefault((organisation, name), f"unit-{len(self.units) + 1}")


def _types() -> list[Json]:
    words = [_words(kind, step) for kind in Kind for step in STEPS if step == "complete" or kind in LASTING]
    return [{"name": name, "attributes": EVENT_ATTRIBUTES} for name in words]


def _words(kind: Kind, step: str) -> str:
    return f"{kind.term} {STEPS[step]}" if kind in LASTING else kind.term


def _event(event: Event, places: Places) -> Json:
    line = event.line
    objects = {
        "person": f"person-{line.person}",
        "unit": places.unit(line.organisation, line.unit),
        "organisation": places.organisation(line.organisation),
    }
    attributes = {"row": event.row, "compulsory": line.compulsory, "broken_off": line.broken_off}
    return {
        "id": f"event-{event.row}-{event.step}",
        "type": _words(line.kind, event.step),
        "time": event.time,
        "attributes": [{"name": name, "value": str(value).lower()} for name, value in attributes.items()],
        "relationships": [{"objectId": one, "qualifier": what} for what, one in objects.items()],
    }


def _objects(persons: int, places: Places) -> Iterator[Json]:
    for number in range(1, persons + 1):
        yield {"id": f"person-{number}", "type": "person", "attributes": [], "relationships": []}
    for name, key in places.organisations.items():
        yield {"id": key, "type": "organisation", "attributes": _named(name), "relationships": []}
    for (organisation, name), key in places.units.items():
        of = [{"objectId": places.organisation(organisation), "qualifier": "part of"}]
        yield {"id": key, "type": "unit", "attributes": _named(name), "relationships": of}


def _named(name: str) -> list[Json]:
    return [{"name": "name", "time": ALWAYS, "value": plain(name)}]


def _write(file: IO[str], rows: Iterator[Json]) -> None:
    file.write("[")
    file.writelines(("\n" if number == 0 else ",\n") + _json(row) for number, row in enumerate(rows))
    file.write("]")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
