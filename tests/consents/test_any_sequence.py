"""After any sequence of answers and withdrawals, `covering` says what a tiny model of the same sequence says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brygga.consents.acts import withdraw_consent, withdraw_part
from brygga.consents.queries import covering
from brygga.core import clock
from brygga.core.acts import NotAllowed
from tests.consents.saying import say_yes

UNITS = ("innerstaden", "radmannen", "psykiatri", "norr")
OTHERS = UNITS[1:]
MATTERS = ("coordination", "housing", "finances")
DAYS = (0, 6, 12, 24)
ASKED = (*((unit,) for unit in UNITS), ("innerstaden", "psykiatri"), ("radmannen", "norr"))


@dataclass
class Remembered:
    """A consent as anyone would remember it: who may know what, from when to when."""

    start: int
    end: int
    open: set[tuple[str, str]] = field(default_factory=set)
    replaced_from: int = 10_000

    def covers(self, units: tuple[str, ...], matter: str, day: int) -> bool:
        in_time = self.start <= day <= self.end and day < self.replaced_from
        return in_time and all((unit, matter) in self.open for unit in units)

    def take_back(self, units: set[str], matters: set[str]) -> None:
        whom, all_of_it = units or set(UNITS), not matters or "coordination" in matters
        self.open = {(u, m) for u, m in self.open if u not in whom or not (all_of_it or m in matters)}
        if not any(unit != "innerstaden" for unit, _ in self.open):
            self.open = set()


some = st.integers(0, 2)
giving = st.tuples(
    st.just("give"),
    st.sampled_from((0, 0, 6, 12)),
    st.sampled_from((0, 12, 30)),
    st.sets(st.sampled_from(OTHERS), min_size=1),
    st.sets(st.sampled_from(MATTERS[1:])),
    st.none() | some,
)
whole = st.tuples(st.just("withdraw"), some)
part = st.tuples(st.just("part"), some, st.sets(st.sampled_from(OTHERS)), st.sets(st.sampled_from(MATTERS)))


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(first=giving, rest=st.lists(giving | part | part | whole, min_size=1, max_size=5))
def test_covering_is_what_the_model_says(world, first, rest):
    with transaction.atomic():
        today, given, remembered = clock.today(), [], []
        for step in (first, *rest):
            carry_out(world, today, step, given, remembered)
        for day in DAYS:
            for asked in ASKED:
                for matter in MATTERS:
                    units = [getattr(world, unit).pk for unit in asked]
                    found = covering(world.amina, units, today + timedelta(days=day), matter)
                    expected = [given[n].pk for n, r in enumerate(remembered) if r.covers(asked, matter, day)]
                    assert (found.pk if found else None) == (expected[-1] if expected else None)
        transaction.set_rollback(True)


def carry_out(world, today: date, step, given, remembered) -> None:
    """The act and the model, or the refusal of both."""
    match step:
        case "give", start, length, parties, matters, follows:
            earlier = follows if follows is not None and follows < len(given) else None
            if earlier is not None and remembered[earlier].replaced_from < 10_000:
                return
            facts = {"matters": matters, "start": start, "days": start + length}
            replaces = given[earlier] if earlier is not None else None
            given.append(say_yes(world, *(getattr(world, p) for p in parties), replaces=replaces, **facts))
            know = {(unit, matter) for unit in {*parties, "innerstaden"} for matter in {*matters, "coordination"}}
            remembered.append(Remembered(start, start + length, know))
            if earlier is not None:
                remembered[earlier].replaced_from = start
        case "withdraw", n if remembered[n := n % len(given)].open:
            withdraw_consent(given[n], by=world.sara, how="muntligt")
            remembered[n].open = set()
        case "part", n, units, matters if remembered[n := n % len(given)].open:
            chosen = [getattr(world, unit) for unit in sorted(units)]
            try:
                withdraw_part(given[n], by=world.sara, how="muntligt", units=chosen, matters=matters)
            except NotAllowed:
                before = set(remembered[n].open)
                if units or matters:
                    remembered[n].take_back(units, matters)
                assert remembered[n].open == before
            else:
                remembered[n].take_back(units, matters)
