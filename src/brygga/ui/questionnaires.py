"""A routine's questionnaire (in the terms of FHIR R4) as a form on the screen, and its answers to read.

Answers are kept as plain values by linkId: text, list of texts, true or false, number, or a date as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from brygga.routines.forms import EnableWhen, Item, ItemType, Operator
from brygga.routines.forms import Form as Questionnaire
from brygga.ui.components.dates import day, moment
from brygga.ui.components.forms import AnswerRow
from brygga.ui.forms import LONG_TEXT_LIMIT, TEXT_LIMIT, Form, MomentField

Answers = Mapping[str, Any]
OTHER = "--annat"
YES_NO = (("ja", "Ja"), ("nej", "Nej"))
#: More options than this and a drop-down list is easier than a row of buttons.
MANY = 7


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together under a heading."""

    heading: str
    help: str
    fields: tuple[forms.BoundField, ...]


class QuestionnaireForm(Form):
    questionnaire: ClassVar[Questionnaire]

    def clean(self) -> dict[str, Any]:
        """A question that is not asked needs no answer, and keeps none."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        known = self.answers()
        for item, conditions in _questions(self.questionnaire.items):
            if not _asked(conditions, known):
                known.pop(item.link_id, None)
                for name in (item.link_id, item.link_id + OTHER):
                    self.errors.pop(name, None)
                    cleaned.pop(name, None)
            elif item.type is ItemType.OPEN_CHOICE and item.required and not known.get(item.link_id):
                self.add_error(item.link_id, "Välj ett alternativ eller skriv ett eget.")
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What was answered so far, as plain values; also from a form that still has faults (a draft)."""
        found: dict[str, Any] = {}
        if not self.is_bound:
            return found
        self.errors  # noqa: B018  asking for the faults is what cleans the values
        for item, _ in _questions(self.questionnaire.items):
            value = _plain(item, self.cleaned_data.get(item.link_id), self.cleaned_data.get(item.link_id + OTHER))
            if value not in (None, "", []):
                found[item.link_id] = value
        return found

    def sections(self) -> Iterator[Section]:
        yield from self._sections(self.questionnaire.items, "", "")

    def _sections(self, items: tuple[Item, ...], heading: str, text: str) -> Iterator[Section]:
        waiting: list[forms.BoundField] = []
        for item in items:
            if item.type is ItemType.GROUP:
                if waiting or text:
                    yield Section(heading, text, tuple(waiting))
                    heading, text, waiting = "", "", []
                yield from self._sections(item.items, item.text, item.help)
            elif item.type is ItemType.DISPLAY:
                text = f"{text} {item.text}".strip()
            else:
                waiting += [self[name] for name in (item.link_id, item.link_id + OTHER) if name in self.fields]
                waiting += [field for section in self._sections(item.items, "", "") for field in section.fields]
        if waiting or text:
            yield Section(heading, text, tuple(waiting))


def form_class(questionnaire: Questionnaire) -> type[QuestionnaireForm]:
    """The questionnaire as a form class; give `initial=initial(questionnaire, answers)` to go on with a draft."""
    fields: dict[str, Any] = {"questionnaire": questionnaire}
    for item, conditions in _questions(questionnaire.items):
        fields[item.link_id] = _field(item, questionnaire, conditions)
        if item.type is ItemType.OPEN_CHOICE:
            fields[item.link_id + OTHER] = forms.CharField(
                label=f"Annat svar på «{item.text}»", required=False, max_length=item.max_length or TEXT_LIMIT
            )
    return type("QuestionnaireForm", (QuestionnaireForm,), fields)


def initial(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Kept answers as the form's first values."""
    values: dict[str, Any] = {}
    for item, _ in _questions(questionnaire.items):
        if item.link_id not in answers:
            continue
        value = answers[item.link_id]
        if item.type is ItemType.BOOLEAN:
            value = "ja" if value else "nej"
        elif item.type is ItemType.DATE:
            value = date.fromisoformat(value)
        elif item.type is ItemType.DATE_TIME:
            value = datetime.fromisoformat(value)
        elif item.repeats and item.type in (ItemType.STRING, ItemType.TEXT):
            value = "\n".join(value)
        elif item.type is ItemType.OPEN_CHOICE:
            codes = {option.code for option in item.answer_options}
            given = value if isinstance(value, list) else [value]
            values[item.link_id + OTHER] = next((text for text in given if text not in codes), "")
            chosen = [code for code in given if code in codes]
            value = chosen if item.repeats else "".join(chosen[:1])
        values[item.link_id] = value
    return values


def answers(questionnaire: Questionnaire, kept: Answers) -> list[AnswerRow]:
    """The answers in words, in reading order; what was asked and not answered says so."""
    return list(_rows(questionnaire.items, kept, ()))


def _rows(items: tuple[Item, ...], kept: Answers, above: tuple[EnableWhen, ...]) -> Iterator[AnswerRow]:
    for item in items:
        conditions = above + item.enable_when
        if item.type is ItemType.DISPLAY or not _asked(conditions, kept):
            continue
        if item.type is ItemType.GROUP:
            yield AnswerRow(item.text, is_heading=True)
        else:
            yield AnswerRow(item.text, words_of(item, kept.get(item.link_id)))
        yield from _rows(item.items, kept, conditions)


def words_of(item: Item, value: Any) -> tuple[str, ...]:
    if value in (None, "", []):
        return ()
    options = {option.code: option.display for option in item.answer_options}
    return tuple(_word(item, one, options) for one in (value if isinstance(value, list) else [value]))


def in_words(said: Iterable[tuple[Item, Any]]) -> list[tuple[str, tuple[str, ...], Any]]:
    """Each question, what was said in words, and the row that says it; of one that was left, how it was left."""
    return [(item.text, words_of(item, row.value) or (row.get_left_display(),), row) for item, row in said]


def _word(item: Item, value: Any, options: dict[str, str]) -> str:
    if item.type is ItemType.BOOLEAN:
        return "Ja" if value else "Nej"
    if item.type is ItemType.DATE:
        return day(date.fromisoformat(value))
    if item.type is ItemType.DATE_TIME:
        return moment(datetime.fromisoformat(value))
    return options.get(value, str(value))


def _questions(
    items: tuple[Item, ...], above: tuple[EnableWhen, ...] = ()
) -> Iterator[tuple[Item, tuple[EnableWhen, ...]]]:
    """Every item that takes an answer, with the conditions of its own and of what holds it."""
    for item in items:
        conditions = above + item.enable_when
        if item.type not in (ItemType.GROUP, ItemType.DISPLAY):
            yield item, conditions
        yield from _questions(item.items, conditions)


def _asked(conditions: tuple[EnableWhen, ...], known: Answers) -> bool:
    return all(_met(condition, known.get(condition.question)) for condition in conditions)


def _met(condition: EnableWhen, value: Any) -> bool:
    given = value if isinstance(value, list) else [] if value is None else [value]
    match condition.operator:
        case Operator.EXISTS:
            return bool(given) is bool(condition.answer)
        case Operator.EQUALS:
            return condition.answer in given
        case Operator.DIFFERS:
            return bool(given) and condition.answer not in given


def _plain(item: Item, value: Any, other: Any) -> Any:
    if item.type is ItemType.BOOLEAN:
        return {"ja": True, "nej": False}.get(value)
    if item.type is ItemType.OPEN_CHOICE:
        given = [one for one in [*(value if isinstance(value, list) else [value]), other] if one]
        return given if item.repeats else (given[-1] if given else None)
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if item.repeats and isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    return value


def _field(item: Item, questionnaire: Questionnaire, conditions: tuple[EnableWhen, ...]) -> forms.Field:
    about: dict[str, Any] = {
        "label": item.text,
        "help_text": " ".join(filter(None, [item.help, _condition_words(questionnaire, conditions)])),
        "required": item.required and item.type is not ItemType.OPEN_CHOICE,
    }
    match item.type:
        case ItemType.BOOLEAN:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **about)
        case ItemType.DATE:
            return forms.DateField(**about)
        case ItemType.DATE_TIME:
            return MomentField(**about)
        case ItemType.INTEGER:
            return forms.IntegerField(min_value=0, **about)
        case ItemType.CHOICE | ItemType.OPEN_CHOICE:
            return _choice(item, about)
        case ItemType.TEXT:
            return forms.CharField(widget=forms.Textarea, max_length=item.max_length or LONG_TEXT_LIMIT, **about)
    if item.repeats:
        about["help_text"] = f"{about['help_text']} Ett svar per rad.".strip()
        return forms.CharField(widget=forms.Textarea, max_length=LONG_TEXT_LIMIT, **about)
    return forms.CharField(max_length=item.max_length or TEXT_LIMIT, **about)


def _choice(item: Item, about: dict[str, Any]) -> forms.Field:
    options = [(option.code, option.display) for option in item.answer_options]
    if item.repeats:
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **about)
    if len(options) > MANY:
        return forms.ChoiceField(choices=[("", "Välj"), *options], **about)
    return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **about)


def _condition_words(questionnaire: Questionnaire, conditions: tuple[EnableWhen, ...]) -> str:
    """Without script every question is shown; this says when it is asked."""
    if not conditions:
        return ""
    return "Besvaras bara om " + " och ".join(_one_condition(questionnaire, one) for one in conditions) + "."


def _one_condition(questionnaire: Questionnaire, condition: EnableWhen) -> str:
    item = questionnaire.item(condition.question)
    if condition.operator is Operator.EXISTS:
        return f"du {'har svarat' if condition.answer else 'inte har svarat'} på «{item.text}»"
    words = _word(item, condition.answer, {option.code: option.display for option in item.answer_options})
    no = " något annat än" if condition.operator is Operator.DIFFERS else ""
    return f"du har svarat{no} «{words}» på «{item.text}»"
