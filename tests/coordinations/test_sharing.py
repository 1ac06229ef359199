"""What is written in a coordination, who sees it, and who is told."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.consents.models import ConsentGrant
from brygga.coordinations.acts import correct_note, mark_all_read, mark_read, set_role, share_note
from brygga.coordinations.models import Engagement, Entry, InboxItem
from brygga.coordinations.queries import audience, feed, hidden_notes, inbox, notes
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from tests.cast import as_


def _grant(world: Any, unit: Any, matter: str) -> None:
    with asked_by("test"):
        ConsentGrant._base_manager.create(consent=world.consent, unit=unit, matter=matter)


def _told(actor: Any) -> list[str]:
    return [item.event.sentence for item in inbox(actor).order_by("pk")]


@pytest.mark.requirement("STO-01")
def test_what_one_unit_does_comes_to_the_others_inbox_and_not_to_ones_own(shared: Any) -> None:
    set_role(shared.ruts_part, by=shared.rut, role="Stödsamtal")
    assert _told(shared.sara) == ["Rut Månsson, sjuksköterska, Rådmannen beskrev vad Rådmannen gör"]
    for actor in (
        shared.rut,
        shared.sven,
        shared.kurt,
        shared.siv,
        shared.pia,
        shared.sigrid,
        shared.fred,
        shared.chef,
    ):
        assert _told(actor) == []


@pytest.mark.requirement("STO-01")
def test_what_changes_anothers_planning_is_marked(shared: Any) -> None:
    from brygga.coordinations.acts import set_standing

    set_standing(shared.ruts_part, by=shared.rut, standing="planned")
    set_role(shared.ruts_part, by=shared.rut, role="Stödsamtal")
    assert [item.affects_planning for item in inbox(shared.sara).order_by("pk")] == [True, False]


@pytest.mark.requirement("STO-01")
def test_a_unit_without_caseworker_is_told_as_a_unit(shared: Any) -> None:
    with asked_by("test"):
        Engagement._base_manager.filter(pk=shared.saras_part.pk).update(caseworker=None)
    set_role(shared.ruts_part, by=shared.rut, role="Stödsamtal")
    for actor in (shared.sara, shared.sven, shared.chef):
        assert len(_told(actor)) == 1
    assert _told(shared.siv) == []


def test_one_query_tells_however_many_units_take_part(shared: Any, django_assert_num_queries: Any) -> None:
    from brygga.coordinations.telling import tell

    set_role(shared.ruts_part, by=shared.rut, role="Stödsamtal")
    event = Event.objects.unrestricted(because="test").get()
    with asked_by("test"), django_assert_num_queries(2):
        tell(event, shared.rut)


def test_reading_marks_ones_own_and_leaves_no_event(shared: Any) -> None:
    set_role(shared.ruts_part, by=shared.rut, role="Ett")
    set_role(shared.ruts_part, by=shared.rut, role="Två")
    first = inbox(shared.sara).order_by("pk")[0]
    mark_read(shared.innerstaden, by=shared.sara, items=[first.pk])
    assert inbox(shared.sara).unread().count() == 1
    mark_read(shared.norr, by=shared.siv, items=[item.pk for item in inbox(shared.sara)])
    assert inbox(shared.sara).unread().count() == 1
    mark_all_read(shared.innerstaden, by=shared.sara, up_to=clock.now())
    assert not inbox(shared.sara).unread().exists()
    assert Event.objects.unrestricted(because="test").count() == 2


@pytest.mark.requirement("STO-01")
def test_a_note_is_read_by_the_circle_of_its_matter_only(shared: Any) -> None:
    _grant(shared, shared.innerstaden, "housing")
    note = share_note(shared.coordination, by=shared.sara, matter="housing", text="Lägenheten är uppsagd.")
    assert set(notes(shared.sven, shared.coordination)) == {note}
    assert not notes(shared.rut, shared.coordination).exists()
    assert (hidden_notes(shared.rut, shared.coordination), hidden_notes(shared.sven, shared.coordination)) == (1, 0)
    assert not feed(shared.rut, shared.coordination).exists() and not _told(shared.rut)
    _grant(shared, shared.radmannen, "housing")
    assert set(notes(shared.rut, shared.coordination)) == {note}
    assert feed(shared.rut, shared.coordination).count() == 1
    assert set(notes(shared.amina_herself, shared.coordination)) == {note}
    for neighbour in (shared.siv, shared.pia, shared.sigrid, shared.folke_himself):
        assert not Entry.objects.visible_to(neighbour).exists()


def test_a_unit_shares_only_within_what_it_has_been_let_in_to(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="låter inte din enhet dela något om boende"):
        share_note(shared.coordination, by=shared.rut, matter="housing", text="Bor hos en vän.")


@pytest.mark.requirement("STO-01")
def test_who_will_see_it_is_told_before_it_is_written(shared: Any) -> None:
    assert [reader.name for reader in audience(shared.coordination)] == [
        "Rådmannen",
        "Vuxen Innerstaden",
        "Personen själv",
    ]
    assert [reader.name for reader in audience(shared.coordination, "housing")] == [
        "Vuxen Innerstaden",
        "Personen själv",
    ]
    _grant(shared, shared.radmannen, "housing")
    _grant(shared, shared.psykiatri, "housing")
    assert [reader.name for reader in audience(shared.coordination, "housing")] == [
        "Rådmannen",
        "Vuxen Innerstaden",
        "Personen själv",
    ]


def test_those_named_as_readers_are_those_who_can_read(shared: Any) -> None:
    note = share_note(shared.coordination, by=shared.sara, matter="coordination", text="Möte på måndag.")
    named = {reader.unit_id for reader in audience(shared.coordination, "coordination")}
    for actor in (shared.sara, shared.rut, shared.siv, shared.pia, shared.sigrid):
        assert notes(actor, shared.coordination).filter(pk=note.pk).exists() == (actor.unit_id in named)


def test_a_correction_stands_beside_what_was_written(shared: Any) -> None:
    note = share_note(shared.coordination, by=shared.sara, matter="coordination", text="Möte på måndag.")
    with pytest.raises(NotAllowed, match="Bara enheten som skrev"):
        correct_note(note, by=shared.rut, text="Möte på tisdag.")
    correction = correct_note(note, by=shared.sven, text="Möte på tisdag.")
    assert set(notes(shared.rut, shared.coordination)) == {correction}
    note.refresh_from_db()
    assert (note.text, correction.corrects) == ("Möte på måndag.", note)
    with pytest.raises(NotAllowed, match="redan rättad"):
        correct_note(note, by=shared.sara, text="Möte på onsdag.")


@pytest.mark.requirement("STO-01")
def test_a_unit_corrects_only_within_what_it_is_still_let_in_to(shared: Any, client: Any) -> None:
    for unit in (shared.innerstaden, shared.radmannen):
        _grant(shared, unit, "housing")
    ours = share_note(shared.coordination, by=shared.rut, matter="housing", text="Hyran är betald.")
    about_all = share_note(shared.coordination, by=shared.rut, matter="coordination", text="Möte på måndag.")
    theirs = share_note(shared.coordination, by=shared.sara, matter="housing", text="Hyran är obetald.")
    with asked_by("test"):
        ConsentGrant._base_manager.filter(unit=shared.radmannen, matter="housing").update(withdrawn_at=clock.now())
    with pytest.raises(NotAllowed, match="låter inte din enhet dela något om boende"):
        correct_note(ours, by=shared.rut, text="Hyran är inte betald.")
    as_(client, shared.rut)
    page = client.get(f"/samordningar/{shared.coordination.pk}/anteckningar/").content.decode()
    assert client.get(f"/samordningar/anteckningar/{ours.pk}/ratta/").status_code == 403
    assert f"{ours.pk}/ratta/" not in page and f"{about_all.pk}/ratta/" in page
    correct_note(about_all, by=shared.rut, text="Möte på tisdag.")
    correct_note(theirs, by=shared.sara, text="Hyran är betald till mars.")
    for neighbour in (shared.siv, shared.pia, shared.sigrid):
        with pytest.raises(NotAllowed, match="Bara enheten som skrev"):
            correct_note(ours, by=neighbour, text="Nej.")


def test_no_sentence_in_the_feed_tells_what_a_note_is_about(shared: Any) -> None:
    share_note(shared.coordination, by=shared.sara, matter="coordination", text="Amina mår sämre.")
    assert (
        Event.objects.unrestricted(because="test").get().sentence
        == "Sara Berg, socialsekreterare, Vuxen Innerstaden delade en anteckning"
    )
    assert InboxItem.objects.unrestricted(because="test").count() == 1


def test_the_person_sees_all_events_of_theirs(shared: Any) -> None:
    _grant(shared, shared.innerstaden, "housing")
    share_note(shared.coordination, by=shared.sara, matter="housing", text="Lägenheten är uppsagd.")
    assert feed(shared.amina_herself, shared.coordination).count() == 1
    assert not feed(shared.folke_himself, shared.coordination).exists()


@pytest.mark.requirement("MAL-03")
@pytest.mark.requirement("STO-01")
def test_a_matter_that_is_closed_afterwards_goes_from_the_inbox_too(shared: Any) -> None:
    _grant(shared, shared.radmannen, "housing")
    share_note(shared.coordination, by=shared.sara, matter="housing", text="Hyran är obetald.")
    set_role(shared.saras_part, by=shared.sara, role="Bostad")
    assert len(_told(shared.rut)) == inbox(shared.rut).unread().count() == 2
    assert _told(shared.siv) == _told(shared.pia) == []
    with asked_by("test"):
        ConsentGrant._base_manager.filter(unit=shared.radmannen, matter="housing").update(withdrawn_at=clock.now())
    assert _told(shared.rut) == ["Sara Berg, socialsekreterare, Vuxen Innerstaden beskrev vad Vuxen Innerstaden gör"]
    assert inbox(shared.rut).unread().count() == feed(shared.rut, shared.coordination).filter(matter="").count() == 1
