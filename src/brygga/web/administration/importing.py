"""Units and staff from a spreadsheet, for the administrator: all rows or none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga.agencies.acts import FaultyRows, import_sheet
from brygga.agencies.acts.importing import Loaded
from brygga.agencies.models import Organisation
from brygga.agencies.sheets import HEADINGS, LARGEST, NotASheet, Table, as_text, lines, read_file, read_text
from brygga.routines.loading import routine
from brygga.ui.forms import Form
from brygga.web.administration.views import own_organisation
from brygga.web.asking import Asking
from brygga.web.doing import show


class ImportForm(Form):
    """A file, or rows that are pasted; the file goes before."""

    file = forms.FileField(label="Kalkylblad", help_text="Excel, OpenDocument eller csv.", required=False)
    pasted = forms.CharField(
        label="Eller klistra in raderna här",
        help_text="Markera raderna i kalkylbladet, med rubrikerna, och klistra in dem.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LARGEST,
        required=False,
    )
    table: Table = []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        field = "file" if data.get("file") else "pasted"
        try:
            self.table = read_file(data["file"].name, data["file"].read()) if data.get("file") else self._pasted(data)
            data["lines"] = lines(self.table)
        except NotASheet as fault:
            self.add_error(field, str(fault))
        return data

    def _pasted(self, data: dict[str, Any]) -> Table:
        if not data.get("pasted"):
            raise NotASheet("Välj en fil eller klistra in rader.")
        return read_text(data["pasted"])

    def to_mend(self) -> ImportForm:
        """What was in the file, as rows that can be put right here."""
        again = ImportForm({"pasted": as_text(self.table)})
        again.full_clean()
        return again


def import_rows(request: Asking) -> HttpResponse:
    organisation = own_organisation(request)
    form = ImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    faults = []
    if form.is_valid():
        try:
            done = import_sheet(organisation, by=request.actor, lines=form.cleaned_data["lines"])
        except FaultyRows as refusal:
            faults, form = refusal.faults, form.to_mend()
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _told(done))
            return redirect("staff-list" if done.staff else "administration")
    context = {"faults": faults, "headings": HEADINGS.values(), **_words(organisation)}
    return show(request, "administration/import.html", form, **context)


def model_sheet(request: Asking) -> HttpResponse:
    """The headings and an example, for whoever begins from nothing."""
    words = _words(own_organisation(request))
    example = {
        "unit": "Exempelenheten",
        "kind": words["kinds"][0],
        "name": "Kim Exempel",
        "email": "kim@exempel.invalid",
        "function": words["functions"][0],
    }
    rows = [HEADINGS.values(), [example.get(field, "") for field in HEADINGS]]
    text = as_text(rows).replace("\t", ";")
    answer = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="brygga-mall.csv"'
    return answer


def _words(organisation: Organisation) -> dict[str, list[str]]:
    """What may stand under the headings that have a choice."""
    rows = routine(organisation.place)
    kinds = sorted({k.term for k in rows.unit_kinds if k.party == organisation.party})
    return {"kinds": kinds, "functions": sorted({f.term for f in rows.functions})}


def _told(done: Loaded) -> str:
    added = [_number(done.units, "enhet", "enheter"), _number(done.staff, "medarbetare", "medarbetare")]
    words = " och ".join(word for word in added if word) or "Inget nytt"
    known = f" {_number(done.known, 'rad', 'rader')} fanns redan." if done.known else ""
    return f"{words[:1].upper()}{words[1:]} är inlagt.{known}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""
