"""A routine's questionnaire becomes a form, and the form's answers become words again."""

from datetime import date

import pytest

from brygga.routines.forms import AnswerOption, EnableWhen, Form, Item, ItemType, Operator
from brygga.routines.loading import all_routines
from brygga.ui.questionnaires import answers, form_class, initial

OPTIONS = (AnswerOption(code="fk", display="Försäkringskassan"), AnswerOption(code="af", display="Arbetsförmedlingen"))
SAMPLE = Form(
    key="sample",
    title="Första samtalet",
    source="Exempel, avsnitt 1",
    since=date(2026, 1, 1),
    items=(
        Item(link_id="intro", text="Fråga alltid.", type=ItemType.DISPLAY),
        Item(link_id="contact", text="Har du kontakt med någon?", type=ItemType.BOOLEAN, required=True),
        Item(
            link_id="who",
            text="Med vem?",
            type=ItemType.OPEN_CHOICE,
            repeats=True,
            required=True,
            answer_options=OPTIONS,
            enable_when=(EnableWhen(question="contact", answer=True),),
        ),
        Item(
            link_id="home",
            text="Boende",
            type=ItemType.GROUP,
            help="Hur du bor i dag.",
            items=(
                Item(link_id="home.how", text="Hur bor du?", max_length=20),
                Item(link_id="home.since", text="Sedan när?", type=ItemType.DATE),
                Item(link_id="home.people", text="Vilka bor där?", repeats=True),
            ),
        ),
        Item(link_id="first", text="Vem ringer vi först?", type=ItemType.CHOICE, answer_options=OPTIONS),
        Item(
            link_id="why",
            text="Varför inte Försäkringskassan?",
            type=ItemType.TEXT,
            enable_when=(EnableWhen(question="first", operator=Operator.DIFFERS, answer="fk"),),
        ),
        Item(link_id="number", text="Hur många?", type=ItemType.INTEGER),
    ),
)
FULL = {
    "contact": "ja",
    "who": ["fk"],
    "who--annat": "Frivården",
    "home.how": "Lägenhet",
    "home.since": "2024-05-01",
    "home.people": "Mamma\n\n Bror ",
    "first": "af",
    "why": "De har slutat svara.",
    "number": "3",
}
KEPT = {
    "contact": True,
    "who": ["fk", "Frivården"],
    "home.how": "Lägenhet",
    "home.since": "2024-05-01",
    "home.people": ["Mamma", "Bror"],
    "first": "af",
    "why": "De har slutat svara.",
    "number": 3,
}


def filled(**changes):
    return form_class(SAMPLE)({**FULL, **changes})


def test_answers_are_kept_as_plain_values():
    form = filled()
    assert form.is_valid(), form.errors
    assert form.answers() == KEPT


def test_kept_answers_fill_the_form_again():
    values = initial(SAMPLE, KEPT)
    again = form_class(SAMPLE)(
        {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
    )
    assert again.is_valid()
    assert again.answers() == KEPT


def test_a_question_that_is_not_asked_needs_no_answer_and_keeps_none():
    form = filled(contact="nej")
    assert form.is_valid()
    assert "who" not in form.answers()


def test_a_question_that_is_asked_needs_its_answer():
    form = filled(who=[], **{"who--annat": ""})
    assert form.errors["who"] == ["Välj ett alternativ eller skriv ett eget."]


def test_one_own_answer_is_enough_for_an_open_choice():
    assert filled(who=[]).is_valid()


def test_another_answer_than_the_expected_opens_a_question():
    assert "why" in filled(first="af").answers()
    form = filled(first="fk")
    assert form.is_valid()
    assert "why" not in form.answers()


def test_a_draft_keeps_what_is_right_although_something_is_missing():
    form = filled(contact="", number="många")
    assert not form.is_valid()
    assert form.answers()["home.how"] == "Lägenhet"


def test_the_longest_answer_is_the_routines():
    assert filled(**{"home.how": "x" * 21}).errors["home.how"] == ["Texten är för lång: högst 20 tecken, nu 21."]


def test_answers_are_read_in_order_with_headings():
    rows = answers(SAMPLE, {key: value for key, value in KEPT.items() if key != "number"})
    assert [(row.text, row.answers) for row in rows] == [
        ("Har du kontakt med någon?", ("Ja",)),
        ("Med vem?", ("Försäkringskassan", "Frivården")),
        ("Boende", ()),
        ("Hur bor du?", ("Lägenhet",)),
        ("Sedan när?", ("1 maj 2024",)),
        ("Vilka bor där?", ("Mamma", "Bror")),
        ("Vem ringer vi först?", ("Arbetsförmedlingen",)),
        ("Varför inte Försäkringskassan?", ("De har slutat svara.",)),
        ("Hur många?", ()),
    ]
    assert [row.text for row in rows if row.is_heading] == ["Boende"]


def test_the_form_says_when_a_question_is_asked():
    form = form_class(SAMPLE)()
    assert form.fields["who"].help_text == "Besvaras bara om du har svarat «Ja» på «Har du kontakt med någon?»."
    assert "något annat än «Försäkringskassan»" in form.fields["why"].help_text


def test_groups_become_sections_in_reading_order():
    sections = [
        (one.heading, one.help, [field.name for field in one.fields]) for one in form_class(SAMPLE)().sections()
    ]
    assert sections == [
        ("", "Fråga alltid.", ["contact", "who", "who--annat"]),
        ("Boende", "Hur du bor i dag.", ["home.how", "home.since", "home.people"]),
        ("", "", ["first", "why", "number"]),
    ]


@pytest.mark.parametrize(
    "questionnaire", [form for place in all_routines() for form in place.forms], ids=lambda one: one.key
)
def test_every_form_of_every_place_can_be_shown_and_says_what_is_missing(questionnaire):
    form = form_class(questionnaire)({})
    asked = {item.link_id for item in questionnaire.items if item.required and not item.enable_when}
    assert set(form.errors) & asked == {name for name in asked if name in form.fields}
    assert all(field in str(form) for field in form.fields)
