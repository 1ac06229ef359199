"""Free times in a form, for whoever chooses among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from brygga.bookings.models import TAKEN
from brygga.bookings.queries import Offer
from brygga.ui.components.dates import clock_time, weekday
from brygga.ui.forms import Form


class SlotForm(Form):
    """Which time. One that somebody took while the page was open says so, and what was typed stays."""

    slot = forms.TypedChoiceField(label="Tid", error_messages={"required": "Välj en tid.", "invalid_choice": TAKEN})

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["slot"]
        by_key = {offer.key: offer for offer in offers}
        field.choices = [("", "Välj en tid"), *grouped(offers, in_a_row=True)]
        field.coerce = lambda key: by_key[key]

    def clean(self) -> dict[str, Any]:
        """The words of the acts for a slot: which hours, and when."""
        offer = self.cleaned_data.pop("slot", None)
        if offer:
            self.cleaned_data |= {"hours": offer.hours, "starts_at": offer.slot.starts_at}
        return self.cleaned_data


def grouped(offers: Sequence[Offer], *, in_a_row: bool = False) -> list[tuple[str, list[tuple[str, str]]]]:
    """Day by day; what kind of time is said when there are several kinds. A chosen row tells its own day."""
    several = len({offer.hours.kind for offer in offers}) > 1
    days: dict[str, list[tuple[str, str]]] = {}
    for offer in offers:
        kind = f" · {offer.hours.term}" if several else ""
        day = f"{weekday(offer.slot.starts_at)} " if in_a_row else ""
        label = f"{day}{clock_time(offer.slot.starts_at)}–{clock_time(offer.slot.ends_at)}{kind}"
        days.setdefault(weekday(offer.slot.starts_at).capitalize(), []).append((offer.key, label))
    return list(days.items())
