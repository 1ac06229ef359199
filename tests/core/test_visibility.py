"""Nothing over personal data runs until it has been told who is asking."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Prefetch

from brygga.consents.models import COORDINATION, ConsentGrant
from brygga.coordinations.models import Coordination, Engagement, Entry
from brygga.core import clock
from brygga.core.visibility import UnscopedRead
from brygga.core.writing import asked_by
from brygga.people.models import Case, Person

UNREADABLE = [
    lambda: list(Person.objects.all()),
    lambda: Person.objects.count(),
    lambda: Person.objects.filter(family_name="x").exists(),
    lambda: Person.objects.first(),
    lambda: Person.objects.get(pk="019b0000-0000-7000-8000-000000000000"),
    lambda: Person.objects.values_list("pk")[0],
    lambda: Person.objects.in_bulk([]),
    lambda: Person.objects.update(family_name="x"),
    lambda: Person.objects.all().delete(),
    lambda: list(Person.objects.iterator()),
    lambda: Person.objects.aggregate(),
    lambda: list(Person.objects.raw("select 1")),
    lambda: Person.objects.latest("pk"),
    lambda: bool(Person.objects.all()),
    lambda: len(Person.objects.all()),
    lambda: Person.objects.explain(),
    lambda: list(Person.objects.dates("born", "day")),
    lambda: Person.objects.get_or_create(family_name="x"),
    lambda: Person.objects.update_or_create(family_name="x"),
]


@pytest.mark.parametrize("read", UNREADABLE)
def test_nothing_can_be_read_without_saying_for_whom(shared: Any, read: Any) -> None:
    with pytest.raises(UnscopedRead):
        read()


def test_a_scoped_queryset_cannot_be_widened(shared: Any) -> None:
    mine = Person.objects.visible_to(shared.siv)
    for widen in (lambda: mine | Person.objects.all(), lambda: mine.union(Person.objects.all())):
        with pytest.raises(UnscopedRead):
            list(widen())


def test_related_rows_are_guarded_too(shared: Any) -> None:
    coordination = Coordination.objects.visible_to(shared.sara).get()
    with pytest.raises(UnscopedRead):
        list(coordination.engagements.all())
    with pytest.raises(UnscopedRead):
        list(Coordination.objects.visible_to(shared.sara).prefetch_related("engagements"))
    seen = Prefetch("engagements", Engagement.objects.visible_to(shared.sara))
    assert [len(c.engagements.all()) for c in Coordination.objects.visible_to(shared.sara).prefetch_related(seen)] == [
        2
    ]


def sees(actor: Any) -> bool:
    return Coordination.objects.visible_to(actor).exists()


def test_a_coordination_is_seen_by_its_opener_and_by_whom_consent_lets_in_and_by_nobody_else(shared: Any) -> None:
    seeing = {name for name in ("sara", "sven", "chef", "rut", "kurt", "rolf") if sees(getattr(shared, name))}
    assert seeing == {"sara", "sven", "chef", "rut", "kurt", "rolf"}
    neighbours = {
        n for n in ("siv", "sigrid", "pia", "fred", "adam", "greta", "folke_himself") if sees(getattr(shared, n))
    }
    assert neighbours == set()
    assert sees(shared.amina_herself)


@pytest.mark.parametrize(
    "change", ["withdrawn", "grant withdrawn", "run out", "not begun", "disclosure ended", "engagement ended"]
)
def test_the_door_closes_the_same_moment(shared: Any, change: str) -> None:
    today, yesterday = clock.today(), clock.today() - timedelta(days=1)
    with asked_by("test"):
        match change:
            case "withdrawn":
                shared.consent.withdrawn_at = clock.now()
            case "run out":
                shared.consent.valid_from = shared.consent.valid_until = yesterday
            case "not begun":
                shared.consent.valid_from = today + timedelta(days=1)
            case "grant withdrawn":
                grants = ConsentGrant.objects.unrestricted(because="test")
                grants.filter(unit=shared.radmannen, matter=COORDINATION).update(withdrawn_at=clock.now())
            case "disclosure ended":
                shared.disclosure.ended_at = clock.now()
            case "engagement ended":
                shared.ruts_part.ended_on = today
        for row in (shared.consent, shared.disclosure, shared.ruts_part):
            row.save()
    assert not sees(shared.rut)
    assert sees(shared.sara)


def note(world: Any, unit: Any, matter: str) -> Entry:
    with asked_by("test"):
        return Entry._base_manager.create(
            coordination=world.coordination,
            unit=unit,
            matter=matter,
            text="Hyran är betald.",
            written_by="x",
            written_at=clock.now(),
        )


def test_a_shared_note_stays_within_its_matter(shared: Any) -> None:
    note(shared, shared.innerstaden, "housing")
    assert Entry.objects.visible_to(shared.sven).count() == 1
    assert Entry.objects.visible_to(shared.rut).count() == 0
    with asked_by("test"):
        ConsentGrant._base_manager.create(consent=shared.consent, unit=shared.radmannen, matter="housing")
    assert Entry.objects.visible_to(shared.rut).count() == 1
    assert Entry.objects.visible_to(shared.pia).count() == 0


def test_what_a_unit_wrote_stays_its_own_and_closes_for_the_others_when_consent_is_withdrawn(shared: Any) -> None:
    note(shared, shared.radmannen, COORDINATION)
    assert Entry.objects.visible_to(shared.sara).count() == 1
    with asked_by("test"):
        shared.consent.withdrawn_at = clock.now()
        shared.consent.save()
    assert Entry.objects.visible_to(shared.rut).count() == 1
    assert Entry.objects.visible_to(shared.sara).count() == 0


def test_units_of_one_organisation_are_neighbours_too(world: Any) -> None:
    assert list(Case.objects.visible_to(world.siv)) == []
    assert list(Case.objects.visible_to(world.sven)) == [world.aminas_case]
    assert list(Person.objects.visible_to(world.adam)) == []
