"""A unit goes into another with open cases: everything open has a unit that answers, and nobody reads more than before.

Siv at Norr takes over from Innerstaden; Sigrid in Lund and Pia next door are the neighbours.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brygga.agencies.acts import add_unit, close_unit
from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import went_into
from brygga.consents.models import Disclosure
from brygga.coordinations.acts import leave, share_note
from brygga.coordinations.models import Coordination, Engagement, Entry
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.escalations.acts import answer
from brygga.escalations.queries import parties_of
from brygga.interventions.acts import freeze
from brygga.interventions.models import GrantedIntervention, ResponsibilityMove
from brygga.people.models import Case, Person
from brygga.reorganisations.acts import call_off, carry_out_reorganisation, finish, plan_reorganisation
from brygga.reorganisations.models import Moved, Reorganisation
from brygga.reorganisations.queries import told_to_person
from tests.cast import _actor, _unit
from tests.consents.saying import say_yes
from tests.escalations.making import heads, raised, solved
from tests.handovers.making import granted
from tests.reorganisations.making import WHY, merged, now, of, planned
from tests.requests.asking import consent_to

TODAY = clock.today()
OTHER_KIND = "housing"

pytestmark = pytest.mark.requirement("STO-17")


def reads(actor: Any) -> set[str]:
    """What somebody may see of Amina and her coordination."""
    found = {
        "case": (Case, "person"), "person": (Person, "pk"), "coordination": (Coordination, "person"),
        "note": (Entry, "coordination__person"), "granted": (GrantedIntervention, "coordination__person"),
    }  # fmt: skip
    amina = Person.objects.unrestricted(because="test").get(given_name="Amina").pk
    return {
        name
        for name, (model, path) in found.items()
        if model.objects.visible_to(actor).filter(**{path: amina}).exists()
    }


@pytest.fixture
def lived(shared: Any) -> Any:
    """Sara has granted something, and Rut has told the others something."""
    shared.ivar = shared.sara
    shared.talks = granted(shared)
    share_note(shared.coordination, by=shared.rut, matter="coordination", text="Amina kom till samtalet.")
    return shared


def test_whoever_follows_reads_what_they_read_and_the_new_unit_what_is_its_own(lived: Any) -> None:
    siv, sara, neighbours = reads(lived.siv), reads(lived.sara), [reads(who) for who in (lived.sigrid, lived.pia)]
    rut = reads(lived.rut)
    merged(lived)
    assert reads(now(lived.sara)) == sara == {"case", "person", "coordination", "note", "granted"}
    assert siv == set() and reads(now(lived.siv)) == {"case", "person", "granted"}
    assert [reads(now(who)) for who in (lived.sigrid, lived.pia)] == neighbours == [set(), set()]
    assert reads(now(lived.rut)) == rut


def test_one_unit_answers_for_the_intervention_and_the_history_says_why(lived: Any) -> None:
    merged(lived)
    talks = GrantedIntervention._base_manager.get(pk=lived.talks.pk)
    assert (talks.responsible_unit, talks.unit) == (lived.norr, lived.innerstaden)
    last = ResponsibilityMove._base_manager.filter(intervention=talks).latest("pk")
    assert last.because == "Vuxen Innerstaden gick upp i Vuxen Norr"
    parts = Engagement._base_manager.filter(coordination=lived.coordination, ended_on=None)
    assert {part.unit.name for part in parts} == {"Vuxen Innerstaden", "Vuxen Norr", "Rådmannen"}


def test_when_amina_says_yes_to_the_new_unit_its_part_goes_on_there(lived: Any) -> None:
    rut = reads(lived.rut)
    row = merged(lived)
    sara = now(lived.sara)
    say_yes(lived, lived.norr, lived.radmannen, by=sara, replaces=lived.consent)
    assert reads(now(lived.rut)) == rut
    finish(row, by=SYSTEM)
    assert Coordination._base_manager.get().unit == lived.norr
    assert reads(now(lived.siv)) == {"case", "person", "coordination", "note", "granted"}
    parts = Engagement._base_manager.filter(ended_on=None)
    assert {part.unit.name for part in parts} == {"Vuxen Norr", "Rådmannen"}
    ended = Engagement._base_manager.get(unit=lived.innerstaden)
    assert ended.ended_why == "Enheten gick upp i Vuxen Norr"
    assert reads(now(lived.sigrid)) == set()


def test_without_anybody_else_in_it_a_coordination_goes_along_at_once(lived: Any) -> None:
    part = Engagement._base_manager.get(unit=lived.radmannen)
    leave(part, by=SYSTEM, at=clock.now(), why="Klart.")
    merged(lived)
    assert Coordination._base_manager.get().unit == lived.norr
    assert reads(now(lived.siv)) == {"case", "person", "coordination", "granted"}


def test_a_part_in_the_others_coordination_goes_along_only_where_the_consent_names_the_new_unit(shared: Any) -> None:
    """Rådmannen goes into another clinic of the region, which Amina has not heard of."""
    region = shared.region
    with asked_by("test"):
        ny = Unit.objects.create(organisation=region, name="Kliniken", sort="kliniken", kind=shared.radmannen.kind)
    row = plan_reorganisation(shared.radmannen, by=SYSTEM, into=ny, on=clock.today(), why=WHY)
    carry_out_reorganisation(row, by=SYSTEM)
    assert reads(now(shared.rut)) == {"coordination"}
    assert not Disclosure.objects.unrestricted(because="test").filter(to_unit=ny).exists()
    assert Engagement._base_manager.filter(unit=ny).count() == 0


def test_the_old_unit_stays_and_leads_on(lived: Any) -> None:
    merged(lived)
    old = Unit.objects.get(pk=lived.innerstaden.pk)
    assert old.closed_on == clock.today()
    assert went_into(old.pk).new == lived.norr
    assert of(lived.sara).unit == lived.norr
    assert of(lived.sara).earlier_units == {str(old.pk): clock.today().isoformat()}
    assert Assignment.objects.get(pk=lived.frida.pk).unit == old


def test_what_went_along_is_kept_row_by_row_and_told_to_amina(lived: Any) -> None:
    merged(lived)
    kinds = set(Moved._base_manager.values_list("kind", flat=True))
    assert kinds >= {"assignments", "cases", "granted"}
    told = told_to_person(lived.amina_herself)
    assert [(one.old, one.new, one.asks) for one in told] == [("Vuxen Innerstaden", "Vuxen Norr", True)]
    assert told_to_person(lived.folke_himself) == []


def test_a_case_that_both_have_goes_on_as_one(lived: Any) -> None:
    with asked_by("test"):
        there = Case._base_manager.create(
            person=lived.amina, unit=lived.norr, number="2026-00009", opened_on=clock.today() - timedelta(days=3)
        )
    merged(lived)
    assert list(Case._base_manager.filter(person=lived.amina, closed_on=None)) == [there]


def test_closing_is_refused_with_the_list_of_what_is_left(lived: Any) -> None:
    row = planned(lived, None)
    with pytest.raises(NotAllowed, match="1 öppet ärende, 1 samordning, 1 beviljad insats har ingen mottagare"):
        carry_out_reorganisation(row, by=lived.adam)
    assert Unit.objects.get(pk=lived.innerstaden.pk).closed_on is None


def test_a_unit_without_anything_open_closes(world: Any) -> None:
    row = planned(world, None, unit=world.norr)
    carry_out_reorganisation(row, by=world.adam)
    assert Unit.objects.get(pk=world.norr.pk).closed_on == clock.today()
    assert went_into(world.norr.pk) is None
    assert of(world.siv).until == clock.today()


@pytest.mark.parametrize(
    ("into", "said"),
    [
        (lambda world: world.innerstaden, "sig själv"),
        (lambda world: world.lund_vuxen, "er egen organisation"),
        (lambda world: add_unit(world.social, by=world.adam, name="Barn", kind=OTHER_KIND), "ett annat slag av enhet"),
    ],
)
def test_some_units_it_may_not_go_into(world: Any, into: Any, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        planned(world, into(world))


def test_a_day_that_has_been_and_one_that_has_not_come(world: Any) -> None:
    with pytest.raises(NotAllowed, match="Dagen har redan varit"):
        planned(world, world.norr, days=-1)
    row = planned(world, world.norr, days=2)
    with pytest.raises(NotAllowed, match="Dagen har inte kommit än"):
        carry_out_reorganisation(row, by=world.adam)
    call_off(row, by=world.adam)
    assert Reorganisation._base_manager.get().state == "called_off"


def test_it_is_done_once_and_a_reorganised_unit_is_not_reorganised_again(world: Any) -> None:
    row = merged(world)
    with pytest.raises(NotAllowed, match="redan genomförd"):
        carry_out_reorganisation(row, by=world.adam)
    with pytest.raises(NotAllowed, match="Enheten är avvecklad"):
        planned(world, world.norr)


def test_two_decisions_about_the_same_unit(world: Any) -> None:
    planned(world, world.norr, days=3)
    with pytest.raises(NotAllowed, match="ska redan omorganiseras"):
        planned(world, world.norr, days=4)
    with pytest.raises(NotAllowed, match="ska gå upp i enheten"):
        close_unit(world.norr, by=world.adam)


def test_what_lies_fast_stops_it_whole(lived: Any) -> None:
    freeze(lived.talks, by=SYSTEM, because="Lyft fråga")
    with pytest.raises(NotAllowed, match="ligger fast medan en fråga är lyft"):
        merged(lived)
    assert of(lived.sara).unit == lived.innerstaden
    assert Case._base_manager.get(person=lived.amina).unit == lived.innerstaden


@pytest.mark.parametrize("who", ["sara", "chef", "greta", "sigrid", "rolf"])
def test_only_an_administrator_decides(world: Any, who: str) -> None:
    with pytest.raises(NotAllowed):
        plan_reorganisation(world.innerstaden, by=getattr(world, who), into=world.norr, on=clock.today(), why=WHY)


@pytest.mark.parametrize("at", ["innerstaden", "norr"])
def test_an_administrator_gives_themself_nothing(world: Any, at: str) -> None:
    """Who reads one of the units, in another assignment, would read the other too; a colleague decides it."""
    with asked_by("test"):
        Assignment.objects.create(
            staff_id=world.adam.staff_id, unit=getattr(world, at), function="social_worker", title="X", since=TODAY
        )
    with pytest.raises(NotAllowed, match="Be en annan administratör"):
        planned(world, world.norr)


@pytest.mark.requirement("STO-13")
def test_a_lifted_question_goes_along_and_is_solved_where_the_heads_work_now(city: Any) -> None:
    heads(city)
    with asked_by("the cast"):
        adam = _actor("Adam Ask", "administrator", "Administratör", city.psykiatri)
        west = _unit(city.aldre.organisation, "Äldreomsorg väst", city.aldre.kind)
    row = raised(city, interventions=[])
    consent_to(city, city.stig, city.beroende, west)
    plan = plan_reorganisation(city.aldre, by=adam, into=west, on=clock.today(), why=WHY)
    carry_out_reorganisation(plan, by=adam)
    assert {party.unit for party in parties_of(row)} == {city.beroende, west}
    answer(row, by=now(city.elsa), says="agrees")
    assert solved(row, west, now(city.elsa), city.ulla).responsible_unit == west


def test_what_waits_goes_along_to_where_the_new_unit_went_in_its_turn(lived: Any) -> None:
    first = merged(lived)
    soder = add_unit(lived.social, by=lived.adam, name="Söder", kind=lived.norr.kind)
    carry_out_reorganisation(planned(lived, soder, unit=lived.norr), by=now(lived.adam))
    say_yes(lived, soder, lived.radmannen, by=now(lived.sara), replaces=lived.consent)
    finish(first, by=SYSTEM)
    assert Coordination._base_manager.get().unit == soder
    assert went_into(lived.innerstaden.pk).new == soder
    assert reads(now(lived.siv)) == {"case", "person", "coordination", "note", "granted"}
    assert reads(now(lived.sigrid)) == set()


def test_a_unit_on_its_way_does_not_close_by_itself(world: Any) -> None:
    planned(world, world.innerstaden, unit=world.norr, days=3)
    with pytest.raises(NotAllowed, match="Återkalla det först"):
        close_unit(world.norr, by=world.adam)
