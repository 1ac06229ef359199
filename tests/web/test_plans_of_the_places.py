"""A plan has exactly the parts that its place's form has, on screen and on paper, then and ever after."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from brygga.core.writing import asked_by
from brygga.plans import acts
from brygga.plans.content import read as read_content
from brygga.plans.facts import GoalFacts, HeaderFacts, InterventionFacts, NeedFacts, StepFacts
from brygga.plans.reading import sections
from brygga.plans.states import Performer
from brygga.plans.working import checklist, working
from brygga.routines.loading import all_routines, routine
from brygga.routines.vocabulary import PartKind
from tests.cast import as_
from tests.documents.reading import read
from tests.plans.stages import all_say_yes, held_by

PLACES = [place.key for place in all_routines()]
WORK = {"municipality": "Praktikplats", "region": "Sömnutredning"}
STORED = Path(__file__).parents[1] / "plans" / "stored"


def made_in(world, place):
    """Amina's coordination, in another place."""
    with asked_by("another place"):
        world.coordination.place = place
        world.coordination.save()
    world.plan = acts.start_plan(world.coordination, by=world.sara)
    now = working(world.plan)
    for part in now.parts:
        if part.required_for_adoption and part.kind in {PartKind.TEXT, PartKind.OTHERS_PART, PartKind.PARTY_PART}:
            acts.write_text(world.plan, by=world.sara, part=part.key, text=f"Text i {part.key}", seen=0)
    acts.add_row(world.plan, by=world.sara, facts=NeedFacts(text="Jag behöver arbete."))
    goal = acts.add_row(world.plan, by=world.sara, facts=GoalFacts(text="Ett arbete"))
    acts.add_row(world.plan, by=world.sara, facts=GoalFacts(text="Praktik", parent=goal))
    own = {part.party: part.key for part in now.parts if part.kind is PartKind.PARTY_PART}
    for actor, unit in ((world.sara, world.innerstaden), (world.rut, world.radmannen)):
        acts.add_row(
            world.plan,
            by=actor,
            facts=InterventionFacts(
                text=WORK[unit.organisation.party],
                part=own.get(unit.organisation.party, ""),
                unit=unit,
                when="Varje vecka",
                benefit="Framåt!",
            ),
        )
    acts.add_row(world.plan, by=world.sara, facts=StepFacts(happens="Uteblir", step="Ring", owner_name="Sara"))
    world.plan.refresh_from_db()
    date = world.consent.valid_until
    facts = HeaderFacts(
        coordinator=held_by(world.sara), responsible=world.social, follow_up_on=date, follow_up_by="Sara"
    )
    acts.set_header(world.plan, by=world.sara, seen=world.plan.revision, facts=facts)
    return world


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.requirement("KAR-03", "MAL-10")
def test_a_plan_in_any_place_can_be_put_forward_with_exactly_the_parts_of_its_form(client, shared, place):
    world = made_in(shared, place)
    assert [check.what for check in checklist(world.plan) if not check.ok] == []
    version = acts.propose_version(world.plan, by=world.sara)
    headings = [part.heading for part in routine(place).plan_parts_on(world.plan.routine_since)]
    page = as_(client, world.rut).get(f"/planer/version/{version.pk}/").text.split("<main")[1]
    shown = [heading for heading in re.findall(r"<h2[^>]*>([^<]*)</h2>", page) if heading in headings]
    assert shown == headings
    paper = read(client.get(f"/planer/version/{version.pk}/pdf/").content)
    assert paper.count("H2") == len(headings)
    assert paper.is_accessible


@pytest.mark.requirement("KAR-03", "KAR-04")
def test_the_form_of_samspelet_has_a_part_and_a_line_to_sign_on_for_each_party(client, shared):
    world = made_in(shared, "karlstad")
    version = all_say_yes(world, acts.propose_version(world.plan, by=world.sara))
    paper = re.sub(r"\s+", " ", read(as_(client, world.sara).get(f"/planer/version/{version.pk}/pdf/").content).text)
    for words in (
        "Behov av insatser från kommunen",
        "Praktikplats",
        "Behov av insatser från Försäkringskassan",
        "Behov av insatser från Arbetsförmedlingen",
        "Deltagaren ansvarar själv för",
        "Framåt!",
        "Personnummer",
    ):
        assert words in paper
    assert paper.count("Underskrift, namnförtydligande") == 7
    municipality, region = paper.index("Praktikplats"), paper.index("Sömnutredning")
    assert paper.index("insatser från kommunen") < municipality < paper.index("insatser från regionen") < region


@pytest.mark.requirement("KAR-03")
def test_in_a_form_with_a_part_for_each_party_an_intervention_stands_with_the_one_who_does_it(client, shared):
    """On the shared screen nobody chooses a part: it follows from who does it."""
    world = made_in(shared, "karlstad")
    form = {"text": "Sömnskola", "who": f"unit:{world.radmannen.pk}", "when": "Nu", "benefit": "Sömn"}
    answer = as_(client, world.rut).post(f"/planer/{world.plan.pk}/ny/insats/?live=1", form)
    assert answer.status_code == 302
    form = {"text": "Promenad", "who": Performer.PERSON, "when": "Nu", "benefit": "Luft"}
    assert (
        client.post(
            f"/planer/{world.plan.pk}/ny/insats/?del=municipality", {**form, "part": "municipality"}
        ).status_code
        == 302
    )
    assert [i.part for i in working(world.plan).interventions] == ["municipality", "region", "region", "municipality"]


@pytest.mark.requirement("ALL-03")
@pytest.mark.parametrize("name", ["schema_1"])
def test_a_version_from_before_reads_as_it_always_has(name):
    """The stored file is a version as Brygga once wrote it. It is never changed; it is read for ever."""
    content = read_content(json.loads((STORED / f"{name}.json").read_text(encoding="utf-8")))
    told = "\n".join(_told(section) for section in sections(content))
    assert told == (STORED / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


def _told(section):
    lines = [f"# {section.heading} ({section.kind})", section.text]
    lines += [need.text for need in section.needs]
    lines += [
        f"{goal.line.text}: {goal.outcome} [{', '.join(step.line.text for step in goal.steps)}]"
        for goal in section.goals
    ]
    lines += [
        f"{i.line.text} | {i.who} | {i.when} | {i.line.benefit} | {i.goal} | {i.after}" for i in section.interventions
    ]
    lines += [f"{step.happens} | {step.step} | {step.owner}" for step in section.steps]
    lines += [f"{fact.label}: {fact.value}" for fact in section.facts]
    lines += [*section.names, *(signature.label for signature in section.signatures)]
    return "\n".join(line for line in lines if line)
