"""Inpatient and compulsory care in the live timeline: told to whom, and drawn without leaning on colour (MAL-17)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.consents.models import Disclosure
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.discharges.acts import discharge_person, withdraw
from brygga.rules.critical import Kind, Situation
from brygga.timelines.queries import own_timeline, timeline
from tests.cast import as_
from tests.discharges.ward import HOME, MONDAY, at, join, ready, told, ward
from tests.interventions.making import ongoing

__all__ = ["ward"]
pytestmark = pytest.mark.requirement("MAL-17")


def stays(actor: Any, world: Any) -> list[tuple[date, date | None, bool]]:
    rows = [row.happening for row in timeline(actor, world.coordination).rows]
    return [(row.begins, row.ends, row.compulsory) for row in rows if row.kind == Kind.INPATIENT]


def test_a_stay_lasts_from_the_admission_to_the_discharge(ward: Any) -> None:
    row = ready(ward)
    assert stays(ward.rut, ward) == [(MONDAY, None, False)]
    with at(HOME):
        discharge_person(row, by=ward.rut, discharged_at=clock.now())
        assert stays(ward.rut, ward) == [(MONDAY, HOME, False)]
        mine = own_timeline(ward.folke_himself)
        assert mine is not None and [one.happening.words for one in mine.rows] == ["Slutenvård"]
    assert own_timeline(ward.amina_herself) is None


def test_one_that_was_called_off_is_known_until_that_day(ward: Any) -> None:
    row = told(ward)
    with at(MONDAY + timedelta(days=2)):
        withdraw(row, by=ward.rut, why="Folke flyttas till en annan avdelning.")
        assert stays(ward.rut, ward) == [(MONDAY, MONDAY + timedelta(days=2), False)]


def test_who_was_only_told_by_the_notice_sees_no_stay_and_no_compulsory_care(ward: Any) -> None:
    told(ward, compulsory=True)
    assert stays(ward.rut, ward) == [(MONDAY, None, True)]
    assert stays(ward.sara, ward) == [] and timeline(ward.sara, ward.coordination).hidden == 0
    for who in ("siv", "pia", "sigrid", "adam"):
        assert stays(getattr(ward, who), ward) == [], who
    join(ward, ward.innerstaden)
    assert stays(ward.sara, ward) == [(MONDAY, None, True)]


def test_a_ward_that_has_left_the_coordination_tells_it_nothing(ward: Any) -> None:
    told(ward)
    join(ward, ward.innerstaden)
    assert len(stays(ward.sara, ward)) == 1
    with asked_by("test"):
        ward.coordination.unit = ward.psykiatri
        ward.coordination.save(update_fields=["unit"])
        Disclosure._base_manager.filter(to_unit=ward.radmannen).update(ended_at=clock.now())
    assert stays(ward.sara, ward) == [] and timeline(ward.sara, ward.coordination).spans


def test_compulsory_care_is_hatched_explained_and_said_in_words(ward: Any) -> None:
    row = told(ward, compulsory=True)
    html = as_(Client(), ward.rut).get(reverse("coordination-timeline", args=[ward.coordination.pk])).content.decode()
    assert "Slutenvård (tvångsvård)" in html and "Tvångsvård" in html
    assert reverse("discharge", args=[row.pk]) in html


@pytest.mark.parametrize(
    ("kind", "compulsory"),
    [("lvm_institution", True), ("lvm_treatment_home", True), ("treatment_home", False), ("", False)],
)
def test_an_intervention_is_compulsory_when_the_routine_says_so(shared: Any, kind: str, compulsory: bool) -> None:
    ongoing(shared, words="Vård", **({"kind": kind} if kind else {}))
    (row,) = (one.happening for one in timeline(shared.rut, shared.coordination).rows)
    assert (row.compulsory, row.kind) == (compulsory, Kind.PLACEMENT if kind else Kind.CONTACT)


def test_somebody_in_inpatient_care_is_in_no_gap(ward: Any) -> None:
    told(ward)
    with at(MONDAY + timedelta(days=60)):
        found = timeline(ward.rut, ward.coordination).situations
        assert Situation.GAP not in {one.critical.situation for one in found}
