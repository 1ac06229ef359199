"""A way to do something with a row: its words, its form, who may and what is done.

One row each, for buttons, pages and dialogs alike; a room keeps its own in a table by the word in the address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.ui.forms import Form

Ask = Callable[[Actor, Any], Decision]


@dataclass(frozen=True, slots=True)
class Way:
    key: str
    text: str
    lead: str
    done: str
    act: Callable[..., Any]
    may: Ask
    form: Callable[..., Form] = Form
    weight: str = "second"
    submit: str = ""
    """What the button says, where it is not the same words as lead there."""
    heading: str = ""

    @property
    def title(self) -> str:
        return self.heading or self.text

    @property
    def button(self) -> str:
        return self.submit or self.text


def table(*ways: Way) -> dict[str, Way]:
    return {way.key: way for way in ways}


def way_or_404(ways: Mapping[str, Way], key: str) -> Way:
    if key not in ways:
        raise Http404
    return ways[key]


def refusals(
    *, no: Callable[..., Any], may_say_no: Ask, wrong: Callable[..., Any], may_say_wrong: Ask, form: type[Form]
) -> tuple[Way, Way]:
    """No, and: it is not for us. Two answers that are never mixed up."""
    told = "Svaret är skickat."
    return (
        Way("nej", "Säg nej", "Den som frågade får veta det och läser skälet.", told, no, may_say_no, form),
        Way("fel-mottagare", "Fel mottagare", "Skriv vart det hör, om du vet.", told, wrong, may_say_wrong, form),
    )


def open_to(ways: Mapping[str, Way], actor: Actor, row: Any) -> list[Way]:
    """A button stands there exactly when the act would be allowed."""
    return [way for way in ways.values() if way.may(actor, row)]
