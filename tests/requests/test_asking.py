"""A request goes from one unit to a function at another, and the sender learns what happens."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from brygga.consents.acts import withdraw_consent
from brygga.coordinations.models import Coordination, Engagement, InboxItem
from brygga.coordinations.queries import feed
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.requests.acts import (
    acknowledge,
    appoint,
    ask_first_sip,
    ask_for_sip,
    decline,
    forward,
    misdirected,
    note_persons_no,
    send_request,
    withdraw,
    write_request,
)
from brygga.requests.clocks import distributed_by, workdays_to_appointment
from brygga.requests.models import Request, RequestStep
from brygga.requests.queries import content_is_open, distribution, history, sent, waiting, with_details
from brygga.requests.states import RequestState
from brygga.rules.calendar import SWEDEN
from tests.requests.asking import (
    MONDAY,
    accepted_wish,
    assignment,
    coming_monday,
    consent_to,
    fresh,
    opened,
    sent_wish,
    wish,
)


def _sees(actor: Any, request: Request) -> bool:
    return Request.objects.visible_to(actor).filter(pk=request.pk).exists()


@pytest.mark.requirement("STO-16")
def test_nothing_is_asked_of_a_unit_that_the_consent_does_not_cover(world: Any) -> None:
    coordination = opened(world)
    consent_to(world, world.amina, world.innerstaden, world.psykiatri)
    with pytest.raises(NotAllowed, match="samtycke omfattar inte Rådmannen"):
        send_request(wish(world, coordination), by=world.sara)
    assert fresh(Request._base_manager.get()).state == "draft"
    assert send_request(wish(world, coordination, world.psykiatri), by=world.sara).disclosure.to_unit == world.psykiatri


@pytest.mark.requirement("STO-16")
def test_nothing_is_asked_when_the_person_has_not_said_yes_at_all(world: Any) -> None:
    with pytest.raises(NotAllowed, match="Fråga personen"):
        send_request(wish(world, opened(world)), by=world.sara)


def test_another_persons_consent_opens_nothing(world: Any) -> None:
    consent_to(world, world.folke, world.innerstaden, world.radmannen)
    with pytest.raises(NotAllowed, match="Det finns inget samtycke"):
        send_request(wish(world, opened(world)), by=world.sara)


@pytest.mark.parametrize("words", ["Amina Hassan mår sämre", "Ring om Hassan.", "Personnummer 199104162384"])
def test_a_wish_names_nobody(world: Any, words: str) -> None:
    coordination = opened(world)
    consent_to(world, world.amina, world.innerstaden, world.radmannen)
    with pytest.raises(NotAllowed, match="får inte nämna"):
        send_request(wish(world, coordination, matter=words), by=world.sara)


def test_a_sender_with_the_persons_family_name_signs_as_usual(world: Any) -> None:
    with asked_by("test"):
        type(assignment(world.sara).staff).objects.filter(pk=world.sara.staff_id).update(name="Sara Hassan")
    coordination = opened(world)
    consent_to(world, world.amina, world.innerstaden, world.radmannen)
    signed = {"asking_unit": "Vuxen Innerstaden, Sara Hassan", "contact": "Sara Hassan, 040-10 00 01"}
    with pytest.raises(NotAllowed, match="får inte nämna"):
        send_request(wish(world, coordination, matter="Amina mår sämre", **signed), by=world.sara)
    assert send_request(wish(world, coordination, **signed), by=world.sara).state == RequestState.SENT


def test_a_draft_is_for_the_unit_that_writes_it(world: Any) -> None:
    draft = wish(world, opened(world))
    assert [_sees(actor, draft) for actor in (world.sara, world.sven)] == [True, True]
    others = (world.rolf, world.kurt, world.siv, world.sigrid, world.fred, world.amina_herself)
    assert not any(_sees(actor, draft) for actor in others)


@pytest.mark.requirement("MAL-05")
def test_the_distributor_sees_the_request_but_not_the_coordination(world: Any) -> None:
    request = sent_wish(world)
    assert distribution(world.rolf).get() == request
    assert content_is_open(request, world.rolf)
    assert not Coordination.objects.visible_to(world.rolf).exists()
    assert not feed(world.rolf, request.coordination).exists()
    for neighbour in (world.pia, world.siv, world.sigrid, world.fred, world.chef):
        assert not distribution(neighbour).exists()


@pytest.mark.requirement("MAL-05")
def test_the_one_who_asked_is_told_when_it_is_received_and_who_is_appointed(world: Any) -> None:
    monday = coming_monday()
    with clock.set_to(monday):
        request = sent_wish(world)
        request = acknowledge(request, by=world.rolf)
    with clock.set_to(monday + timedelta(days=3)):
        request = appoint(request, by=world.rolf, caseworker=assignment(world.kurt))
    told = [
        item.event.sentence for item in InboxItem.objects.visible_to(world.sara).select_related("event").order_by("pk")
    ]
    assert told == [
        "Rådmannen har tagit emot önskan om GFI",
        "Rådmannen är med i samordningen",
        "Rådmannen utsåg Kurt Åkesson, kurator",
    ]
    assert workdays_to_appointment(request) == 3
    assert [(step.state, step.by) for step in history(request)] == [
        ("sent", world.sara.label),
        ("acknowledged", world.rolf.label),
        ("accepted", world.rolf.label),
    ]


def test_the_appointed_unit_takes_part_and_opens_the_coordination(world: Any) -> None:
    request = accepted_wish(world)
    part = Engagement._base_manager.get(unit=world.radmannen)
    assert (part.caseworker_id, part.standing) == (world.kurt.assignment_id, "new")
    assert Coordination.objects.visible_to(world.kurt).get() == request.coordination
    for neighbour in (world.pia, world.siv, world.sigrid):
        assert not Coordination.objects.visible_to(neighbour).exists()


def test_only_the_function_asked_answers(world: Any) -> None:
    request = sent_wish(world)
    for wrong in (world.kurt, world.pia, world.chef, world.fred, world.sara, world.siv):
        with pytest.raises(NotAllowed):
            appoint(request, by=wrong, caseworker=assignment(world.kurt))


def test_nobody_is_appointed_at_another_unit(world: Any) -> None:
    request = sent_wish(world)
    with pytest.raises(NotAllowed, match="Välj någon som arbetar"):
        appoint(request, by=world.rolf, caseworker=assignment(world.pia))
    assert fresh(request).state == "sent"


@pytest.mark.requirement("MAL-05")
@pytest.mark.parametrize(
    ("sent_at", "own_days", "expected"),
    [
        (datetime(2026, 11, 16, 10, tzinfo=clock.SWEDEN), "", "2026-11-17"),
        (datetime(2026, 11, 17, 10, tzinfo=clock.SWEDEN), "", "2026-11-19"),
        (datetime(2026, 11, 19, 23, 30, tzinfo=clock.SWEDEN), "", "2026-11-24"),
        (datetime(2026, 12, 22, 10, tzinfo=clock.SWEDEN), "", "2026-12-29"),
        (datetime(2026, 11, 16, 10, tzinfo=clock.SWEDEN), "fri", "2026-11-20"),
    ],
)
def test_the_sender_sees_the_day_it_is_distributed_at_the_latest(
    world: Any, sent_at: datetime, own_days: str, expected: str
) -> None:
    """Rådmannen distributes on Tuesdays and Thursdays; a unit may have its own days; the 24th of December is free."""
    with asked_by("test"):
        type(world.radmannen).objects.filter(pk=world.radmannen.pk).update(distribution_days=own_days)
    with clock.set_to(sent_at):
        request = sent_wish(world)
        assert str(distributed_by(fresh(request))) == expected


def test_the_clocks_follow_the_working_days_of_the_routine(world: Any) -> None:
    with clock.set_to(MONDAY):
        request = sent_wish(world)
    due = [
        moment.astimezone(clock.SWEDEN).date().isoformat()
        for moment in (request.acknowledge_by, request.answer_by, request.expires_at)
    ]
    assert due == ["2026-11-18", "2026-11-23", "2026-12-16"]


def test_a_no_from_the_unit_carries_its_reason_to_the_sender(world: Any) -> None:
    request = decline(sent_wish(world), by=world.rolf, reason="Vi tar inte emot personer under 18.")
    assert (request.state, request.reason) == (RequestState.DECLINED, "Vi tar inte emot personer under 18.")
    item = InboxItem.objects.visible_to(world.sara).select_related("event").get()
    assert (item.event.sentence, item.affects_planning) == ("Rådmannen sade nej till önskan om GFI", True)
    assert not content_is_open(fresh(request), world.rolf) and content_is_open(fresh(request), world.sara)


def test_the_persons_no_is_another_answer_than_the_units(world: Any) -> None:
    request = note_persons_no(sent_wish(world), by=world.sara, said="Vill vänta.")
    assert (request.state, request.reason) == (RequestState.WITHDRAWN, "Personen har sagt nej: Vill vänta.")


def test_what_came_to_the_wrong_unit_says_so(world: Any) -> None:
    request = misdirected(sent_wish(world), by=world.rolf, reason="Det här hör till psykiatrin.")
    assert [step.state for step in history(request)] == ["sent", "misdirected"]


def test_a_request_is_forwarded_only_as_far_as_the_consent_goes(world: Any) -> None:
    request = sent_wish(world)
    with pytest.raises(NotAllowed, match="omfattar inte Psykiatrimottagning"):
        forward(request, by=world.rolf, to_unit=world.psykiatri, reason="Hör dit.")
    assert fresh(request).state == "sent"
    consent_to(world, world.amina, world.innerstaden, world.psykiatri)
    with clock.set_to(clock.now() + timedelta(days=2)):
        onward = forward(fresh(request), by=world.rolf, to_unit=world.psykiatri, reason="Hör dit.")
    assert (onward.state, onward.from_unit, onward.answer_by) == (
        RequestState.SENT,
        world.innerstaden,
        request.answer_by,
    )
    assert [(step.state, step.unit) for step in history(onward)] == [
        ("sent", "Rådmannen"),
        ("forwarded", "Rådmannen"),
        ("sent", "Psykiatrimottagning Malmö"),
    ]
    assert _sees(world.pia, onward) and not _sees(world.rolf, onward)
    assert not content_is_open(fresh(request), world.rolf)
    assert set(sent(world.sara)) == {onward}


@pytest.mark.requirement("MAL-03")
def test_a_withdrawn_consent_takes_back_what_was_asked_the_same_moment(world: Any) -> None:
    request = accepted_wish(world)
    withdraw_consent(request.disclosure.consent, by=world.sara, how="Muntligt på telefon", reason="")
    request = fresh(request)
    assert (request.state, request.reason) == (RequestState.WITHDRAWN, "Samtycket är återkallat")
    assert not content_is_open(request, world.kurt) and content_is_open(request, world.sara)
    part = Engagement._base_manager.get(unit=world.radmannen)
    assert (part.ended_on, part.ended_why) == (clock.today(), "Samtycket är återkallat")
    assert not Coordination.objects.visible_to(world.kurt).exists()
    told = InboxItem.objects.visible_to(world.kurt).select_related("event").order_by("-pk").first()
    assert told.event.sentence == "Rådmannen är inte med längre: samtycket är återkallat"


def test_a_waiting_request_cannot_be_answered_when_the_consent_has_run_out(world: Any) -> None:
    request = sent_wish(world)
    with clock.set_to(clock.now() + timedelta(days=400)):
        assert not content_is_open(with_details(world.rolf).get(), world.rolf)
        with pytest.raises(NotAllowed, match="gäller inte längre"):
            appoint(request, by=world.rolf, caseworker=assignment(world.kurt))


@pytest.mark.requirement("MAL-11")
def test_the_person_asks_for_a_sip_and_all_who_take_part_see_the_clock(shared: Any) -> None:
    request = ask_for_sip(shared.coordination, by=shared.amina_herself, words="Jag vill att ni pratar med varandra.")
    assert request.answer_by.astimezone(clock.SWEDEN).date() == SWEDEN.add_workdays(clock.today(), 3)
    for actor in (shared.sara, shared.rut, shared.amina_herself):
        assert [one.pk for one in waiting(actor, shared.coordination)] == [request.pk]
    for neighbour in (shared.siv, shared.pia, shared.sigrid, shared.folke_himself):
        assert not _sees(neighbour, request)
    assert set(InboxItem.objects.unrestricted(because="test").values_list("assignment_id", "affects_planning")) == {
        (shared.sara.assignment_id, True),
        (shared.rut.assignment_id, True),
    }


@pytest.mark.requirement("MAL-11")
def test_nobody_asks_for_a_sip_in_the_persons_place(shared: Any) -> None:
    for other in (shared.sara, shared.folke_himself):
        with pytest.raises(NotAllowed, match="den det gäller"):
            ask_for_sip(shared.coordination, by=other, words="Jag vill.")


@pytest.mark.requirement("MAL-11")
def test_the_person_asks_once_and_may_take_it_back(shared: Any) -> None:
    request = ask_for_sip(shared.coordination, by=shared.amina_herself, words="Jag vill.")
    with pytest.raises(NotAllowed, match="redan bett"):
        ask_for_sip(shared.coordination, by=shared.amina_herself, words="Jag vill.")
    withdraw(request, by=shared.amina_herself, reason="Det löste sig.")
    assert ask_for_sip(shared.coordination, by=shared.amina_herself, words="Ändå.").state == RequestState.SENT


@pytest.mark.requirement("MAL-11")
def test_a_person_whom_only_one_unit_helps_asks_too_and_the_unit_has_to_begin(world: Any) -> None:
    with pytest.raises(NotAllowed, match="den det gäller"):
        ask_first_sip(world.aminas_case, by=world.folke_himself, words="Jag vill.")
    request = ask_first_sip(world.aminas_case, by=world.amina_herself, words="Jag vill.")
    assert Coordination.objects.visible_to(world.sara).get() == request.coordination
    assert (request.to_unit, request.from_label) == (world.innerstaden, "Personen själv")
    assert [item.event.sentence for item in InboxItem.objects.visible_to(world.sara).order_by("pk")] == [
        "Samordningen öppnades när personen bad om en SIP",
        "Personen själv har bett om en SIP",
    ]
    assert not Coordination.objects.visible_to(world.siv).exists()
    with pytest.raises(NotAllowed, match="redan en samordning"):
        ask_first_sip(world.aminas_case, by=world.amina_herself, words="Jag vill.")


def test_no_event_names_the_person(shared: Any) -> None:
    request = ask_for_sip(shared.coordination, by=shared.amina_herself, words="Jag vill.")
    withdraw(request, by=shared.amina_herself, reason="Nej.")
    from brygga.core.models import Event

    assert not [event for event in Event.objects.unrestricted(because="test") if "Amina" in event.sentence]


@pytest.mark.requirement("KAR-01")
def test_a_call_to_a_meeting_goes_to_the_one_who_receives_for_the_unit(world: Any) -> None:
    coordination = opened(world)
    consent_to(world, world.amina, world.innerstaden, world.radmannen)
    call = write_request(
        coordination,
        by=world.sara,
        kind="meeting_call",
        to_unit=world.radmannen,
        answers={"purpose": "Göra en SIP", "representatives": "Någon som kan besluta", "covers": "Amina Hassan"},
    )
    call = send_request(call, by=world.sara)
    assert distribution(world.rolf).get() == call
    appoint(call, by=world.rolf, caseworker=assignment(world.rut))
    assert Engagement._base_manager.get(unit=world.radmannen).caseworker_id == world.rut.assignment_id


def test_a_step_is_never_lost(world: Any) -> None:
    request = accepted_wish(world)
    assert RequestStep._base_manager.filter(request=request).count() == 2
