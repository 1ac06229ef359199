"""A way to answer or end something: one row each, for buttons, pages and dialogs alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.ui.forms import Form

Ask = Callable[[Actor, Any], Decision]


@dataclass(frozen=True, slots=True)
class Way:
    key: str
    button: str
    lead: str
    done: str
    act: Callable[..., Any]
    may: Ask
    form: type[Form] = Form
    weight: str = "second"
    heading: str = ""

    @property
    def title(self) -> str:
        return self.heading or self.button


def refusals(
    *, no: Callable[..., Any], may_say_no: Ask, wrong: Callable[..., Any], may_say_wrong: Ask, form: type[Form]
) -> tuple[Way, Way]:
    """No, and: it is not for us. Two answers that are never mixed up."""
    told = "Svaret är skickat."
    return (
        Way("nej", "Säg nej", "Den som frågade får veta det och läser skälet.", told, no, may_say_no, form),
        Way("fel-mottagare", "Fel mottagare", "Skriv vart det hör, om du vet.", told, wrong, may_say_wrong, form),
    )


def open_to(ways: Iterable[Way], actor: Actor, row: Any) -> list[Way]:
    """A button stands there exactly when the act would be allowed."""
    return [way for way in ways if way.may(actor, row)]
