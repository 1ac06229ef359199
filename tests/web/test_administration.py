"""The administrator's pages, and being away: the neighbouring organisation's administrator meets 404."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from brygga.agencies.acts import add_staff, add_unit, name_stand_in, sign_in_staff
from brygga.agencies.models import Assignment, Organisation, Staff, StandIn, Unit
from brygga.agencies.queries import actor_for, choices_of
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.routines.loading import routine
from tests.cast import as_

TODAY, DAY = clock.today(), timedelta(days=1)


def text_of(response):
    return response.content.decode()


def url(name, pk=None):
    return reverse(name, kwargs={"pk": pk} if pk else {})


@pytest.fixture
def lena(world):
    """Adam's colleague in the neighbouring organisation."""
    row = add_staff(world.lund_vuxen, by=SYSTEM, name="Lena Lund", function="administrator", title="Administratör")
    return actor_for(row.staff_id, row.pk, TODAY)


def assignment_of(actor):
    return Assignment.objects.get(pk=actor.assignment_id)


def staff_row(actor):
    return Staff.objects.get(pk=actor.staff_id)


def post_of(world, **facts):
    given = {"unit": str(world.norr.pk), "function": "social_worker", "title": "Socialsekreterare", "since": str(TODAY)}
    return {**given, **facts}


# who gets in


@pytest.mark.parametrize(
    "name",
    [
        *("administration", "change-organisation", "add-organisation", "add-unit", "staff-list", "add-staff"),
        *("import-sheet", "import-model"),
    ],
)
def test_the_pages_are_for_administrators(client, world, name):
    assert as_(client, world.adam).get(url(name)).status_code == 200
    for other in (world.sara, world.chef, world.greta):
        assert as_(client, other).get(url(name)).status_code == 403


def test_the_neighbouring_administrator_meets_nothing_of_ours(client, world, lena):
    as_(client, lena)
    rows = {
        world.innerstaden.pk: ["change-unit", "close-unit"],
        world.sara.staff_id: ["staff-member", "give-assignment", "record-leaving", "forget-sign-in"],
        world.sara.assignment_id: ["change-assignment", "end-assignment", "stand-in"],
    }
    for pk, names in rows.items():
        for name in names:
            assert client.get(url(name, pk)).status_code in {404, 405}, name
            assert client.post(url(name, pk)).status_code == 404, name
    assert "Innerstaden" not in text_of(client.get(url("administration")))
    assert "Sara" not in text_of(client.get(url("staff-list")))


# units and organisations


def test_the_tree_shows_units_under_units(client, world):
    add_unit(world.social, by=world.adam, name="Team Öst", kind="social_addiction", parent=world.innerstaden)
    shown = text_of(as_(client, world.adam).get(url("administration")))
    assert shown.index("Vuxen Innerstaden</span>") < shown.index("Team Öst") < shown.index("Vuxen Norr")
    assert "Rådmannen" not in shown


@pytest.mark.requirement("BOR-06")
def test_a_new_organisation_unit_and_colleague_are_usable_at_once(client, world):
    as_(client, world.adam)
    data = {
        "name": "RIA",
        "party": "other",
        "unit_name": "RIA Malmö",
        "unit_kind": "treatment_home",
        "administrator": "Ria Admin",
        "email": "ria@example.se",
    }
    assert client.post(url("add-organisation"), data).status_code == 302
    assert (
        client.post(
            url("add-unit"), {"name": "Team Öst", "kind": "social_addiction", "distribution_days": ["tue", "thu"]}
        ).status_code
        == 302
    )
    team = Unit.objects.get(name="Team Öst")
    assert team.distribution_days == "tue,thu"
    facts = {"name": "Nora Ny", "email": "nora@example.se", **post_of(world, unit=str(team.pk))}
    assert client.post(url("add-staff"), facts).status_code == 302
    nora = Staff.objects.get(name="Nora Ny")
    assert [c.assignment.unit for c in choices_of(nora.pk, TODAY)] == [team]
    shown = text_of(as_(client, world.rut).get(url("directory")))
    assert "RIA Malmö" in shown and "Nora Ny" in shown


def test_a_unit_is_changed_and_what_was_typed_stays_when_it_is_wrong(client, world):
    as_(client, world.adam)
    data = {"name": "Vuxen Centrum", "kind": "social_addiction", "phone": "040-2"}
    assert client.post(url("change-unit", world.innerstaden.pk), data).status_code == 302
    assert Unit.objects.get(pk=world.innerstaden.pk).phone == "040-2"
    wrong = client.post(url("change-unit", world.innerstaden.pk), {**data, "name": "", "phone": "040-3"})
    assert wrong.status_code == 422
    assert 'value="040-3"' in text_of(wrong)


def test_a_unit_with_cases_says_why_it_stays(client, world):
    shown = text_of(as_(client, world.adam).get(url("change-unit", world.innerstaden.pk)))
    assert "öppna ärenden" in shown
    assert client.post(url("close-unit", world.norr.pk)).status_code == 302
    assert Unit.objects.get(pk=world.norr.pk).closed_on == TODAY


def test_the_organisation_is_renamed(client, world):
    as_(client, world.adam).post(url("change-organisation"), {"name": "Socialförvaltningen", "number": "212000-1124"})
    assert Organisation.objects.get(pk=world.social.pk).name == "Socialförvaltningen"


@pytest.mark.requirement("BOR-06")
def test_an_organisation_is_closed_when_nothing_is_open_in_it_and_nobody_acts_there_any_more(client, world, lena):
    page, end = url("change-organisation"), url("close-organisation")
    refused = as_(client, world.adam)
    assert "Enheten har öppna ärenden" in text_of(refused.get(page))
    assert end not in text_of(refused.get(page))
    assert refused.post(end).status_code == 403
    assert as_(client, world.sara).post(end).status_code == 403
    assert end in text_of(as_(client, lena).get(page))
    assert client.post(end, follow=True).redirect_chain[-1][0] == url("sign-in")
    world.lund.refresh_from_db()
    world.social.refresh_from_db()
    assert (world.lund.closed_on, world.social.closed_on) == (TODAY, None)
    assert choices_of(lena.staff_id, TODAY) == []
    assert "Vuxen Lund" not in text_of(as_(client, world.sara).get(url("directory")))


# staff


def test_a_colleagues_page_says_what_they_hold(client, world):
    shown = text_of(as_(client, world.adam).get(url("staff-member", world.sara.staff_id)))
    assert "Socialsekreterare" in shown and "Vuxen Innerstaden" in shown


def test_staff_are_changed_given_assignments_and_let_go(client, world):
    as_(client, world.adam)
    sara, held = world.sara.staff_id, world.sara.assignment_id
    steps = [
        ("staff-member", sara, {"name": "Sara Berg Ek", "email": "sara@example.se"}),
        ("give-assignment", sara, post_of(world)),
        ("change-assignment", held, {"title": "Samordnare", "phone": "040-9"}),
        ("end-assignment", held, {"until": str(TODAY - DAY)}),
    ]
    for name, pk, data in steps:
        assert client.post(url(name, pk), data).status_code == 302, name
    assert [c.assignment.unit.name for c in choices_of(sara, TODAY)] == ["Vuxen Norr"]
    assert Assignment.objects.get(pk=held).title == "Samordnare"
    assert client.post(url("record-leaving", sara), {"until": str(TODAY)}).status_code == 302
    assert choices_of(sara, TODAY) == []


def test_one_is_told_why_one_cannot_give_oneself_rights(client, world):
    response = as_(client, world.adam).post(url("give-assignment", world.adam.staff_id), post_of(world))
    assert response.status_code == 422
    assert "dig själv" in text_of(response)


def test_a_lost_way_in_is_untied(client, world):
    sign_in_staff(staff_row(world.sara), by=SYSTEM, issuer="https://idp.example.se", subject="1")
    assert client.post(url("forget-sign-in", world.sara.staff_id)).status_code == 302
    assert staff_row(world.sara).subject == "1"  # a stranger was sent to sign in
    as_(client, world.adam).post(url("forget-sign-in", world.sara.staff_id))
    assert staff_row(world.sara).subject == ""


def test_the_list_is_sought_and_goes_on_by_key(client, world):
    for number in range(35):
        add_staff(world.norr, by=world.adam, name=f"Nils Ny {number}", function="social_worker", title="X")
    as_(client, world.adam)
    first = client.get(url("staff-list"), {"q": "nils"})
    second = client.get(url("staff-list") + first.context["next_url"])
    names = [staff.name for staff, _ in first.context["rows"] + second.context["rows"]]
    assert len(names) == len(set(names)) == 35
    assert "Sara" not in text_of(first)


def test_thirty_colleagues_cost_what_one_does(client, world, django_assert_num_queries, django_assert_max_num_queries):
    as_(client, world.adam)
    with django_assert_max_num_queries(15) as one:
        client.get(url("staff-list"), {"q": "sara"})
    for number in range(29):
        add_staff(world.norr, by=world.adam, name=f"Sara Ny {number}", function="social_worker", title="X")
    with django_assert_num_queries(len(one)):
        client.get(url("staff-list"), {"q": "sara"})


# being away


def away(client, actor, **data):
    given = {"since": str(TODAY), "until": str(TODAY + DAY)}
    return as_(client, actor).post(url("absence"), {**given, **data})


def test_one_says_oneself_who_stands_in(client, world):
    assert away(client, world.sara, staff=str(world.sven.staff_id)).status_code == 302
    assert actor_for(world.sven.staff_id, world.sara.assignment_id, TODAY)
    assert "Sven Ek" in text_of(client.get(url("absence")))


def test_only_a_colleague_can_be_chosen(client, world):
    assert away(client, world.sara, staff=str(world.sigrid.staff_id)).status_code == 422
    assert "Sigrid" not in text_of(client.get(url("absence")))


def test_a_period_that_ends_before_it_begins_is_told_at_the_field(client, world):
    response = away(client, world.sara, staff=str(world.sven.staff_id), until=str(TODAY - DAY))
    assert response.status_code == 422
    assert "före den börjar" in text_of(response)


def test_the_manager_names_one_for_someone_who_is_ill(client, world):
    data = {"staff": str(world.sven.staff_id), "since": str(TODAY), "until": str(TODAY)}
    way = url("stand-in", world.sara.assignment_id)
    assert way in as_(client, world.chef).get(url("directory-unit", world.innerstaden.pk)).content.decode()
    for other in (world.sven, world.siv, world.rolf):
        assert way not in as_(client, other).get(url("directory-unit", world.innerstaden.pk)).content.decode()
    assert as_(client, world.chef).post(way, data).status_code == 302
    for other in (world.siv, world.rolf, world.sven, world.greta):
        assert as_(client, other).post(url("stand-in", world.sara.assignment_id), data).status_code == 404


def test_one_ends_it_when_one_is_back(client, world):
    standing = name_stand_in(
        assignment_of(world.sara), by=world.sara, staff=staff_row(world.sven), since=TODAY, until=TODAY + DAY
    )
    assert as_(client, world.siv).post(url("end-stand-in", standing.pk)).status_code == 404
    assert as_(client, world.sara).post(url("end-stand-in", standing.pk)).status_code == 302
    assert not StandIn.objects.exists()


def test_the_stand_in_chooses_the_assignment_after_signing_in(client, world):
    name_stand_in(assignment_of(world.sara), by=world.sara, staff=staff_row(world.sven), since=TODAY, until=TODAY + DAY)
    as_(client, world.sven)
    assert "Ersättare för Sara Berg" in text_of(client.get(url("choose-assignment")))
    client.post(url("choose-assignment"), {"assignment": str(world.sara.assignment_id)})
    shown = text_of(client.get(url("absence")))
    assert "ersättare för Sara Berg" in shown
    assert "Ersättare utses av den som ska vara borta" in shown


# from a spreadsheet

ROWS = "Enhet\tSlag av enhet\tNamn\tE-post\tFunktion\nTeam Öst\t{kind}\tAnna Öst\tanna.ost@malmo.example\t{function}\n"


def rows_of(world, more=""):
    rows = routine(world.social.place)
    kind = next(k.term for k in rows.unit_kinds if k.key == "social_addiction")
    return ROWS.format(kind=kind, function=rows.function("social_worker").term) + more


@pytest.mark.requirement("BOR-06")
def test_pasted_rows_are_loaded_and_at_once_in_use(client, world):
    answer = as_(client, world.adam).post(url("import-sheet"), {"pasted": rows_of(world)}, follow=True)
    assert "1 enhet och 1 medarbetare är inlagt" in text_of(answer) and "Anna Öst" in text_of(answer)
    assert "Team Öst" in text_of(client.get(reverse("directory")))


def test_faulty_rows_are_told_and_what_was_in_the_file_stands_ready_to_mend(client, world):
    file = SimpleUploadedFile("rader.csv", rows_of(world, "\t\tUlf Berg\n").replace("\t", ";").encode())
    answer = as_(client, world.adam).post(url("import-sheet"), {"file": file})
    text = text_of(answer)
    assert (
        answer.status_code == 422
        and "enhetens namn under ”Enhet”" in text
        and 'scope="row">3</th>' in text.replace("\n", "")
    )
    assert "Ulf Berg" in text and "anna.ost@malmo.example" in text and not Unit.objects.filter(name="Team Öst").exists()


@pytest.mark.parametrize("sent", [{}, {"pasted": "  "}, {"pasted": "Lön\tAnna"}, {"pasted": "\x00"}])
def test_what_is_no_sheet_is_said_at_the_field(client, world, sent):
    answer = as_(client, world.adam).post(url("import-sheet"), sent)
    assert answer.status_code == 422 and "pasted" in text_of(answer)


def test_the_model_sheet_can_be_loaded_as_it_is(client, world):
    model = as_(client, world.adam).get(url("import-model"))
    assert model["Content-Disposition"] == 'attachment; filename="brygga-mall.csv"'
    file = SimpleUploadedFile("brygga-mall.csv", model.content)
    assert client.post(url("import-sheet"), {"file": file}).status_code == 302
    assert Unit.objects.filter(name="Exempelenheten", organisation=world.social).exists()
