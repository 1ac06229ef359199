"""Writing the plan together: nothing is overwritten unseen, nothing is thrown away, and only those in it write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brygga.core import clock
from brygga.core.acts import Changed, NotAllowed
from brygga.core.models import Event
from brygga.core.visibility import UnscopedRead
from brygga.core.writing import asked_by
from brygga.plans import acts
from brygga.plans.facts import CrisisFacts, GoalFacts, HeaderFacts, InterventionFacts, LinkFacts, NeedFacts, StepFacts
from brygga.plans.models import Goal, Need, Plan, PlanText
from brygga.plans.states import CloseReason, Order, Performer
from brygga.plans.working import working
from tests.plans.stages import held_by


def told(world):
    events = Event.objects.visible_to(world.sara).filter(stream_id=world.coordination.pk).order_by("id")
    return [event.sentence for event in events]


def test_a_unit_in_the_coordination_begins_the_plan(shared):
    plan = acts.start_plan(shared.coordination, by=shared.rut)
    assert (plan.started_by, plan.routine_since) == (shared.rut.label, clock.today())
    assert told(shared) == ["Rut Månsson, sjuksköterska, Rådmannen började på en gemensam plan (SIP)"]


def test_there_is_one_open_plan(begun):
    with pytest.raises(NotAllowed, match="redan en öppen plan"):
        acts.start_plan(begun.coordination, by=begun.rut)


@pytest.mark.parametrize("neighbour", ["siv", "sigrid", "pia", "adam", "fred", "amina_herself", "folke_himself"])
@pytest.mark.requirement("ALL-02")
def test_a_neighbour_neither_sees_nor_writes(whole, neighbour):
    actor = getattr(whole, neighbour)
    if neighbour != "amina_herself":
        assert not Plan.objects.visible_to(actor).exists()
    assert not Need.objects.visible_to(actor).exists()
    for attempt in (
        lambda: acts.start_plan(whole.coordination, by=actor),
        lambda: acts.add_row(whole.plan, by=actor, facts=NeedFacts(text="Nej")),
        lambda: acts.change_row(whole.need, by=actor, seen=1, facts=NeedFacts(text="Nej")),
        lambda: acts.write_text(whole.plan, by=actor, part="important", text="Nej", seen=1),
        lambda: acts.remove_row(whole.need, by=actor, seen=1),
        lambda: acts.set_header(whole.plan, by=actor, seen=1, facts=HeaderFacts()),
        lambda: acts.propose_version(whole.plan, by=actor),
        lambda: acts.close_plan(whole.plan, by=actor, reason=CloseReason.GOALS_REACHED),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert Need.objects.visible_to(whole.sara).get().text == "Jag vill sova om nätterna."


def test_nobody_reads_rows_without_saying_for_whom(whole):
    with pytest.raises(UnscopedRead):
        Goal.objects.count()


def test_a_withdrawn_consent_closes_the_plan_for_the_other_party_the_same_moment(whole):
    with asked_by("the person says no"):
        whole.consent.withdrawn_at = clock.now()
        whole.consent.save()
    assert not Plan.objects.visible_to(whole.rut).exists()
    with pytest.raises(NotAllowed):
        acts.add_row(whole.plan, by=whole.rut, facts=NeedFacts(text="Nej"))
    assert Plan.objects.visible_to(whole.sara).exists()


@pytest.mark.requirement("ALL-03")
def test_two_who_change_the_same_row_lose_nothing(whole):
    """Sara and Rut both read the row; the second is shown what the first wrote."""
    seen = whole.need.revision
    acts.change_row(whole.need, by=whole.sara, seen=seen, facts=NeedFacts(text="Saras ord"))
    with pytest.raises(Changed) as collision:
        acts.change_row(whole.need, by=whole.rut, seen=seen, facts=NeedFacts(text="Ruts ord"))
    assert collision.value.current.text == "Saras ord"
    assert Need.objects.visible_to(whole.rut).get().text == "Saras ord"


def test_two_who_change_different_rows_do_not_meet(whole):
    acts.change_row(whole.need, by=whole.sara, seen=whole.need.revision, facts=NeedFacts(text="Saras ord"))
    acts.change_row(whole.goal, by=whole.rut, seen=whole.goal.revision, facts=GoalFacts(text="Ruts ord"))
    now = working(whole.plan)
    assert ([n.text for n in now.needs], [g.text for g in now.goals]) == (["Saras ord"], ["Ruts ord"])


def test_the_same_words_twice_are_no_collision(whole):
    facts = NeedFacts(text="Samma ord")
    acts.change_row(whole.need, by=whole.sara, seen=1, facts=facts)
    assert acts.change_row(whole.need, by=whole.rut, seen=1, facts=facts).revision == 2


def test_two_who_write_the_same_text_are_told(begun):
    acts.write_text(begun.plan, by=begun.sara, part="important", text="Saras", seen=0)
    with pytest.raises(Changed):
        acts.write_text(begun.plan, by=begun.rut, part="important", text="Ruts", seen=0)
    acts.write_text(begun.plan, by=begun.rut, part="important", text="Saras och Ruts", seen=1)
    assert PlanText.objects.visible_to(begun.sara).get().text == "Saras och Ruts"


def test_two_who_set_the_header_are_told(whole):
    seen = whole.plan.revision
    acts.set_header(whole.plan, by=whole.sara, seen=seen, facts=HeaderFacts(follow_up_by="Sara"))
    with pytest.raises(Changed):
        acts.set_header(whole.plan, by=whole.rut, seen=seen, facts=HeaderFacts(follow_up_by="Rut"))


def test_a_removed_row_can_be_put_back(whole):
    acts.remove_row(whole.need, by=whole.sara, seen=whole.need.revision)
    gone = working(whole.plan)
    assert (gone.needs, [row.pk for row in gone.removed]) == ([], [whole.need.pk])
    with pytest.raises(NotAllowed, match="tagits bort"):
        acts.change_row(whole.need, by=whole.rut, seen=2, facts=NeedFacts(text="Sent"))
    acts.restore_row(whole.need, by=whole.rut)
    assert [need.text for need in working(whole.plan).needs] == ["Jag vill sova om nätterna."]


def test_removing_a_row_that_somebody_has_just_changed_is_no_accident(whole):
    acts.change_row(whole.need, by=whole.sara, seen=1, facts=NeedFacts(text="Nytt"))
    with pytest.raises(Changed):
        acts.remove_row(whole.need, by=whole.rut, seen=1)


def test_rows_are_moved_and_keep_their_words(begun):
    first, second, third = (acts.add_row(begun.plan, by=begun.sara, facts=NeedFacts(text=t)) for t in "abc")
    acts.move_row(third, by=begun.rut, before=first)
    assert [need.text for need in working(begun.plan).needs] == ["c", "a", "b"]
    acts.move_row(third, by=begun.rut)
    assert [need.text for need in working(begun.plan).needs] == ["a", "b", "c"]
    assert working(begun.plan).needs[1].revision == second.revision


def test_the_feed_tells_once_a_day_that_someone_wrote(whole):
    work = [sentence for sentence in told(whole) if sentence.endswith("skrev i planen")]
    assert work == [f"{whole.sara.label} skrev i planen", f"{whole.rut.label} skrev i planen"]


def test_every_row_says_who_changed_it_last(whole):
    acts.change_row(whole.need, by=whole.rut, seen=1, facts=NeedFacts(text="Nytt"))
    need = Need.objects.visible_to(whole.sara).get()
    assert (need.changed_by, need.changed_at is not None) == (whole.rut.label, True)


def test_a_step_stands_under_its_goal_and_has_no_steps_itself(whole):
    step = acts.add_row(whole.plan, by=whole.sara, facts=GoalFacts(text="Släcka lampan elva", parent=whole.goal))
    acts.add_row(whole.plan, by=whole.sara, facts=GoalFacts(text="Annat mål"))
    assert [goal.text for goal in working(whole.plan).goals] == ["Sova hela natten", "Släcka lampan elva", "Annat mål"]
    with pytest.raises(NotAllowed, match="delmål"):
        acts.add_row(whole.plan, by=whole.sara, facts=GoalFacts(text="För djupt", parent=step))
    with pytest.raises(NotAllowed, match="delmål"):
        acts.change_row(whole.goal, by=whole.sara, seen=1, facts=GoalFacts(text="Runt", parent=step))
    with pytest.raises(NotAllowed, match="delmål"):
        acts.change_row(whole.goal, by=whole.sara, seen=1, facts=GoalFacts(text="Sig själv", parent=whole.goal))


def test_a_unit_outside_the_coordination_cannot_be_given_an_intervention(begun):
    for facts in (
        InterventionFacts(text="Någon annans", unit=begun.psykiatri),
        StepFacts(happens="Avbrott", step="Ring", unit=begun.norr),
    ):
        with pytest.raises(NotAllowed, match="inte med i samordningen"):
            acts.add_row(begun.plan, by=begun.sara, facts=facts)


def test_the_responsible_works_at_the_unit(begun):
    with pytest.raises(NotAllowed, match="arbeta på enheten"):
        acts.add_row(
            begun.plan,
            by=begun.sara,
            facts=InterventionFacts(text="x", unit=begun.radmannen, responsible=held_by(begun.sara)),
        )


def test_interventions_never_wait_for_each_other_in_a_circle(begun):
    def intervention(text, **facts):
        return InterventionFacts(text=text, unit=begun.innerstaden, **facts)

    one = acts.add_row(begun.plan, by=begun.sara, facts=intervention("ett"))
    two = acts.add_row(begun.plan, by=begun.sara, facts=intervention("två", order=Order.AFTER, after=one))
    with pytest.raises(NotAllowed, match="cirkel"):
        acts.change_row(one, by=begun.sara, seen=1, facts=intervention("ett", order=Order.AFTER, after=two))
    with pytest.raises(NotAllowed, match="cirkel"):
        acts.change_row(one, by=begun.sara, seen=1, facts=intervention("ett", order=Order.AFTER, after=one))


def test_rows_of_another_plan_are_not_pointed_at(whole):
    acts.close_plan(whole.plan, by=whole.sara, reason=CloseReason.GOALS_REACHED)
    new = acts.start_plan(whole.coordination, by=whole.sara)
    with pytest.raises(NotAllowed, match="inte i den här planen"):
        acts.add_row(new, by=whole.sara, facts=GoalFacts(text="Snett", need=whole.need))


def test_a_closed_plan_is_not_written_in(whole):
    acts.close_plan(whole.plan, by=whole.sara, reason=CloseReason.CONSENT_WITHDRAWN)
    with pytest.raises(NotAllowed, match="avslutad"):
        acts.add_row(whole.plan, by=whole.sara, facts=NeedFacts(text="Sent"))


def test_only_the_routines_parts_are_written(begun):
    with pytest.raises(NotAllowed, match="ingen sådan del"):
        acts.write_text(begun.plan, by=begun.sara, part="signatures", text="x", seen=0)
    with pytest.raises(NotAllowed, match="inga insatser"):
        acts.add_row(begun.plan, by=begun.sara, facts=InterventionFacts(text="x", part="important"))


def test_the_header_names_those_who_take_part(begun):
    with pytest.raises(NotAllowed, match="en av enheterna"):
        acts.set_header(begun.plan, by=begun.sara, seen=0, facts=HeaderFacts(coordinator=held_by(begun.siv)))
    with pytest.raises(NotAllowed, match="organisation som är med"):
        acts.set_header(begun.plan, by=begun.sara, seen=0, facts=HeaderFacts(responsible=begun.lund))


def test_an_intervention_does_not_end_before_it_begins(begun):
    today = clock.today()
    facts = InterventionFacts(text="x", performer=Performer.PERSON, starts_on=today, ends_on=today - timedelta(days=1))
    with pytest.raises(NotAllowed, match="sluta före den börjar"):
        acts.add_row(begun.plan, by=begun.sara, facts=facts)


def test_crisis_contacts_and_other_plans_are_rows_too(begun):
    acts.add_row(begun.plan, by=begun.sara, facts=CrisisFacts(name="Jouren", reach="020-00 00 00"))
    acts.add_row(begun.plan, by=begun.sara, facts=LinkFacts(unit=begun.radmannen, kind="Vårdplan", where="Journalen"))
    now = working(begun.plan)
    assert ([c.name for c in now.contacts], [k.kind for k in now.links]) == (["Jouren"], ["Vårdplan"])


@pytest.mark.parametrize("many", [1, 30])
def test_the_working_state_asks_the_same_questions_for_any_length(whole, many, django_assert_num_queries):
    for number in range(many):
        acts.add_row(whole.plan, by=whole.sara, facts=InterventionFacts(text=f"Insats {number}", unit=whole.radmannen))
    with django_assert_num_queries(11):
        now = working(whole.plan)
        assert [i.unit.organisation.name for i in now.interventions if i.unit] and now.facts().interventions
