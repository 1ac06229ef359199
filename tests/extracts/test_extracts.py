"""Extracts out of other systems (MAL-17, MAL-20): on a ground, on the timeline or in the follow-up, and away again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from brygga.consents.acts import withdraw_consent
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.core.saving import change
from brygga.core.writing import asked_by
from brygga.extracts import acts, batches, keeping, queries
from brygga.extracts.carrying import carry_on
from brygga.extracts.keys import history_key
from brygga.extracts.models import Extract, ExtractProfile, ExtractRow
from brygga.extracts.states import ExtractState
from brygga.histories import Histories
from brygga.histories.reading import guess, pseudonym, read_into
from brygga.people.models import PersonIdentity
from brygga.rules.critical import CriticalRule, Kind, Situation
from brygga.timelines.queries import own_timeline, timeline
from tests.extracts.making import (
    GROUND,
    HEAD_OF_ONE,
    HOME,
    OF_ONE,
    WARD,
    content,
    kept,
    many_read_in,
    of_many,
    of_one,
    read_in,
)  # fmt: skip
from tests.histories.making import OTHER, STAY, TOLVA

GAP = CriticalRule(situation=Situation.GAP, days=30, source="Ett prov", since=date(2026, 1, 1))

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MAL-20")]

NEIGHBOURS = ("siv", "pia", "sigrid", "adam", "greta")


def seen(world: Any, actor: Any) -> list[str]:
    return [row.happening.unit for row in timeline(actor, world.coordination).rows if row.page == "extract"]


@pytest.mark.requirement("MAL-17")
class TestOfOne:
    def test_it_stands_on_the_timeline_with_what_was_critical(self, shared: Any) -> None:
        read_in(shared)
        told = timeline(shared.sara, shared.coordination)
        rows = [one.happening for one in told.rows]
        assert [(row.kind, row.compulsory, row.broken_off) for row in rows] == [
            (Kind.PLACEMENT, False, True), (Kind.INPATIENT, True, False),
        ]  # fmt: skip
        assert "interruption" in {one.critical.situation for one in told.situations}

    def test_a_dry_run_puts_nothing_there(self, shared: Any) -> None:
        one = of_one(shared, WARD, WARD, WARD.replace("slutenvård", "mystik"))
        assert (one.told.rows, one.told.written, one.told.duplicates, one.told.faulty) == (3, 1, 1, 1)
        assert not ExtractRow._base_manager.exists()
        assert seen(shared, shared.sara) == []

    def test_the_circle_of_the_matter_sees_it_and_the_person_does(self, shared: Any) -> None:
        read_in(shared, WARD)
        assert [seen(shared, one) for one in (shared.sara, shared.rut)] == [["Avdelning 3"]] * 2
        mine = own_timeline(shared.amina_herself)
        assert mine is not None and [one.happening.unit for one in mine.rows] == ["Avdelning 3"]
        assert own_timeline(shared.folke_himself) is None

    def test_what_is_about_a_matter_that_is_not_opened_only_the_own_unit_sees(self, shared: Any) -> None:
        one = read_in(shared, WARD, matter="finances")
        assert (seen(shared, shared.sara), seen(shared, shared.rut)) == (["Avdelning 3"], [])
        assert not Extract.objects.visible_to(shared.rut).filter(pk=one.pk).exists()
        assert [timeline(who, shared.coordination).hidden for who in (shared.sara, shared.rut)] == [0, 1]

    def test_neighbours_see_nothing(self, shared: Any) -> None:
        read_in(shared)
        for who in NEIGHBOURS:
            actor = getattr(shared, who)
            assert not Extract.objects.visible_to(actor).exists(), who
            assert not ExtractRow.objects.visible_to(actor).exists(), who

    def test_a_consent_that_is_withdrawn_closes_what_others_see(self, shared: Any) -> None:
        read_in(shared, WARD, consent=shared.consent, legal_basis="", legal_note="")
        assert seen(shared, shared.rut) == ["Avdelning 3"]
        withdraw_consent(shared.consent, by=shared.sara, how="Muntligt", reason="")
        assert (seen(shared, shared.rut), seen(shared, shared.sara)) == ([], ["Avdelning 3"])

    def test_it_rests_on_something_and_is_for_something(self, shared: Any) -> None:
        one = of_one(shared)
        for lacking in ({"legal_basis": ""}, {"legal_note": " "}, {"purpose": ""}, {"legal_basis": "care_quality"}):
            with pytest.raises(NotAllowed):
                acts.import_rows(one, by=shared.sara, **(OF_ONE | lacking))
        assert not ExtractRow._base_manager.exists()

    def test_who_when_and_on_what_ground_is_told(self, shared: Any) -> None:
        one = read_in(shared)
        assert (one.done_by, one.ground, one.purpose) == (
            shared.sara.label, "Nödvändig vård eller stöd åt en viss enskild", "Se hela året",
        )  # fmt: skip
        assert Event._base_manager.filter(act="extracts.import", stream_id=shared.coordination.pk).exists()
        assert AuditRow.objects.filter(act="extracts.import", outcome="done").exists()

    def test_taken_away_it_is_gone_and_that_it_was_there_stands(self, shared: Any) -> None:
        one, other = read_in(shared), read_in(shared, HOME)
        with pytest.raises(NotAllowed, match="varför"):
            acts.withdraw(one, by=shared.sara, why=" ")
        acts.withdraw(one, by=shared.sara, why="Det var fel person.")
        assert seen(shared, shared.sara) == ["Hemmet Ljungen"]
        assert list(other.rows.visible_to(shared.sara).values_list("unit_name", flat=True)) == ["Hemmet Ljungen"]
        assert Event._base_manager.filter(act="extracts.withdraw").exists()

    def test_the_file_is_kept_unreadable_and_goes_when_it_is_read_in(
        self, shared: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        one = of_one(shared)
        files = [path.read_bytes() for path in keeping.folder().rglob("*") if path.is_file()]
        assert files and not any(b"Avdelning" in data for data in files)
        with django_capture_on_commit_callbacks(execute=True):
            acts.import_rows(one, by=shared.sara, **OF_ONE)
        assert not keeping.is_kept(one.pk)

    @pytest.mark.parametrize(
        ("whom", "words"), [((TOLVA, OTHER), "flera personer"), ((TOLVA, TOLVA), "någon annan"), (("", ""), "")]
    )
    def test_a_file_is_about_the_person_and_nobody_else(self, shared: Any, whom: tuple[str, ...], words: str) -> None:
        head = f"Personnummer;{HEAD_OF_ONE}"
        data = content(*(f"{one};{WARD}" for one in whom), head=head)
        profile = guess(HEAD_OF_ONE.split(";") if not words else head.split(";"))
        one = acts.start(shared.coordination, by=shared.sara, matter="coordination", profile=profile, **kept(data))
        if not words:
            assert acts.check(one, by=shared.sara, profile=profile).told.written == 1
            return
        with pytest.raises(NotAllowed, match=words):
            acts.check(one, by=shared.sara, profile=profile)

    def test_her_own_number_is_hers(self, shared: Any) -> None:
        head = f"Personnummer;{HEAD_OF_ONE}"
        number = PersonIdentity._base_manager.filter(person=shared.amina).first().number
        profile = guess(head.split(";"))
        data = content(f"{number};{WARD}", head=head)
        one = acts.start(shared.coordination, by=shared.sara, matter="coordination", profile=profile, **kept(data))
        assert acts.check(one, by=shared.sara, profile=profile).told.written == 1

    def test_the_same_file_is_read_in_once(self, shared: Any) -> None:
        one = read_in(shared)
        with pytest.raises(NotAllowed, match="redan"):
            of_one(shared)
        acts.withdraw(one, by=shared.sara, why="Det blev fel fråga.")
        assert of_one(shared).state == ExtractState.CHECKED

    def test_only_those_who_work_there_may(self, shared: Any) -> None:
        for who in (*NEIGHBOURS, "chef"):
            with pytest.raises(NotAllowed):
                of_one(shared, by=getattr(shared, who))
        one = read_in(shared)
        for who in ("rut", *NEIGHBOURS):
            with pytest.raises(NotAllowed):
                acts.withdraw(one, by=getattr(shared, who), why="Vill inte.")


class TestOfMany:
    def test_it_is_tried_then_read_in_and_counted(self, world: Any) -> None:
        tried = of_many(world, STAY, STAY, STAY.replace(TOLVA, OTHER), STAY.replace("2026-01-07", "nyss"))
        assert tried.state == ExtractState.CHECKED
        assert (tried.told.written, tried.told.duplicates, tried.told.faulty, tried.told.persons) == (2, 1, 1, 2)
        assert Histories(keeping.folder()).rows == 0
        done = carry_on(acts.import_rows(tried, by=world.petra, **GROUND), by=world.petra)
        assert (done.state, Histories(keeping.folder(), batches=[done.batch]).rows) == (ExtractState.DONE, 2)

    def test_who_is_who_is_nowhere_in_the_files(self, world: Any) -> None:
        many_read_in(world)
        data = b"".join(path.read_bytes() for path in keeping.folder().rglob("*.parquet"))
        assert TOLVA.encode() not in data
        whose = {one.person for one in Histories(keeping.folder()).situations([GAP], on=date(2026, 6, 1))}
        assert whose == {pseudonym(history_key(), one) for one in (TOLVA, OTHER)}

    def test_what_stops_goes_on_by_the_clocks(self, world: Any) -> None:
        one = acts.import_rows(of_many(world), by=world.petra, **GROUND)
        assert carry_on(one, by=world.petra, seconds=-1).state in {ExtractState.IMPORTING, ExtractState.DONE}
        call_command("run_clocks")
        one = Extract._base_manager.get(pk=one.pk)
        assert (one.state, one.told.written) == (ExtractState.DONE, 2)

    def test_a_file_that_nobody_goes_on_with_is_deleted(
        self, world: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        one, new = of_many(world), of_many(world, STAY.replace("Avdelning 3", "Avdelning 4"))
        with asked_by("test"):
            Extract._base_manager.filter(pk=one.pk).update(started_at=clock.now() - timedelta(days=15))
        with django_capture_on_commit_callbacks(execute=True):
            call_command("run_clocks")
        assert (keeping.is_kept(one.pk), keeping.is_kept(new.pk)) == (False, True)

    def test_what_cannot_be_read_is_stopped_and_said(self, world: Any) -> None:
        one = of_many(world)
        keeping.forget(one.pk)
        stopped = carry_on(acts.import_rows(one, by=world.petra, **GROUND), by=world.petra)
        assert (stopped.state, "Hämta den igen" in stopped.ended_because) == (ExtractState.STOPPED, True)

    def test_taken_away_it_is_not_counted(self, world: Any, django_capture_on_commit_callbacks: Any) -> None:
        one = many_read_in(world)
        with django_capture_on_commit_callbacks(execute=True):
            acts.withdraw(one, by=world.petra, why="Fel år.")
        assert one.batch not in queries.batches_for(world.petra)
        assert Histories(keeping.folder()).rows == 0

    def test_rows_that_stayed_because_the_process_was_killed_go_with_the_clocks(self, world: Any) -> None:
        one, other = many_read_in(world), many_read_in(world, STAY.replace("Avdelning 3", "Avdelning 4"))
        acts.withdraw(one, by=world.petra, why="Fel år.")
        assert Histories(keeping.folder(), batches=[one.batch]).rows
        call_command("run_clocks")
        rows = [Histories(keeping.folder(), batches=[row.batch]).rows for row in (one, other)]
        assert rows == [0, 1]

    def test_what_was_thrown_away_while_it_was_read_leaves_no_rows_behind(
        self, world: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        """Both when it is thrown away afterwards, and when it is thrown away in the middle."""
        one = acts.import_rows(of_many(world), by=world.petra, **GROUND)
        with keeping.opened(one.pk) as path:
            read_into(batches.of_organisation(world.social.pk), one.batch, path, one.reading, key=history_key())
        with django_capture_on_commit_callbacks(execute=True):
            acts.give_up(one, by=world.petra)
        assert Histories(keeping.folder()).rows == 0
        two = acts.import_rows(of_many(world), by=world.petra, **GROUND)
        acts.give_up(two, by=world.petra)
        with pytest.raises(NotAllowed, match="läses inte nu"):
            carry_on(two, by=world.petra)
        assert Histories(keeping.folder()).rows == 0

    def test_a_disk_that_is_full_is_said_and_does_not_stop_the_clocks(self, world: Any, settings: Any) -> None:
        one, other = (
            acts.import_rows(of_many(world, *rows), by=world.petra, **GROUND)
            for rows in ((STAY,), (STAY.replace("Avdelning 3", "Avdelning 4"),))
        )
        blocked = keeping.folder() / f".{one.batch}.parts"
        batches.discard(one)
        blocked.write_text("in the way")
        call_command("run_clocks")
        one, other = (Extract._base_manager.get(pk=row.pk) for row in (one, other))
        assert (one.state, "Säg till den som driver Brygga" in one.ended_because) == (ExtractState.STOPPED, True)
        assert other.state == ExtractState.DONE

    @pytest.mark.parametrize("who", ["sara", "adam", "chef", "rut", "amina_herself"])
    def test_nobody_else_may_or_sees_it(self, world: Any, who: str) -> None:
        actor = getattr(world, who)
        with pytest.raises((NotAllowed, StopIteration)):
            of_many(world, by=actor)
        many_read_in(world)
        assert queries.of_many(actor) == []

    def test_a_profile_is_saved_by_name_for_the_organisation(self, world: Any) -> None:
        one = of_many(world)
        for _ in range(2):
            acts.check(one, by=world.petra, profile=one.reading, save_as="Treserva")
            one = carry_on(Extract._base_manager.get(pk=one.pk), by=world.petra)
        assert ExtractProfile._base_manager.count() == 1
        assert [profile.name for profile in queries.profiles(world.petra)] == ["Treserva"]
        assert queries.profiles(world.rut) == []


class TestTogether:
    SAID = {"legal_basis": "care_quality", "words": "Avtal om gemensam uppföljning."}

    def test_each_counts_its_own_until_both_take_part(self, world: Any) -> None:
        one = many_read_in(world)
        mine = (f"live-{world.social.pk.hex}", one.batch)
        assert queries.batches_for(world.petra) == mine
        acts.take_part(world.region, by=world.ronja, **self.SAID)
        assert queries.batches_for(world.petra) == mine
        taken = acts.take_part(world.social, by=world.petra, **self.SAID)
        assert set(queries.batches_for(world.petra)) == {*mine, f"live-{world.region.pk.hex}"}
        acts.leave(taken, by=world.petra)
        assert queries.batches_for(world.petra) == mine

    def test_one_that_is_closed_takes_part_no_more(self, world: Any) -> None:
        acts.take_part(world.social, by=world.petra, **self.SAID)
        acts.take_part(world.region, by=world.ronja, **self.SAID)
        with asked_by("test"):
            change(world.region, closed_on=clock.today())
        assert queries.batches_for(world.petra) == (f"live-{world.social.pk.hex}",)
        assert [one.organisation for one in queries.participants(world.petra)] == [world.social]
        assert queries.batches_for(world.ronja) == (f"live-{world.region.pk.hex}",)

    def test_only_whoever_may_decides_it_and_once(self, world: Any) -> None:
        for who in ("sara", "rut", "amina_herself"):
            with pytest.raises(NotAllowed):
                acts.take_part(world.social, by=getattr(world, who), **self.SAID)
        acts.take_part(world.social, by=world.petra, **self.SAID)
        with pytest.raises(NotAllowed, match="redan"):
            acts.take_part(world.social, by=world.petra, **self.SAID)

    def test_without_the_power_nothing_may_be_asked(self, world: Any) -> None:
        assert queries.batches_for(world.sara) == ()


def test_days_are_whole(shared: Any) -> None:
    read_in(shared, WARD)
    row = ExtractRow._base_manager.get()
    assert (row.begins, row.ends) == (date(2026, 1, 7), date(2026, 2, 1))
    assert batches.so_far(row.extract) == (0, 0.0)
