"""When the person has died nothing goes on: what was granted ends that day, with what has happened kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from brygga.coordinations.models import Engagement
from brygga.core.actor import Actor
from brygga.core.acts import act
from brygga.core.saving import change, create
from brygga.interventions import may
from brygga.interventions.models import GrantedIntervention, InterventionChange
from brygga.interventions.states import GrantedState
from brygga.people.acts.dying import DIED
from brygga.people.models import Person


def end_when_somebody_dies(person: Person, by: Actor, at: datetime) -> None:
    """In every coordination about them, whichever unit of the organisation has the case."""
    assert person.died_on
    joined = Engagement._base_manager.filter(coordination=OuterRef("coordination"), case__person=person, ended_on=None)
    rows = GrantedIntervention.objects.unrestricted(because="what must stop when somebody has died").alive()
    for row in rows.filter(Q(coordination__person=person) | Exists(joined)).order_by("pk"):
        end_after_death(row, by=by, at=at, on=max(person.died_on, row.decided_on))


@act("interventions.end_after_death", may=may.may_end_after_death, told_as="En insats är avslutad", in_feed=False)
def end_after_death(intervention: GrantedIntervention, *, by: Actor, at: datetime, on: date) -> GrantedIntervention:
    """Those who take part are told of the death once, by the coordination."""
    fields = {"state": GrantedState.ENDED, "on": on, "note": DIED, "at": at, "by_label": by.label}
    create(InterventionChange, intervention=intervention, **fields)
    return change(intervention, state=GrantedState.ENDED, ended_on=on)
