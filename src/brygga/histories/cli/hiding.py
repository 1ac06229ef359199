"""Answers as they may be shown: a number of few persons is null, and so is one that would tell it from a sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from brygga.histories.answers import Count
from brygga.histories.before_after import BeforeAfter, Side
from brygga.histories.costs import Costs
from brygga.histories.flows import Flows, Place
from brygga.histories.returns import Returns
from brygga.histories.shares import Share, Shares
from brygga.rules.critical import ACUTE
from brygga.rules.small_numbers import SMALL_NUMBERS, in_groups, told, told_in_sum

Number = int | None
Answer = dict[str, Any]


def shown(persons: int, number: int | None = None) -> Number:
    return told(persons, number=number).number


def in_sum(persons: Sequence[int], numbers: Sequence[int] | None = None) -> tuple[list[Number], Number]:
    parts = told_in_sum(persons, numbers=numbers)
    return [one.number for one in parts.parts], parts.total.number


def returns(one: Returns) -> Answer:
    by_days, returned = in_sum([group.persons for group in one.by_days], [group.times for group in one.by_days])
    by_times = in_groups({group.times: group.persons for group in one.by_times})
    few = SMALL_NUMBERS.is_small(one.returned_persons)
    return {
        "within": one.within,
        "persons": shown(one.persons),
        "times": shown(one.persons, one.times),
        "judged": shown(one.judged_persons, one.judged),
        "came_back": shown(one.came_back_persons, one.came_back),
        "median_days": None if few else one.median_days,
        "by_times": [asdict(group) for group in by_times],
        "by_days": [
            {"first": group.first, "last": group.last, "times": number}
            for group, number in zip(one.by_days, by_days, strict=True)
        ],
        "returned": returned,
    }


def flows(one: Flows) -> Answer:
    moves, total = in_sum([flow.persons for flow in one.flows], [flow.moves for flow in one.flows])
    return {
        "within": one.within,
        "persons": shown(one.persons),
        "moves": total,
        "flows": [
            {"from": _place(flow.here), "to": flow.there and _place(flow.there), "moves": number,
             "persons": None if number is None else shown(flow.persons)}
            for flow, number in zip(one.flows, moves, strict=True)
        ],
    }  # fmt: skip


def _place(place: Place) -> Answer:
    return {"organisation": place.organisation, "unit": place.unit}


def shares(one: Shares) -> Answer:
    rows, total = in_sum([share.persons for share in one.kinds.values()], [share.rows for share in one.kinds.values()])
    by_kind = {kind: (share, number) for (kind, share), number in zip(one.kinds.items(), rows, strict=True)}
    acute_hides = any(number is None for kind, (_, number) in by_kind.items() if kind in ACUTE)
    return {
        "kinds": {str(kind): _share(share, hide=number is None) for kind, (share, number) in by_kind.items()},
        "acute": _share(one.acute, hide=acute_hides),
        "compulsory": _share(one.compulsory),
        "all": _share(one.all, hide=total is None),
    }


def _share(share: Share, *, hide: bool = False) -> Answer:
    hide = hide or SMALL_NUMBERS.is_small(share.persons)
    return {name: None if hide else getattr(share, name) for name in ("persons", "rows", "days")}


def costs(one: Costs) -> Answer:
    """In kronor."""
    persons = [thing.persons for thing in one.things]
    amounts, total = in_sum(persons, [thing.amount for thing in one.things])
    _, without_price = in_sum(persons, [thing.without_price for thing in one.things])
    return {
        "amount": total and total / 100,
        "rows_without_price": without_price,
        "things": [
            {"organisation": thing.organisation, "unit": thing.unit, "kind": str(thing.kind),
             "amount": amount and amount / 100,
             **{name: None if amount is None else getattr(thing, name) for name in ("persons", "days", "times")}}
            for thing, amount in zip(one.things, amounts, strict=True)
        ],
    }  # fmt: skip


def compared(one: BeforeAfter) -> Answer:
    """Nothing of either side where few are compared."""
    numbers, _ = in_sum([one.compared, *one.left_out.values()])
    few = numbers[0] is None or not one.compared
    return {
        "days": one.days,
        "compared": numbers[0],
        "left_out": {str(reason): number for reason, number in zip(one.left_out, numbers[1:], strict=True)},
        "before": None if few else _side(one.before),
        "after": None if few else _side(one.after),
    }


def _side(side: Side) -> Answer:
    names = ("emergencies", "stays", "inpatient_days", "compulsory_days", "contacts")
    had = {name: getattr(side, name) for name in names}
    return {name: shown(one.persons, one.number) for name, one in had.items()} | {"amount": costs(side.costs)["amount"]}


def counts(every: Sequence[Count]) -> list[Answer]:
    return [
        {
            "rule": one.rule.key,
            "words": one.rule.words,
            "situations": shown(one.persons, one.situations),
            "persons": shown(one.persons),
        }
        for one in every
    ]
