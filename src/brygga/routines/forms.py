"""Forms with the terms of a FHIR R4 Questionnaire: `linkId`, `answerOption`, `enableWhen` …"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from brygga.rules.sources import Rule


class ItemType(StrEnum):
    """The types of FHIR R4 that a form on paper or screen needs."""

    GROUP = "group"
    DISPLAY = "display"
    STRING = "string"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    DATE_TIME = "dateTime"
    INTEGER = "integer"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"


class Operator(StrEnum):
    EXISTS = "exists"
    EQUALS = "="
    DIFFERS = "!="


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOption:
    code: str
    display: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableWhen:
    """The question is asked only when another one has this answer."""

    question: str
    operator: Operator = Operator.EQUALS
    answer: str | bool = True


class FilledBy(StrEnum):
    """Who writes the answer; Brygga's own word, FHIR has none."""

    SENDER = "sender"
    RECEIVER = "receiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    link_id: str = field(metadata={"toml": "linkId"})
    text: str
    type: ItemType = ItemType.STRING
    help: str = ""
    filled_by: FilledBy = FilledBy.SENDER
    matter: str = ""
    """The matter of a consent that the answer falls under; Brygga's own word. Empty: that we plan together."""
    required: bool = False
    repeats: bool = False
    max_length: int | None = field(default=None, metadata={"toml": "maxLength"})
    answer_options: tuple[AnswerOption, ...] = field(default=(), metadata={"toml": "answerOption"})
    enable_when: tuple[EnableWhen, ...] = field(default=(), metadata={"toml": "enableWhen"})
    items: tuple["Item", ...] = field(default=(), metadata={"toml": "item"})

    def walk(self) -> Iterator["Item"]:
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Rule):
    key: str
    title: str
    help: str = ""
    items: tuple[Item, ...] = field(metadata={"toml": "item"})

    def walk(self) -> Iterator[Item]:
        """Every item in reading order, groups before what they hold."""
        for item in self.items:
            yield from item.walk()

    def asked_of(self, who: FilledBy) -> "Form":
        """The same form with only what the sender, or the receiver, is asked; for the screen of each."""
        return replace(self, items=_asked_of(self.items, who))

    def item(self, link_id: str) -> Item:
        for item in self.walk():
            if item.link_id == link_id:
                return item
        raise KeyError(link_id)


def _asked_of(items: tuple[Item, ...], who: FilledBy) -> tuple[Item, ...]:
    """A group is kept when something in it is."""
    kept = (replace(item, items=_asked_of(item.items, who)) for item in items if item.items or item.filled_by is who)
    return tuple(item for item in kept if item.items or item.type is not ItemType.GROUP)
