"""Mapping together, and the written summary that spares the person the same questions (MAL-09)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brygga.consents.acts import withdraw_consent, withdraw_part
from brygga.consents.models import Disclosure
from brygga.coordinations.acts import erase_exploratory, leave
from brygga.coordinations.models import Engagement
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.core.writing import asked_by
from brygga.investigations.acts import end_plan
from brygga.investigations.facts import Finds
from brygga.investigations.guard import warnings
from brygga.investigations.models import Investigation, MappingPlan, Resolution, Summary
from brygga.investigations.summaries import covered, planned, summary_of
from brygga.requests.acts import appoint, complete, decline
from brygga.requests.models import Request
from brygga.requests.queries import units_to_request
from brygga.routines.loading import routine
from tests.investigations.making import (
    SAID,
    assignment,
    decided,
    in_days,
    investigated,
    mapped,
    may_map,
    opens,
    summarised,
    summary_asked,
)

pytestmark = pytest.mark.requirement("MAL-09")
NEIGHBOURS = ("siv", "pia", "sigrid", "adam", "greta", "folke_himself")
MODES = ("joint", "gfi", "parts", "others_knowledge", "recently_ended")


def visible(model: Any, actor: Any) -> bool:
    return bool(model.objects.visible_to(actor).exists())


@pytest.fixture
def willing(shared: Any) -> Any:
    opens(shared, "addiction")
    may_map(shared)
    return shared


@pytest.mark.parametrize("mode", MODES)
def test_each_of_the_ways_is_agreed_with_who_asks_what_and_on_which_consent(willing: Any, mode: str) -> None:
    plan = mapped(willing, mode=mode)
    assert plan.consent_id == willing.consent.pk and plan.mode_term == routine("malmo").mapping_modes[
        MODES.index(mode)
    ].term  # fmt: skip
    (shown,) = planned([plan], willing.rut)
    assert [(area.term, area.who) for area in shown.areas] == [("Missbruk och beroende", "Rådmannen vet redan")]
    assert sorted(shown.parties) == ["Rådmannen", "Vuxen Innerstaden"]


def test_both_units_and_the_person_see_it_and_nobody_else(willing: Any) -> None:
    mapped(willing)
    assert all(visible(MappingPlan, getattr(willing, who)) for who in ("sara", "sven", "rut", "kurt", "amina_herself"))
    assert not any(visible(MappingPlan, getattr(willing, who)) for who in NEIGHBOURS)
    event = Event.objects.visible_to(willing.rut).get(act="investigations.plan_mapping")
    assert event.affects_planning and "prover" not in event.sentence
    assert "prover" not in "".join(str(row.facts) for row in AuditRow.objects.all())
    withdraw_consent(willing.consent, by=willing.sara, how="Muntligt")
    assert not visible(MappingPlan, willing.rut) and visible(MappingPlan, willing.sara)


def test_it_rests_on_a_consent_to_map_together_about_each_area(willing: Any) -> None:
    with pytest.raises(NotAllowed, match="låter inte Rådmannen veta något om boende"):
        mapped(willing, None, "addiction", "housing")
    with asked_by("test"):
        type(willing.consent)._base_manager.filter(pk=willing.consent.pk).update(purposes=["coordination"])
    with pytest.raises(NotAllowed, match="samordna kartläggning och utredning"):
        mapped(willing)
    assert not MappingPlan._base_manager.exists()


def test_a_plan_is_between_several_about_something_in_a_way_that_the_place_has(willing: Any) -> None:
    for more, words in (
        ({"parties": []}, "minst en enhet till"),
        ({"finds": []}, "minst ett område"),
        ({"mode": "parallel"}, "finns i rutinen"),
    ):
        with pytest.raises(NotAllowed, match=words):
            mapped(willing, **more)
    with pytest.raises(NotAllowed):
        mapped(willing, willing.siv)


@pytest.mark.requirement("MAL-17")
def test_what_they_have_agreed_about_is_no_longer_double_work_and_another_way_needs_a_reason(willing: Any) -> None:
    investigated(willing, begins=-10)
    investigated(willing, willing.rut, begins=5, despite="Redan kallad.")
    assert len(warnings(willing.sara, willing.coordination)) == 1
    with pytest.raises(NotAllowed, match="ett annat sätt"):
        mapped(willing, mode="joint")
    plan = mapped(willing)
    assert warnings(willing.sara, willing.coordination) == [] == warnings(willing.rut, willing.coordination)
    end_plan(plan, by=willing.rut, outcome="stopped")
    assert len(warnings(willing.rut, willing.coordination)) == 1
    assert mapped(willing, mode="joint", mode_why="Personen vill träffa båda.").mode_why


@pytest.mark.parametrize("outcome", ["sip", "enough", "stopped"])
def test_any_of_the_parties_ends_it_with_what_it_led_to_once(willing: Any, outcome: str) -> None:
    plan = mapped(willing)
    for who in ("siv", "adam", "fred"):
        with pytest.raises(NotAllowed):
            end_plan(plan, by=getattr(willing, who), outcome=outcome)
    ended = end_plan(plan, by=willing.kurt, outcome=outcome, outcome_note="Vi vet nog.")
    assert (ended.ended_on, ended.outcome) == (clock.today(), outcome)
    with pytest.raises(NotAllowed, match="redan avslutad"):
        end_plan(plan, by=willing.sara, outcome=outcome)


def test_together_needs_no_unit(willing: Any) -> None:
    plan = mapped(willing, mode="joint", finds=[Finds("addiction", "together", willing.radmannen)])
    (shown,) = planned([plan], willing.sara)
    assert [area.who for area in shown.areas] == ["Frågar tillsammans"]


def test_a_summary_is_asked_for_written_and_read_by_the_one_who_asked(willing: Any) -> None:
    asked = summary_asked(willing)
    assert asked.answer_by is not None and not visible(Summary, willing.sara)
    summary = summarised(asked, willing.kurt)
    asked.refresh_from_db()
    assert asked.state == "done" and asked.appointed_id == willing.kurt.assignment_id
    assert summary_of(willing.sara, asked) == summary == summary_of(willing.rut, asked)
    assert [(one.term, one.whole, one.instrument) for one in covered(willing.sara, summary)] == [
        ("Alkoholanvändning", True, "ASI"), ("Narkotikaanvändning", False, "ASI"),
    ]  # fmt: skip
    assert visible(Summary, willing.amina_herself) and not any(
        visible(Summary, getattr(willing, w)) for w in NEIGHBOURS
    )
    told = Event.objects.visible_to(willing.sara).filter(act="requests.answer_in_writing").get()
    assert told.affects_planning and told.sentence == "Rådmannen har svarat på önskan om sammanfattning"
    assert "Behandlingshem" not in "".join(str(row.facts) for row in AuditRow.objects.all())


def test_the_summary_closes_with_the_consent_and_stays_with_the_one_who_wrote_it(willing: Any) -> None:
    opens(willing, "physical_health")
    asked = summary_asked(willing, "addiction", "physical_health")
    summarised(asked, willing.rut, alcohol="whole", drugs="whole", physical_health="partly")
    assert visible(Summary, willing.sara)
    withdraw_part(willing.consent, by=willing.sara, how="Muntligt", units=[], matters=["physical_health"], reason="")
    assert not visible(Summary, willing.sara) and visible(Summary, willing.rut)


def test_the_whole_consent_withdrawn_closes_it_too(willing: Any) -> None:
    summarised(summary_asked(willing), willing.rut)
    withdraw_consent(willing.consent, by=willing.sara, how="Muntligt")
    assert not visible(Summary, willing.sara) and visible(Summary, willing.rut)
    assert not Disclosure._base_manager.filter(purpose="mapping", ended_at=None).exists()


def test_a_summary_about_what_amina_has_not_opened_is_not_handed_over(willing: Any) -> None:
    asked = summary_asked(willing, "addiction", "finances")
    with pytest.raises(NotAllowed, match="Vuxen Innerstaden veta något om ekonomi"):
        summarised(asked, willing.rut, alcohol="whole", drugs="not", work_support="not")
    asked.refresh_from_db()
    assert asked.state == "sent" and not Summary._base_manager.exists()
    with pytest.raises(NotAllowed, match="varje område"):
        summarised(asked, willing.rut, alcohol="whole")


@pytest.mark.parametrize("who", ["sara", "siv", "pia", "adam", "amina_herself"])
def test_only_the_unit_asked_writes_it(willing: Any, who: str) -> None:
    asked = summary_asked(willing)
    with pytest.raises(NotAllowed):
        summarised(asked, getattr(willing, who))


def test_it_is_written_once_and_never_after_a_no(willing: Any) -> None:
    asked = summary_asked(willing)
    summarised(asked, willing.rut)
    with pytest.raises(NotAllowed, match="klar"):
        summarised(asked, willing.rut)
    other = summary_asked(willing)
    decline(other, by=willing.rolf, reason="Vi har bara träffat personen en gång.")
    with pytest.raises(NotAllowed, match="sagt nej"):
        summarised(other, willing.rut)


def test_who_is_appointed_to_write_does_not_tick_it_off_without_writing(willing: Any) -> None:
    asked = appoint(summary_asked(willing), by=willing.rolf, caseworker=assignment(willing.kurt))
    with pytest.raises(NotAllowed, match="när sammanfattningen är lämnad"):
        complete(asked, by=willing.kurt)
    assert summarised(asked, willing.kurt).written_by == willing.kurt.label


def test_an_ordinary_request_is_not_answered_in_writing(willing: Any) -> None:
    from brygga.requests.acts import answer_in_writing
    from tests.requests.asking import wish

    with pytest.raises(NotAllowed, match="inte med en sammanfattning"):
        answer_in_writing(wish(willing, willing.coordination, willing.psykiatri), by=willing.pia)


def test_one_who_has_lately_left_is_asked_and_takes_no_part_by_answering(willing: Any) -> None:
    kind = routine("malmo").request_kind("summary")
    leave(willing.ruts_part, by=willing.rut, why="Klart hos oss.")
    assert willing.radmannen in units_to_request(willing.coordination, kind)
    assert willing.psykiatri not in units_to_request(willing.coordination, kind)
    asked = summary_asked(willing)
    appoint(asked, by=willing.rolf, caseworker=assignment(willing.kurt))
    asked.refresh_from_db()
    summarised(asked, willing.kurt)
    assert not Engagement._base_manager.filter(unit=willing.radmannen, ended_on=None).exists()
    stream = Disclosure._base_manager.filter(stream_id=willing.coordination.pk, to_unit=willing.radmannen)
    assert not stream.filter(ended_at=None).exists()
    assert visible(Summary, willing.sara)


def test_one_who_left_longer_ago_than_the_routine_says_is_not_offered(willing: Any) -> None:
    kind = routine("malmo").request_kind("summary")
    leave(willing.ruts_part, by=willing.rut, why="Klart hos oss.")
    for days, offered in ((364, True), (367, False)):
        with asked_by("test"):
            Engagement._base_manager.filter(unit=willing.radmannen).update(
                since=in_days(-400), ended_on=clock.today() - timedelta(days=days)
            )
        assert (willing.radmannen in units_to_request(willing.coordination, kind)) is offered


def test_what_is_said_is_kept_word_for_word(willing: Any) -> None:
    asked = summary_asked(willing)
    summary = summarised(asked, willing.rut)
    assert Summary.objects.visible_to(willing.sara).get(pk=summary.pk).answers == SAID
    assert Request.objects.visible_to(willing.rut).get(pk=asked.pk).answers["agreed"] == "Samtalen och proverna."


@pytest.mark.requirement("MAL-06")
def test_when_nothing_follows_nothing_of_it_is_left(willing: Any) -> None:
    """What was opened for a summary rests on the same consent, and goes with it."""
    decided(willing, investigated(willing))
    mapped(willing)
    summarised(summary_asked(willing), willing.rut)
    with asked_by("test"):
        type(willing.coordination)._base_manager.update(exploratory=True)
        type(willing.aminas_case)._base_manager.filter(pk=willing.aminas_case.pk).update(exploratory=True)
    willing.coordination.refresh_from_db()
    erase_exploratory(willing.coordination, by=willing.sara)
    for model in (MappingPlan, Summary, Investigation, Resolution, Disclosure):
        assert not model._base_manager.exists(), model


def test_what_no_part_of_asi_asks_about_is_covered_by_its_own_name(willing: Any) -> None:
    opens(willing, "housing")
    summary = summarised(
        summary_asked(willing, "addiction", "housing"), willing.rut, alcohol="not", drugs="not", housing="whole"
    )
    told = [(one.term, one.instrument) for one in covered(willing.sara, summary)]
    assert told == [("Alkoholanvändning", "ASI"), ("Narkotikaanvändning", "ASI"), ("Boende", "")]
