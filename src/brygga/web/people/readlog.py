"""The read log, for those who review it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse

from brygga.agencies.models import Staff
from brygga.agencies.queries import staff_of
from brygga.core.traces import log_reading
from brygga.people.readlog import persons_with, readings
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import show
from brygga.web.people.forms import IdentityField


class ReadLogForm(Form):
    staff = forms.ModelChoiceField(
        label="Medarbetare", queryset=Staff.objects.none(), required=False, empty_label="Alla"
    )
    number = IdentityField(label="Personens identitetsnummer", required=False)
    since = forms.DateField(label="Från", required=False)
    until = forms.DateField(label="Till och med", required=False)
    opened = forms.BooleanField(label="Bara när skyddade uppgifter öppnades", required=False)

    def __init__(self, *args: Any, organisation_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.may_wait = True  # type: ignore[attr-defined]
        self.fields["staff"].queryset = staff_of(organisation_id).order_by("sort", "pk")  # type: ignore[attr-defined]


def read_log(request: Asking) -> HttpResponse:
    """The filter is posted: an identity number never stands in an address."""
    form = ReadLogForm(request.POST or None, organisation_id=request.actor.organisation_id)
    asked: dict[str, Any] = {}
    if form.is_valid():
        asked = {name: kept for name in ("since", "until", "opened") if (kept := form.cleaned_data[name])}
        if chosen := form.cleaned_data["staff"]:
            asked["staff_id"] = chosen.pk
        if number := form.cleaned_data["number"]:
            persons = list(persons_with(number))
            asked["person_ids"] = [person.pk for person in persons]
            for person in persons:
                if person.organisation_id == request.actor.organisation_id:
                    log_reading(request.actor, what="Granskning av läsloggen", person_id=person.pk)
    found = readings(request.actor, **asked, after=request.POST.get("efter", ""))
    return show(request, "people/read_log.html", form, found=found, filtered=bool(asked))
