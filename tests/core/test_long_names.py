"""Somebody with a long name, a long title and a unit with a long name writes as everybody else."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.agencies.models import Assignment, Staff, Unit
from brygga.agencies.queries import actor_for
from brygga.coordinations.acts import share_note
from brygga.core import clock
from brygga.core.writing import asked_by

NAME = "Anna-Märta Östersköld von Wachenfeldt-Björnstjerna " * 4
TITLE = "Biträdande enhetschef med särskilt ansvar för samordnad individuell planering "
UNIT = "Mottagningen för beroende, psykisk ohälsa och samsjuklighet i Östra Göinge " * 3


@pytest.mark.requirement("ALL-03")
def test_a_note_by_somebody_with_long_names_is_kept(shared: Any) -> None:
    with asked_by("long names"):
        Staff.objects.filter(pk=shared.sara.staff_id).update(name=NAME[:200])
        Assignment.objects.filter(pk=shared.sara.assignment_id).update(title=TITLE[:100])
        Unit.objects.filter(pk=shared.sara.unit_id).update(name=UNIT[:200])
    sara = actor_for(shared.sara.staff_id, shared.sara.assignment_id, clock.today())
    assert sara is not None and len(f"{sara.name}{sara.title}{sara.unit_name}") > 400
    note = share_note(shared.coordination, by=sara, matter="coordination", text="Hon har fått en lägenhet.")
    note.refresh_from_db()
    assert note.written_by.startswith("Anna-Märta Östersköld")
    assert len(note.written_by) <= 300
