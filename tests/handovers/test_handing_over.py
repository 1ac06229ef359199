"""From deputy head to deputy head: what is sent, the steps in their order, the day, and who answers all the while."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent, Disclosure
from brygga.coordinations.acts import take_on
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.handovers.acts import choose_interventions, date_move, note_step
from brygga.handovers.models import Handover, HandoverStep
from brygga.handovers.queries import hindrance
from brygga.handovers.states import Stage
from brygga.interventions.acts import freeze, grant
from brygga.interventions.models import GrantedIntervention
from brygga.requests.acts import acknowledge, appoint, complete, decline, forward, send_request, withdraw, write_request
from brygga.requests.models import Request
from tests.handovers.making import TOLD, accepted, again, done, granted, met, ready, sent
from tests.requests.asking import assignment, consent_to, fresh


def stage(handover: Handover) -> Stage:
    noted = HandoverStep._base_manager.filter(handover=handover).values_list("step", flat=True)
    return again(handover).stage(noted)


@pytest.mark.requirement("STO-15")
@pytest.mark.parametrize("part", sorted(TOLD))
def test_with_a_part_left_empty_it_is_not_sent(city: Any, part: str) -> None:
    answers = {**TOLD, part: "  "}
    draft = write_request(city.coordination, by=city.ivar, kind="handover", to_unit=city.aldre, answers=answers)
    with pytest.raises(NotAllowed, match="Fyll i alla delar"):
        send_request(draft, by=city.ulla)
    assert not Handover._base_manager.exists()


@pytest.mark.requirement("STO-15")
def test_the_caseworker_writes_and_the_deputy_head_sends(city: Any) -> None:
    draft = write_request(city.coordination, by=city.ivar, kind="handover", to_unit=city.aldre, answers=dict(TOLD))
    with pytest.raises(NotAllowed, match="skickas av biträdande enhetschef"):
        send_request(draft, by=city.ivar)
    request = send_request(draft, by=city.ulla)
    assert (request.to_power, stage(Handover._base_manager.get())) == ("distribute", Stage.SENT)


@pytest.mark.requirement("STO-16")
def test_nothing_is_sent_without_the_persons_yes(city: Any) -> None:
    draft = write_request(city.coordination, by=city.ivar, kind="handover", to_unit=city.psykiatri, answers=dict(TOLD))
    with pytest.raises(NotAllowed, match="samtycke"):
        send_request(draft, by=city.ulla)
    assert not Handover._base_manager.exists()


@pytest.mark.requirement("STO-17")
def test_its_states_are_those_of_the_routine_in_order(city: Any) -> None:
    handover = sent(city)
    seen = [stage(handover)]
    acknowledge(handover.request, by=city.elsa)
    seen.append(stage(handover))
    appoint(fresh(handover.request), by=city.elsa, caseworker=assignment(city.bea))
    seen.append(stage(handover))
    handover = done(city, handover, "contact_person", "contact_referrer")
    handover = done(city, met(city, handover), "inform_person")
    seen.append(stage(handover))
    assert seen == [Stage.SENT, Stage.CONFIRMED, Stage.GOING_OVER, Stage.READY]


@pytest.mark.requirement("STO-17")
def test_a_step_out_of_order_is_refused_with_what_comes_first(city: Any) -> None:
    handover = accepted(city)
    today = clock.today()
    with pytest.raises(NotAllowed, match="Gemensamt tjänstemannamöte kommer först"):
        note_step(handover, by=city.bea, step="inform_person", done_on=today)
    with pytest.raises(NotAllowed, match="Kalla till mötet"):
        note_step(handover, by=city.bea, step="joint_meeting", done_on=today)
    done(city, handover, "contact_person")
    with pytest.raises(NotAllowed, match="redan gjort"):
        note_step(handover, by=city.bea, step="contact_person", done_on=today)
    with pytest.raises(NotAllowed, match="senast i dag"):
        note_step(handover, by=city.bea, step="contact_referrer", done_on=today + timedelta(days=1))


@pytest.mark.requirement("STO-17")
def test_the_joint_meeting_is_the_receivers_and_is_noted_when_it_is_held(city: Any) -> None:
    handover = accepted(city)
    met(city, handover)
    assert not HandoverStep._base_manager.exists(), "before the contacts it is only a meeting"
    done(city, handover, "contact_person", "contact_referrer")
    met(city, handover)
    row = HandoverStep._base_manager.get(step="joint_meeting")
    assert (row.done_on, row.meeting.kind, row.by_label) == (clock.today(), "officials", city.elsa.label)


@pytest.mark.requirement("STO-17")
def test_until_it_has_moved_the_receiver_investigates_and_grants_nothing(city: Any) -> None:
    mine = granted(city)
    handover = ready(city)
    words = {"words": "Hemtjänst", "matter": "coordination", "decided_by": "Elsa Ek", "delegation": "Punkt 1"}
    days = {"decided_on": clock.today(), "starts_on": clock.today()}
    with pytest.raises(NotAllowed, match="när ansvaret har gått över från Beroendevård"):
        grant(city.coordination, by=city.bea, **words, **days)
    assert hindrance(city.coordination, city.beroende.pk) == ""
    assert fresh(mine).responsible_unit == city.beroende
    date_move(handover, by=city.elsa, moves_on=clock.today())
    assert fresh(mine).responsible_unit == city.aldre
    assert grant(fresh(city.coordination), by=city.bea, **words, **days).responsible_unit == city.aldre


@pytest.mark.requirement("STO-17")
def test_it_does_not_move_while_a_step_is_left_and_the_reason_names_it(city: Any) -> None:
    handover = met(city, done(city, accepted(city), "contact_person", "contact_referrer"))
    with pytest.raises(NotAllowed, match="inte gjort: personen informerad"):
        date_move(handover, by=city.elsa, moves_on=clock.today())
    done(city, handover, "inform_person")
    with pytest.raises(NotAllowed, match="eget ärende på Äldreomsorg"):
        date_move(handover, by=city.elsa, moves_on=clock.today())


@pytest.mark.requirement("STO-17")
def test_on_a_day_to_come_the_program_moves_it_that_night(city: Any) -> None:
    mine, handover = granted(city), ready(city)
    coming = clock.today() + timedelta(days=3)
    date_move(handover, by=city.elsa, moves_on=coming)
    call_command("run_clocks")
    assert (stage(handover), fresh(mine).responsible_unit) == (Stage.DATED, city.beroende)
    with clock.set_to(datetime.combine(coming, time(1), clock.SWEDEN)):
        call_command("run_clocks")
    assert (stage(handover), fresh(mine).responsible_unit) == (Stage.MOVED, city.aldre)
    assert (fresh(handover).moved_on, fresh(handover.request).state) == (coming, "done")


@pytest.mark.requirement("STO-17")
def test_the_one_before_keeps_reading_for_the_time_of_the_routine_and_then_no_longer(city: Any) -> None:
    granted(city)
    handover = date_move(ready(city), by=city.elsa, moves_on=clock.today())
    until = handover.reads_until
    assert until is not None and until > clock.today()
    assert fresh(city.coordination).unit == city.aldre
    assert Coordination.objects.visible_to(city.ivar).exists()
    with clock.set_to(datetime.combine(until + timedelta(days=1), time(1), clock.SWEDEN)):
        assert not Coordination.objects.visible_to(city.ivar).exists()
        call_command("run_clocks")
        assert Engagement._base_manager.get(unit=city.beroende).ended_on is not None
        assert Coordination.objects.visible_to(city.bea).exists()


def test_what_is_not_handed_over_stays_and_so_does_the_unit(city: Any) -> None:
    talks, home = granted(city), granted(city, "Kontaktperson")
    handover = sent(city)
    choose_interventions(handover, by=city.ivar, interventions=[talks])
    with pytest.raises(NotAllowed, match="som lämnar över"):
        choose_interventions(handover, by=city.bea, interventions=[])
    appoint(handover.request, by=city.elsa, caseworker=assignment(city.bea))
    moved = date_move(_ready_from(city, again(handover)), by=city.elsa, moves_on=clock.today())
    assert (fresh(talks).responsible_unit, fresh(home).responsible_unit) == (city.aldre, city.beroende)
    assert (moved.reads_until, fresh(city.coordination).unit) == (None, city.beroende)


def _ready_from(city: Any, handover: Handover) -> Handover:
    handover = done(city, handover, "contact_person", "contact_referrer")
    handover = done(city, met(city, handover), "inform_person")
    take_on(Engagement._base_manager.get(coordination=handover.coordination, unit=city.aldre), by=city.bea)
    return again(handover)


def test_what_the_person_has_not_opened_to_the_receiver_does_not_follow(city: Any) -> None:
    closed = granted(city, "Skuldsanering", matter="finances")
    handover = sent(city)
    assert not handover.handed_over.unrestricted(because="what follows").exists()
    with pytest.raises(NotAllowed, match="får veta om"):
        choose_interventions(handover, by=city.ivar, interventions=[closed])


@pytest.mark.requirement("STO-14")
def test_what_is_frozen_stays_where_it_is_and_nothing_moves_by_half(city: Any) -> None:
    free, held = granted(city), granted(city, "Kontaktperson")
    handover = ready(city)
    freeze(held, by=city.ulla, because="Frågan är lyft.")
    with pytest.raises(NotAllowed, match="frågan är lyft"):
        date_move(handover, by=city.elsa, moves_on=clock.today())
    assert {fresh(row).responsible_unit for row in (free, held)} == {city.beroende}
    assert again(handover).moves_on is None


def test_the_sender_takes_it_back_in_the_middle_and_answers_as_before(city: Any) -> None:
    """The person has moved away, or died: it says why, and the receiver may grant again or leave."""
    mine, handover = granted(city), ready(city)
    withdraw(handover.request, by=city.ivar, reason="Personen har flyttat.")
    assert (stage(handover), fresh(mine).responsible_unit) == (Stage.STOPPED, city.beroende)
    assert hindrance(city.coordination, city.aldre.pk) == ""
    with pytest.raises(NotAllowed, match="återtagen"):
        date_move(again(handover), by=city.elsa, moves_on=clock.today())


def test_a_no_stops_it_and_a_forwarding_takes_it_along(city: Any) -> None:
    mine = granted(city)
    assert stage(_declined(city)) == Stage.STOPPED
    consent_to(city, city.stig, city.beroende, city.aldre, city.psykiatri)
    handover = sent(city)
    onward = forward(handover.request, by=city.elsa, to_unit=city.psykiatri, reason="Hör dit.")
    assert stage(handover) == Stage.STOPPED
    kept = Handover._base_manager.get(request=onward)
    assert [row.intervention for row in kept.handed_over.unrestricted(because="what follows")] == [mine]


def _declined(city: Any) -> Handover:
    handover = sent(city)
    decline(handover.request, by=city.elsa, reason="Är inte vårt.")
    return again(handover)


def test_nobody_ticks_it_off_before_the_responsibility_has_moved(city: Any) -> None:
    handover = accepted(city)
    for one in (city.ulla, city.elsa):
        with pytest.raises(NotAllowed, match="när ansvaret har gått över"):
            complete(Request._base_manager.get(pk=handover.request_id), by=one)


def test_a_consent_taken_back_ends_it_at_once(city: Any) -> None:
    handover = ready(city)
    consent = Consent._base_manager.get()
    withdraw_consent(consent, by=city.ivar, how="Muntligt")
    assert stage(handover) == Stage.STOPPED
    assert not Disclosure.objects.unrestricted(because="nothing is open any more").in_force(clock.today()).exists()


@pytest.mark.requirement("STO-17")
def test_the_neighbour_does_nothing_and_sees_nothing(city: Any) -> None:
    handover = ready(city)
    assert not Handover.objects.visible_to(city.nils).exists()
    for attempt in (
        lambda: note_step(handover, by=city.nils, step="contact_person", done_on=clock.today()),
        lambda: date_move(handover, by=city.nils, moves_on=clock.today()),
        lambda: date_move(handover, by=city.ulla, moves_on=clock.today()),
        lambda: date_move(handover, by=city.bea, moves_on=clock.today()),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert GrantedIntervention._base_manager.filter(responsible_unit=city.psykiatri).count() == 0


def test_one_at_a_time_between_the_same_two_units(city: Any) -> None:
    handover = sent(city)
    with pytest.raises(NotAllowed, match="redan på väg"):
        sent(city)
    decline(handover.request, by=city.elsa, reason="Är inte vårt.")
    assert stage(sent(city)) == Stage.SENT
