"""Forms for asking and answering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import covered_units, units_to_ask
from brygga.core.actor import Actor
from brygga.requests.clocks import kind_of
from brygga.requests.may import may_be_asked
from brygga.requests.models import Request
from brygga.requests.queries import units_to_request
from brygga.routines.vocabulary import RequestKind
from brygga.ui.forms import Form
from brygga.web.coordinations.forms import unit_choices


class ReceiverForm(Form):
    to_unit = forms.TypedChoiceField(label="Vilken enhet vill du fråga?", error_messages={"required": "Välj en enhet."})

    def __init__(self, *args: Any, actor: Actor, coordination: Coordination, kind: RequestKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        born = coordination.person.born
        others = [unit for unit in units_to_request(coordination, kind) if unit.pk != actor.unit_id]
        offered = [unit for unit in others if may_be_asked(kind, unit, born)]
        _offer(self, offered, covered_units(actor, coordination))


def _offer(form: Form, offered: Iterable[Unit], covered: set[Any]) -> None:
    units = {str(unit.pk): unit for unit in offered}
    field: Any = form.fields["to_unit"]
    field.choices = unit_choices(units.values(), covered, all_units=True)
    field.coerce = units.get


class ForwardForm(Form):
    shared_with: ClassVar = {"reason": ("den som frågade", "personen")}
    to_unit = forms.TypedChoiceField(label="Vart hör det?", error_messages={"required": "Välj en enhet."})
    reason = forms.CharField(
        label="Varför?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Skriv varför."},
    )

    def __init__(self, *args: Any, actor: Actor, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [unit for unit in units_to_ask(request.coordination) if unit.pk != request.to_unit_id]
        rule, born = kind_of(request), request.coordination.person.born
        offered = [unit for unit in others if may_be_asked(rule, unit, born)]
        _offer(self, offered, set())
        self.fields["to_unit"].choices = [  # type: ignore[attr-defined]
            ("", "Välj enhet"),
            *((str(unit.pk), f"{unit.name} ({unit.organisation.name})") for unit in offered),
        ]


class ReasonForm(Form):
    shared_with: ClassVar = {"reason": ("den som frågade", "personen")}
    reason = forms.CharField(
        label="Skäl",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Skriv varför, så att den som frågade vet vad som gäller."},
    )


class SaidForm(Form):
    shared_with: ClassVar = {"said": ("den som frågade", "personen")}
    said = forms.CharField(
        label="Vad sa personen?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Skriv kort vad personen sa."},
    )
