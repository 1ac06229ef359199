"""The whole truth about who may read, small enough to hold in one's head.

It knows which answers the person has given and taken back, on which grounds each unit has been let in, and who takes
part. It knows nothing of tables, pages or acts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

OPENER = "innerstaden"
OTHERS = ("radmannen", "psykiatri", "norr")
ALL_OF_IT = "coordination"
WARD = "radmannen"


@dataclass
class Answer:
    """A yes as the person would remember it. A no is one that knows nothing and has no days."""

    begins: date = date.max
    ends: date = date.min
    knows: set[tuple[str, str]] = field(default_factory=set)
    replaced_from: date = date.max

    def lasts(self, on: date) -> bool:
        """In force that day, or to come."""
        return on <= self.ends and on < self.replaced_from

    def lets(self, unit: str, matter: str, on: date) -> bool:
        return self.begins <= on and self.lasts(on) and (unit, matter) in self.knows

    def carries(self, unit: str, on: date) -> bool:
        return self.lasts(max(on, self.begins)) and (unit, ALL_OF_IT) in self.knows


@dataclass
class Stay:
    """In inpatient care: told to some units, until some time after it is over.

    `says`: what only those who read all of it are told. `inside`: told of in the opener's coordination.
    """

    told: set[str]
    says: str = ""
    inside: bool = True
    until: date = date.max

    @property
    def is_open(self) -> bool:
        return self.until == date.max


@dataclass
class Small:
    answers: list[Answer] = field(default_factory=list)
    grounds: dict[str, set[int]] = field(default_factory=lambda: {unit: set() for unit in OTHERS})
    lawful: dict[str, date] = field(default_factory=dict)
    takes_part: set[str] = field(default_factory=set)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    is_protected: bool = False
    stays: list[Stay] = field(default_factory=list)

    def knows(self, unit: str, matter: str, on: date) -> bool:
        """The unit has been let in on a ground that holds, and the ground covers the matter."""
        if unit == OPENER:
            return True
        lawful = unit in self.lawful and on <= self.lawful[unit]
        return lawful or any(self.answers[n].lets(unit, matter, on) for n in self.grounds.get(unit, ()))

    def reads(self, unit: str, on: date) -> bool:
        return unit == OPENER or (unit in self.takes_part and self.knows(unit, ALL_OF_IT, on))

    def shared_with(self, unit: str, on: date) -> set[str]:
        """Notes in matters that both the reader's and the writer's unit know."""
        if not self.reads(unit, on):
            return set()
        return {text for by, matter, text in self.notes if self.knows(unit, matter, on) and self.knows(by, matter, on)}

    def is_told(self, unit: str, matters: Iterable[str], on: date) -> bool:
        """Of what the opener has written about those matters, when the unit knows one of them."""
        return self.reads(unit, on) and any(self.knows(unit, matter, on) for matter in matters)

    def reads_stay(self, unit: str, stay: Stay, on: date) -> bool:
        """All of it: the ward, and those whom the ward works with while it does."""
        return unit == WARD or (stay.inside and self.reads(unit, on) and self.knows(WARD, ALL_OF_IT, on))

    def names_at_the_ward(self, unit: str, stay: Stay) -> bool:
        """Whom the opener has marked as protected is protected to all but the ward, which reads its own register."""
        return unit == WARD or not (self.is_protected and stay.inside)

    def hears_of(self, unit: str, stay: Stay, on: date) -> bool:
        """What the law names, whatever the person has said yes to."""
        return unit in stay.told and on <= stay.until

    def written_by(self, unit: str) -> set[str]:
        """What a unit wrote stays its own."""
        return {text for by, _, text in self.notes if by == unit}

    def answers_of(self, unit: str, on: date) -> set[int]:
        if unit == OPENER:
            return set(range(len(self.answers)))
        lasting = (n for n, answer in enumerate(self.answers) if answer.lasts(on))
        return {n for n in lasting if any(party == unit for party, _ in self.answers[n].knows)}

    def covering(self, unit: str, on: date) -> list[int]:
        return [n for n, answer in enumerate(self.answers) if answer.lets(unit, ALL_OF_IT, on)]

    def say_yes(self, answer: Answer, on: date, instead_of: int | None = None) -> int:
        """What is open to a party goes on, on the new answer too."""
        self.answers.append(answer)
        number = len(self.answers) - 1
        for unit in {unit for unit, _ in answer.knows} - {OPENER}:
            if self.grounds[unit]:
                self.grounds[unit].add(number)
        if instead_of is not None:
            self.answers[instead_of].replaced_from = answer.begins
            if answer.begins <= on:
                self.ground_goes([instead_of], on)
        return number

    def take_back(self, number: int, units: Iterable[str], matters: Iterable[str], on: date) -> bool:
        """Units alone is all matters, matters alone is all units; without the first matter a unit knows nothing."""
        answer, whom, about = self.answers[number], set(units), set(matters)
        everything = not about or ALL_OF_IT in about
        left = {(u, m) for u, m in answer.knows if (whom and u not in whom) or not (everything or m in about)}
        if left == answer.knows:
            return False
        answer.knows = left if any(unit != OPENER for unit, _ in left) else set()
        self.ground_goes([number], on)
        return True

    def ground_goes(self, numbers: Iterable[int], on: date) -> None:
        """A ground that is gone is gone for good, and the unit that has no other left is out."""
        for unit, grounds in self.grounds.items():
            gone = {n for n in grounds.intersection(numbers) if not self.answers[n].carries(unit, on)}
            grounds.difference_update(gone)
            self._out_if_shut(unit, on, bool(gone))

    def law_ends(self, unit: str, on: date) -> bool:
        ended = self.lawful.pop(unit, None) is not None
        self._out_if_shut(unit, on, ended)
        return ended

    def leave(self, unit: str) -> None:
        self.takes_part.discard(unit)
        self.grounds[unit].clear()
        self.lawful.pop(unit, None)

    def night(self, on: date) -> None:
        """What ran out with the day is noted."""
        self.ground_goes([n for n, answer in enumerate(self.answers) if not answer.lasts(on)], on)
        for unit in [unit for unit, until in self.lawful.items() if until < on]:
            self.law_ends(unit, on)

    def _out_if_shut(self, unit: str, on: date, lost: bool) -> None:
        if lost and not self.knows(unit, ALL_OF_IT, on):
            self.takes_part.discard(unit)
