"""A history of care as each reader may see it, what is critical in it, and what was said of that (MAL-17)."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.contacts.acts import Held, log_shared_contact
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.interventions.acts import end, interrupt, resume
from brygga.rules.critical import Kind, Situation
from brygga.timelines.acts import explain
from brygga.timelines.models import Explanation
from brygga.timelines.queries import own_timeline, timeline
from tests.interventions.making import in_days, ongoing

pytestmark = pytest.mark.requirement("MAL-17")

NEIGHBOURS = ("siv", "pia", "sigrid", "adam", "greta")


def told(world: Any, actor: Any) -> list[tuple[str, Kind, bool]]:
    rows = timeline(actor, world.coordination).rows
    return [(row.happening.words, row.happening.kind, row.happening.broken_off) for row in rows]


def situations(world: Any, actor: Any) -> list[Situation]:
    return [one.critical.situation for one in timeline(actor, world.coordination).situations]


def left(world: Any, **more: Any) -> Any:
    """A placement from nine days ago until she left it three days ago."""
    one = ongoing(world, words="Vård på behandlingshem", kind="treatment_home", **more)
    return interrupt(one, by=world.sara, on=in_days(-3), note="Amina lämnade hemmet.")


def test_nothing_is_known_before_something_has_happened(shared: Any) -> None:
    found = timeline(shared.sara, shared.coordination)
    assert (found.rows, found.situations, found.hidden) == ((), (), 0)
    assert {span.lane for span in found.spans} == {"Samordning", "Med i samordningen", "Samtycke"}


def test_an_intervention_is_there_from_its_start_to_its_end_each_time_it_went_on(shared: Any) -> None:
    one = interrupt(ongoing(shared), by=shared.sara, on=in_days(-6), note="Uteblev.")
    end(resume(one, by=shared.sara, on=in_days(-4)), by=shared.sara, on=in_days(-2), note="Klart.")
    rows = [row.happening for row in timeline(shared.rut, shared.coordination).rows]
    assert [(row.begins, row.ends, row.broken_off) for row in rows] == [
        (in_days(-9), in_days(-6), True),
        (in_days(-4), in_days(-2), False),
    ]
    assert {row.unit for row in rows} == {shared.innerstaden.name}


def test_whoever_leaves_a_placement_has_an_interruption_and_a_gap(shared: Any) -> None:
    left(shared)
    for actor in (shared.sara, shared.rut):
        assert told(shared, actor) == [("Vård på behandlingshem", Kind.PLACEMENT, True)]
        assert situations(shared, actor) == [Situation.INTERRUPTION, Situation.GAP]


def test_a_gap_that_somebody_fills_is_over(shared: Any) -> None:
    left(shared)
    ongoing(shared, shared.rut, words="Samtal")
    assert Situation.GAP not in situations(shared, shared.sara)


def test_what_is_about_a_matter_that_is_not_opened_is_not_told_but_counted(shared: Any) -> None:
    left(shared, matter="finances")
    seen = timeline(shared.rut, shared.coordination)
    assert (seen.rows, seen.situations, seen.hidden) == ((), (), 1)
    assert situations(shared, shared.sara) == [Situation.INTERRUPTION, Situation.GAP]


def test_neighbours_see_no_row_of_it(shared: Any) -> None:
    left(shared)
    for who in NEIGHBOURS:
        actor = getattr(shared, who)
        assert not Coordination.objects.visible_to(actor).filter(pk=shared.coordination.pk).exists()
        seen = timeline(actor, shared.coordination)
        assert (seen.rows, seen.spans, seen.situations) == ((), (), ()), who


def test_the_person_sees_what_is_told_to_the_person(shared: Any) -> None:
    left(shared)
    mine = own_timeline(shared.amina_herself)
    assert mine is not None and [row.happening.words for row in mine.rows] == ["Vård på behandlingshem"]
    assert own_timeline(shared.folke_himself) is None


def test_a_talk_with_the_person_is_there_and_one_between_units_is_not(shared: Any) -> None:
    for there in (True, False):
        held = Held(kind="meeting" if there else "phone", held_on=in_days(0), matter="coordination", about="Läget",
                    person_was_there=there)  # fmt: skip
        log_shared_contact(shared.coordination, by=shared.sara, held=held, to_units=[shared.radmannen])
    assert [kind for _, kind, _ in told(shared, shared.rut)] == [Kind.MEETING]


def test_a_plan_says_what_should_have_happened(adopted: Any) -> None:
    left(adopted)
    found = timeline(adopted.rut, adopted.coordination).situations
    steps = {one.critical.situation: one.agreed for one in found}
    assert any("Rut ringer Sara" in step for step in steps[Situation.GAP])
    assert Kind.PLAN in {row.happening.kind for row in timeline(adopted.rut, adopted.coordination).rows}


class TestExplaining:
    def gap(self, world: Any) -> str:
        left(world)
        return timeline(world.rut, world.coordination).situations[-1].critical.mark

    def test_it_stands_by_the_situation_for_all_and_what_was_said_before_is_kept(self, shared: Any) -> None:
        mark = self.gap(shared)
        explain(shared.coordination, by=shared.rut, mark=mark, words="Vi ringer henne varje dag.")
        explain(shared.coordination, by=shared.sara, mark=mark, words="Hon bor hos sin syster.")
        for actor in (shared.sara, shared.rut):
            one = timeline(actor, shared.coordination).situations[-1]
            assert one.explanation is not None and one.explanation.words == "Hon bor hos sin syster."
        assert Explanation.objects.visible_to(shared.sara).count() == 2
        explained = [one.explanation is not None for one in timeline(shared.sara, shared.coordination).situations]
        assert explained == [False, True]
        event = Event.objects.visible_to(shared.rut).filter(act="timelines.explain").latest("pk")
        assert "kritiskt läge (glapp)" in event.sentence and "syster" not in event.sentence

    def test_neighbours_may_not_and_nothing_is_said_to_them(self, shared: Any) -> None:
        mark = self.gap(shared)
        for who in NEIGHBOURS:
            with pytest.raises(NotAllowed):
                explain(shared.coordination, by=getattr(shared, who), mark=mark, words="Nej.")
        assert not Explanation._base_manager.exists()

    def test_what_one_does_not_see_cannot_be_explained(self, shared: Any) -> None:
        left(shared, matter="finances")
        mark = timeline(shared.sara, shared.coordination).situations[-1].critical.mark
        with pytest.raises(NotAllowed, match="finns inte längre"):
            explain(shared.coordination, by=shared.rut, mark=mark, words="Jag vet inte.")

    def test_an_explanation_says_something(self, shared: Any) -> None:
        mark = self.gap(shared)
        with pytest.raises(NotAllowed, match="Skriv en förklaring"):
            explain(shared.coordination, by=shared.rut, mark=mark, words="  ")


def test_the_same_questions_with_one_row_and_with_thirty(shared: Any) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            timeline(shared.rut, shared.coordination)
        return len(asked)

    left(shared)
    few = questions()
    for number in range(30):
        end(ongoing(shared, words=f"Stöd {number}"), by=shared.sara, on=in_days(-1), note="Klart.")
    assert questions() == few
    assert len(timeline(shared.rut, shared.coordination).rows) == 31


def test_seen_at_noon_or_at_midnight_it_is_the_same_day(shared: Any) -> None:
    left(shared)
    for hour in (time(0, 1), time(12), time(23, 59)):
        with clock.set_to(datetime.combine(clock.today(), hour, clock.SWEDEN)):
            assert situations(shared, shared.sara) == [Situation.INTERRUPTION, Situation.GAP]
