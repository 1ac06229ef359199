"""Mail to a real server: batched, silent when nothing is new, never lost, and never a word about whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from icalendar import Calendar

from brygga.agencies.models import Staff
from brygga.bookings.acts import book, cancel, move
from brygga.coordinations.acts import mark_all_read
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.mappings.acts import deliver_copy
from brygga.messaging.acts import choose_notices
from brygga.messaging.acts.queue import put, take
from brygga.messaging.delivering import deliver
from brygga.messaging.models import Outgoing
from brygga.messaging.states import Channel, State
from brygga.messaging.telling import reminders
from brygga.people.models import Person
from tests.bookings.making import NOW, again, booked, hours, moment
from tests.cast import as_
from tests.mappings.making import mapped
from tests.messaging.post import Server, calendar, words

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-04"), pytest.mark.requirement("ALL-04")]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FRED, RUT, SARA = "fred@example.se", "rut@example.se", "sara@example.se"


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with clock.set_to(NOW):
        yield


def at(moment: datetime) -> int:
    with clock.set_to(moment):
        return deliver()


def reachable(person: Person, *ways: str, email: str = "amina@example.org", phone: str = "070-1740605") -> None:
    with asked_by("test"):
        Person._base_manager.filter(pk=person.pk).update(information_ways=list(ways))
        row = Person._base_manager.get(pk=person.pk)
        row.email, row.phone = email, phone
        row.save(update_fields=["email", "phone"])


def states() -> Counter[str]:
    return Counter(Outgoing._base_manager.values_list("state", flat=True))


def test_what_comes_to_the_unit_is_told_in_one_mail_that_names_nobody(world: Any, server: Server) -> None:
    row = hours(world)
    booking = booked(world, row)
    cancel(booking, by=world.amina_herself, why="Sjuk")
    assert at(NOW) == 0, "what comes close together is collected"
    at(NOW + 6 * MINUTE)
    (mail,) = server.to(FRED)
    assert mail["Subject"] == "Du har något nytt i Brygga"
    assert words(mail).startswith("Du har något nytt i Brygga.\n\nhttps://brygga.example.se/inkorg/")
    assert not any(word in mail.as_string() for word in ("Amina", "Hassan", "Sjuk", "Innerstaden"))
    assert set(states()) <= {State.SENT, State.NEEDLESS}


def test_at_most_one_mail_an_hour(world: Any, server: Server) -> None:
    row = hours(world)
    booking = booked(world, row)
    at(NOW + 6 * MINUTE)
    with clock.set_to(NOW + 10 * MINUTE):
        move(booking, by=world.amina_herself, hours=row, starts_at=moment(row, 1))
    at(NOW + 30 * MINUTE)
    assert len(server.to(FRED)) == 1
    at(NOW + HOUR + 7 * MINUTE)
    assert len(server.to(FRED)) == 2
    at(NOW + 5 * HOUR)
    assert len(server.to(FRED)) == 2, "silent when nothing has come"


def test_silent_when_it_has_been_read_already(world: Any, server: Server) -> None:
    booked(world, hours(world))
    mark_all_read(world.innerstaden, by=world.fred, up_to=NOW + MINUTE)
    at(NOW + 6 * MINUTE)
    assert server.to(FRED) == []


def test_who_has_switched_it_off_gets_nothing_and_the_neighbour_never_did(
    world: Any, server: Server, client: Client
) -> None:
    as_(client, world.fred)
    assert "checked" in client.get("/installningar/").content.decode()
    client.post("/installningar/", {"times": "on", "_sent": "1"})
    booked(world, hours(world))
    at(NOW + 6 * MINUTE)
    assert server.to(FRED) == []
    everybody = {mail["To"] for mail in server.keeping.mails}
    assert everybody & {"siv@example.se", "pia@example.se", "sigrid@example.se", "adam@example.se"} == set()


def test_one_sets_only_ones_own(world: Any) -> None:
    from brygga.core.acts import NotAllowed

    with pytest.raises(NotAllowed, match="för sig själv"):
        choose_notices(Staff.objects.get(pk=world.fred.staff_id), by=world.sara, news=False, times=False)


@pytest.mark.requirement("KAR-07")
def test_the_one_who_books_is_invited_told_of_the_move_and_of_the_cancelling(world: Any, server: Server) -> None:
    row = hours(world, kind="consultation", place="Rum 12")
    booking = book(row, by=world.rut, starts_at=moment(row))
    at(NOW)
    move(booking, by=world.sara, hours=row, starts_at=moment(row, 1))
    at(NOW + MINUTE)
    cancel(again(booking), by=world.sara, why="Sjuk")
    at(NOW + 2 * MINUTE)
    mails = [mail for mail in server.to(RUT) if "nytt" not in mail["Subject"]]
    told = []
    for mail in mails:
        method, text = calendar(mail)
        (event,) = Calendar.from_ical(text).walk("VEVENT")
        told.append((method, int(event["sequence"]), str(event["status"]), event.start))
        assert str(event["uid"]) == str(booking.pk)
        assert str(event["organizer"]) == "mailto:brygga@example.se"
        assert str(event["attendee"]) == f"mailto:{RUT}"
        assert "Rum 12" not in mail.as_string() and "Innerstaden" not in text
        assert f"METHOD:{method}" in text
    assert told == [
        ("REQUEST", 0, "CONFIRMED", moment(row)),
        ("REQUEST", 1, "CONFIRMED", moment(row, 1)),
        ("CANCEL", 2, "CANCELLED", moment(row, 1)),
    ]


def test_an_invitation_that_has_been_overtaken_is_not_sent(world: Any, server: Server) -> None:
    row = hours(world, kind="consultation")
    booking = book(row, by=world.rut, starts_at=moment(row))
    cancel(booking, by=world.rut, why="Löst")
    at(NOW)
    assert [calendar(mail)[0] for mail in server.to(RUT)] == ["CANCEL"]


@pytest.mark.requirement("KAR-02")
def test_amina_is_told_in_her_own_way_and_reminded_the_day_before(
    world: Any, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    reachable(world.amina, "mail")
    row = hours(world)
    booking = book(row, by=world.sara, starts_at=moment(row), person=world.amina)
    at(NOW + 6 * MINUTE)
    (mail,) = server.to("amina@example.org")
    assert "https://brygga.example.se/min/" in words(mail) and "Amina" not in mail.as_string().replace("amina@", "")
    day_before = booking.starts_at - timedelta(days=1)
    with clock.set_to(day_before - timedelta(days=1)):
        assert reminders(clock.now()) == []
    with clock.set_to(day_before):
        for _ in range(3):
            call_command("run_clocks", verbosity=0)
            deliver()
    reminder = server.to("amina@example.org")[1:]
    assert [mail["Subject"] for mail in reminder] == ["Påminnelse från Brygga"], "once"
    assert "Du har en bokad tid måndag 18 januari 2027 kl. 09.00." in words(reminder[0])


def test_by_sms_the_number_is_written_nowhere(world: Any, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    reachable(world.amina, "sms", email="")
    row = hours(world)
    book(row, by=world.sara, starts_at=moment(row), person=world.amina)
    at(NOW + 6 * MINUTE)
    out = capsys.readouterr().out
    assert "Du har något nytt i Brygga" in out and "1740605" not in out


class BrokenSms:
    """A provider's own code, which nobody here has seen."""

    def send(self, number: str, words: str) -> None:
        raise ValueError(f"cannot read {number}")


def test_a_provider_whose_code_breaks_holds_up_no_other_letter(
    world: Any, server: Server, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.BRYGGA_SMS = f"{__name__}.BrokenSms"
    reachable(world.amina, "sms", email="")
    row, other = hours(world), hours(world, kind="consultation", place="Rum 12")
    book(row, by=world.sara, starts_at=moment(row), person=world.amina)
    book(other, by=world.rut, starts_at=moment(other))
    at(NOW + 6 * MINUTE)
    assert len(server.to(RUT)) == 1
    (letter,) = Outgoing._base_manager.filter(channel=Channel.SMS)
    assert (letter.state, letter.fault) == (State.WAITING, "ValueError")
    assert "070" not in caplog.text


@pytest.mark.parametrize("ways", [(), ("talk", "paper"), ("portal",)])
def test_who_has_not_asked_for_mail_gets_none(world: Any, server: Server, ways: tuple[str, ...]) -> None:
    reachable(world.amina, *ways)
    row = hours(world)
    book(row, by=world.sara, starts_at=moment(row), person=world.amina)
    at(NOW + 6 * MINUTE)
    assert server.to("amina@example.org") == []


def test_the_protected_are_never_written_to_even_when_it_was_in_the_queue(world: Any, server: Server) -> None:
    reachable(world.amina, "mail")
    row = hours(world)
    book(row, by=world.sara, starts_at=moment(row), person=world.amina)
    with asked_by("test"):
        Person._base_manager.filter(pk=world.amina.pk).update(protection="marked")
    at(NOW + 6 * MINUTE)
    assert server.to("amina@example.org") == []


def test_a_reminder_of_a_time_that_was_cancelled_meanwhile_is_not_sent(world: Any, server: Server) -> None:
    reachable(world.amina, "mail")
    booking = booked(world, hours(world))
    with clock.set_to(booking.starts_at - timedelta(days=1)):
        put(reminders(clock.now()))
        cancel(booking, by=world.amina_herself)
        deliver()
    assert [mail for mail in server.to("amina@example.org") if "Påminnelse" in mail["Subject"]] == []


def test_a_mail_server_that_is_down_loses_nothing(world: Any, server: Server) -> None:
    row = hours(world, kind="consultation")
    book(row, by=world.rut, starts_at=moment(row))
    server.stop()
    assert at(NOW) == 0
    waiting = Outgoing._base_manager.get(kind="invitation")
    assert (waiting.state, waiting.tries, waiting.due_at) == (State.WAITING, 1, NOW + MINUTE)
    assert at(NOW + 2 * MINUTE) == 0
    server.start()
    at(NOW + HOUR)
    assert [calendar(mail)[0] for mail in server.to(RUT) if "nytt" not in mail["Subject"]] == ["REQUEST"]


def test_a_server_that_is_busy_is_asked_again(world: Any, server: Server) -> None:
    row = hours(world, kind="consultation")
    book(row, by=world.rut, starts_at=moment(row))
    server.keeping.busy = {RUT}
    assert at(NOW) == 0
    server.keeping.busy = set()
    assert at(NOW + 2 * MINUTE) >= 1


def test_when_a_reminder_never_arrives_the_unit_is_told(world: Any, server: Server) -> None:
    reachable(world.amina, "mail")
    server.keeping.unknown = {"amina@example.org"}
    booking = booked(world, hours(world))
    with clock.set_to(booking.starts_at - timedelta(days=1)):
        put(reminders(clock.now()))
        deliver()
    gone = Outgoing._base_manager.get(kind="reminder")
    assert (gone.state, gone.fault) == (State.GAVE_UP, "550")
    told = [
        item.event.sentence for item in InboxItem._base_manager.filter(unit=world.innerstaden).select_related("event")
    ]
    assert "Påminnelsen om tiden måndag 18 januari 2027 kl. 09.00 kom aldrig fram" in told


def test_it_is_tried_for_two_days_and_then_given_up(world: Any, server: Server, client: Client) -> None:
    row = hours(world, kind="consultation")
    book(row, by=world.rut, starts_at=moment(row))
    server.stop()
    now = NOW
    for _ in range(20):
        at(now)
        waiting = Outgoing._base_manager.filter(kind="invitation", state=State.WAITING).first()
        if waiting is None:
            break
        assert waiting.due_at > now
        now = waiting.due_at
    assert timedelta(days=1.5) < now - NOW < timedelta(days=3)
    assert Outgoing._base_manager.get(kind="invitation").state == State.GAVE_UP
    assert "kom inte fram" in as_(client, world.rut).get("/installningar/").content.decode()


def test_a_worker_that_was_killed_leaves_its_letter_to_the_next(world: Any, server: Server) -> None:
    row = hours(world, kind="consultation")
    book(row, by=world.rut, starts_at=moment(row))
    killed = take(NOW)
    assert killed and killed.kind == "invitation"
    assert take(NOW + MINUTE) is None, "held"
    assert at(NOW + 3 * MINUTE) == 1
    assert len(server.to(RUT)) == 1


def test_what_an_act_that_was_undone_would_have_sent_was_never_there(world: Any) -> None:
    from django.db import transaction

    row = hours(world, kind="consultation")
    with transaction.atomic():
        book(row, by=world.rut, starts_at=moment(row))
        assert Outgoing._base_manager.exists()
        transaction.set_rollback(True)
    assert not Outgoing._base_manager.exists()


def test_without_a_mail_server_everything_stays_in_the_queue(world: Any, settings: Any) -> None:
    settings.BRYGGA_SENDS = False
    row = hours(world, kind="consultation")
    book(row, by=world.rut, starts_at=moment(row))
    with clock.set_to(NOW + HOUR):
        call_command("deliver", verbosity=0)
    assert set(states()) == {State.WAITING}


@pytest.mark.requirement("KAR-02")
def test_a_copy_is_told_in_each_way_that_was_chosen_and_names_nobody(
    shared: Any, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping, _ = mapped(shared)
    reachable(shared.amina, "paper")  # wanted otherwise this time, and that is what counts
    deliver_copy(mapping, by=shared.sara, information_ways=["mail", "sms", "paper"])
    at(NOW + MINUTE)
    (mail,) = server.to("amina@example.org")
    assert mail["Subject"] == "Du har något nytt i Brygga" and "/min/" in words(mail)
    assert not any(word in mail.as_string() for word in ("Amina", "Systern", "Rådmannen", "samtycke"))
    assert "Sms till 11 siffror" in capsys.readouterr().out
    told = Outgoing._base_manager.exclude(copy=None)
    assert sorted((row.channel, row.state, row.from_unit_id) for row in told) == [
        ("mail", State.SENT, shared.innerstaden.pk),
        ("sms", State.SENT, shared.innerstaden.pk),
    ]


def test_the_unit_is_told_when_the_word_about_a_copy_never_arrived(shared: Any, server: Server) -> None:
    mapping, _ = mapped(shared)
    reachable(shared.amina, "mail")
    server.keeping.unknown.add("amina@example.org")
    deliver_copy(mapping, by=shared.sara, information_ways=["mail"])
    at(NOW + MINUTE)
    (row,) = Outgoing._base_manager.exclude(copy=None)
    assert row.state == State.GAVE_UP
    told = InboxItem._base_manager.get(event__act="messaging.give_up")
    assert told.unit_id == shared.innerstaden.pk
    assert told.event.sentence == "Meddelandet till en person om en kopia kom aldrig fram"


def test_a_person_who_was_protected_meanwhile_gets_no_word(shared: Any, server: Server) -> None:
    mapping, _ = mapped(shared)
    reachable(shared.amina, "mail")
    deliver_copy(mapping, by=shared.sara, information_ways=["mail"])
    with asked_by("test"):
        Person._base_manager.filter(pk=shared.amina.pk).update(protection="marked")
    at(NOW + MINUTE)
    assert server.to("amina@example.org") == []
