"""How a place lifts what cannot be solved where it arose: one ladder for each kind of question."""

from dataclasses import dataclass, field
from datetime import date

from brygga.rules.ladders import LadderKind, Level
from brygga.rules.sources import Rule, held_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder(Rule):
    key: LadderKind
    term: str
    help: str = ""
    levels: tuple[Level, ...] = field(metadata={"toml": "level"})

    def levels_on(self, on: date) -> tuple[Level, ...]:
        return held_on(self.levels, on)
