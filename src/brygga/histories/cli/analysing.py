"""`analyse`: what the histories answer, with small numbers hidden."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from brygga.histories.among import Persons
from brygga.histories.answers import Counted
from brygga.histories.before_after import Comparing
from brygga.histories.cli.asking import among, opened, prices, rules
from brygga.histories.cli.hiding import compared, costs, counts, flows, returns, shares, shown
from brygga.histories.cli.progress import Told
from brygga.histories.cli.words import told
from brygga.histories.costs import Costing
from brygga.histories.flows import Flowing
from brygga.histories.returns import Returning
from brygga.histories.shares import Sharing
from brygga.rules.small_numbers import SMALL_NUMBERS


def run(chosen: Namespace, said: Told) -> tuple[Any, bool]:
    who, set_ = among(chosen), prices(chosen.prices)
    persons, counted = Persons(), Counted(rules(chosen.rules), who.until, who.since)
    returning, flowing = Returning(who, chosen.within), Flowing(who, chosen.within, chosen.most)
    sharing, costing, comparing = Sharing(who), Costing(who, set_), Comparing(who, chosen.days, set_)
    opened(chosen).ask_all(who, [persons, counted, returning, flowing, sharing, costing, comparing])
    answer: dict[str, Any] = {
        "since": who.since.isoformat(),
        "until": who.until.isoformat(),
        "fewest_shown": SMALL_NUMBERS.fewest,
        "persons": shown(persons.number),
    }
    if SMALL_NUMBERS.is_small(persons.number):
        return answer, False
    return answer | {
        "returns": returns(returning.told()),
        "flows": flows(flowing.told()),
        "shares": shares(sharing.told()),
        "costs": costs(costing.told()),
        "before_after": compared(comparing.told()),
        "critical": counts(counted.told()),
    }, False


analyse = run, told
