"""What differs between two versions, told in words. A row is followed by its identity, however it has been moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from brygga.plans.content import Content
from brygga.plans.states import GoalOutcome
from brygga.rules.dates import written


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def word(self) -> str:
        return {"added": "Nytt", "removed": "Borttaget", "changed": "Ändrat"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs: where, what it is about, and which words went from what to what."""

    kind: Kind
    where: str
    about: str
    fields: tuple[FieldChange, ...] = ()


#: What is compared in a row, and what it is called to people.
Row = tuple[tuple[str, Callable[[Any, Content], str]], ...]


def difference(old: Content, new: Content) -> tuple[Change, ...]:
    return (
        *_parts(old, new),
        *_rows("Behov", NEED, old, new, "needs"),
        *_rows("Mål", GOAL, old, new, "goals"),
        *_rows("Insats", INTERVENTION, old, new, "interventions"),
        *_rows("Om något avbryts", STEP, old, new, "steps"),
        *_rows("Kontakt i kris", CRISIS, old, new, "contacts"),
        *_rows("Annan plan", LINK, old, new, "links"),
        *_header(old, new),
        *_asked(old, new),
    )


def _parts(old: Content, new: Content) -> Iterable[Change]:
    before = {part.key: part for part in old.parts}
    after = {part.key: part for part in new.parts}
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        heading = (now or was).heading  # type: ignore[union-attr]  # the key came from one of them
        fields = _fields([(heading, was.text if was else "", now.text if now else "")])
        if fields:
            yield Change(kind=_kind(fields[0]), where=heading, about="", fields=fields)


def _kind(field: FieldChange) -> Kind:
    if not field.old:
        return Kind.ADDED
    return Kind.CHANGED if field.new else Kind.REMOVED


def _rows(where: str, row: Row, old: Content, new: Content, name: str) -> Iterable[Change]:
    before = {line.id: line for line in getattr(old, name)}
    after = {line.id: line for line in getattr(new, name)}
    said = row[0][1]
    for key, line in after.items():
        if key not in before:
            fields = _fields([(label, "", words(line, new)) for label, words in row[1:]])
            yield Change(kind=Kind.ADDED, where=where, about=said(line, new), fields=fields)
            continue
        fields = _fields([(label, words(before[key], old), words(line, new)) for label, words in row])
        if fields:
            yield Change(kind=Kind.CHANGED, where=where, about=said(before[key], old), fields=fields)
    for key, line in before.items():
        if key not in after:
            yield Change(kind=Kind.REMOVED, where=where, about=said(line, old))


def _fields(pairs: Iterable[tuple[str, str, str]]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(label=label, old=old.strip(), new=new.strip())
        for label, old, new in pairs
        if old.strip() != new.strip()
    )


def _header(old: Content, new: Content) -> Iterable[Change]:
    for label, words in HEADER:
        fields = _fields([(label, words(old), words(new))])
        if fields:
            yield Change(kind=_kind(fields[0]), where=label, about="", fields=fields)


def _asked(old: Content, new: Content) -> Iterable[Change]:
    before = {party.unit_id: f"{party.unit}, {party.organisation}" for party in old.asked}
    after = {party.unit_id: f"{party.unit}, {party.organisation}" for party in new.asked}
    yield from (Change(kind=Kind.ADDED, where="Part i planen", about=after[key]) for key in after if key not in before)
    yield from (
        Change(kind=Kind.REMOVED, where="Part i planen", about=before[key]) for key in before if key not in after
    )


def _found(key: str, lines: Iterable[Any]) -> str:
    return next((line.text for line in lines if line.id == key), "")


def who(line: Any) -> str:
    """Who does an intervention, in one breath."""
    if line.performer == "person":
        return "Personen själv"
    if line.performer == "other":
        return str(line.performer_name)
    return ", ".join(word for word in (line.responsible, line.unit, line.organisation) if word)


def _outcome(line: Any, _: Content) -> str:
    return str(GoalOutcome(line.outcome).label) if line.outcome else ""


NEED: Row = (("Behovet", lambda n, _: n.text), ("Livsområde", lambda n, _: n.matter))
GOAL: Row = (
    ("Målet", lambda g, _: g.text),
    ("Delmål till", lambda g, c: _found(g.parent, c.goals)),
    ("Rör behovet", lambda g, c: _found(g.need, c.needs)),
    ("Så gick det", _outcome),
    ("Med personens ord", lambda g, _: g.outcome_words),
)
INTERVENTION: Row = (
    ("Vad", lambda i, _: i.text),
    ("Vem", lambda i, _: who(i)),
    ("När", lambda i, _: i.when),
    ("Börjar", lambda i, _: written(i.starts_on)),
    ("Slutar", lambda i, _: written(i.ends_on)),
    ("Nytta", lambda i, _: i.benefit),
    ("Mål", lambda i, c: _found(i.goal, c.goals)),
    ("Görs efter", lambda i, c: _found(i.after, c.interventions)),
)
STEP: Row = (
    ("Om det här händer", lambda s, _: s.happens),
    ("Gör vi så här", lambda s, _: s.step),
    ("Vem", lambda s, _: s.owner),
    ("Inom", lambda s, _: "" if s.within_days is None else f"{s.within_days} dagar"),
)
CRISIS: Row = (("Namn", lambda k, _: k.name), ("Nås på", lambda k, _: k.reach), ("När", lambda k, _: k.when))
LINK: Row = (("Slag av plan", lambda k, _: k.kind), ("Enhet", lambda k, _: k.unit), ("Finns", lambda k, _: k.where))
HEADER: tuple[tuple[str, Callable[[Content], str]], ...] = (
    ("Samordnare", lambda c: c.coordinator),
    ("Övergripande ansvar", lambda c: c.responsible),
    ("Uppföljning", lambda c: written(c.follow_up_on)),
    ("Uppföljningen tas upp av", lambda c: c.follow_up_by),
    ("Kopia till", lambda c: ", ".join(c.copies_to)),
)
