"""Who may let whom in, and what happens when they leave."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from brygga.agencies.acts import (
    add_staff,
    add_unit,
    change_staff,
    change_unit,
    close_organisation,
    close_unit,
    end_assignment,
    end_stand_in,
    forget_sign_in,
    found_organisation,
    give_assignment,
    name_stand_in,
    record_leaving,
    rename_organisation,
    sign_in_staff,
)
from brygga.agencies.models import Assignment, Organisation, Staff, Unit
from brygga.agencies.queries import actor_for, choices_of, holders, staff_of, unit_tree
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow
from brygga.people.acts import close_case
from brygga.rules.powers import Power

TODAY, DAY = clock.today(), timedelta(days=1)


def assignment_of(actor):
    return Assignment.objects.get(pk=actor.assignment_id)


def staff_row(actor):
    return Staff.objects.get(pk=actor.staff_id)


def hire(world, by=None, **facts):
    given = {"name": "Nora Ny", "function": "social_worker", "title": "Socialsekreterare", "email": "nora@example.se"}
    return add_staff(world.innerstaden, by=by or world.adam, **{**given, **facts})


# organisations


def test_the_program_founds_an_organisation_and_its_administrator_goes_on(db):
    first = found_organisation(
        None,
        by=SYSTEM,
        name="Malmö stad",
        place="malmo",
        party="municipality",
        unit_name="Vuxen",
        unit_kind="social_addiction",
        administrator="Ada Admin",
        email="ada@example.se",
    )
    ada = actor_for(first.staff_id, first.pk, TODAY)
    assert ada.powers == {Power.ADMINISTER}
    assert (
        add_unit(first.unit.organisation, by=ada, name="Vuxen Söder", kind="social_addiction").organisation.name
        == "Malmö stad"
    )


@pytest.mark.requirement("BOR-06")
def test_an_administrator_connects_a_new_actor_and_has_no_say_in_it_afterwards(world):
    first = found_organisation(
        None,
        by=world.adam,
        name="RIA",
        place="malmo",
        party="other",
        unit_name="RIA Malmö",
        unit_kind="treatment_home",
        administrator="Ria Admin",
        email="ria@example.se",
    )
    assert not Staff.objects.get(pk=first.staff_id).left_on
    with pytest.raises(NotAllowed, match="egen organisation"):
        add_unit(first.unit.organisation, by=world.adam, name="En till", kind="treatment_home")


def test_a_caseworker_founds_nothing(world):
    with pytest.raises(NotAllowed, match="administratör"):
        found_organisation(
            None,
            by=world.sara,
            name="X",
            place="malmo",
            party="other",
            unit_name="X",
            unit_kind="treatment_home",
            administrator="X",
        )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"place": "atlantis"}, "ingen rutin"),
        ({"party": "atlantis"}, "ingen part"),
        ({"unit_kind": "inpatient"}, "slaget"),
    ],
)
def test_an_organisation_fits_its_routine(db, wrong, said):
    facts = {"place": "malmo", "party": "municipality", "unit_kind": "social_addiction"}
    with pytest.raises(NotAllowed, match=said):
        found_organisation(None, by=SYSTEM, name="X", unit_name="Y", administrator="Z", **{**facts, **wrong})
    assert not Organisation.objects.exists()


def test_the_command_founds_and_says_what_is_wrong(db):
    given = {
        "place": "malmo",
        "party": "municipality",
        "organisation": "Malmö stad",
        "unit": "Vuxen",
        "kind": "social_addiction",
        "admin": "Ada Admin",
        "email": "ada@example.se",
    }
    out = StringIO()
    call_command("found", stdout=out, **given)
    assert "Ada Admin är nu administratör för Malmö stad" in out.getvalue()
    with pytest.raises(CommandError, match="används redan"):
        call_command("found", **given)
    with pytest.raises(CommandError, match="ingen rutin"):
        call_command("found", **{**given, "place": "atlantis"})


def test_an_organisation_is_renamed_by_its_own_administrator_only(world):
    assert rename_organisation(world.social, by=world.adam, name="Socialförvaltningen").name == "Socialförvaltningen"
    with pytest.raises(NotAllowed):
        rename_organisation(world.lund, by=world.adam, name="Övertagen")


# units


def test_a_unit_is_put_in_the_tree_and_moves(world):
    team = add_unit(world.social, by=world.adam, name="Team Öst", kind="social_addiction", parent=world.innerstaden)
    (tree,) = [b for b in unit_tree(world.social) if b.unit == world.innerstaden]
    assert [b.unit for b in tree.branches] == [team]
    change_unit(team, by=world.adam, name="Team Öst", kind="social_addiction", parent=world.norr)
    assert Unit.objects.get(pk=team.pk).parent == world.norr


def test_a_unit_is_never_under_itself(world):
    team = add_unit(world.social, by=world.adam, name="Team Öst", kind="social_addiction", parent=world.innerstaden)
    with pytest.raises(NotAllowed, match="under sig själv"):
        change_unit(world.innerstaden, by=world.adam, name="Innerstaden", kind="social_addiction", parent=team)


def test_a_unit_stays_in_its_organisation(world):
    with pytest.raises(NotAllowed, match="samma organisation"):
        add_unit(world.social, by=world.adam, name="Team", kind="social_addiction", parent=world.lund_vuxen)


def test_the_neighbours_administrator_does_not_touch_our_units(world):
    lena = add_staff(world.lund_vuxen, by=SYSTEM, name="Lena Lund", function="administrator", title="Administratör")
    lena = actor_for(lena.staff_id, lena.pk, TODAY)
    for attempt in (
        lambda: add_unit(world.social, by=lena, name="X", kind="social_addiction"),
        lambda: change_unit(world.norr, by=lena, name="X", kind="social_addiction"),
        lambda: close_unit(world.norr, by=lena),
        lambda: close_organisation(world.social, by=lena),
        lambda: hire(world, by=lena),
        lambda: end_assignment(assignment_of(world.sara), by=lena, until=TODAY),
        lambda: record_leaving(staff_row(world.sara), by=lena, on=TODAY),
        lambda: change_staff(staff_row(world.sara), by=lena, name="X"),
        lambda: forget_sign_in(staff_row(world.sara), by=lena),
        lambda: give_assignment(
            staff_row(world.sara), by=lena, unit=world.lund_vuxen, function="nurse", title="X", since=TODAY
        ),
        lambda: name_stand_in(
            assignment_of(world.sara), by=lena, staff=staff_row(world.sven), since=TODAY, until=TODAY
        ),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert AuditRow.objects.filter(outcome="refused").count() == 11


def test_a_closed_unit_lets_nobody_act_there(world):
    close_unit(world.norr, by=world.adam)
    assert choices_of(world.siv.staff_id, TODAY) == []
    with pytest.raises(NotAllowed, match="avvecklad"):
        change_unit(world.norr, by=world.adam, name="Norr", kind="social_addiction")


def test_a_unit_with_units_under_it_stays(world):
    add_unit(world.social, by=world.adam, name="Team Öst", kind="social_addiction", parent=world.norr)
    with pytest.raises(NotAllowed, match="under den här"):
        close_unit(world.norr, by=world.adam)


def test_a_closed_organisation_is_still_and_keeps_its_rows(world):
    lena = add_staff(world.lund_vuxen, by=SYSTEM, name="Lena Lund", function="administrator", title="Administratör")
    close_organisation(world.lund, by=actor_for(lena.staff_id, lena.pk, TODAY))
    assert choices_of(world.sigrid.staff_id, TODAY) == []
    assert world.lund.units.count() == 1


# staff


def test_someone_new_can_act_the_same_day(world):
    nora = hire(world)
    assert actor_for(nora.staff_id, nora.pk, TODAY).reads == {world.innerstaden.pk}


def test_an_assignment_holds_a_function_of_the_routine(world):
    with pytest.raises(NotAllowed, match="Funktionen finns inte"):
        hire(world, function="wizard")


def test_the_same_address_and_name_is_the_same_person_with_one_more_assignment(world):
    lena = add_staff(world.lund_vuxen, by=SYSTEM, name="Lena Lund", function="administrator", title="Administratör")
    lena = actor_for(lena.staff_id, lena.pk, TODAY)
    again = add_staff(
        world.lund_vuxen,
        by=lena,
        name="Sara Berg",
        email="SARA@example.se",
        function="social_worker",
        title="Timvikarie",
    )
    assert again.staff_id == world.sara.staff_id
    assert [c.assignment.unit.name for c in choices_of(world.sara.staff_id, TODAY)] == [
        "Vuxen Innerstaden",
        "Vuxen Lund",
    ]
    with pytest.raises(NotAllowed, match="även i en annan organisation"):
        change_staff(staff_row(world.sara), by=lena, name="Sara Berg", email="lena@example.se")


def test_an_address_with_another_name_is_refused(world):
    with pytest.raises(NotAllowed, match="används redan"):
        hire(world, email="sven@example.se")


def test_nobody_gives_themselves_rights(world):
    with pytest.raises(NotAllowed, match="dig själv ett uppdrag"):
        give_assignment(
            staff_row(world.adam),
            by=world.adam,
            unit=world.innerstaden,
            function="unit_head",
            title="Chef",
            since=TODAY,
        )
    with pytest.raises(NotAllowed, match="används redan"):
        hire(world, name="Adam Admin", email="adam@example.se", function="unit_head")
    with pytest.raises(NotAllowed, match="dig själv till ersättare"):
        name_stand_in(assignment_of(world.sara), by=world.adam, staff=staff_row(world.adam), since=TODAY, until=TODAY)


def test_one_may_hold_several_assignments_but_each_once(world):
    facts = {"unit": world.norr, "function": "social_worker", "title": "Socialsekreterare", "since": TODAY}
    give_assignment(staff_row(world.sara), by=world.adam, **facts)
    with pytest.raises(NotAllowed, match="redan det uppdraget"):
        give_assignment(staff_row(world.sara), by=world.adam, **facts)
    assert len(choices_of(world.sara.staff_id, TODAY)) == 2


def test_an_ended_assignment_is_over_the_day_after(world):
    end_assignment(assignment_of(world.sara), by=world.adam, until=TODAY)
    assert actor_for(world.sara.staff_id, world.sara.assignment_id, TODAY) is not None
    assert actor_for(world.sara.staff_id, world.sara.assignment_id, TODAY + DAY) is None


def test_an_organisation_keeps_an_administrator(world):
    close_case(world.aminas_case, by=world.sara)
    for attempt in (
        lambda: end_assignment(assignment_of(world.adam), by=world.adam, until=TODAY),
        lambda: record_leaving(staff_row(world.adam), by=world.adam, on=TODAY),
        lambda: close_unit(world.innerstaden, by=world.adam),
    ):
        with pytest.raises(NotAllowed, match="utan administratör"):
            attempt()


def test_who_leaves_keeps_what_they_hold_elsewhere(world):
    elsewhere = add_staff(
        world.lund_vuxen, by=SYSTEM, name="Sven Ek", email="sven@example.se", function="social_worker", title="Vikarie"
    )
    record_leaving(staff_row(world.sven), by=world.adam, on=TODAY - DAY)
    assert [c.assignment for c in choices_of(world.sven.staff_id, TODAY)] == [elsewhere]


def test_who_leaves_later_works_until_the_last_day(world):
    """The notice may be given weeks ahead; nobody is shut out of what they answer for until then."""
    last = TODAY + 20 * DAY
    record_leaving(staff_row(world.sven), by=world.adam, on=last)
    assert [c.assignment.until for c in choices_of(world.sven.staff_id, TODAY)] == [last]
    assert actor_for(world.sven.staff_id, world.sven.assignment_id, last) is not None
    assert choices_of(world.sven.staff_id, last + DAY) == []


def test_who_leaves_keeps_a_temporary_post_and_a_stand_in_elsewhere(world):
    """What another organisation has given is not this administrator's to end, also when it has a last day."""
    until = TODAY + 30 * DAY
    sven = {"name": "Sven Ek", "email": "sven@example.se", "function": "social_worker", "title": "Vikarie"}
    elsewhere = add_staff(world.lund_vuxen, by=SYSTEM, until=until, **sven)
    sigrid = assignment_of(world.sigrid)
    name_stand_in(sigrid, by=world.sigrid, staff=staff_row(world.sven), since=TODAY, until=until)
    record_leaving(staff_row(world.sven), by=world.adam, on=TODAY - DAY)
    held = {(c.assignment, c.stands_in) for c in choices_of(world.sven.staff_id, TODAY)}
    assert held == {(elsewhere, False), (sigrid, True)}


def test_who_leaves_altogether_gets_no_new_assignment(world):
    record_leaving(staff_row(world.sven), by=world.adam, on=TODAY)
    assert choices_of(world.sven.staff_id, TODAY) == []
    with pytest.raises(NotAllowed, match="har slutat"):
        give_assignment(
            staff_row(world.sven), by=world.adam, unit=world.norr, function="social_worker", title="X", since=TODAY
        )


def test_staff_of_an_organisation_includes_those_who_left_and_nobody_elses(world):
    names = set(staff_of(world.lund.pk).values_list("name", flat=True))
    assert names == {"Sigrid Öberg", "Petter Ny"}
    assert world.frida.staff in staff_of(world.social.pk)


# stand-ins


@pytest.mark.parametrize("who", ["sara", "chef", "adam"])
def test_a_stand_in_is_named_by_the_absent_the_manager_or_the_administrator(world, who):
    name_stand_in(
        assignment_of(world.sara), by=getattr(world, who), staff=staff_row(world.sven), since=TODAY, until=TODAY + DAY
    )
    acting = actor_for(world.sven.staff_id, world.sara.assignment_id, TODAY)
    assert (acting.name, acting.assignment_id) == ("Sven Ek", world.sara.assignment_id)
    assert actor_for(world.sven.staff_id, world.sara.assignment_id, TODAY + 2 * DAY) is None


@pytest.mark.parametrize("who", ["siv", "sven", "rolf", "rut", "sigrid"])
def test_nobody_else_names_one(world, who):
    with pytest.raises(NotAllowed, match="Ersättare utses av"):
        name_stand_in(
            assignment_of(world.sara), by=getattr(world, who), staff=staff_row(world.siv), since=TODAY, until=TODAY
        )


@pytest.mark.parametrize(("who", "said"), [("sara", "någon annan"), ("sigrid", "samma organisation")])
def test_a_stand_in_is_a_colleague(world, who, said):
    with pytest.raises(NotAllowed, match=said):
        name_stand_in(
            assignment_of(world.sara), by=world.sara, staff=staff_row(getattr(world, who)), since=TODAY, until=TODAY
        )


def test_a_stand_in_for_the_past_is_refused(world):
    with pytest.raises(NotAllowed, match="redan gått ut"):
        name_stand_in(
            assignment_of(world.sara),
            by=world.sara,
            staff=staff_row(world.sven),
            since=TODAY - 2 * DAY,
            until=TODAY - DAY,
        )


@pytest.mark.parametrize("begun", [0, 3])
def test_an_ended_stand_in_is_out_at_once(world, begun):
    standing = name_stand_in(
        assignment_of(world.sara),
        by=world.sara,
        staff=staff_row(world.sven),
        since=TODAY - begun * DAY,
        until=TODAY + DAY,
    )
    end_stand_in(standing, by=world.sara)
    assert actor_for(world.sven.staff_id, world.sara.assignment_id, TODAY) is None


def test_a_stand_in_who_left_is_out(world):
    name_stand_in(assignment_of(world.sara), by=world.sara, staff=staff_row(world.sven), since=TODAY, until=TODAY + DAY)
    record_leaving(staff_row(world.sven), by=world.adam, on=TODAY)
    assert actor_for(world.sven.staff_id, world.sara.assignment_id, TODAY) is None


def test_holders_are_those_with_the_power_and_their_stand_ins(world):
    name_stand_in(assignment_of(world.chef), by=world.chef, staff=staff_row(world.sven), since=TODAY, until=TODAY + DAY)
    found = holders(world.innerstaden, Power.DISTRIBUTE, TODAY)
    assert [(a.staff.name, [s.staff.name for s in a.stand_ins_now]) for a in found] == [
        ("Eva Chef", ["Sven Ek"]),
        ("Fred Lund", []),
    ]


# the way in


def test_an_account_is_tied_once_and_only_by_the_sign_in(world):
    sara = staff_row(world.sara)
    with pytest.raises(NotAllowed, match="av sig själv"):
        sign_in_staff(sara, by=world.adam, issuer="https://idp.example.se", subject="123")
    sign_in_staff(sara, by=SYSTEM, issuer="https://idp.example.se", subject="123")
    with pytest.raises(NotAllowed, match="en annan e-legitimation"):
        sign_in_staff(sara, by=SYSTEM, issuer="https://idp.example.se", subject="456")
    forget_sign_in(sara, by=world.adam)
    assert staff_row(world.sara).subject == ""
