"""What one may ask: the choices are only what the reader's own files hold, and stand in the address."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django import forms

from brygga.core import clock
from brygga.histories import Among, Held, Overview
from brygga.rules.small_numbers import SMALL_NUMBERS
from brygga.ui.forms import Form

EARLIEST = date(1900, 1, 1)
COORDINATED = {"": None, "med": True, "utan": False}
WITH_OR_WITHOUT = [("", "Alla"), ("med", "Med samordning"), ("utan", "Utan samordning")]
WITHIN = [("30", "30 dagar"), ("90", "90 dagar"), ("180", "180 dagar")]
LENGTHS = [("90", "90 dagar"), ("180", "180 dagar"), ("365", "365 dagar")]
K = TypeVar("K")
NOT_THERE = "Valet finns inte. Välj ett annat."


def told_of(held: Mapping[K, Held]) -> dict[K, Held]:
    """Not those that few have been at: a home may be called after whoever lives there."""
    return {name: one for name, one in held.items() if not SMALL_NUMBERS.is_small(one.persons)}


class WhomForm(Form):
    """Whom it is about: those who have been with an organisation or at a unit, with or without a coordination."""

    organisation = forms.ChoiceField(label="Organisation", required=False, error_messages={"invalid_choice": NOT_THERE})
    enhet = forms.ChoiceField(label="Enhet", required=False, error_messages={"invalid_choice": NOT_THERE})
    samordning = forms.ChoiceField(
        label="Samordning", required=False, choices=WITH_OR_WITHOUT, error_messages={"invalid_choice": NOT_THERE}
    )

    def __init__(self, *args: Any, overview: Overview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {f"{unit}, {organisation}": (organisation, unit) for organisation, unit in told_of(overview.units)}
        by_organisation: dict[str, list[tuple[str, str]]] = {}
        for key, (organisation, unit) in self.units.items():
            by_organisation.setdefault(organisation, []).append((key, unit))
        self._choose("organisation", "Alla organisationer", [(name, name) for name in told_of(overview.organisations)])
        self._choose("enhet", "Alla enheter", list(by_organisation.items()))
        for field in self.fields.values():
            field.may_wait = True  # type: ignore[attr-defined]  # read by BoundField: everything is chosen from the start

    def _choose(self, field: str, every: str, choices: list[Any]) -> None:
        self.fields[field].choices = [("", every), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        organisation, unit = said.get("organisation"), self.units.get(said.get("enhet") or "")
        if organisation and unit and unit[0] != organisation:
            self.add_error("enhet", "Enheten hör till en annan organisation. Välj en av dem.")
        return said

    def among(self, since: date, until: date) -> Among:
        said = self.cleaned_data
        organisation, unit = self.units.get(said["enhet"], (said["organisation"], ""))
        return Among(
            since,
            until,
            organisations=(organisation,) if organisation else (),
            units=(unit,) if unit else (),
            coordinated=COORDINATED[said["samordning"]],
        )

    @property
    def told(self) -> str:
        """Whom it is about, in words."""
        said = self.cleaned_data
        parts = [said["enhet"] or said["organisation"], dict(WITH_OR_WITHOUT)[said["samordning"]]]
        return ", ".join(part for part in parts if part and part != "Alla") or "Alla"


class TimeForm(Form):
    """Of what time, how long until one has come back, and how long before and after.

    Whole months: two answers that differ by a day would tell what happened to somebody on that day.
    """

    fran = forms.DateField(label="Från")
    till = forms.DateField(label="Till och med", help_text="Hela månader räknas.")
    inom = forms.TypedChoiceField(coerce=int, choices=WITHIN, error_messages={"invalid_choice": NOT_THERE})
    langd = forms.TypedChoiceField(coerce=int, choices=LENGTHS, error_messages={"invalid_choice": NOT_THERE})

    def __init__(self, data: Mapping[str, str], *, takes: Mapping[str, str]) -> None:
        """`takes` says which of the fields that only some pages have, and what they are called there."""
        super().__init__({**default(), **{key: value for key, value in data.items() if key in self.base_fields}})
        for name in ("inom", "langd"):
            if name in takes:
                self.fields[name].label = takes[name]
            else:
                del self.fields[name]

    def clean_fran(self) -> date:
        since: date = self.cleaned_data["fran"]
        if since < EARLIEST:
            raise forms.ValidationError("Välj en dag efter år 1900.")
        return since

    def clean_till(self) -> date:
        until: date = self.cleaned_data["till"]
        if until > clock.today():
            raise forms.ValidationError("Välj idag eller en dag som har varit.")
        return until

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("fran"), said.get("till")
        if since and until and until < since:
            self.add_error("till", "Tiden slutar före den börjar. Välj en senare dag.")
        elif since and until:
            last = until.replace(day=monthrange(until.year, until.month)[1])
            said.update(fran=since.replace(day=1), till=min(last, clock.today()))
        return said


def default() -> dict[str, str]:
    """The last year."""
    today = clock.today()
    return {"fran": str((today - timedelta(days=364)).replace(day=1)), "till": str(today), "inom": "30", "langd": "180"}
