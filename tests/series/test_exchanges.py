"""Knowledge of each other: half an hour about one of the authorities by turn, and a day at another's workplace."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brygga.agencies.models import Assignment, Organisation
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.series.acts import lay_out, note_exchange, register_exchange
from brygga.series.models import SeriesMeeting, WorkplaceExchange
from brygga.series.queries import suggested_about
from tests.cast import World, _actor, _unit, as_
from tests.series.making import held

pytestmark = pytest.mark.requirement("KAR-12")


@pytest.fixture
def town(db):
    """Karlstad: Per at financial aid, Fia at the insurance agency, Arne at the employment service."""
    with clock.set_to(datetime(2026, 12, 1, 10, tzinfo=clock.SWEDEN)):
        world = World()
        with asked_by("the cast"):
            for key, name, party, kind in (
                ("per", "Karlstads kommun", "municipality", "financial_aid"),
                ("fia", "Försäkringskassan", "insurance_agency", "insurance_office"),
                ("arne", "Arbetsförmedlingen", "employment_service", "employment_office"),
            ):
                house = Organisation.objects.create(name=name, sort=sort_key(name), place="karlstad", party=party)
                unit = _unit(house, f"{name}, kontoret", kind)
                setattr(world, key, _actor(f"{key.capitalize()} Chef", "manager", "Chef", unit))
                setattr(world, f"{key}s", unit)
            world.ella = _actor("Ella Ström", "case_officer", "Handläggare", world.pers)
        world.series = lay_out(world.pers.organisation, by=world.per, key="preparatory")
        yield world


def rows(world):
    return list(SeriesMeeting.objects.unrestricted(because="the test looks at all").order_by("starts_at"))


def test_the_half_hour_is_about_each_authority_in_turn(town):
    about = []
    for row in rows(town)[:4]:
        town_meeting = SeriesMeeting._base_manager.get(pk=row.pk)
        about.append(suggested_about(town_meeting).name.partition(",")[0])
        assert held(town_meeting, town.per).about_unit.name.startswith(about[-1])
    assert about == ["Arbetsförmedlingen", "Försäkringskassan", "Karlstads kommun", "Arbetsförmedlingen"]


def test_the_parties_meet_across_organisations_and_see_whose_turn_it_is(town):
    first = rows(town)[0]
    page = as_(Client(), town.fia).get(reverse("series-meeting", args=[first.pk])).content.decode()
    assert "En halvtimme om en myndighet" in page and "Halvtimmen handlar om" in page
    assert "Anmäl ett ärende" not in page  # no cases are announced here
    assert as_(Client(), town.ella).get(reverse("series-meeting", args=[first.pk])).status_code == 404


def test_a_day_at_anothers_workplace_is_registered_told_and_noted(town):
    client = as_(Client(), town.per)
    assert "Inget utbyte är anmält" in client.get(reverse("series") + "?visa=utbyten").content.decode()
    fields = {"who": str(town.ella.assignment_id), "to_unit": str(town.fias.pk), "day": "2026-12-10"}
    assert client.post(reverse("series-exchange-new"), fields).status_code == 302
    row = WorkplaceExchange.objects.visible_to(town.fia).get()
    (told,) = InboxItem.objects.unrestricted(because="the test looks who was told")
    assert told.assignment_id == town.fia.assignment_id
    assert reverse("series-exchange", args=[row.pk]) in as_(Client(), town.fia).get("/inkorg/").content.decode()
    with pytest.raises(NotAllowed, match="har inte varit än"):
        note_exchange(row, by=town.fia)
    with clock.set_to(clock.now() + timedelta(days=9, hours=5)):
        with pytest.raises(NotAllowed, match="någon av de två enheterna"):
            note_exchange(row, by=town.arne)
        assert as_(Client(), town.fia).post(reverse("series-exchange", args=[row.pk])).status_code == 302
        listed = as_(Client(), town.arne).get(reverse("series") + "?visa=utbyten").content.decode()
    assert "Ella Ström" in listed and "Genomfört" in listed


def test_only_ones_own_staff_and_only_those_who_come(town):
    ella = Assignment.objects.get(pk=town.ella.assignment_id)
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(NotAllowed, match="arbetar på din enhet"):
        register_exchange(town.series, by=town.fia, who=ella, to_unit=town.arnes, day=tomorrow)
    with pytest.raises(NotAllowed, match="de som kommer till mötena"):
        register_exchange(town.series, by=town.ella, who=ella, to_unit=town.arnes, day=tomorrow)
    with pytest.raises(NotAllowed, match="Dagen har redan varit"):
        register_exchange(town.series, by=town.per, who=ella, to_unit=town.arnes, day=clock.today() - timedelta(days=1))
    register_exchange(town.series, by=town.per, who=ella, to_unit=town.arnes, day=tomorrow)
    with pytest.raises(NotAllowed, match="redan anmält"):
        register_exchange(town.series, by=town.per, who=ella, to_unit=town.arnes, day=tomorrow)
