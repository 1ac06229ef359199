"""Brygga's own events for the follow-up of many: each organisation's own, under pseudonyms, no word (MAL-20)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.contacts.acts import Held, log_shared_contact
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.extracts.keys import history_key
from brygga.histories import Histories, HistoryFault
from brygga.histories.reading.pseudonyms import pseudonym
from brygga.interventions.acts import interrupt
from brygga.people.models import Person, PersonIdentity, Protection
from brygga.rules.critical import Happening, Kind
from brygga.timelines.batches import events_of, name_of, write_all, write_nightly
from tests.cast import AMINA, FOLKE
from tests.interventions.making import in_days, ongoing
from tests.timelines.test_timeline import left

pytestmark = pytest.mark.requirement("MAL-20")
SECRET = "Bor hos sin syster på Storgatan."


def own(organisation: Any) -> list[tuple[Any, Happening]]:
    return sorted(events_of(organisation), key=lambda row: row[1].order)


def kinds(organisation: Any) -> list[tuple[Kind, str]]:
    return [(one.kind, one.unit) for _, one in own(organisation)]


def talked(world: Any, by: Any, unit: Any) -> None:
    held = Held(kind="meeting", held_on=in_days(0), matter="coordination", about=SECRET, person_was_there=True)
    log_shared_contact(world.coordination, by=by, held=held, to_units=[unit])


def test_each_organisation_has_what_its_own_units_recorded_and_the_opener_has_the_opening(shared: Any) -> None:
    left(shared)
    ongoing(shared, shared.rut, words=SECRET)
    talked(shared, shared.rut, shared.innerstaden)
    innerstaden, radmannen = shared.innerstaden.name, shared.radmannen.name
    assert kinds(shared.social) == [(Kind.PLACEMENT, innerstaden), (Kind.COORDINATION, innerstaden)]
    assert kinds(shared.region) == [(Kind.CONTACT, radmannen), (Kind.MEETING, radmannen)]
    assert kinds(shared.lund) == []


def test_it_is_the_same_as_the_timeline_shows_but_for_words(shared: Any) -> None:
    left(shared)
    ((_, one), _) = own(shared.social)
    assert (one.begins, one.ends, one.broken_off, one.compulsory) == (in_days(-9), in_days(-3), True, False)
    assert one.organisation == shared.social.name and one.words == "" and one.about == frozenset()


def test_compulsory_care_is_said(shared: Any) -> None:
    ongoing(shared, words="Vård", kind="lvm_institution")
    assert [one.compulsory for _, one in own(shared.social)] == [True, False]


def test_the_same_person_has_one_pseudonym_everywhere_and_it_is_that_of_the_number(shared: Any) -> None:
    ongoing(shared)
    ongoing(shared, shared.rut)
    who = {person for organisation in (shared.social, shared.region) for person, _ in own(organisation)}
    assert who == {pseudonym(history_key(), AMINA)}
    assert len(next(iter(who))) == 32 and history_key() == history_key()


def test_who_has_no_number_and_who_has_changed_it(shared: Any) -> None:
    with asked_by("test"):
        row = PersonIdentity._base_manager.get(person=shared.amina)
        row.until = clock.today()
        row.save(update_fields=["until"])
        PersonIdentity._base_manager.create(
            person=shared.amina, organisation=shared.social, kind="personal", number="196105162652",
            index=b"x" * 32, since=clock.today(),
        )  # fmt: skip
    assert {person for person, _ in own(shared.social)} == {pseudonym(history_key(), "196105162652")}
    with asked_by("test"):
        PersonIdentity._base_manager.filter(person=shared.amina).delete()
    assert {person for person, _ in own(shared.social)} == {pseudonym(history_key(), str(shared.amina.pk))}


def test_the_files_hold_no_word_no_number_and_no_key_of_brygga(shared: Any, histories_folder: Path) -> None:
    one = ongoing(shared, words=SECRET)
    interrupt(one, by=shared.sara, on=in_days(-1), note=SECRET)
    talked(shared, shared.sara, shared.radmannen)
    assert write_all() == 3
    told = list(histories_folder.rglob("*.parquet"))
    kept = b"".join(file.read_bytes() for file in told).lower()
    rows = str(own(shared.social))
    for secret in (SECRET, AMINA, "Hassan", str(shared.amina.pk), str(one.pk), one.pk.hex, str(shared.coordination.pk)):
        assert secret.lower().encode() not in kept and secret not in rows, secret
    assert told and Histories(histories_folder, batches=[name_of(shared.social)]).rows == 3


@pytest.mark.parametrize("protection", [Protection.MARKED, Protection.REGISTERED_ELSEWHERE])
@pytest.mark.parametrize("known_as", ["the same", "another row", "a number from before"])
def test_whoever_is_protected_is_in_no_batch_and_the_others_are(shared: Any, protection: str, known_as: str) -> None:
    """Also where it is another organisation that knows of the protection."""
    ongoing(shared)
    with asked_by("test"):
        folkes = _coordinated(shared, shared.folke, shared.rut)
        whom = shared.amina
        if known_as != "the same":
            whom = _person_elsewhere(shared, until=clock.today() if known_as == "a number from before" else None)
        Person._base_manager.filter(pk=whom.pk).update(protection=protection)
    assert kinds(shared.social) == []
    assert kinds(shared.region) == [(Kind.COORDINATION, shared.radmannen.name)]
    assert [person for person, _ in own(shared.region)] == [pseudonym(history_key(), FOLKE)]
    with asked_by("test"):
        Person._base_manager.update(protection=Protection.NONE)
        folkes.delete()
    assert {person for person, _ in own(shared.social)} == {pseudonym(history_key(), AMINA)}


def _coordinated(world: Any, person: Any, by: Any) -> Coordination:
    made: Coordination = Coordination._base_manager.create(
        person=person, unit_id=by.unit_id, place="malmo", number="S-2", opened_on=clock.today(), opened_by=by.label
    )
    return made


def _person_elsewhere(world: Any, *, until: Any) -> Person:
    """Amina, as Lund knows her."""
    made: Person = Person._base_manager.create(
        organisation=world.lund, given_name="Amina", family_name="Hassan", sort="hassan", registered_at=clock.now()
    )
    known = PersonIdentity._base_manager.get(person=world.amina)
    PersonIdentity._base_manager.create(
        person=made, organisation=world.lund, kind=known.kind, number=known.number, index=known.index,
        since=known.since, until=until,
    )  # fmt: skip
    return made


def test_it_is_written_once_a_night_and_what_is_gone_is_gone(shared: Any, histories_folder: Path) -> None:
    ongoing(shared)
    call_command("run_clocks", verbosity=0)
    assert Histories(histories_folder).rows == 2
    with asked_by("test"):
        Coordination._base_manager.filter(pk=shared.coordination.pk).delete()
    assert write_nightly() == 0 and Histories(histories_folder).rows == 2
    with clock.set_to(clock.now() + timedelta(days=1)):
        call_command("run_clocks", verbosity=0)
    assert Histories(histories_folder).rows == 0
    assert len(list(histories_folder.glob(".live-*"))) == 1


def test_a_night_that_broke_is_tried_again(shared: Any, histories_folder: Path) -> None:
    (histories_folder / name_of(shared.social)).write_text("not a folder")
    with pytest.raises(HistoryFault):
        write_nightly()
    (histories_folder / name_of(shared.social)).unlink()
    assert write_nightly() == 1


def test_what_is_left_of_an_organisation_that_is_not_here_is_taken_away(shared: Any, histories_folder: Path) -> None:
    write_all()
    (histories_folder / name_of(shared.social)).rename(histories_folder / f"live-{'0' * 32}")
    write_all()
    assert [place.name for place in histories_folder.glob("live-*")] == [name_of(shared.social)]


def test_what_has_been_read_in_of_others_is_let_be(shared: Any, histories_folder: Path) -> None:
    day = clock.today()
    row = Happening(key="1", unit="u", organisation="o", kind=Kind.EMERGENCY, begins=day, ends=day)
    Histories(histories_folder).write("x1", [("p" * 32, row)])
    write_all()
    assert Histories(histories_folder, batches=["x1"]).rows == 1


def test_thirty_coordinations_ask_as_little_as_one(shared: Any) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert own(shared.social)
        return len(asked)

    few = questions()
    with asked_by("test"):
        for number in range(29):
            Coordination._base_manager.create(
                person=shared.amina, unit=shared.innerstaden, place="malmo", number=f"X-{number}",
                opened_on=clock.today(), opened_by="x",
            )  # fmt: skip
    assert questions() == few and len(own(shared.social)) == 30
