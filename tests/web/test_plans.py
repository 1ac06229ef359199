"""The pages of the plan: writing, putting forward, answering, following up; and the neighbour who sees nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.core import clock
from brygga.core.models import ReadRow
from brygga.core.writing import asked_by
from brygga.plans import acts
from brygga.plans.facts import GoalFacts, InterventionFacts, NeedFacts, StepFacts
from brygga.plans.states import CloseReason, Performer
from tests.cast import as_
from tests.documents.reading import read
from tests.plans.stages import all_say_yes


def address(world, name):
    plan = {
        "plan": "",
        "live": "mote/",
        "propose": "lagg-fram/",
        "close": "avsluta/",
        "text": "text/important/",
        "header": "uppgifter/",
        "add": "ny/insats/",
        "follow-up": "uppfoljning/",
    }
    if name in plan:
        return f"/planer/{world.plan.pk}/{plan[name]}"
    return {
        "row": lambda: f"/planer/rad/insats/{world.talks.pk}/",
        "progress": lambda: f"/planer/insats/{world.talks.pk}/",
        "version": lambda: f"/planer/version/{world.version.pk}/",
        "say": lambda: f"/planer/version/{world.version.pk}/svara/",
        "record": lambda: f"/planer/version/{world.version.pk}/personens-svar/",
        "pdf": lambda: f"/planer/version/{world.version.pk}/pdf/",
        "list": lambda: "/uppfoljningar/",
        "start": lambda: f"/samordningar/{world.coordination.pk}/plan/",
    }[name]()


PAGES = [
    "plan",
    "live",
    "propose",
    "close",
    "text",
    "header",
    "add",
    "follow-up",
    "row",
    "progress",
    "version",
    "say",
    "record",
]


@pytest.mark.parametrize("name", PAGES)
def test_those_in_the_coordination_read_and_the_neighbour_finds_nothing(client, adopted, name):
    for insider in (adopted.sara, adopted.rut):
        assert as_(client, insider).get(address(adopted, name)).status_code == 200
    for neighbour in (adopted.siv, adopted.sigrid, adopted.pia, adopted.adam):
        assert as_(client, neighbour).get(address(adopted, name)).status_code == 404


@pytest.mark.requirement("ALL-04", "MAL-10")
def test_any_version_is_an_accessible_document(client, adopted):
    answer = as_(client, adopted.rut).get(address(adopted, "pdf"))
    paper = read(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert paper.is_accessible
    for words in ("Amina Hassan", "Jag vill sova om nätterna.", "Samtal om", "Rut ringer Sara", "10 kap. 8–9"):
        assert words in paper.text


def post(client, actor, url, **data):
    return as_(client, actor).post(url, data)


def test_beginning_twice_leads_to_the_same_plan(client, shared):
    url = f"/samordningar/{shared.coordination.pk}/plan/"
    assert "Börja på en plan" in as_(client, shared.sara).get(url).text
    first = post(client, shared.sara, f"{url}borja/")
    second = post(client, shared.rut, f"{url}borja/")
    assert first.status_code == 302
    assert first["Location"] == second["Location"] == as_(client, shared.rut).get(url)["Location"]
    assert as_(client, shared.siv).get(url).status_code == 404


@pytest.mark.requirement("ALL-03")
def test_a_text_is_saved_and_the_one_who_writes_at_the_same_time_is_shown_both(client, begun):
    url = address(begun, "text")
    assert post(client, begun.sara, url, text="Saras ord", seen="0").status_code == 302
    collided = post(client, begun.rut, url, text="Ruts ord", seen="0")
    assert collided.status_code == 409
    assert "<del>Saras ord</del>" in collided.text
    assert "<ins>Ruts ord</ins>" in collided.text
    assert 'name="seen" value="1"' in collided.text
    assert post(client, begun.rut, url, text="Saras ord. Ruts ord", seen="1").status_code == 302
    assert "Saras ord. Ruts ord" in as_(client, begun.sara).get(address(begun, "plan")).text


def test_what_is_typed_is_saved_by_itself(client, begun):
    as_(client, begun.sara)

    def autosave(text, seen):
        return client.post(address(begun, "text"), {"text": text, "seen": seen}, headers={"Accept": "application/json"})

    first = autosave("Jag", "0")
    assert (first.status_code, first["Brygga-Seen"]) == (204, "1")
    assert autosave("Jag vill", first["Brygga-Seen"])["Brygga-Seen"] == "2"
    assert autosave("Något äldre", "1").status_code == 409
    assert autosave("x" * 10_001, "2").status_code == 422


def test_a_part_that_the_form_does_not_have_is_not_there(client, begun):
    for part in ("finns-inte", "signatures"):
        assert as_(client, begun.sara).get(f"/planer/{begun.plan.pk}/text/{part}/").status_code == 404
    assert as_(client, begun.sara).get(f"/planer/{begun.plan.pk}/ny/finns-inte/").status_code == 404
    assert as_(client, begun.sara).get(f"/planer/rad/finns-inte/{begun.plan.pk}/").status_code == 404


INTERVENTION = {"text": "Boendestöd", "when": "Varje vecka", "benefit": "Jag får ordning."}


def test_an_intervention_is_added_by_the_one_who_does_it(client, begun):
    url = address(begun, "add")
    page = as_(client, begun.rut).get(url).text
    assert "Vilken nytta har Amina av det?" in page
    assert "Rut Månsson, sjuksköterska" in page
    assert "Siv Dahl" not in page
    who = f"assignment:{begun.rut.assignment_id}"
    answer = post(client, begun.rut, url, who=who, **INTERVENTION)
    assert answer.status_code == 302
    plan = as_(client, begun.sara).get(address(begun, "plan")).text
    assert "Rut Månsson, sjuksköterska, Rådmannen, Region Skåne, psykiatri" in plan


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        ({"text": ""}, "Skriv vad som ska göras."),
        ({"who": "other"}, "Skriv vem som gör det."),
        ({"starts_on": "2026-12-01", "ends_on": "2026-11-01"}, "Insatsen kan inte sluta före den börjar."),
        ({"who": "unit:finns-inte"}, "Alternativet finns inte längre. Välj ett annat."),
    ],
)
def test_a_faulty_row_comes_back_with_what_was_typed(client, begun, faulty, told):
    answer = post(client, begun.sara, address(begun, "add"), **{**INTERVENTION, **faulty})
    assert answer.status_code == 422
    assert told in answer.text
    assert "Jag får ordning." in answer.text


def test_a_row_is_changed_moved_removed_and_put_back(client, whole):
    url = f"/planer/rad/behov/{whole.need.pk}/"
    assert post(client, whole.sara, url, text="Sova gott", seen="1").status_code == 302
    collided = post(client, whole.rut, url, text="Sova bättre", seen="1")
    assert collided.status_code == 409
    assert "Senast ändrat av Sara Berg" in collided.text
    second = acts.add_row(whole.plan, by=whole.sara, facts=NeedFacts(text="Äta"))
    post(client, whole.sara, f"/planer/rad/behov/{second.pk}/flytta/", before=str(whole.need.pk))
    plan = as_(client, whole.sara).get(address(whole, "plan")).text
    assert plan.index("Äta") < plan.index("Sova gott")
    kept = post(client, whole.rut, f"{url}ta-bort/", seen="1")
    assert "har just ändrat den" in client.get(kept["Location"].split("#")[0]).text
    post(client, whole.rut, f"{url}ta-bort/", seen="2")
    plan = as_(client, whole.sara).get(address(whole, "plan")).text
    assert "Lägg tillbaka" in plan
    post(client, whole.sara, f"{url}lagg-tillbaka/")
    assert "Lägg tillbaka" not in client.get(address(whole, "plan")).text


def test_the_header_is_written_and_shows_only_principals_as_responsible(client, begun):
    url = address(begun, "header")
    page = as_(client, begun.rut).get(url).text
    assert "Region Skåne, psykiatri" in page
    day = clock.today() + timedelta(days=30)
    facts = {"coordinator": begun.rut.assignment_id, "responsible": begun.region.pk, "follow_up_on": day, "seen": "0"}
    assert post(client, begun.rut, url, copies_to="Amina\n\nOtto", **facts).status_code == 302
    begun.plan.refresh_from_db()
    assert (begun.plan.copies_to, begun.plan.follow_up_on) == (["Amina", "Otto"], day)
    collided = post(client, begun.sara, url, copies_to="Amina", **facts)
    assert collided.status_code == 409
    assert "Kopia lämnas till" in collided.text


@pytest.mark.requirement("MAL-10")
def test_what_is_missing_is_a_list_with_a_way_to_each_thing(client, begun):
    page = as_(client, begun.sara).get(address(begun, "plan")).text
    assert "Det här saknas innan planen kan antas" in page
    assert 'href="#del-interruption"' in page
    refused = post(client, begun.sara, address(begun, "propose"))
    assert refused.status_code == 403
    assert "Det här ska stämma först" in refused.text


@pytest.mark.requirement("BOR-07", "MAL-10")
def test_the_plan_is_put_forward_and_adopted_by_all(client, whole):
    assert "De här får frågan" in as_(client, whole.sara).get(address(whole, "propose")).text
    version = post(client, whole.sara, address(whole, "propose"))["Location"]
    for actor in (whole.sara, whole.rut):
        page = as_(client, actor).get(f"{version}svara/").text
        assert "Du svarar för" in page
        assert ("Samtal om sömn" in page) is (actor is whole.rut)
        unit = actor.unit_id
        assert client.post(f"{version}svara/", {"say": "yes", "unit": unit}).status_code == 302
    assert post(client, whole.rut, f"{version}personens-svar/", say="yes").status_code == 422
    post(client, whole.rut, f"{version}personens-svar/", say="yes", how="Muntligt på mötet")
    page = client.get(version).text
    assert "Alla har sagt ja: planen är antagen." in page
    assert "Gäller nu" in page
    assert "Muntligt på mötet" in page
    assert "Anteckna personens svar" not in page


def test_an_answer_says_what_it_must(client, proposed):
    url = address(proposed, "say")
    mine = {"unit": proposed.rut.unit_id}
    assert "Skriv varför det blev nej." in post(client, proposed.rut, url, say="no", **mine).text
    partly = post(client, proposed.rut, url, say="partly", note="Boendet väntar", **mine)
    assert partly.status_code == 422
    assert "Skriv ett datum då resten tas upp." in partly.text
    assert "Boendet väntar" in partly.text
    rest_on = clock.today() + timedelta(days=9)
    assert post(client, proposed.rut, url, say="partly", note="Boendet", rest_on=rest_on, **mine).status_code == 302
    assert "Resten tas upp" in client.get(address(proposed, "version")).text


def test_a_head_chooses_which_of_the_units_the_answer_is_for(client, proposed):
    page = as_(client, proposed.chef).get(address(proposed, "say")).text
    assert "Vuxen Innerstaden" in page
    assert "Rådmannen" not in page.split("<main")[1]


def test_a_version_is_taken_back(client, proposed):
    answer = post(client, proposed.rut, f"{address(proposed, 'version')}ta-tillbaka/")
    assert "är tillbakatagen" in client.get(answer["Location"]).text


def test_progress_is_told_and_an_interruption_says_why(client, adopted):
    url = address(adopted, "progress")
    assert "Rut ringer Sara" in as_(client, adopted.rut).get(url).text
    assert post(client, adopted.rut, url, state="ongoing").status_code == 302
    refused = post(client, adopted.rut, url, state="interrupted")
    assert refused.status_code == 422
    assert "vad som har hänt" in refused.text
    assert post(client, adopted.rut, url, state="interrupted", note="Uteblev").status_code == 302
    assert "Avbruten" in as_(client, adopted.sara).get(address(adopted, "version")).text


def test_the_follow_up_goes_through_the_goals_and_then_on(client, adopted):
    url = address(adopted, "follow-up")
    goal = f"mal-{adopted.goal.pk}"
    told = {f"{goal}-outcome": "reached", f"{goal}-words": "Jag sover!", f"{goal}-seen": "1"}
    missing = post(client, adopted.rut, url, then="continue", **told)
    assert missing.status_code == 422
    assert "Jag sover!" in missing.text
    next_on = clock.today() + timedelta(days=100)
    assert post(client, adopted.rut, url, then="continue", next_on=next_on, **told)["Location"] == address(
        adopted, "plan"
    )
    assert "Jag sover!" in client.get(address(adopted, "plan")).text
    late = post(client, adopted.sara, url, then="close", **{**told, f"{goal}-words": "Annat"})
    assert late.status_code == 422
    assert "Någon annan har just följt upp" in late.text
    closing = post(client, adopted.sara, url, then="close", **{**told, f"{goal}-seen": "2", f"{goal}-words": "Annat"})
    assert closing["Location"] == address(adopted, "close")


def test_the_list_has_what_waits_for_us_what_is_due_and_what_was_forgotten(client, proposed):
    assert "Väntar på ert svar" in as_(client, proposed.rut).get("/uppfoljningar/").text
    all_say_yes(proposed, proposed.version)
    page = client.get("/uppfoljningar/").text
    assert "Väntar på ert svar" not in page
    assert "Amina Hassan" in page
    for neighbour in (proposed.siv, proposed.sigrid, proposed.pia):
        assert "Amina" not in as_(client, neighbour).get("/uppfoljningar/").text


def test_reading_the_plan_is_logged(client, adopted):
    for name in ("plan", "live", "version", "pdf"):
        as_(client, adopted.rut).get(address(adopted, name))
    whats = list(ReadRow.objects.filter(person_id=adopted.amina.pk).order_by("id").values_list("what", flat=True))
    assert whats == [
        "Planen under arbete",
        "Planen på delad skärm",
        "Planen, version 1",
        "Planen som dokument, version 1",
    ]


HOSTILE = "<script>alert(1)</script>{% url 'start' %}{{ x }}\"'><img src=x onerror=y>"


def test_words_are_words_on_every_page_and_on_paper(client, whole):
    acts.write_text(whole.plan, by=whole.sara, part="important", text=HOSTILE, seen=1)
    acts.change_row(whole.need, by=whole.sara, seen=1, facts=NeedFacts(text=HOSTILE))
    acts.change_row(whole.goal, by=whole.sara, seen=1, facts=GoalFacts(text=HOSTILE))
    facts = InterventionFacts(
        text=HOSTILE, performer=Performer.OTHER, performer_name=HOSTILE[:200], when=HOSTILE, benefit=HOSTILE
    )
    acts.change_row(whole.talks, by=whole.sara, seen=1, facts=facts)
    acts.change_row(
        whole.step, by=whole.sara, seen=1, facts=StepFacts(happens=HOSTILE, step=HOSTILE, owner_name=HOSTILE)
    )
    whole.version = acts.propose_version(whole.plan, by=whole.sara)
    for name in ("plan", "live", "version", "propose", "row", "progress", "follow-up"):
        page = as_(client, whole.rut).get(address(whole, name)).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    paper = read(client.get(address(whole, "pdf")).content)
    assert "<script>alert(1)</script>{% url 'start' %}" in paper.text.replace("\n", "")
    assert paper.is_accessible


def test_a_very_long_plan_is_still_read_and_printed(client, whole):
    for number in range(120):
        facts = InterventionFacts(
            text=f"Insats {number} " + "ord " * 60, unit=whole.radmannen, when="Nu", benefit="x" * 300
        )
        acts.add_row(whole.plan, by=whole.sara, facts=facts)
    whole.version = acts.propose_version(whole.plan, by=whole.sara)
    for name in ("plan", "version", "live"):
        assert "Insats 119" in as_(client, whole.sara).get(address(whole, name)).text
    paper = read(client.get(address(whole, "pdf")).content)
    assert paper.is_accessible
    assert len(paper.pdf.pages) > 20


@pytest.mark.parametrize("name", ["plan", "version", "live"])
def test_the_pages_ask_the_same_questions_for_any_length(client, whole, name, django_assert_max_num_queries):
    counts = []
    for many in (1, 30):
        for number in range(many):
            facts = InterventionFacts(text=f"Insats {number}", unit=whole.radmannen, when="Nu", benefit="x")
            acts.add_row(whole.plan, by=whole.sara, facts=facts)
        whole.version = acts.propose_version(whole.plan, by=whole.sara)
        as_(client, whole.rut)
        with CaptureQueriesContext(connection) as asked:
            client.get(address(whole, name))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] < 60


def test_a_name_that_has_become_protected_is_not_told_by_an_old_version(client, adopted):
    with asked_by("protection"):
        adopted.amina.protection = "marked"
        adopted.amina.save()
    for name in ("version", "plan", "follow-up", "list"):
        assert "Hassan" not in as_(client, adopted.rut).get(address(adopted, name)).text
    paper = read(client.get(address(adopted, "pdf")).content)
    assert "Hassan" not in paper.text
    assert "19910416" not in paper.text
    assert b"Hassan" not in paper.pdf.attachments["plan.json"].get_file().read_bytes()


def test_nobody_outside_sees_who_works_at_a_unit_that_is_not_in_the_plan(client, begun):
    page = as_(client, begun.sara).get(address(begun, "header")).text
    for outsider in ("Siv Dahl", "Pia Sjö", "Sigrid Öberg"):
        assert outsider not in page


def test_what_is_added_on_the_shared_screen_leads_back_there(client, begun):
    answer = post(client, begun.sara, f"/planer/{begun.plan.pk}/ny/behov/?live=1", text="Sova")
    assert answer["Location"] == f"{address(begun, 'live')}#rader-behov"
    page = client.get(address(begun, "live")).text
    assert "Sova" in page
    assert 'id="rader-behov"' in page
    assert "data-draft-url" in page


def test_a_closed_plan_is_read_but_not_written_on_the_shared_screen(client, adopted):
    acts.close_plan(adopted.plan, by=adopted.sara, reason=CloseReason.GOALS_REACHED)
    answer = as_(client, adopted.rut).get(address(adopted, "live"))
    assert answer["Location"] == address(adopted, "plan")
    page = client.get(address(adopted, "plan")).text
    assert "Planen är avslutad" in page
    assert "Lägg till" not in page


def test_a_row_is_saved_by_itself_and_can_then_be_removed_by_the_one_who_wrote_it(client, whole):
    url = f"/planer/rad/behov/{whole.need.pk}/"
    as_(client, whole.rut)
    assert "data-draft-url" in client.get(url).text
    saved = client.post(url, {"text": "Sova gott", "seen": "1"}, headers={"Accept": "application/json"})
    assert (saved.status_code, saved["Brygga-Seen"]) == (204, "2")
    assert client.post(url, {"text": "", "seen": "2"}, headers={"Accept": "application/json"}).status_code == 422
    client.post(f"{url}ta-bort/", {"seen": "1"})
    assert "Lägg tillbaka" in client.get(address(whole, "plan")).text
