"""Ending together (MAL-16, MAL-21): nobody leaves alone, each refusal says what is missing, and one can come back."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from brygga.closings import acts
from brygga.closings.facts import Direction
from brygga.closings.models import Closing, Reopening
from brygga.closings.open_matters import Leaving, _tellers, left_open
from brygga.closings.queries import on_desk
from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent
from brygga.coordinations.acts import close_coordination, take_on
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.interventions.acts import end as end_intervention
from brygga.meetings.acts.planning import call_meeting, plan_meeting
from brygga.meetings.facts import Called, MeetingFacts
from brygga.plans.acts import close_plan, start_plan
from brygga.requests.acts import send_request, withdraw, write_request
from tests.closings.making import TO, all_left, begun, radmannen_left, ready
from tests.interventions.making import granted

pytestmark = pytest.mark.requirement("MAL-16")


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def refused(closing: Closing, by: Any, what: str) -> None:
    with pytest.raises(NotAllowed, match=what):
        acts.finish(closing, by=by)


def engaged(world: Any) -> set[str]:
    parts = Engagement._base_manager.filter(coordination=world.coordination, ended_on=None)
    return set(parts.values_list("unit__name", flat=True))


def test_all_end_together_and_the_coordination_closes(shared: Any) -> None:
    closing = all_left(shared)
    row = fresh(shared.coordination)
    assert (closing.state, row.closed_on, row.closed_why) == ("done", clock.today(), "Avslut hos alla")
    assert engaged(shared) == {"Vuxen Innerstaden"}
    assert fresh(shared.disclosure).ended_at and not Coordination.objects.visible_to(shared.rut).exists()


def test_each_step_that_is_missing_is_said_in_turn(shared: Any) -> None:
    plan = start_plan(shared.coordination, by=shared.sara)
    closing = begun(shared)
    refused(closing, shared.sara, "slutsamtalet")
    acts.note_no_talk(closing, by=shared.sara, talk_not="Amina vill inte. Frågad i telefon.")
    refused(closing, shared.sara, "SIP")
    close_plan(plan, by=shared.sara, reason="goals_reached")
    refused(closing, shared.sara, "ta kontakt igen")
    acts.plan_resuming(closing, by=shared.sara, **TO)
    refused(closing, shared.sara, "samtyckena")
    acts.note_consents(closing, by=shared.sara, consents="end")
    refused(closing, shared.sara, "ja från Rådmannen")
    acts.answer(closing, by=shared.rut, answer="no", words="Provtagningen är kvar.")
    refused(closing, shared.sara, "Rådmannen har sagt nej")
    acts.answer(closing, by=shared.rut, answer="yes")
    assert acts.finish(closing, by=shared.sara).ended_on == clock.today()


@pytest.mark.requirement("MAL-21")
def test_nobody_leaves_alone(shared: Any) -> None:
    closing = ready(shared, "in_some", by=shared.rut, leaves=[shared.radmannen])
    refused(closing, shared.rut, "ja från Vuxen Innerstaden. Ingen lämnar ensam")
    acts.answer(closing, by=shared.sara, answer="yes")
    acts.finish(closing, by=shared.rut)
    assert engaged(shared) == {"Vuxen Innerstaden"} and fresh(shared.coordination).closed_on is None


def test_what_a_unit_was_part_of_it_reads_afterwards_but_not_the_coordination(shared: Any) -> None:
    closing = radmannen_left(shared)
    assert Closing.objects.visible_to(shared.rut).filter(pk=closing.pk).exists()
    assert not Coordination.objects.visible_to(shared.rut).exists()
    for neighbour in (shared.pia, shared.siv, shared.sigrid):
        assert not Closing.objects.visible_to(neighbour).exists()


def test_one_who_was_shut_out_before_the_end_does_not_read_what_was_written_since(shared: Any) -> None:
    closing = begun(shared)
    withdraw_consent(shared.consent, by=shared.sara, how="Muntligt")
    acts.note_no_talk(closing, by=shared.sara, talk_not="Amina vill inte ses mer.")
    acts.plan_resuming(closing, by=shared.sara, **TO)
    acts.note_consents(closing, by=shared.sara, consents="end")
    acts.finish(closing, by=shared.sara)
    assert not Closing.objects.visible_to(shared.rut).exists()


def test_those_who_stay_have_a_case_of_their_own_and_goals_within_reach(shared: Any) -> None:
    closing = ready(shared, "in_some", leaves=[shared.innerstaden])
    acts.answer(closing, by=shared.rut, answer="yes")
    refused(closing, shared.sara, "Rådmannen är kvar men har inget eget ärende")
    take_on(fresh(shared.ruts_part), by=shared.rut, given_name="Amina", family_name="Hassan")
    acts.note_goals(closing, by=shared.sara, goals="out_of_reach", goals_words="Bo själv: inte utan boendestöd.")
    refused(closing, shared.sara, "kan ingen lämna")
    acts.note_goals(closing, by=shared.sara, goals="reachable", goals_words="Rådmannen fortsätter.")
    acts.finish(closing, by=shared.sara)
    assert fresh(shared.coordination).closed_on and fresh(shared.ruts_part).case.closed_on is None


def test_a_transition_waits_until_the_new_unit_says_that_the_contact_works(shared: Any) -> None:
    closing = ready(shared, "transition", leaves=[shared.innerstaden], new_unit=shared.radmannen)
    acts.answer(closing, by=shared.rut, answer="yes")
    refused(closing, shared.sara, "kontakten med Rådmannen är i gång och fungerar")
    with pytest.raises(NotAllowed, match="Rådmannen bekräftar själv"):
        acts.confirm_contact(closing, by=shared.sara, on=clock.today(), new_contact_words="Ja.")
    with pytest.raises(NotAllowed, match="eget ärende"):
        acts.confirm_contact(closing, by=shared.rut, on=clock.today(), new_contact_words="Ja.")
    take_on(fresh(shared.ruts_part), by=shared.rut, given_name="Amina", family_name="Hassan")
    acts.confirm_contact(closing, by=shared.rut, on=clock.today(), new_contact_words="Tre besök, det fungerar.")
    refused(closing, shared.sara, "inte var med på slutsamtalet")
    acts.note_talk(
        closing, by=shared.sara, talk_on=clock.today(), talk_who="Amina, Sara och Rut", new_unit_was_there=True
    )
    refused(closing, shared.rut, "Vuxen Innerstaden öppnade samordningen")
    assert acts.finish(closing, by=shared.sara).state == "done"


def test_somebody_who_moves_is_received_outside_brygga(shared: Any) -> None:
    closing = ready(
        shared, "transition", leaves=[shared.innerstaden, shared.radmannen], new_elsewhere="Vuxen, Ystads kommun"
    )
    acts.note_talk(
        closing, by=shared.sara, talk_on=clock.today(), talk_who="Amina och Sara", new_unit_not="Långt att åka."
    )
    acts.answer(closing, by=shared.rut, answer="yes")
    refused(closing, shared.sara, "Ystads kommun är i gång")
    acts.confirm_contact(closing, by=shared.sara, on=clock.today(), new_contact_words="Ringt dem och Amina.")
    assert acts.finish(closing, by=shared.sara).state == "done"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"kind": "in_some"}, "Välj vilka enheter"),
        ({"kind": "in_some", "leaves": "both"}, "Alla enheter är valda"),
        ({"kind": "in_some", "leaves": "stranger"}, "Välj vilka enheter"),
        ({"kind": "transition", "leaves": "one"}, "vem som tar emot"),
        ({"kind": "transition", "leaves": "one", "new_unit": "same"}, "vem som tar emot"),
        ({"kind": "transition", "leaves": "one", "new_unit": "stranger"}, "vem som tar emot"),
        ({"kind": "avbryts"}, "finns i rutinen"),
    ],
)
def test_a_direction_that_leads_nowhere_is_not_taken(shared: Any, more: dict[str, str], why: str) -> None:
    units = {"one": [shared.innerstaden], "both": [shared.innerstaden, shared.radmannen], "stranger": [shared.norr]}
    new = {"same": shared.innerstaden, "stranger": shared.psykiatri}
    facts = {"leaves": units.get(more.get("leaves", ""), ()), "new_unit": new.get(more.get("new_unit", ""))}
    with pytest.raises(NotAllowed, match=why):
        acts.begin(shared.coordination, by=shared.sara, direction=Direction(more["kind"], "Klart.", **facts))


def test_why_the_person_wants_to_stop_is_asked_before_anything_closes(shared: Any) -> None:
    closing = acts.ask_to_stop(shared.coordination, by=shared.amina_herself, words="Jag orkar inte.")
    assert [row.pk for row in on_desk(shared.rut, 9) if row.to_explore] == [closing.pk]
    with pytest.raises(NotAllowed, match="Utforska först"):
        acts.note_talk(closing, by=shared.sara, talk_on=clock.today(), talk_who="Amina och Sara")
    acts.explore(closing, by=shared.sara, on=clock.today(), explored_words="Mötena är för många.")
    assert not any(row.to_explore for row in on_desk(shared.rut, 9))
    told = Event.objects.visible_to(shared.rut).values_list("sentence", flat=True)
    assert not any("Mötena" in one or "sluta" in one for one in told)


def test_the_person_changes_their_mind_and_nobody_else_asks_in_their_place(shared: Any) -> None:
    for other in (shared.folke_himself, shared.sara):
        with pytest.raises(NotAllowed):
            acts.ask_to_stop(shared.coordination, by=other)
    closing = acts.ask_to_stop(shared.coordination, by=shared.amina_herself)
    with pytest.raises(NotAllowed, match="håller redan på"):
        acts.ask_to_stop(shared.coordination, by=shared.amina_herself)
    with pytest.raises(NotAllowed):
        acts.regret(closing, by=shared.folke_himself)
    assert acts.regret(closing, by=shared.amina_herself).state == "called_off"
    assert acts.ask_to_stop(shared.coordination, by=shared.amina_herself).is_under_way


def test_the_consents_end_with_it_when_the_person_says_so(shared: Any) -> None:
    all_left(shared, consents="end")
    assert fresh(shared.consent).withdrawn_at


def test_the_consents_hold_their_time_when_the_person_wants_that(shared: Any) -> None:
    all_left(shared)
    assert fresh(shared.consent).withdrawn_at is None and fresh(shared.disclosure).ended_at


def test_a_consent_that_another_coordination_rests_on_stays(shared: Any) -> None:
    with asked_by("test"):
        Consent._base_manager.filter(pk=shared.consent.pk).update(stream_id=None)
        other = fresh(shared.disclosure)
        other.pk, other.stream_id = None, shared.innerstaden.pk
        other.id = shared.norr.pk
        other.save(force_insert=True)
    all_left(shared, consents="end")
    assert fresh(shared.consent).withdrawn_at is None


@pytest.mark.requirement("MAL-21")
def test_a_request_that_waits_and_a_meeting_to_come_keep_everybody(shared: Any) -> None:
    asked = {"date": "2026-11-02", "matter": "Veta mer.", "asking_unit": "Innerstaden", "contact": "040"}
    wish = write_request(shared.coordination, by=shared.sara, kind="gfi_wish", to_unit=shared.radmannen, answers=asked)
    wish = send_request(wish, by=shared.sara)
    closing = ready(shared)
    acts.answer(closing, by=shared.rut, answer="yes")
    refused(closing, shared.sara, "En förfrågan är inte klar")
    withdraw(wish, by=shared.sara, reason="Behövs inte.")
    acts.finish(closing, by=shared.sara)


@pytest.mark.requirement("MAL-21")
def test_one_who_answers_for_an_intervention_ends_it_or_hands_it_over_first(shared: Any) -> None:
    given = granted(shared)
    closing = ready(shared)
    acts.answer(closing, by=shared.rut, answer="yes")
    refused(closing, shared.sara, "Vuxen Innerstaden ansvarar för en insats")
    end_intervention(given, by=shared.sara, on=clock.today(), note="Klar.")
    acts.finish(closing, by=shared.sara)


def test_a_room_above_says_what_it_has_open(shared: Any) -> None:
    def says(leaving: Leaving) -> list[str]:
        return ["En insats saknar ny ansvarig enhet."] if shared.radmannen.pk in leaving.leaves else []

    left_open(says)
    try:
        closing = ready(shared)
        acts.answer(closing, by=shared.rut, answer="yes")
        refused(closing, shared.sara, "saknar ny ansvarig")
    finally:
        _tellers.remove(says)
    assert acts.finish(closing, by=shared.sara).state == "done"


def test_another_direction_asks_each_unit_again(shared: Any) -> None:
    closing = ready(shared)
    acts.answer(closing, by=shared.rut, answer="yes")
    acts.redirect(closing, by=shared.sara, direction=Direction("everywhere", "Nytt skäl."))
    refused(closing, shared.sara, "ja från Rådmannen")


def test_one_at_a_time_and_not_once_more_when_it_is_done(shared: Any) -> None:
    closing = begun(shared)
    with pytest.raises(NotAllowed, match="pågår redan"):
        begun(shared, by=shared.rut)
    with pytest.raises(NotAllowed, match="varför avslutet avbryts"):
        acts.call_off(closing, by=shared.rut, why=" ")
    acts.call_off(closing, by=shared.rut, why="Det är för tidigt.")
    done = all_left(shared)
    with pytest.raises(NotAllowed):
        acts.finish(done, by=shared.sara)


def test_neighbours_and_those_without_the_function_do_nothing(shared: Any) -> None:
    closing = ready(shared)
    for other in (shared.siv, shared.pia, shared.adam, shared.fred):
        for refuse in (
            lambda other=other: acts.answer(closing, by=other, answer="yes"),
            lambda other=other: acts.plan_resuming(closing, by=other, **TO),
            lambda other=other: acts.finish(closing, by=other),
            lambda other=other: acts.call_off(closing, by=other, why="x"),
        ):
            with pytest.raises(NotAllowed):
                refuse()


def test_a_silent_unit_has_it_on_its_desk_with_a_last_day(shared: Any) -> None:
    closing = begun(shared)
    assert [row.pk for row in on_desk(shared.rut, 9) if row.to_answer] == [closing.pk]
    assert closing.answer_by and closing.answer_by > clock.today() + timedelta(days=9)
    assert not any(row.to_answer for who in (shared.sara, shared.pia) for row in on_desk(who, 9))
    acts.answer(closing, by=shared.rut, answer="yes")
    assert not any(row.to_answer for row in on_desk(shared.rut, 9))


def test_days_that_have_not_been_are_not_written(shared: Any) -> None:
    closing, tomorrow = begun(shared), clock.today() + timedelta(days=1)
    with pytest.raises(NotAllowed, match="inte varit ännu"):
        acts.note_talk(closing, by=shared.sara, talk_on=tomorrow, talk_who="Alla")
    with pytest.raises(NotAllowed, match="inte varit ännu"):
        acts.explore(closing, by=shared.sara, on=tomorrow, explored_words="Nej.")


def test_one_that_comes_back_keeps_its_history_and_asks_for_each_yes_anew(shared: Any) -> None:
    closing = all_left(shared, consents="end")
    with pytest.raises(NotAllowed, match="Skriv varför"):
        acts.reopen(fresh(shared.coordination), by=shared.sara, why="")
    for other in (shared.rut, shared.siv):
        with pytest.raises(NotAllowed):
            acts.reopen(fresh(shared.coordination), by=other, why="Amina har ringt.")
    acts.reopen(fresh(shared.coordination), by=shared.sara, why="Amina har ringt.")
    row, again = fresh(shared.coordination), Reopening.objects.visible_to(shared.sara).get()
    assert (row.closed_on, again.closed_on, again.closed_why) == (None, clock.today(), "Avslut hos alla")
    assert Closing.objects.visible_to(shared.sara).get(pk=closing.pk).resume_whom == TO["resume_whom"]
    assert engaged(shared) == {"Vuxen Innerstaden"} and not Coordination.objects.visible_to(shared.rut).exists()
    with pytest.raises(NotAllowed, match="öppen"):
        acts.reopen(row, by=shared.sara, why="Igen.")
    assert close_coordination(row, by=shared.sara, why="Inget behövdes.").closed_on


def test_a_meeting_to_come_is_held_or_called_off_first(shared: Any) -> None:
    then = datetime.combine(clock.today() + timedelta(days=20), time(10), clock.SWEDEN)
    facts = MeetingFacts(starts_at=then, minutes=60, place="Rum 4")
    called = (Called(unit=shared.radmannen),)
    drafted = plan_meeting(shared.coordination, by=shared.sara, kind="closing", facts=facts, called=called)
    call_meeting(drafted, by=shared.sara)
    closing = ready(shared)
    acts.answer(closing, by=shared.rut, answer="yes")
    refused(closing, shared.sara, "Ett möte är kallat")
