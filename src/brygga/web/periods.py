"""A first and a last day: in forms, and as the times to look back over."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from brygga.ui.forms import Form

#: What the address says, the words, and how many days back.
PERIODS = {"halvar": ("Senaste halvåret", 182), "ar": ("Senaste året", 365), "tva-ar": ("Senaste två åren", 730)}


class LastDayForm(Form):
    until = forms.DateField(label="Sista dag", error_messages={"required": "Skriv sista dagen."})


class PeriodForm(Form):
    """With the fields `since` and `until`, in that order in time."""

    ends_too_early: ClassVar = "Uppdraget kan inte sluta före det börjar."

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (until := data.get("until")) and (since := data.get("since")) and until < since:
            self.add_error("until", self.ends_too_early)
        return data
