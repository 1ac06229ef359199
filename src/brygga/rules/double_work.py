"""Double work: two units map or investigate the same for the same person (handbok Malmö, about Robin; MAL-17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from brygga.rules.clocks import STOCKHOLM, Clock, due_on


class Mode(StrEnum):
    """How units work together with what they find out."""

    JOINT = "joint"
    GFI = "gfi"
    PARTS = "parts"
    OTHERS_KNOWLEDGE = "others_knowledge"
    RECENTLY_ENDED = "recently_ended"
    PARALLEL = "parallel"


class Why(StrEnum):
    AT_ONCE = "at_once"
    JUST_DONE = "just_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A unit finds out about these areas: from when, until when as planned, and when it was done."""

    key: str
    unit: str
    areas: frozenset[str]
    begins: date
    ready: date | None = None
    ended: date | None = None

    def lasts_until(self, on: date) -> date:
        """What is not done goes on, at least today; without a planned end for as long as one can see."""
        return max(self.ready, self.begins, on) if self.ready else date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """These units have agreed how to find out about these areas together: that is no double work."""

    units: frozenset[str]
    areas: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two works with the same areas, and when: the evidence. `second` is the one that could do without."""

    first: Work
    second: Work
    areas: frozenset[str]
    why: Why
    since: date
    until: date | None
    mode: Mode
    """The way of working together that fits."""


def double_work(
    works: Iterable[Work], on: date, *, fresh: Clock | None = None, agreed: Iterable[Agreement] = ()
) -> tuple[Overlap, ...]:
    """Every pair of works by different units with an area in common, at overlapping times or soon after each other."""
    known, agreements = sorted(works, key=_order), tuple(agreed)
    pairs = [(one, other) for number, one in enumerate(known) for other in known[number + 1 :]]
    found = (_overlap(one, other, on, fresh, agreements) for one, other in pairs)
    return tuple(overlap for overlap in found if overlap is not None)


def would_double(
    new: Work, works: Iterable[Work], on: date, *, fresh: Clock | None = None, agreed: Iterable[Agreement] = ()
) -> tuple[Overlap, ...]:
    """What somebody is about to do again, which others do or have just done; nothing of it is begun yet."""
    agreements = tuple(agreed)
    found = (_overlap(other, new, on, fresh, agreements) for other in sorted(works, key=_order))
    return tuple(_about_to(overlap, on) for overlap in found if overlap is not None)


def fitting(mode: Mode, offered: Sequence[Mode]) -> Mode | None:
    """The mode, where the place has it; else the first that it has."""
    return mode if mode in offered else next(iter(offered), None)


def _order(work: Work) -> tuple[bool, date, str]:
    """What is done comes before what is not, then by when it began."""
    return work.ended is None, work.begins, work.key


def _overlap(
    one: Work, other: Work, on: date, fresh: Clock | None, agreements: tuple[Agreement, ...]
) -> Overlap | None:
    units = {one.unit, other.unit}
    settled = {area for agreement in agreements if units <= agreement.units for area in agreement.areas}
    areas = (one.areas & other.areas) - settled
    if len(units) < 2 or not areas or other.ended is not None:
        return None
    if one.ended is not None:
        return _just_done(one, other, areas, on, fresh)
    since, until = max(one.begins, other.begins), min(one.lasts_until(on), other.lasts_until(on))
    if since > until:
        return None
    begun = [work.begins <= on for work in (one, other)]
    mode = Mode.PARTS if all(begun) else Mode.OTHERS_KNOWLEDGE if any(begun) else Mode.JOINT
    end = None if until == date.max else until
    return Overlap(first=one, second=other, areas=areas, why=Why.AT_ONCE, since=since, until=end, mode=mode)


def _just_done(done: Work, other: Work, areas: frozenset[str], on: date, fresh: Clock | None) -> Overlap | None:
    assert done.ended is not None
    if fresh is None:
        return None
    until = due_on(fresh, datetime.combine(done.ended, time(12), STOCKHOLM))
    if max(other.begins, on) > until:
        return None
    return Overlap(
        first=done,
        second=other,
        areas=areas,
        why=Why.JUST_DONE,
        since=done.ended,
        until=until,
        mode=Mode.OTHERS_KNOWLEDGE,
    )


def _about_to(overlap: Overlap, on: date) -> Overlap:
    other = overlap.first
    knows = other.ended is not None or other.begins <= on
    return Overlap(
        first=other,
        second=overlap.second,
        areas=overlap.areas,
        why=overlap.why,
        since=overlap.since,
        until=overlap.until,
        mode=Mode.OTHERS_KNOWLEDGE if knows else Mode.JOINT,
    )
