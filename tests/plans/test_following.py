"""How it goes: progress without a new version, interruption, follow-up and the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brygga.core import clock
from brygga.core.acts import Changed, NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.plans import acts
from brygga.plans.facts import GoalOutcomeFacts, InterventionFacts, NeedFacts
from brygga.plans.models import Goal, Intervention, Plan, PlanVersion, Progress
from brygga.plans.queries import agreed, due_follow_ups, untouched, waiting_for_answer
from brygga.plans.states import CloseReason, GoalOutcome, InterventionState, Say
from tests.plans.stages import all_say_yes

I = InterventionState  # noqa: E741 - a table of states reads best with a short name


def test_progress_is_told_without_a_new_version(adopted):
    acts.report_progress(adopted.talks, by=adopted.rut, state=I.ONGOING, note="Två samtal")
    (row,) = agreed(adopted.sara, adopted.coordination).interventions
    assert (row.state_words, row.who) == ("Pågår", "Rut Månsson, sjuksköterska, Rådmannen, Region Skåne, psykiatri")
    assert PlanVersion.objects.visible_to(adopted.sara).count() == 1
    assert [p.note for p in Progress.objects.visible_to(adopted.amina_herself)] == ["Två samtal"]


def test_an_interruption_says_what_happened_and_affects_the_others_planning(adopted):
    with pytest.raises(NotAllowed, match="Anmäl det som ett avbrott"):
        acts.report_progress(adopted.talks, by=adopted.rut, state=I.INTERRUPTED)
    with pytest.raises(NotAllowed, match="vad som har hänt"):
        acts.report_interruption(adopted.talks, by=adopted.rut, state=I.INTERRUPTED, note="")
    with pytest.raises(NotAllowed, match="inget avbrott"):
        acts.report_interruption(adopted.talks, by=adopted.rut, state=I.DONE, note="x")
    acts.report_interruption(adopted.talks, by=adopted.rut, state=I.INTERRUPTED, note="Kom inte tre gånger")
    event = Event.objects.visible_to(adopted.sara).newest_first()[0]
    assert event.affects_planning
    assert "Kom inte" not in event.sentence
    assert agreed(adopted.sara, adopted.coordination).interventions[0].stopped


@pytest.mark.parametrize("neighbour", ["siv", "sigrid", "pia", "folke_himself"])
def test_a_neighbour_neither_reports_nor_reads(adopted, neighbour):
    actor = getattr(adopted, neighbour)
    with pytest.raises(NotAllowed):
        acts.report_progress(adopted.talks, by=actor, state=I.DONE)
    with pytest.raises(NotAllowed):
        acts.follow_up_plan(adopted.plan, by=actor, outcomes=())
    assert agreed(actor, adopted.coordination) is None
    assert due_follow_ups(actor).rows == ()
    assert (waiting_for_answer(actor), untouched(actor)) == ([], [])


def test_the_follow_up_asks_how_each_goal_went_in_the_persons_words(adopted):
    goal = Goal.objects.visible_to(adopted.sara).get()
    next_on = clock.today() + timedelta(days=60)
    told = GoalOutcomeFacts(goal=goal, outcome=GoalOutcome.PARTLY, words="Jag sover fem timmar.")
    plan = acts.follow_up_plan(adopted.plan, by=adopted.rut, outcomes=(told,), next_on=next_on)
    goal.refresh_from_db()
    assert (goal.outcome, goal.outcome_note, goal.outcome_on) == ("partly", "Jag sover fem timmar.", clock.today())
    assert (plan.follow_up_on, plan.due_on) == (next_on, next_on)
    second = acts.propose_version(plan, by=adopted.sara)
    assert second.content["goals"][0]["outcome_words"] == "Jag sover fem timmar."


def test_two_who_follow_up_at_once_are_told(adopted):
    goal = Goal.objects.visible_to(adopted.sara).get()
    told = GoalOutcomeFacts(goal=goal, outcome=GoalOutcome.REACHED)
    acts.follow_up_plan(adopted.plan, by=adopted.rut, outcomes=(told,))
    with pytest.raises(Changed):
        acts.follow_up_plan(adopted.plan, by=adopted.sara, outcomes=(told,))


def test_the_next_follow_up_lies_ahead(adopted):
    with pytest.raises(NotAllowed, match="framåt"):
        acts.follow_up_plan(adopted.plan, by=adopted.sara, outcomes=(), next_on=clock.today())


def test_a_plan_that_was_never_adopted_is_not_followed_up(whole):
    with pytest.raises(NotAllowed, match="inte antagen"):
        acts.follow_up_plan(whole.plan, by=whole.sara, outcomes=())


def test_a_plan_is_closed_with_its_reason_and_its_proposal_taken_back(adopted):
    acts.propose_version(adopted.plan, by=adopted.sara)
    with pytest.raises(NotAllowed, match="varför planen avslutas"):
        acts.close_plan(adopted.plan, by=adopted.sara, reason=CloseReason.OTHER)
    plan = acts.close_plan(adopted.plan, by=adopted.sara, reason=CloseReason.GOALS_REACHED)
    assert (plan.state, plan.closed_on, plan.due_on) == ("closed", clock.today(), None)
    states = PlanVersion.objects.visible_to(adopted.rut).order_by("number").values_list("state", flat=True)
    assert list(states) == ["adopted", "dropped"]
    assert agreed(adopted.sara, adopted.coordination) is None
    with pytest.raises(NotAllowed, match="redan avslutad|avslutad"):
        acts.close_plan(plan, by=adopted.sara, reason=CloseReason.GOALS_REACHED)


def test_what_is_agreed_is_the_adopted_version_and_what_waits_is_told_beside_it(adopted):
    acts.add_row(adopted.plan, by=adopted.sara, facts=NeedFacts(text="Jobb"))
    second = acts.propose_version(adopted.plan, by=adopted.sara)
    acts.say(second, by=adopted.sara, say=Say.YES)
    for actor in (adopted.sara, adopted.rut, adopted.amina_herself):
        now = agreed(actor, adopted.coordination)
        assert (now.number, now.holds, now.waiting.number) == (1, True, 2)
        assert [row.who for row in now.waiting.answers.waiting] == [
            "Personen själv",
            "Rådmannen, Region Skåne, psykiatri",
        ]
        assert [(goal.text, goal.is_step) for goal in now.goals] == [("Sova hela natten", False)]


def test_a_plan_under_work_is_not_agreed_on(whole):
    now = agreed(whole.sara, whole.coordination)
    assert (now.holds, now.goals, now.interventions, now.waiting) == (False, (), (), None)


@pytest.mark.parametrize("many", [1, 30])
def test_the_summary_asks_the_same_questions_for_any_length(whole, many, django_assert_num_queries):
    for number in range(many - 1):
        acts.add_row(
            whole.plan,
            by=whole.sara,
            facts=InterventionFacts(text=f"Insats {number}", unit=whole.radmannen, when="Nu", benefit="Ja"),
        )
    version = acts.propose_version(whole.plan, by=whole.sara)
    all_say_yes(whole, version)
    acts.propose_version(whole.plan, by=whole.sara)
    with django_assert_num_queries(5):
        assert len(agreed(whole.rut, whole.coordination).interventions) == many


def test_late_ones_come_first_and_the_list_is_paged_without_loss(adopted):
    assert [row.why for row in due_follow_ups(adopted.sara).rows] == ["Planen följs upp"]
    with asked_by("many plans"):
        for days in (5, -3, 5, 40, 0):
            Plan._base_manager.create(
                coordination=adopted.coordination,
                kind=f"SIP{Plan._base_manager.count()}",
                routine_since=clock.today(),
                started_on=clock.today(),
                started_by="x",
                due_on=clock.today() + timedelta(days=days),
                follow_up_on=clock.today() + timedelta(days=days),
            )
    whole_list = [row.due_on for row in due_follow_ups(adopted.sara).rows]
    assert whole_list == sorted(whole_list)
    seen, after = [], ""
    while True:
        page = due_follow_ups(adopted.sara, after, size=2)
        seen += [row.plan_id for row in page.rows]
        if not page.after:
            break
        after = page.after
    assert (len(seen), len(set(seen))) == (6, 6)
    assert due_follow_ups(adopted.sara, "nonsense").rows == due_follow_ups(adopted.sara).rows


def test_the_rest_of_a_partly_adopted_plan_is_due_as_such(proposed):
    acts.say(proposed.version, by=proposed.sara, say=Say.YES)
    acts.say(proposed.version, by=proposed.amina_herself, say=Say.YES)
    acts.say(
        proposed.version, by=proposed.rut, say=Say.PARTLY, note="Boendet", rest_on=clock.today() + timedelta(days=9)
    )
    (row,) = due_follow_ups(proposed.rut).rows
    assert (row.why, row.due_on) == ("Resten av planen tas upp", clock.today() + timedelta(days=9))


def test_a_version_waits_for_those_who_have_not_answered(proposed):
    assert [v.pk for v in waiting_for_answer(proposed.rut)] == [proposed.version.pk]
    acts.say(proposed.version, by=proposed.rut, say=Say.YES)
    assert waiting_for_answer(proposed.rut) == []
    assert [v.pk for v in waiting_for_answer(proposed.sara)] == [proposed.version.pk]


def test_plans_that_were_begun_and_forgotten_are_listed(begun):
    assert [plan.pk for plan in untouched(begun.rut)] == [begun.plan.pk]


def test_a_put_forward_plan_is_not_forgotten(proposed):
    assert untouched(proposed.rut) == []


def test_progress_follows_the_intervention_even_when_the_working_row_is_removed(adopted):
    row = Intervention.objects.visible_to(adopted.sara).get()
    acts.remove_row(row, by=adopted.sara, seen=row.revision)
    acts.report_progress(row, by=adopted.rut, state=I.DONE)
    assert agreed(adopted.sara, adopted.coordination).interventions[0].state == "done"
