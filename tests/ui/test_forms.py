"""The base class of forms: limits, Swedish words, dates as Swedes write them."""

from datetime import date, time, timedelta
from functools import partial

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from brygga.ui.forms import Form, MomentField


class Sample(Form):
    short = forms.CharField(label="Rubrik", required=False)
    long = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    own = forms.CharField(label="Egen", error_messages={"required": "Skriv vad mötet ska handla om."})
    on = forms.DateField(label="Datum", required=False)
    at = forms.TimeField(label="Tid", required=False)
    both = MomentField(label="När", required=False)
    number = forms.IntegerField(label="Antal", required=False, min_value=2, max_value=20)
    mail = forms.EmailField(label="E-post", required=False)
    one = forms.ChoiceField(label="Val", choices=[("a", "A")], required=False)
    some = forms.MultipleChoiceField(label="Flera", choices=[("a", "A")], required=False)
    file = forms.FileField(label="Fil", required=False)


def faults(**data):
    return Sample({"own": "x", **data}).errors


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("short", "x" * 201, "Texten är för lång: högst 200 tecken, nu 201."),
        ("long", "x" * 10_001, "Texten är för lång: högst 10000 tecken, nu 10001."),
        ("short", "a\x00b", "Texten innehåller ett tecken som inte kan sparas. Skriv om den."),
        ("on", "i morgon", "Skriv datumet som år-månad-dag, till exempel 2027-03-01."),
        ("on", "2026-02-30", "Skriv datumet som år-månad-dag, till exempel 2027-03-01."),
        ("on", "0001-01-01", "Kontrollera årtalet: skriv ett år från 1850 till 2199."),
        ("on", "9999-12-31", "Kontrollera årtalet: skriv ett år från 1850 till 2199."),
        ("both", "0001-01-01 00:00", "Kontrollera årtalet: skriv ett år från 1850 till 2199."),
        ("both", "2027-03-28 02:30", "Klockan ställs fram den natten, så den tiden finns inte. Välj en annan."),
        ("at", "kväll", "Skriv tiden som timme och minut, till exempel 14.30."),
        ("both", "snart", "Skriv datum och tid, till exempel 2027-03-01 14.30."),
        ("number", "två", "Skriv ett heltal, till exempel 12."),
        ("number", "1", "Skriv 2 eller mer."),
        ("number", "21", "Skriv 20 eller mindre."),
        ("mail", "anna", "Skriv en hel e-postadress, till exempel namn@exempel.se."),
        ("one", "b", "Alternativet finns inte längre. Välj ett annat."),
        ("some", ["b"], "Alternativet finns inte längre. Välj ett annat."),
        ("own", "", "Skriv vad mötet ska handla om."),
    ],
)
def test_a_fault_says_what_to_do(field, value, words):
    assert faults(**{field: value})[field] == [words]


@pytest.mark.parametrize("on", [date(1850, 1, 1), date(1909, 2, 28), date(2028, 2, 29), date(2199, 12, 31)])
def test_a_year_that_somebody_may_mean_passes(on):
    assert Sample({"own": "x", "on": str(on)}).is_valid()


def test_the_hour_that_comes_twice_in_autumn_is_taken_as_the_first():
    """Somebody is admitted to a ward at half past two also that night."""
    form = Sample({"own": "x", "both": "2026-10-25T02:30"})
    assert form.is_valid()
    assert form.cleaned_data["both"].utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize("text", ["x" * 200, "Åäö 🙂", "  kant  "])
def test_what_is_right_passes(text):
    form = Sample({"own": "x", "short": text})
    assert form.is_valid()
    assert form.cleaned_data["short"] == text.strip()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (forms.CharField, "Skriv ett svar."),
        (forms.DateField, "Skriv ett datum."),
        (forms.TimeField, "Skriv en tid."),
        (forms.ChoiceField, "Välj ett alternativ."),
        (forms.MultipleChoiceField, "Välj minst ett alternativ."),
        (forms.FileField, "Välj en fil."),
        (forms.BooleanField, "Kryssa i rutan för att gå vidare."),
        (forms.EmailField, "Skriv en e-postadress."),
        (forms.IntegerField, "Skriv ett tal."),
        (forms.DateTimeField, "Skriv datum och tid."),
        (partial(forms.URLField, assume_scheme="https"), "Skriv en webbadress."),
        (forms.DecimalField, "Skriv ett tal."),
        (forms.UUIDField, "Välj ett alternativ."),
    ],
)
def test_every_kind_of_field_asks_in_swedish(kind, words):
    form = type("OneField", (Form,), {"field": kind(label="Fält")})({})
    assert form.errors["field"] == [words]


@pytest.mark.parametrize("text", ["2027-03-01", "20270301", "1/3 2027", "01/03/2027", "1.3.2027"])
def test_a_date_may_be_written_in_several_ways(text):
    form = Sample({"own": "x", "on": text})
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2027, 3, 1)


@pytest.mark.parametrize("text", ["14:30", "14.30", "1430", "14:30:00"])
def test_a_time_may_be_written_in_several_ways(text):
    form = Sample({"own": "x", "at": text})
    assert form.is_valid()
    assert form.cleaned_data["at"] == time(14, 30)


def test_an_empty_file_is_refused_in_words():
    form = Sample({"own": "x"}, {"file": SimpleUploadedFile("brev.pdf", b"")})
    assert form.errors["file"] == ["Filen är tom. Välj en annan."]


def test_native_pickers_hold_what_was_there():
    html = str(Sample(initial={"on": date(2027, 3, 1), "at": time(14, 30)}))
    assert 'type="date" name="on" value="2027-03-01"' in html
    assert 'type="time" name="at" value="14:30"' in html


def test_optional_fields_are_marked_and_others_are_not():
    html = str(Sample())
    assert html.count("(valfritt)") == 10


def test_who_will_see_a_field_is_said_beside_it():
    form = Sample()
    form.fields["own"].audience = ["Försäkringskassan", "Psykiatrin"]
    assert "Delas med: Försäkringskassan, Psykiatrin" in str(form)


def test_one_form_does_not_change_another():
    Sample().fields["own"].audience = ["Försäkringskassan"]
    assert "Delas med" not in str(Sample())


def test_a_fault_of_the_whole_form_is_listed_without_a_link():
    form = Sample({"own": "x"})
    form.add_error(None, "Det saknas ett samtycke.")
    assert "<li>Det saknas ett samtycke.</li>" in str(form)


def test_what_was_typed_comes_back_escaped():
    assert "<script>" not in str(Sample({"own": "", "short": '"><script>'}))


def test_a_few_short_answers_stand_in_a_row_and_others_under_each_other():
    short = [("yes", "Ja"), ("no", "Nej")]

    class Asks(Form):
        few = forms.ChoiceField(label="Kommer ni?", choices=short, widget=forms.RadioSelect)
        many = forms.ChoiceField(label="Hur?", choices=[(n, n) for n in "abcd"], widget=forms.RadioSelect)
        long = forms.ChoiceField(
            label="Vad?", choices=[*short, ("x", "Ja, men inte allt det här")], widget=forms.RadioSelect
        )
        listed = forms.ChoiceField(label="Vem?", choices=short)

    assert [field.name for field in Asks() if field.is_in_a_row] == ["few"]
