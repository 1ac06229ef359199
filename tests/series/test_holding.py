"""The meeting run: who is there, what it came to, who takes the next step, and minutes that are locked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from brygga.core import clock
from brygga.core.acts import Changed, NotAllowed
from brygga.series.acts import (
    adopt,
    cancel,
    correct,
    decide,
    finish_step,
    follow_up_absence,
    hold,
    note_attendance,
    write_note,
)
from brygga.series.facts import StepFacts
from brygga.series.models import DecidedStep, SeriesSeat, StandingNote
from brygga.series.queries import absences, corrections_of, my_steps, seats_of, steps_of
from tests.series.conftest import HELD
from tests.series.making import announced, held


def step(unit, *, function="care_assessor", what="Ring och boka tid"):
    return StepFacts(what=what, unit=unit, function=function, due_on=date(2027, 1, 20))


@pytest.fixture
def begun(rounds):
    """The collaboration meeting with one case, at its time."""
    rounds.item = announced(rounds)
    with clock.set_to(HELD + timedelta(minutes=5)):
        rounds.meeting = held(rounds.december, rounds.elsa)
        yield rounds


def test_it_opens_half_an_hour_before_and_not_sooner(rounds):
    announced(rounds)
    with clock.set_to(HELD - timedelta(hours=1)), pytest.raises(NotAllowed, match="Mötet öppnas när det börjar"):
        hold(rounds.december, by=rounds.elsa, attendance={})
    with pytest.raises(NotAllowed, match="de som kommer till mötena"):
        held(rounds.december, rounds.uno)
    with pytest.raises(NotAllowed, match="Kryssa i vilka"):
        held(rounds.december, rounds.elsa, absent=(rounds.ulla, rounds.elsa))


@pytest.mark.requirement("STO-06")
@pytest.mark.requirement("KAR-01")
def test_the_absence_of_an_obliged_party_is_seen_and_followed_up_with_its_manager(rounds):
    with clock.set_to(rounds.january.starts_at + timedelta(hours=3)):
        held(rounds.january, rounds.ulla, absent=(rounds.hedda,))
        assert [row.waits for row in seats_of(rounds.elsa, rounds.january)] == [False, True, False]
        (seat,) = absences(rounds.vera)
        assert not absences(rounds.uno).exists()  # another unit's manager
        assert not absences(rounds.hedda).exists()  # nobody follows up themself
        with pytest.raises(NotAllowed, match="följs upp av någon annan"):
            follow_up_absence(seat, by=rounds.hedda, how="Jag var sjuk.")
        with pytest.raises(NotAllowed, match="följs upp av enhetens chef"):
            follow_up_absence(seat, by=rounds.uno, how="Hon var sjuk.")
        follow_up_absence(seat, by=rounds.vera, how="Sjuk. Ersättare är utsedd till nästa gång.")
        assert not absences(rounds.vera).exists()
        with pytest.raises(NotAllowed, match="redan uppföljd"):
            follow_up_absence(seat, by=rounds.ulla, how="Igen.")


def test_one_who_came_late_was_there_after_all(rounds):
    with clock.set_to(rounds.january.starts_at + timedelta(hours=1)):
        held(rounds.january, rounds.ulla, absent=(rounds.hedda,))
        late = SeriesSeat._base_manager.get(assignment=rounds.hedda.assignment_id)
        note_attendance(rounds.january, by=rounds.elsa, attendance={late.pk: "present"})
        assert not absences(rounds.vera).exists()


def test_the_case_gets_an_outcome_and_the_next_step_stands_with_the_function_that_takes_it(begun):
    decide(begun.item, by=begun.elsa, outcome="several", note="Vi söker tillsammans.", step=step(begun.aldre))
    assert [row.what for row in my_steps(begun.bea)] == ["Ring och boka tid"]
    assert not my_steps(begun.elsa).exists()  # another function at the same unit
    assert not my_steps(begun.nils).exists()  # the same function at another
    (todo,) = my_steps(begun.bea)
    with pytest.raises(NotAllowed, match="Det här görs av Biståndshandläggare, Äldreomsorg"):
        finish_step(todo, by=begun.nils)
    finish_step(todo, by=begun.bea)
    with pytest.raises(NotAllowed, match="redan gjort"):
        finish_step(todo, by=begun.bea)


def test_only_those_it_concerns_write_the_outcome_and_take_the_step(begun):
    with pytest.raises(NotAllowed, match="dem som ärendet rör"):
        decide(begun.item, by=begun.hedda, outcome="stays")
    with pytest.raises(NotAllowed, match="enhet som ärendet rör"):
        decide(begun.item, by=begun.ulla, outcome="stays", step=step(begun.psykiatri))
    with pytest.raises(NotAllowed, match="Texten visar vem det gäller"):
        decide(begun.item, by=begun.ulla, outcome="stays", note="Stig Vinter söker själv.")
    assert not DecidedStep._base_manager.exists()


def test_what_is_said_under_a_standing_item_is_read_by_all_and_names_nobody(rounds):
    with clock.set_to(rounds.january.starts_at + timedelta(hours=1)):
        held(rounds.january, rounds.ulla)
        write_note(rounds.january, by=rounds.ulla, item="trends", text="Fler unga.", seen=0, step=step(rounds.aldre))
        assert StandingNote.objects.visible_to(rounds.hedda).get().text == "Fler unga."
        assert StandingNote.objects.visible_to(rounds.uno).exists()
        assert not StandingNote.objects.visible_to(rounds.doris).exists()
        assert [row.what for row in steps_of(rounds.hedda, rounds.january)["trends"]] == ["Ring och boka tid"]
        with pytest.raises(NotAllowed, match="Texten visar vem det gäller"):
            write_note(rounds.january, by=rounds.ulla, item="trends", text="Som Stig.", seen=1)
        with pytest.raises(NotAllowed, match="finns inte på dagordningen"):
            write_note(rounds.january, by=rounds.ulla, item="weather", text="Regn.", seen=0)
        with pytest.raises(Changed):
            write_note(rounds.january, by=rounds.elsa, item="trends", text="Färre unga.", seen=0)


def test_before_the_meeting_one_may_write_what_is_to_be_taken_up_but_decide_nothing(rounds):
    write_note(rounds.january, by=rounds.hedda, item="trends", text="Väntetiderna.", seen=0)
    with pytest.raises(NotAllowed, match="Öppna mötet först"):
        write_note(rounds.january, by=rounds.hedda, item="trends", text="Mer.", seen=1, step=step(rounds.aldre))
    with pytest.raises(NotAllowed, match="Öppna mötet först"):
        decide(announced(rounds), by=rounds.ulla, outcome="stays")


@pytest.mark.requirement("STO-12")
def test_the_minutes_are_adopted_by_another_than_the_writer_and_then_locked(begun):
    assert begun.meeting.writer_unit == begun.beroende
    with pytest.raises(NotAllowed, match="saknar utfall"):
        adopt(begun.meeting, by=begun.elsa)
    decide(begun.item, by=begun.elsa, outcome="stays")
    with pytest.raises(NotAllowed, match="en annan enhet än den som skrev"):
        adopt(begun.meeting, by=begun.ulla)
    with pytest.raises(NotAllowed, match="någon som var med"):
        adopt(begun.meeting, by=begun.hedda)
    adopted = adopt(begun.meeting, by=begun.elsa)
    for refused in (
        lambda: decide(begun.item, by=begun.ulla, outcome="raised"),
        lambda: write_note(adopted, by=begun.ulla, item="advice_since_last", text="Mer.", seen=0),
        lambda: note_attendance(adopted, by=begun.ulla, attendance={}),
        lambda: adopt(adopted, by=begun.elsa),
    ):
        with pytest.raises(NotAllowed, match="justerat och låst"):
            refused()
    with pytest.raises(NotAllowed, match="redan hållits"):
        cancel(adopted, by=begun.ulla, why="Nej.")


@pytest.mark.requirement("STO-12")
def test_a_correction_is_added_to_adopted_minutes(begun):
    with pytest.raises(NotAllowed, match="inte justerat än"):
        correct(begun.meeting, by=begun.ulla, text="Vi var två.")
    decide(begun.item, by=begun.elsa, outcome="stays")
    adopt(begun.meeting, by=begun.elsa)
    correct(begun.meeting, by=begun.ulla, text="Mötet slutade kl. 10.")
    with pytest.raises(NotAllowed, match="Texten visar vem det gäller"):
        correct(begun.meeting, by=begun.ulla, text="Det gällde Stig.")
    assert [row.text for row in corrections_of(begun.hedda, begun.meeting)] == ["Mötet slutade kl. 10."]
    assert corrections_of(begun.doris, begun.meeting) == []
