"""The answer to "may they?", with the reason a person can read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def __and__(self, other: Decision) -> Decision:
        return other if self else self


YES = Decision(True)


def no(reason: str) -> Decision:
    return Decision(False, reason)


def first_no(*decisions: Decision) -> Decision:
    """The first refusal, or yes."""
    return next((decision for decision in decisions if not decision), YES)
