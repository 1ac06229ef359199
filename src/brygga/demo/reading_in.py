"""Extracts out of other systems, read in by the acts as the pages do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from brygga.core.actor import Actor
from brygga.core.ids import new_id
from brygga.demo.telling import Life
from brygga.extracts import acts, keeping
from brygga.extracts.carrying import carry_on
from brygga.extracts.models import Extract
from brygga.histories.reading import guess, open_table
from brygga.histories.reading.profiles import Profile

ANDERS = Path(__file__).parent / "data" / "anders.csv"
DAYS = ("start", "end")


def moved(path: Path, last: date) -> bytes:
    """The same file with all its days moved so that the last of them is that day."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by = last - max(date.fromisoformat(row[name]) for row in rows for name in DAYS if row[name])
    for row in rows:
        row |= {name: str(date.fromisoformat(row[name]) + by) for name in DAYS if row[name]}
    return as_file(list(rows[0]), [list(row.values()) for row in rows])


def as_file(headings: list[str], rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([headings, *rows])
    return out.getvalue().encode()


def reads_in(life: Life, by: str, data: bytes, *, name: str, purpose: str) -> Extract:
    """About one person, on the person's consent."""
    actor, facts = life.stage.actor(by), _kept(data, name)
    one = acts.start(life.coordination, by=actor, matter="coordination", **facts)
    one = acts.check(one, by=actor, profile=facts["profile"])
    return acts.import_rows(one, by=actor, consent=life.consent, purpose=purpose)


def many_read_in(organisation: Any, by: Actor, data: bytes, *, name: str, **ground: str) -> Extract:
    facts = _kept(data, name)
    one = acts.start_many(organisation, by=by, **facts)
    one = carry_on(acts.check(one, by=by, profile=facts["profile"], save_as="Månadsutdraget"), by=by)
    return carry_on(acts.import_rows(one, by=by, **ground), by=by)


def _kept(data: bytes, name: str) -> dict[str, Any]:
    pk = new_id()
    sha256 = keeping.keep(pk, [data])
    with keeping.opened(pk) as path:
        profile = guess(open_table(path, Profile()).headings)
    return {"pk": pk, "sha256": sha256, "file_name": name, "profile": profile}
