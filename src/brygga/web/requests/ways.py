"""The ways to answer or end a request: one row each, for buttons, pages and dialogs alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.requests import acts, may
from brygga.requests.models import Request
from brygga.ui.forms import Form
from brygga.web.requests.forms import ReasonForm, SaidForm


@dataclass(frozen=True, slots=True)
class Way:
    key: str
    button: str
    heading: str
    lead: str
    done: str
    act: Callable[..., Any]
    may: Callable[[Actor, Request], Decision]
    form: type[Form] = Form
    weight: str = "second"


WAYS = (
    Way(
        "kvittera",
        "Kvittera",
        "Kvittera",
        "Avsändaren får veta att förfrågan har kommit fram.",
        "Förfrågan är kvitterad.",
        acts.acknowledge,
        may.may_acknowledge,
    ),
    Way(
        "nej",
        "Säg nej",
        "Säg nej",
        "Avsändaren får veta det och läser skälet.",
        "Svaret är skickat.",
        acts.decline,
        may.may_decline,
        ReasonForm,
    ),
    Way(
        "fel-mottagare",
        "Fel mottagare",
        "Fel mottagare",
        "Skriv vart det hör, om du vet.",
        "Svaret är skickat.",
        acts.misdirected,
        may.may_say_misdirected,
        ReasonForm,
    ),
    Way(
        "klar",
        "Markera klar",
        "Markera klar",
        "Det som förfrågan gällde är gjort.",
        "Förfrågan är klar.",
        acts.complete,
        may.may_complete,
    ),
    Way(
        "personen-nej",
        "Personen har sagt nej",
        "Personen har sagt nej",
        "Det är ett annat svar än att verksamheten säger nej. Båda sidor får veta det.",
        "Det är noterat.",
        acts.note_persons_no,
        may.may_note_persons_no,
        SaidForm,
        "quiet",
    ),
    Way(
        "ta-tillbaka",
        "Ta tillbaka",
        "Ta tillbaka förfrågan",
        "Mottagaren får veta det.",
        "Förfrågan är återtagen.",
        acts.withdraw,
        may.may_withdraw,
        ReasonForm,
        "quiet",
    ),
    Way(
        "slang",
        "Ta bort utkastet",
        "Ta bort utkastet",
        "Ingen annan har sett det.",
        "Utkastet är borttaget.",
        acts.discard_draft,
        may.may_edit,
        Form,
        "quiet",
    ),
)
BY_KEY = {way.key: way for way in WAYS}
#: Those that the receiver has at hand in the queue, besides appointing.
IN_QUEUE = ("kvittera", "nej", "fel-mottagare")


def ways_open_to(actor: Actor, request: Request) -> list[Way]:
    """A button stands there exactly when the act would be allowed."""
    return [way for way in WAYS if way.may(actor, request)]
