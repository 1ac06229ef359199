"""A unit grants, and exactly one unit answers for each intervention at every moment (STO-14)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.interventions import may
from brygga.interventions.acts import (
    begin,
    change_intervention,
    end,
    freeze,
    interrupt,
    move_responsibility,
    resume,
    tell_person,
    thaw,
)
from brygga.interventions.models import GrantedIntervention, ResponsibilityMove
from brygga.interventions.queries import hidden, ongoing_at, ongoing_in, responsible_on
from brygga.interventions.states import ALIVE, TRANSITIONS, GrantedState, may_become
from tests.interventions.making import granted, in_days, ongoing
from tests.investigations.making import decided, investigated, opens

NEIGHBOURS = ("siv", "pia", "sigrid", "adam", "greta", "folke_himself")


def sees(actor: Any, row: GrantedIntervention) -> bool:
    return bool(GrantedIntervention.objects.visible_to(actor).filter(pk=row.pk).exists())


def test_what_is_granted_is_seen_by_those_who_take_part_and_by_nobody_else(shared: Any) -> None:
    row = granted(shared)
    assert (row.unit_id, row.responsible_unit_id, row.state) == (
        shared.innerstaden.pk, shared.innerstaden.pk, GrantedState.DECIDED,
    )  # fmt: skip
    assert sees(shared.sven, row) and sees(shared.rut, row) and sees(shared.chef, row)
    assert not any(sees(getattr(shared, who), row) for who in NEIGHBOURS)


def test_what_is_about_something_not_opened_is_a_number_to_the_others(shared: Any) -> None:
    row = granted(shared, matter="finances")
    assert sees(shared.sara, row) and not sees(shared.rut, row)
    assert hidden(shared.rut, shared.coordination) == 1 and hidden(shared.sara, shared.coordination) == 0
    assert not Event.objects.visible_to(shared.rut).filter(act="interventions.grant").exists()
    opens(shared, "finances")
    assert sees(shared.rut, row) and hidden(shared.rut, shared.coordination) == 0


def test_it_is_told_in_the_inbox_without_what_it_is(shared: Any) -> None:
    granted(shared)
    event = Event.objects.visible_to(shared.rut).get(act="interventions.grant")
    assert event.sentence == "Vuxen Innerstaden har beviljat en insats" and event.affects_planning
    assert InboxItem.objects.visible_to(shared.rut).filter(event=event).exists()
    assert not InboxItem.objects.visible_to(shared.pia).exists()
    assert "Boendestöd" not in "".join(str(row.facts) for row in AuditRow.objects.all())


def test_the_person_reads_it_when_told_or_when_it_goes_on(shared: Any) -> None:
    row = granted(shared)
    assert not sees(shared.amina_herself, row)
    begun = ongoing(shared)
    assert sees(shared.amina_herself, begun)
    told = tell_person(row, by=shared.sara, told_on=clock.today(), told_how="phone")
    assert sees(shared.amina_herself, told) and told.told_day == clock.today()
    with pytest.raises(NotAllowed, match="vet redan"):
        tell_person(row, by=shared.sara, told_on=clock.today(), told_how="phone")
    for day in (in_days(1), in_days(-11)):
        with pytest.raises(NotAllowed, match="efter beslutet"):
            tell_person(begun, by=shared.sara, told_on=day, told_how="phone")
    with pytest.raises(NotAllowed, match="enheten som beslutade"):
        tell_person(begun, by=shared.rut, told_on=clock.today(), told_how="phone")


def test_what_rests_on_a_decision_is_told_when_the_decision_is(shared: Any) -> None:
    from brygga.investigations.acts import tell_person as tell_decision

    opens(shared, "housing")
    decision = decided(shared, investigated(shared, None, "housing"))
    row = granted(shared, resolution=decision)
    assert row.told_day is None and not sees(shared.amina_herself, row)
    tell_decision(decision, by=shared.sara, told_on=clock.today(), told_how="meeting")
    row = GrantedIntervention.objects.visible_to(shared.sara).get(pk=row.pk)
    assert row.told_day == clock.today() and sees(shared.amina_herself, row)
    with pytest.raises(NotAllowed, match="inte enhetens eget"):
        granted(shared, shared.rut, resolution=decision)


def test_from_decided_to_ended_and_only_in_that_order(shared: Any) -> None:
    row = granted(shared)
    for refused in (interrupt, resume):
        with pytest.raises(NotAllowed):
            refused(row, by=shared.sara, on=clock.today(), note="x")
    row = begin(row, by=shared.sara, on=in_days(-8))
    with pytest.raises(NotAllowed, match="redan börjat"):
        begin(row, by=shared.sara, on=clock.today())
    with pytest.raises(NotAllowed, match="hände senast"):
        interrupt(row, by=shared.sara, on=in_days(-9), note="Amina kom inte.")
    with pytest.raises(NotAllowed, match="framåt"):
        interrupt(row, by=shared.sara, on=in_days(1), note="Amina kom inte.")
    with pytest.raises(NotAllowed, match="vad som har hänt"):
        interrupt(row, by=shared.sara, on=clock.today(), note=" ")
    row = interrupt(row, by=shared.sara, on=in_days(-5), note="Amina kom inte.")
    with pytest.raises(NotAllowed, match="redan börjat"):
        begin(row, by=shared.sara, on=clock.today())
    row = resume(row, by=shared.sara, on=in_days(-2))
    with pytest.raises(NotAllowed, match="varför"):
        end(row, by=shared.sara, on=clock.today(), note="")
    row = end(row, by=shared.sara, on=clock.today(), note="Amina klarar sig själv.")
    for refused in (interrupt, resume, end):
        with pytest.raises(NotAllowed, match="redan avslutad"):
            refused(row, by=shared.sara, on=clock.today(), note="x")
    assert not ongoing_in(shared.coordination).exists()


def test_the_states_say_what_comes_after_what() -> None:
    assert set(TRANSITIONS) == set(GrantedState)
    assert [state for state in GrantedState if not TRANSITIONS[state]] == [GrantedState.ENDED]
    assert {now for now in GrantedState if may_become(now, GrantedState.ENDED)} == ALIVE
    assert {now for now in GrantedState if may_become(now, GrantedState.INTERRUPTED)} == {GrantedState.ONGOING}


@pytest.mark.parametrize("who", ["rut", "adam", "siv", "fred"])
def test_nobody_but_the_unit_that_answers_says_how_it_goes(shared: Any, who: str) -> None:
    row, other = ongoing(shared), getattr(shared, who)
    for refused in (
        lambda: interrupt(row, by=other, on=clock.today(), note="x"),
        lambda: end(row, by=other, on=clock.today(), note="x"),
        lambda: change_intervention(row, by=other, starts_on=clock.today()),
        lambda: begin(granted(shared), by=other, on=clock.today()),
    ):
        with pytest.raises(NotAllowed):
            refused()
    row.refresh_from_db()
    assert row.state == "ongoing"


def test_a_neighbour_grants_nothing_here(shared: Any) -> None:
    for who in ("siv", "pia", "sigrid", "adam"):
        with pytest.raises(NotAllowed):
            granted(shared, getattr(shared, who))
    for wrong, words in (
        ({"matter": "vad som helst"}, "handlar om"),
        ({"decided_on": in_days(1)}, "framtiden"),
        ({"ends_on": in_days(-20)}, "sluta innan"),
    ):
        with pytest.raises(NotAllowed, match=words):
            granted(shared, **wrong)


def test_one_that_comes_after_another_waits_for_it(shared: Any) -> None:
    first = ongoing(shared)
    second = granted(shared, after=first)
    assert second.order == "after"
    with pytest.raises(NotAllowed, match="annan är slut"):
        begin(second, by=shared.sara, on=clock.today())
    with pytest.raises(NotAllowed, match="vänta på varandra"):
        change_intervention(first, by=shared.sara, starts_on=clock.today(), after=second)
    with pytest.raises(NotAllowed, match="vänta på varandra"):
        change_intervention(second, by=shared.sara, starts_on=clock.today(), after=second)
    end(first, by=shared.sara, on=clock.today(), note="Klart.")
    assert begin(second, by=shared.sara, on=clock.today()).state == "ongoing"
    third = granted(shared, after=second)
    loose = change_intervention(third, by=shared.sara, starts_on=clock.today(), ends_on=in_days(9))
    assert (loose.after, loose.order, loose.ends_on) == (None, "simultaneous", in_days(9))


@pytest.mark.requirement("STO-14")
def test_responsibility_moves_on_a_day_and_leaves_a_history(shared: Any) -> None:
    row = ongoing(shared)
    with pytest.raises(NotAllowed, match="inte med"):
        move_responsibility(row, by=shared.chef, to_unit=shared.norr, on=clock.today(), because="Flyttat.")
    for day in (in_days(1), in_days(-11)):
        with pytest.raises(NotAllowed, match="den dag det gäller"):
            move_responsibility(row, by=shared.chef, to_unit=shared.radmannen, on=day, because="Överlämnat.")
    with pytest.raises(NotAllowed, match="redan"):
        move_responsibility(row, by=shared.chef, to_unit=shared.innerstaden, on=clock.today(), because="Överlämnat.")
    with pytest.raises(NotAllowed, match="varför"):
        move_responsibility(row, by=shared.chef, to_unit=shared.radmannen, on=clock.today(), because="")
    moved = move_responsibility(row, by=SYSTEM, to_unit=shared.radmannen, on=in_days(-3), because="Överlämnat.")
    assert (moved.unit_id, moved.responsible_unit_id) == (shared.innerstaden.pk, shared.radmannen.pk)
    answered: dict[date, Any] = {in_days(n): responsible_on(moved, in_days(n)) for n in (-11, -10, -4, -3, 0)}
    assert [unit and unit.name for unit in answered.values()] == [
        None, "Vuxen Innerstaden", "Vuxen Innerstaden", "Rådmannen", "Rådmannen",
    ]  # fmt: skip
    assert ResponsibilityMove.objects.visible_to(shared.rut).count() == 2
    assert not ResponsibilityMove.objects.visible_to(shared.siv).exists()
    assert list(ongoing_at([shared.radmannen.pk])) == [moved] and not ongoing_at([shared.innerstaden.pk]).exists()
    with pytest.raises(NotAllowed, match="ansvarar för insatsen nu"):
        end(moved, by=shared.sara, on=clock.today(), note="x")
    assert end(moved, by=shared.rut, on=clock.today(), note="Klart.").state == "ended"


@pytest.mark.requirement("STO-14")
def test_frozen_responsibility_stays_until_the_last_one_lets_go(shared: Any) -> None:
    row = ongoing(shared)
    for _ in range(2):
        row = freeze(row, by=shared.chef, because="Enheterna är inte överens.")
    assert row.is_frozen and row.frozen_since == clock.today()
    for _ in range(2):
        with pytest.raises(NotAllowed, match="frågan är lyft"):
            move_responsibility(row, by=shared.chef, to_unit=shared.radmannen, on=clock.today(), because="Ändå.")
        row = thaw(row, by=shared.chef)
    assert not row.is_frozen and row.frozen_because == ""
    with pytest.raises(NotAllowed, match="ligger inte fast"):
        thaw(row, by=shared.chef)
    moved = move_responsibility(row, by=shared.chef, to_unit=shared.radmannen, on=clock.today(), because="Löst.")
    assert moved.responsible_unit_id == shared.radmannen.pk


def test_a_frozen_one_may_end_and_is_then_let_go(shared: Any) -> None:
    row = freeze(ongoing(shared), by=shared.chef, because="Oense.")
    row = end(row, by=shared.sara, on=clock.today(), note="Amina har flyttat.")
    assert not thaw(row, by=shared.chef).is_frozen
    with pytest.raises(NotAllowed, match="redan avslutad"):
        freeze(row, by=shared.chef, because="Igen.")


@pytest.mark.requirement("STO-17")
def test_a_room_above_says_why_a_unit_may_not_grant_yet(shared: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(may, "_hindrances", [])
    waits = shared.radmannen.pk
    may.before_granting(lambda _coordination, unit_id: "Ansvaret har inte flyttats än." if unit_id == waits else "")
    with pytest.raises(NotAllowed, match="inte flyttats"):
        granted(shared, shared.rut)
    assert granted(shared).responsible_unit_id == shared.innerstaden.pk
