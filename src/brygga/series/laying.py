"""Every night: the meetings of the coming year, in each organisation that has such."""

from __future__ import annotations

from brygga.agencies.models import Organisation
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.routines.loading import all_routines
from brygga.series.acts import lay_out
from brygga.series.whose import comers, units_in


def lay_out_all() -> None:
    """Where somebody holds one of the functions; what somebody else laid out in the meantime is passed by."""
    today = clock.today()
    for routine in all_routines():
        for rule in routine.series_on(today):
            for organisation in Organisation.objects.filter(place=routine.key, closed_on=None):
                units = units_in(rule, routine.key, organisation.pk)
                if not comers(rule, units, today).exists():
                    continue
                try:
                    lay_out(organisation, by=SYSTEM, key=rule.key)
                except NotAllowed:
                    continue
                if rule.across:
                    break
