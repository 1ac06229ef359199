"""One person's extract, read whole: it is short."""

from __future__ import annotations

from brygga.coordinations.models import Coordination
from brygga.core.acts import NotAllowed
from brygga.core.secrets import blind_index
from brygga.extracts import keeping
from brygga.extracts.models import MOST_OF_ONE, Extract
from brygga.histories import HistoryFault
from brygga.histories.reading import Profile, Read, Refused, Report, normal, readings
from brygga.people.models import PersonIdentity

GONE = "Filen finns inte kvar. Hämta den igen."


def read(extract: Extract, profile: Profile) -> tuple[Report, list[Read]]:
    """Of rows that say the same, one."""
    report, rows, whom = Report(dry_run=True), dict[str, Read](), set[str]()
    try:
        with keeping.opened(extract.pk) as path:
            for one in readings(path, profile, report):
                first = rows.setdefault(one.happening.key, one)
                whom.add(one.identity and normal(one.identity, on=one.happening.begins))
                if first is not one:
                    report.duplicates += 1
                    report.duplicate_lines.append((one.line, first.line))
                if len(rows) > MOST_OF_ONE:
                    raise NotAllowed(f"Filen har fler än {MOST_OF_ONE} rader. Är den verkligen om en enda person?")
    except (HistoryFault, OSError) as fault:
        raise NotAllowed(str(fault) if isinstance(fault, Refused) else GONE) from fault
    if extract.coordination:
        _only_about(extract.coordination, whom - {""})
    report.written, report.persons = len(rows), 1
    return report, list(rows.values())


def _only_about(coordination: Coordination, whom: set[str]) -> None:
    """The numbers in the file, when it has any, are those of the person."""
    if len(whom) > 1:
        raise NotAllowed("Filen handlar om flera personer. Här läses utdrag om en person in.")
    mine = set(PersonIdentity._base_manager.filter(person_id=coordination.person_id).values_list("index", flat=True))
    numbers = {blind_index(one, "identity") for one in whom if one.isdecimal() and len(one) == 12}
    if mine and numbers and not numbers & {bytes(one) for one in mine}:
        raise NotAllowed("Filen handlar om någon annan än den här personen.")
