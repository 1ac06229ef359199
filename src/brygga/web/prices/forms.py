"""Forms for prices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from brygga.core import clock
from brygga.prices.acts import ONE_DAY, SAY_WHERE_FROM
from brygga.prices.models import Per, UnitPrice
from brygga.rules.critical import LASTING, Kind
from brygga.ui.forms import Form

#: Nobody counts on prices from before, and nobody knows them longer ahead.
EARLIEST, AHEAD = date(1990, 1, 1), timedelta(days=3 * 366)
KINDS = [("", "Välj slag"), *((kind.value, kind.term) for kind in Kind)]
PER = [(Per.DAY.value, "Dygn"), (Per.TIME.value, "Gång")]


class KronorField(forms.DecimalField):
    """As Swedes write amounts: spaces between thousands, and a comma."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",").removesuffix(",00") if isinstance(value, Decimal) else value


class AmountForm(Form):
    per = forms.ChoiceField(label="Per", choices=PER, widget=forms.RadioSelect)
    kronor = KronorField(
        label="Pris i kronor",
        max_digits=10,
        decimal_places=2,
        min_value=Decimal(0),
        max_value=Decimal(10_000_000),
        error_messages={
            "required": "Skriv priset i kronor, till exempel 4 350 eller 812,50.",
            "invalid": "Skriv priset i kronor, till exempel 4 350 eller 812,50.",
            "max_decimal_places": "Skriv högst två decimaler.",
            "max_digits": "Priset är för stort.",
        },
    )
    since = forms.DateField(label="Gäller från och med")
    source = forms.CharField(
        label="Var kommer priset ifrån?",
        help_text="Till exempel nämndens prislista 2026 eller avtalet med vårdgivaren.",
        error_messages={"required": SAY_WHERE_FROM},
    )

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_kind = kind

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind = said.get("kind") or self.of_kind
        if kind and said.get("per") == Per.DAY and Kind(kind) not in LASTING:
            self.add_error("per", ONE_DAY)
        return said

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if not EARLIEST <= since <= clock.today() + AHEAD:
            raise forms.ValidationError("Välj en dag mellan 1990 och tre år framåt.")
        return since

    @property
    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        ore = int(said.pop("kronor") * 100)
        return {**said, "ore": ore}


class PriceForm(AmountForm):
    unit = forms.ChoiceField(label="Enhet", help_text="Så som enheten heter i underlaget för uppföljningen.")
    kind = forms.ChoiceField(label="Vad gäller det?", choices=KINDS)

    field_order = ("unit", "kind", "per", "kronor", "since", "source")

    def __init__(self, *args: Any, units: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "Välj enhet"), *((name, name) for name in units)]  # type: ignore[attr-defined]


class RemoveForm(Form):
    source = forms.CharField(label="Varför?", error_messages={"required": "Skriv varför priset tas bort."})


def as_it_stands(price: UnitPrice) -> dict[str, Any]:
    kronor = None if price.ore is None else Decimal(price.ore) / 100
    return {"per": price.per, "kronor": kronor, "since": clock.today()}
