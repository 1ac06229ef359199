"""What is late in granted interventions: days that have gone, agreed steps, placements, and who pays."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.interventions.models import GrantedIntervention, PaymentQuestion, RaisedStep
from brygga.interventions.placements import Warned, warnings
from brygga.interventions.queries import payment_questions, steps_to_do, with_details
from brygga.interventions.states import GrantedState
from brygga.rules.placements import Lacks
from brygga.web.interventions.steps import owner
from brygga.web.late import Row, Source
from brygga.web.links import way_to

GOES_ON = {"coordination__closed_on": None, "coordination__person__died_on": None}


def _steps(actor: Actor) -> Any:
    here = Coordination.objects.visible_to(actor)
    return steps_to_do(actor).filter(due_on__lt=clock.today(), coordination__in=here)


def _step(row: RaisedStep, actor: Actor) -> Row:
    url = f"{way_to('coordination-responsibility', row.coordination_id)}#avbrott"
    return Row("Ett steg efter ett avbrott är inte gjort", url, row.coordination.person.name, owner(row), row.due_on)


def _days_gone(actor: Actor) -> Any:
    """Decided and not begun on its day, unless it waits for another; or past its last day without an end."""
    on = clock.today()
    free = Q(after=None) | Q(after__state=GrantedState.ENDED)
    gone = Q(ends_on__lt=on) | Q(state=GrantedState.DECIDED, starts_on__lt=on) & free
    return with_details(actor).alive().filter(gone, responsible_unit_id__in=actor.reads, **GOES_ON)


def _intervention(row: GrantedIntervention, actor: Actor) -> Row:
    is_over = row.ends_on is not None and row.ends_on < clock.today()
    title = "Insatsens tid har gått ut, men den är inte avslutad" if is_over else "Insatsen skulle ha börjat"
    due = row.ends_on if is_over else row.starts_on
    return Row(title, way_to("granted-intervention", row.pk), row.coordination.person.name, _unit(row), due)


def _unit(row: GrantedIntervention) -> str:
    return str(row.responsible_unit.name)


def _placement(warned: Warned, actor: Actor) -> Row:
    row = warned.row
    lacks_plan = warned.lacks is Lacks.PLAN
    title = "Placeringen saknar plan" if lacks_plan else "Ingen kontakt hemma är bokad efter placeringen"
    due = None if lacks_plan else warned.until
    return Row(title, way_to("granted-intervention", row.pk), row.coordination.person.name, _unit(row), due)


def _unsettled(actor: Actor) -> Any:
    """Of interventions that one's units answer for or have decided, and what they have asked."""
    units = actor.reads
    ours = Q(unit_id__in=units) | Q(intervention__unit_id__in=units) | Q(intervention__responsible_unit_id__in=units)
    rows = payment_questions(actor).filter(ours, settled_on=None, asked_on__lt=clock.today())
    return rows.filter(**{f"intervention__{field}": value for field, value in GOES_ON.items()})


def _payment(row: PaymentQuestion, actor: Actor) -> Row:
    url = way_to("granted-intervention", row.intervention_id)
    person = row.intervention.coordination.person.name
    return Row("Vem betalar är inte avgjort", url, person, f"{row.unit.name} har ställt frågan", row.asked_on)


SOURCES = (
    Source(
        "avbrott", "Steg efter avbrott", "Det ni kom överens om att göra vid ett avbrott är inte gjort.",
        _steps, ("due_on",), _step,
    ),
    Source(
        "insatser", "Insatser vars dag har gått", "Påbörja, ändra eller avsluta dem, så att det som står stämmer.",
        _days_gone, ("starts_on",), _intervention,
    ),
    Source(
        "placeringar", "Placeringar som saknar något", "Den som flyttar hem ska ha en plan och någon som väntar.",
        warnings, (), _placement,
    ),
    Source(
        "betalning", "Betalningsfrågor som väntar", "De avgörs i ett möte där alla kan besluta.",
        _unsettled, ("asked_on",), _payment,
    ),
)  # fmt: skip
