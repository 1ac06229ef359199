"""How forms look (the renderer) and how they speak (the base class)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.renderers import DjangoTemplates

from brygga.rules.meetings import moment

TEXT_LIMIT, LONG_TEXT_LIMIT = 200, 10_000
#: Nobody who lives was born before, and nothing is planned after; the computer's own calendar ends at 9999.
FIRST_YEAR, LAST_YEAR = 1850, 2199

# The widget's template in Django → ours.
OUR_TEMPLATES = {
    "django/forms/widgets/radio.html": "ui/forms/choices.html",
    "django/forms/widgets/checkbox_select.html": "ui/forms/choices.html",
    "django/forms/widgets/clearable_file_input.html": "ui/forms/file.html",
}


class BoundField(forms.BoundField):
    """A field that knows where the error summary's link should lead."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not widget.is_hidden:
            own = widget.attrs.get("class", "")
            attrs["class"] = f"{own} ds-input".strip()
        return attrs

    @property
    def error_target(self) -> str:
        """The first radio button or box of a group, else the field itself."""
        return f"{self.auto_id}_0" if self.use_fieldset else str(self.id_for_label)

    @property
    def error_words(self) -> str:
        """«Bakgrund: » before a message that would not say which field it is about."""
        if not set(self.errors) & GENERIC:
            return ""
        return f"{self.label} " if str(self.label).endswith(("?", ".", ":")) else f"{self.label}: "

    @property
    def is_single_box(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_in_a_row(self) -> bool:
        """A few short answers stand beside each other where there is room."""
        if not isinstance(self.field.widget, forms.RadioSelect):
            return False
        answers = [str(label) for _, label in getattr(self.field, "choices", ())]
        return len(answers) <= 3 and all(len(answer) <= 24 for answer in answers)

    @property
    def audience(self) -> list[str]:
        """Who else will see what is written here."""
        return list(getattr(self.field, "audience", ()))

    @property
    def is_optional(self) -> bool:
        """Said beside the label; boxes may be left empty by nature, and some answers may wait (`field.may_wait`)."""
        boxes = isinstance(self.field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)
        waits = getattr(self.field, "may_wait", False)
        return not (self.field.required or boxes or self.field.disabled or waits)


class Renderer(DjangoTemplates):
    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = BoundField

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OUR_TEMPLATES.get(template_name, template_name))


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """As a Swedish clock shows it: of the hour that comes twice in autumn, the first."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as fault:
            if fault.code != "ambiguous_timezone" or not fault.params:
                raise
            said = fault.params["datetime"]
            if found := moment(said.date(), said.time()):
                return found
            raise ValidationError(NO_SUCH_HOUR, code="no_such_hour") from fault


DAY_FORMATS = ["%Y-%m-%d", "%Y%m%d", "%d/%m %Y", "%d/%m/%Y", "%d.%m.%Y"]
TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H%M"]
MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H.%M"]
PICKERS: tuple[tuple[type[forms.Field], Callable[..., forms.Widget], list[str]], ...] = (
    (forms.DateTimeField, MomentInput, MOMENT_FORMATS),
    (forms.DateField, DayInput, DAY_FORMATS),
    (forms.TimeField, TimeInput, TIME_FORMATS),
)

WRITE, CHOOSE, CHOOSE_SOME = "Skriv ett svar.", "Välj ett alternativ.", "Välj minst ett alternativ."
A_DAY, A_TIME, A_FILE, TICK = "Skriv ett datum.", "Skriv en tid.", "Välj en fil.", "Kryssa i rutan för att gå vidare."
A_NUMBER, AN_ADDRESS = "Skriv ett tal.", "Skriv en e-postadress."
GENERIC = {WRITE, CHOOSE, CHOOSE_SOME, A_DAY, A_TIME, A_FILE, TICK, A_NUMBER, AN_ADDRESS}

GONE = "Alternativet finns inte längre. Välj ett annat."
NO_SUCH_HOUR = "Klockan ställs fram den natten, så den tiden finns inte. Välj en annan."
WRONG_YEAR = f"Kontrollera årtalet: skriv ett år från {FIRST_YEAR} till {LAST_YEAR}."
DAY_EXAMPLE = "Skriv datumet som år-månad-dag, till exempel 2027-03-01."
TIME_EXAMPLE = "Skriv tiden som timme och minut, till exempel 14.30."

# Most special first: the first class that fits gives the words.
WORDS: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (forms.EmailField, {"required": AN_ADDRESS, "invalid": "Skriv en hel e-postadress, till exempel namn@exempel.se."}),
    (
        forms.URLField,
        {"required": "Skriv en webbadress.", "invalid": "Skriv en hel webbadress, till exempel https://exempel.se."},
    ),
    (forms.UUIDField, {"required": CHOOSE, "invalid": GONE}),
    (
        forms.DateTimeField,
        {"required": "Skriv datum och tid.", "invalid": "Skriv datum och tid, till exempel 2027-03-01 14.30."},
    ),
    (forms.DateField, {"required": A_DAY, "invalid": DAY_EXAMPLE}),
    (forms.TimeField, {"required": A_TIME, "invalid": TIME_EXAMPLE}),
    (forms.IntegerField, {"required": A_NUMBER, "invalid": "Skriv ett heltal, till exempel 12."}),
    (forms.FloatField, {"required": A_NUMBER, "invalid": "Skriv ett tal, till exempel 12,5."}),
    (forms.BooleanField, {"required": TICK}),
    (
        forms.FileField,
        {
            "required": A_FILE,
            "missing": A_FILE,
            "invalid": "Filen kom inte fram. Välj den igen.",
            "empty": "Filen är tom. Välj en annan.",
            "max_length": "Filens namn är för långt: högst %(max)d tecken.",
        },
    ),
    (
        forms.ModelMultipleChoiceField,
        {"required": CHOOSE_SOME, "invalid_choice": GONE, "invalid_list": CHOOSE_SOME, "invalid_pk_value": GONE},
    ),
    (forms.MultipleChoiceField, {"required": CHOOSE_SOME, "invalid_choice": GONE, "invalid_list": CHOOSE_SOME}),
    (forms.ModelChoiceField, {"required": CHOOSE, "invalid_choice": GONE}),
    (forms.ChoiceField, {"required": CHOOSE, "invalid_choice": GONE}),
    (forms.RegexField, {"required": WRITE, "invalid": "Kontrollera att du har skrivit rätt."}),
    (forms.Field, {"required": WRITE}),
)
# Said by validators, which carry their own texts.
LIMITS = {
    "max_length": "Texten är för lång: högst %(limit_value)d tecken, nu %(show_value)d.",
    "min_length": "Texten är för kort: minst %(limit_value)d tecken, nu %(show_value)d.",
    "max_value": "Skriv %(limit_value)s eller mindre.",
    "min_value": "Skriv %(limit_value)s eller mer.",
    "null_characters_not_allowed": "Texten innehåller ett tecken som inte kan sparas. Skriv om den.",
}


class Form(forms.Form):
    """A form with sane limits that says in plain Swedish what to do.

    A field may carry `audience`, the names of those who will see what is written there; `shared_with` gives it where
    it is the same for all.
    """

    required_css_class: ClassVar[str] = ""
    shared_with: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("use_required_attribute", False)  # the server's words are better than the browser's
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_swedish(field)
            _limit(field)
            _fit_for_browsers(field)
        for name, whom in self.shared_with.items():
            self.fields[name].audience = whom  # type: ignore[attr-defined]  # read by BoundField


def _speak_swedish(field: forms.Field) -> None:
    words = next(words for kind, words in WORDS if isinstance(field, kind))
    for code, text in {**LIMITS, **words}.items():
        if not _written_by_hand(field, code):
            field.error_messages[code] = text


def _written_by_hand(field: forms.Field, code: str) -> bool:
    standard: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        standard.update(getattr(kind, "default_error_messages", {}))
    return code in field.error_messages and field.error_messages[code] != standard.get(code)


def _limit(field: forms.Field) -> None:
    """A text without a limit gets one, and the browser is told; a day is in a year that somebody may mean."""
    if (
        isinstance(field, forms.CharField)
        and type(field) in (forms.CharField, forms.RegexField)
        and not field.max_length
    ):
        field.max_length = LONG_TEXT_LIMIT if isinstance(field.widget, forms.Textarea) else TEXT_LIMIT
        field.validators.append(MaxLengthValidator(field.max_length))
        if isinstance(field.widget, forms.TextInput):
            field.widget.attrs.setdefault("maxlength", str(field.max_length))
    if isinstance(field, forms.DateField | forms.DateTimeField):
        field.validators.append(_in_our_time)
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs.pop("cols", None)
        field.widget.attrs.pop("maxlength", None)  # a paste must not be cut without a word: the server counts
        field.widget.attrs["rows"] = "4" if field.widget.attrs.get("rows") == "10" else field.widget.attrs["rows"]


def _in_our_time(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(WRONG_YEAR, code="year")


def _fit_for_browsers(field: forms.Field) -> None:
    """Native pickers, and the ways Swedes write days and times without them."""
    for kind, widget, formats in PICKERS:
        if isinstance(field, kind):
            setattr(field, "input_formats", formats)  # noqa: B010  all three kinds have it, their common type has not
            if type(field.widget) in (forms.DateInput, forms.TimeInput, forms.DateTimeInput):
                field.widget = widget(field.widget.attrs)
            return
