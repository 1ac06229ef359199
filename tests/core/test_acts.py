"""Acts are the only writers; each leaves a trace, done or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from brygga.agencies.models import Organisation, Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import ACTS, Changed, NotAllowed, act
from brygga.core.decision import YES, Decision, no
from brygga.core.models import AuditRow, Event
from brygga.core.saving import change, create, revise
from brygga.core.sealing import seal, verify
from brygga.core.traces import log_reading, plain_facts, trace
from brygga.core.visibility import once_a_page, remembered, steady_view
from brygga.core.writing import WriteOutsideAct, asked_by
from brygga.meetings.models import Meeting


def _may(actor: Actor, unit: Unit) -> Decision:
    return YES if actor.unit_id == unit.pk else no("Bara den egna enheten kan byta telefonnummer.")


@pytest.fixture
def change_phone() -> Any:
    @act("test.change_phone", may=_may, told_as="{by} bytte telefonnummer")
    def change_phone(unit: Unit, *, by: Actor, at: datetime, phone: str) -> Unit:
        return change(unit, phone=phone)

    yield change_phone
    del ACTS["test.change_phone"]


def test_nothing_writes_outside_an_act(world: Any) -> None:
    for write in (
        lambda: Organisation.objects.create(name="x", sort="x", place="malmo", party="region"),
        lambda: Unit.objects.filter(pk=world.norr.pk).update(phone="1"),
        lambda: world.aminas_case.delete(),
    ):
        with pytest.raises(WriteOutsideAct), transaction.atomic():
            write()


def test_what_a_page_remembers_is_forgotten_by_an_act(world: Any) -> None:
    """Refused or done: whoever has just been let out is out on the page that answers."""

    def phone() -> Any:
        return once_a_page("phone", lambda: Unit.objects.get(pk=world.innerstaden.pk).phone)

    @act("test.look", may=_may, told_as="{by} bytte telefonnummer")
    def look(unit: Unit, *, by: Actor, phone: str) -> Unit:
        heard.append(remembered("phone", lambda: "never asked"))
        return change(unit, phone=phone)

    heard: list[Any] = []
    try:
        with steady_view():
            before = phone()
            with asked_by("test"):
                Unit.objects.filter(pk=world.innerstaden.pk).update(phone="1")
            assert phone() == before
            look(world.innerstaden, by=world.sara, phone="040-99 99 99")
            assert (heard, phone()) == ([None], "040-99 99 99")
            with asked_by("test"):
                Unit.objects.filter(pk=world.innerstaden.pk).update(phone="2")
            with pytest.raises(NotAllowed):
                look(world.innerstaden, by=world.rut, phone="3")
            assert phone() == "2"
    finally:
        del ACTS["test.look"]


def test_an_act_writes_and_leaves_an_audit_row_without_words(world: Any, change_phone: Any) -> None:
    change_phone(world.innerstaden, by=world.sara, phone="Ring Amina på 040-12 34 56")
    row = AuditRow.objects.get()
    assert (row.act, row.outcome, row.subject_id, row.assignment_id) == (
        "test.change_phone",
        "done",
        str(world.innerstaden.pk),
        world.sara.assignment_id,
    )
    assert row.facts == {"phone": "text, 26 tecken"}


def test_a_refused_act_changes_nothing_says_why_and_is_audited(world: Any, change_phone: Any) -> None:
    with pytest.raises(NotAllowed, match="Bara den egna enheten"):
        change_phone(world.innerstaden, by=world.siv, phone="1")
    world.innerstaden.refresh_from_db()
    assert world.innerstaden.phone == "040-10 00 00"
    assert AuditRow.objects.get().outcome == "refused"


def test_an_act_that_breaks_leaves_nothing_behind(world: Any, change_phone: Any) -> None:
    @act("test.break", may=lambda actor, unit: YES, told_as="{by} bröt")
    def break_down(unit: Unit, *, by: Actor) -> Unit:
        change_phone(unit, by=by, phone="1")
        raise RuntimeError

    try:
        with pytest.raises(RuntimeError):
            break_down(world.innerstaden, by=world.sara)
    finally:
        del ACTS["test.break"]
    world.innerstaden.refresh_from_db()
    assert (world.innerstaden.phone, AuditRow.objects.count()) == ("040-10 00 00", 0)


def test_a_broken_constraint_is_a_refusal_in_swedish(shared: Any) -> None:
    @act("test.plan", may=lambda actor, subject: YES, told_as="{by} planerade")
    def plan(subject: Any, *, by: Actor, at: datetime) -> Meeting:
        return create(
            Meeting,
            coordination=subject,
            kind="sip",
            called_by_id=by.unit_id,
            called_by_label="x",
            starts_at=at,
            ends_at=at,
        )

    try:
        with pytest.raises(NotAllowed, match="Mötet måste sluta efter att det börjat"):
            plan(shared.coordination, by=shared.sara)
    finally:
        del ACTS["test.plan"]


def test_an_act_in_a_stream_leaves_an_event(shared: Any) -> None:
    @act("test.note", may=lambda actor, subject: YES, told_as="{by} ändrade {number}", affects_planning=True)
    def note(coordination: Any, *, by: Actor) -> Any:
        return change(coordination, why="Behövs.")

    try:
        note(shared.coordination, by=shared.sara)
    finally:
        del ACTS["test.note"]
    event = Event.objects.unrestricted(because="test").get()
    assert event.sentence == "Sara Berg, socialsekreterare, Vuxen Innerstaden ändrade S-1"
    assert (event.stream_id, event.affects_planning) == (shared.coordination.pk, True)


def test_the_second_of_two_writers_is_told_and_overwrites_nothing(shared: Any) -> None:
    with asked_by("test"):
        meeting = create(
            Meeting, coordination=shared.coordination, kind="sip", called_by=shared.innerstaden, called_by_label="x"
        )
        revise(meeting, seen=0, minutes="Först.")
        with pytest.raises(Changed) as clash:
            revise(meeting, seen=0, minutes="Sedan.")
    assert clash.value.current.minutes == "Först."


@pytest.mark.parametrize(
    "verb",
    [
        "UPDATE core_auditrow SET act = 'x'",
        "DELETE FROM core_auditrow",
        "DELETE FROM core_readrow",
        "UPDATE core_readrow SET what = 'x'",
    ],
)
def test_the_database_refuses_to_change_a_log(world: Any, change_phone: Any, verb: str) -> None:
    change_phone(world.innerstaden, by=world.sara, phone="1")
    log_reading(world.sara, what="Personsidan", person_id=world.amina.pk)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        asked_by("test"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)


def test_the_chain_is_whole_until_a_row_is_changed(world: Any, change_phone: Any) -> None:
    from brygga.core import triggers

    for phone in ("1", "2", "3"):
        change_phone(world.innerstaden, by=world.sara, phone=phone)
    assert (seal("audit"), seal("audit")) == (3, 0)
    change_phone(world.innerstaden, by=world.sara, phone="4")
    verdict = verify("audit")
    assert (verdict.sealed, verdict.unsealed, verdict.faults) == (3, 1, ())
    with asked_by("a thief"):
        triggers.remove(connection)
        AuditRow.objects.filter(pk=AuditRow.objects.order_by("pk")[1].pk).update(actor_label="Någon annan")
        AuditRow.objects.order_by("pk")[0].delete()
        triggers.install(connection)
    faults = verify("audit").faults
    assert len(faults) == 2 and "borttagen" in faults[0] and "stämmer inte" in faults[1]


def test_the_persons_own_reading_is_not_logged(world: Any) -> None:
    from brygga.core.models import ReadRow

    log_reading(world.amina_herself, what="Min plan", person_id=world.amina.pk)
    assert not ReadRow.objects.exists()


def test_facts_hold_what_is_open_and_of_the_rest_only_that_it_was_there(world: Any) -> None:
    facts = plain_facts(
        {
            "reason": "Amina är sjuk",
            "given_name": "amina",
            "born": clock.today(),
            "discharge": True,
            "matters": ["addiction", "health"],
            "standing": "ongoing",
            "unit": world.norr,
            "person_invited": True,
            "until": clock.today(),
            "never_heard_of": "nycklar",
            "place": "",
        }
    )
    assert facts == {
        "reason": "text, 13 tecken",
        "given_name": "text, 5 tecken",
        "born": "date",
        "discharge": "bool",
        "matters": ["text, 9 tecken", "text, 6 tecken"],
        "standing": "ongoing",
        "unit": str(world.norr.pk),
        "person_invited": True,
        "until": str(clock.today()),
        "never_heard_of": "text, 7 tecken",
    }


def test_the_person_is_in_no_log_by_name_and_whoever_represents_them_is(world: Any) -> None:
    """Whose it is says the row that it is about; who of two guardians acted says nothing but the name."""
    for actor, named in (
        (world.amina_herself, "personen själv"),
        (replace(world.amina_herself, name="Otto Frid", represents="Amina Hassan"), "Otto Frid"),
        (world.sara, "Sara Berg, socialsekreterare, Vuxen Innerstaden"),
    ):
        assert trace(actor, clock.now())["actor_label"] == named
