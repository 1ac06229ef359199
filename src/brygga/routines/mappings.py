"""A place's mapping talks (kartläggning, inskrivning): what is always asked, of whom, and how secrecy is explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brygga.routines.forms import AnswerOption, Form, Item, ItemType
from brygga.rules.sources import Rule, held_on

if TYPE_CHECKING:
    from brygga.routines.vocabulary import Routine

OWN = "Bryggas egna frågor och ord (rutinen säger inget om dem)"
SINCE = date(2024, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseContact(Rule):
    """Somebody around the person who is no party: a parent, a good man."""

    key: str
    term: str
    matter: str = ""
    """The matter of a consent that it falls under. Empty: only the unit that asked knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingKind(Rule):
    """A talk in which the person's needs and contacts are asked about."""

    key: str
    term: str
    plain: str
    """What it is, in words to the person."""
    form: str
    """The questions that are always asked."""
    asked_by_picture: tuple[str, ...] = ()
    """Questions of the form that the picture of the organisations answers."""
    ways_question: str = ""
    """The question whose answer is how the person wants to be told."""
    area_set: str = ""
    secrecy: tuple[str, ...] = ()
    """How secrecy is explained beside the picture."""
    shown_to_person: bool = True
    """Whether the person reads it from the start. The unit can always show it later."""


SECRECY = (
    "Vi som hjälper dig har tystnadsplikt. De andra på bilden vet inte vad du berättar för oss.",
    "Vi får prata med dem om du säger ja. Det kallas samtycke. Du bestämmer vilka, om vad och hur länge.",
    "Du kan ta tillbaka ditt ja när du vill. Du får en kopia av det du har sagt ja till.",
)

DEFAULT_CONTACTS = tuple(
    CloseContact(key=key, term=term, matter="family_network", source=OWN, since=SINCE)
    for key, term in (("relative", "Närstående"), ("good_man", "God man eller förvaltare"))
)

DEFAULT_FORM = Form(
    key="mapping_default",
    title="Frågor vid kartläggning",
    source=OWN,
    since=SINCE,
    items=(
        Item(link_id="contacts", text="Vilka andra har du kontakt med, nu eller nyligen?", type=ItemType.TEXT),
        Item(link_id="wishes", text="Finns det någon du vill ha kontakt med, och varför?", type=ItemType.TEXT),
        Item(link_id="important", text="Vad är viktigast för dig just nu?", type=ItemType.TEXT),
        Item(
            link_id="information",
            text="Hur vill du ha information?",
            type=ItemType.CHOICE,
            repeats=True,
            answer_options=tuple(
                AnswerOption(code=code, display=display)
                for code, display in (
                    ("talk", "Muntligt"),
                    ("paper", "Skriftligt på papper"),
                    ("portal", "I Brygga"),
                    ("mail", "Mejl"),
                    ("sms", "Sms"),
                    ("picture", "Bild som vi har ritat på mötet"),
                )
            ),
        ),
    ),
)

DEFAULT = MappingKind(
    key="mapping",
    term="Kartläggningssamtal",
    plain="Vi går igenom vilka du har kontakt med, vad du behöver och hur du vill ha information.",
    form=DEFAULT_FORM.key,
    asked_by_picture=("contacts", "wishes"),
    ways_question="information",
    secrecy=SECRECY,
    source=OWN,
    since=SINCE,
)


def mapping_kinds_on(rules: Routine, on: date) -> tuple[MappingKind, ...]:
    """The mapping talks of that day; a plain one where the place says nothing."""
    return held_on(rules.mapping_kinds, on) or (DEFAULT,)


def mapping_kind(rules: Routine, key: str, on: date) -> MappingKind:
    return next(kind for kind in (*mapping_kinds_on(rules, on), DEFAULT) if kind.key == key)


def mapping_form(rules: Routine, kind: MappingKind, on: date | None = None) -> Form:
    """What is always asked in that talk."""
    return DEFAULT_FORM if kind.form == DEFAULT_FORM.key else rules.form(kind.form, on)


def close_contacts_on(rules: Routine, on: date) -> tuple[CloseContact, ...]:
    return held_on(rules.close_contacts, on) or DEFAULT_CONTACTS
