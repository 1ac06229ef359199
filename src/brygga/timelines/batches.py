"""Brygga's own events for the follow-up of many: what each organisation's units have recorded, under pseudonyms.

Written anew each night, whole or not at all, so that whoever has been erased is gone the next night. No words and no
key of a row in Brygga leave it: only days, kinds, units, and whether it was broken off or compulsory. Whoever has
protected identity is not in it: one who is looked for could be found by days and units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Organisation
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.extracts.keys import history_key
from brygga.histories import Histories
from brygga.histories.files import Row
from brygga.histories.reading.pseudonyms import pseudonym
from brygga.people.models import PersonIdentity, Protection
from brygga.rules.critical import Happening, Kind
from brygga.timelines.sources import OWN, See

BECAUSE = "what an organisation has recorded itself is counted by it, under pseudonyms"
AT_ONCE = 200
#: A folder whose name says which day was written last; histories do not look into those that begin with a full stop.
MARK = ".live-"


def name_of(organisation: Organisation) -> str:
    return f"live-{organisation.pk.hex}"


def write_nightly() -> int:
    """All of them, the first time it is asked for in a day; says how many rows."""
    folder = Path(settings.HISTORIES_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / f"{MARK}{clock.today().isoformat()}"
    try:
        mark.mkdir()
    except FileExistsError:
        return 0
    try:
        written = write_all()
    except BaseException:
        mark.rmdir()
        raise
    for old in folder.glob(f"{MARK}????-??-??"):
        if old != mark:
            old.rmdir()
    return written


def write_all() -> int:
    """And away with what is left of organisations that are here no more."""
    folder = Path(settings.HISTORIES_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    histories = Histories(folder, batches=())
    ours = {name_of(one): one for one in Organisation.objects.order_by("pk")}
    for gone in {place.name for place in folder.glob("live-*")} - set(ours):
        histories.remove(gone)
    return sum(histories.write(name, events_of(one)) for name, one in ours.items())


def events_of(organisation: Organisation) -> Iterator[Row]:
    """What the units of the organisation have recorded, some coordinations at a time."""
    parts = Engagement._base_manager.filter(unit__organisation=organisation).values("coordination_id")
    rows = Coordination.objects.unrestricted(because=BECAUSE).filter(_unprotected())
    rows = rows.filter(Q(unit__organisation=organisation) | Q(pk__in=parts)).select_related("unit__organisation")
    left, key, today = rows.order_by("pk").iterator(AT_ONCE), history_key(), clock.today()
    while some := list(islice(left, AT_ONCE)):
        whose = _pseudonyms(some, key)
        for stream, one in _recorded(some, organisation):
            if one.begins <= today:
                yield whose[stream], replace(one, key=pseudonym(key, one.key), words="", about=frozenset())


def _unprotected() -> Q:
    """Protected wherever: the same human being is another row in another organisation, known by the number."""
    known = PersonIdentity.objects.unrestricted(because=BECAUSE)
    marked = known.exclude(person__protection=Protection.NONE).values("index")
    theirs = known.filter(person_id=OuterRef("person_id"), index__in=marked)
    return Q(~Exists(theirs), person__protection=Protection.NONE)


def _recorded(streams: list[Coordination], organisation: Organisation) -> Iterator[tuple[Any, Happening]]:
    """What a unit writes of a coordination is its own, whoever opened that; the opening is the opener's."""
    for row in streams:
        if row.unit.organisation_id == organisation.pk and not row.exploratory:
            yield row.pk, _opened(row)
    keys, see = [row.pk for row in streams], See(_all, whose=True)
    for source in OWN:
        for known in source(see, keys):
            if known.organisation == organisation.pk:
                yield known.stream, known.happening


def _all(manager: Any) -> Any:
    return manager.unrestricted(because=BECAUSE)


def _opened(row: Coordination) -> Happening:
    return Happening(
        key=f"coordination:{row.pk}",
        unit=row.unit.name,
        organisation=row.unit.organisation.name,
        kind=Kind.COORDINATION,
        begins=row.opened_on,
        ends=row.opened_on,
    )


def _pseudonyms(streams: list[Coordination], key: bytes) -> dict[Any, str]:
    """By coordination. The number that is theirs today; who has none is known by their row here, and nowhere else."""
    rows = PersonIdentity.objects.unrestricted(because=BECAUSE).filter(person_id__in={row.person_id for row in streams})
    ordered = rows.order_by(F("until").asc(nulls_last=True), "since", "pk")
    numbers = {row.person_id: row.number for row in ordered}
    return {row.pk: pseudonym(key, numbers.get(row.person_id) or str(row.person_id)) for row in streams}
