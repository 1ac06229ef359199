"""The ways to answer or end a consultation: one row each, for buttons and pages alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brygga.consultations import acts, may
from brygga.consultations.models import Consultation
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.ui.forms import Form
from brygga.web.consultations.forms import AnswerForm, PlainForm, ReasonForm


@dataclass(frozen=True, slots=True)
class Way:
    key: str
    button: str
    lead: str
    done: str
    act: Callable[..., Any]
    may: Callable[[Actor, Consultation], Decision]
    form: type[Form]
    weight: str = "second"


WAYS = (
    Way(
        "svara",
        "Svara",
        "Skriv ert råd, och vem som tar nästa steg.",
        "Svaret är skickat.",
        acts.answer,
        may.may_answer,
        AnswerForm,
        "main",
    ),
    Way(
        "kvittera",
        "Kvittera",
        "Den som frågade får veta att frågan har kommit fram.",
        "Frågan är kvitterad.",
        acts.acknowledge,
        may.may_acknowledge,
        PlainForm,
    ),
    Way(
        "steget-taget",
        "Nästa steg är taget",
        "Båda enheterna ser att det är gjort.",
        "Det är noterat.",
        acts.finish_next_step,
        may.may_finish_next_step,
        PlainForm,
    ),
    Way(
        "visad",
        "Visad på mötet",
        "Den har tagits upp på ett regelbundet möte mellan cheferna.",
        "Det är noterat.",
        acts.note_shown,
        may.may_note_shown,
        PlainForm,
    ),
    Way(
        "nej",
        "Säg nej",
        "Den som frågade får veta det och läser skälet.",
        "Svaret är skickat.",
        acts.decline,
        may.may_decline,
        ReasonForm,
    ),
    Way(
        "fel-mottagare",
        "Fel mottagare",
        "Skriv vart frågan hör, om du vet.",
        "Svaret är skickat.",
        acts.misdirected,
        may.may_say_misdirected,
        ReasonForm,
    ),
    Way(
        "ta-tillbaka",
        "Ta tillbaka",
        "Enheten som fick frågan ser att den inte längre behöver svar.",
        "Frågan är återtagen.",
        acts.withdraw,
        may.may_withdraw,
        ReasonForm,
        "quiet",
    ),
)
BY_KEY = {way.key: way for way in WAYS}


def ways_open_to(actor: Actor, consultation: Consultation) -> list[Way]:
    """A button stands there exactly when the act would be allowed."""
    return [way for way in WAYS if way.may(actor, consultation)]
