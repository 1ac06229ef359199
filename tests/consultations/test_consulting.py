"""Consultations: anonymous ones hold nothing of whom they are about, named ones rest on consent (STO-08, MAL-15)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent, ConsentGrant, Disclosure
from brygga.consultations.acts import (
    acknowledge,
    answer,
    ask_in_writing,
    decline,
    finish_next_step,
    log_consultation,
    misdirected,
    name_person,
    withdraw,
)
from brygga.consultations.models import Consultation
from brygga.consultations.queries import (
    coordinations_to_name,
    history,
    may_know_whom,
    on_desk,
    units_that_may_know,
    with_details,
)
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow
from brygga.core.writing import asked_by
from brygga.people.models import Case, Person
from tests.cast import _case, _person, as_

BOTH_UNITS = ("sara", "sven", "chef", "rut", "kurt", "rolf")
NEIGHBOURS = ("siv", "pia", "sigrid", "adam", "greta", "amina_herself", "folke_himself")
TALK: dict[str, Any] = {
    "kind": "consultation",
    "how": "phone",
    "question": "Någon dricker igen och vill inte komma. Vad kan vi göra?",
    "advice": "Gör ett hembesök ihop.",
    "next_by": "asker",
    "next_step": "Boka hembesök",
}


def talked(world: Any, **more: Any) -> Consultation:
    facts = {**TALK, "to_unit": world.radmannen, **more}
    return log_consultation(world.innerstaden, by=world.sara, **facts)


def asked(world: Any, by: Any = None, **more: Any) -> Consultation:
    facts = {"kind": "consultation", "question": "Hur lång är kön?", "to_unit": world.radmannen, **more}
    return ask_in_writing(world.innerstaden, by=by or world.sara, **facts)


def _marked(actor: Any, what: str) -> list[Any]:
    return [row for row in on_desk(actor, 9) if getattr(row, what)]


def seen(actor: Any, row: Consultation) -> Any:
    return with_details(actor).filter(pk=row.pk).first()


def may_consult_about_amina(world: Any, *units: Any) -> Consent:
    """Amina says yes to advice being sought about her."""
    today = clock.today()
    with asked_by("test"):
        consent = Consent._base_manager.create(
            person=world.amina,
            unit=world.innerstaden,
            state="given",
            form="oral",
            given_on=today,
            valid_from=today,
            valid_until=today + timedelta(days=90),
            purposes=["coordination", "consultation"],
            informed_by="x",
        )
        for unit in (world.innerstaden, *(units or (world.radmannen,))):
            ConsentGrant._base_manager.create(consent=consent, unit=unit, matter="coordination")
    return consent


@pytest.mark.requirement("MAL-15")
def test_a_talk_is_written_up_in_one_go_and_read_by_both_units_only(world: Any) -> None:
    row = talked(world, with_whom="Rut Månsson")
    assert (row.state, row.coordination, row.disclosure) == ("done", None, None)
    assert all(seen(getattr(world, who), row) for who in BOTH_UNITS)
    assert not any(Consultation.objects.visible_to(getattr(world, who)).exists() for who in NEIGHBOURS)


@pytest.mark.requirement("STO-08")
@pytest.mark.parametrize("field", ["question", "advice", "next_step", "with_whom"])
@pytest.mark.parametrize("words", ["Det gäller Hassan.", "Aminas boende", "Nummer 19910416-2384", "ring hassan"])
def test_what_shows_whom_it_is_about_is_stopped_in_every_field(world: Any, field: str, words: str) -> None:
    with pytest.raises(NotAllowed, match="visar vem det gäller"):
        talked(world, **{field: words})
    assert not Consultation._base_manager.exists()
    assert "assan" not in "".join(AuditRow.objects.values_list("reason", flat=True))


@pytest.mark.requirement("STO-08")
def test_everybody_the_unit_works_with_is_looked_for_and_nobody_else(shared: Any) -> None:
    """Rådmannen has Folke as a case and takes part about Amina; Innerstaden knows nothing of Folke."""
    to = {"kind": "consultation", "to_unit": shared.innerstaden}
    for name in ("Lind vill byta mottagning.", "Hassan vill byta mottagning."):
        with pytest.raises(NotAllowed):
            ask_in_writing(shared.radmannen, by=shared.rut, question=name, **to)
    assert asked(shared, question="Det är lind i ögat.").state == "sent"


@pytest.mark.requirement("STO-08")
def test_a_closed_case_is_no_longer_looked_for_and_a_protected_one_is(world: Any) -> None:
    with asked_by("test"):
        person = _person(world.social, "Ulla", "Vinterskog", "196408233234")
        case = _case(person, world.innerstaden, world.sven)
        type(person)._base_manager.filter(pk=person.pk).update(protection="marked")
    with pytest.raises(NotAllowed):
        talked(world, question="Vinterskog mår sämre.")
    with asked_by("test"):
        Case._base_manager.filter(pk=case.pk).update(closed_on=clock.today())
    assert talked(world, question="Vinterskog mår sämre.").state == "done"


@pytest.mark.parametrize("many", [1, 30])
def test_looking_asks_as_little_about_thirty_as_about_one(
    world: Any, many: int, django_assert_num_queries: Any
) -> None:
    from brygga.consultations.anonymity import identities_in

    with asked_by("test"):
        for number in range(many):
            person = Person._base_manager.create(
                organisation=world.social, given_name="Ulla", family_name=f"Namn{number}", registered_at=clock.now()
            )
            _case(person, world.innerstaden, world.sven)
    with django_assert_num_queries(2):
        assert identities_in(world.sara, world.radmannen, {"a": "Inget namn.", "b": "Vi undrar"}) == {}


def test_those_who_talk_may_be_named(world: Any) -> None:
    with asked_by("test"):
        _case(_person(world.social, "Rut", "Berg", "196408233234"), world.innerstaden, world.sven)
    assert talked(world, advice="Sara Berg ringer Rut Månsson.").state == "done"
    with pytest.raises(NotAllowed):
        talked(world, advice="Sara Berg ringer Rut.")


@pytest.mark.requirement("STO-08")
def test_a_question_is_received_answered_and_the_next_step_taken(world: Any) -> None:
    row = asked(world)
    assert row.answer_by and row.acknowledge_by < row.answer_by < row.expires_at
    assert [len(_marked(actor, "to_answer")) for actor in (world.rut, world.rolf, world.siv, world.pia)] == [1, 1, 0, 0]
    row = acknowledge(row, by=world.rut)
    row = answer(row, by=world.kurt, advice="Tre veckor.", next_by="asker", next_step="Skriv remiss")
    assert (row.state, row.answered_by_id) == ("done", world.kurt.assignment_id)
    assert [step.state for step in history(row)] == ["sent", "acknowledged", "accepted"]
    assert [len(_marked(actor, "to_follow_up")) for actor in (world.sara, world.sven, world.kurt)] == [1, 0, 0]
    with pytest.raises(NotAllowed, match="andra enheten"):
        finish_next_step(row, by=world.kurt)
    finish_next_step(row, by=world.sara)
    assert not _marked(world.sara, "to_follow_up")


def test_the_answer_shows_nobody_either(world: Any) -> None:
    with pytest.raises(NotAllowed, match="visar vem"):
        answer(asked(world), by=world.rut, advice="Är det Folke Lind?", next_by="nobody")


@pytest.mark.parametrize(
    ("act", "who", "state"),
    [(decline, "rut", "declined"), (misdirected, "kurt", "misdirected"), (withdraw, "sven", "withdrawn")],
)
def test_it_ends_with_a_reason_by_those_whose_it_is(world: Any, act: Any, who: str, state: str) -> None:
    row = asked(world)
    others = {"rut", "sven", "siv", "pia", "sigrid", "adam", "fred"} - {who}
    for other in others - ({"rut"} if who == "kurt" else set()):
        with pytest.raises(NotAllowed):
            act(row, by=getattr(world, other), reason="Nej.")
    ended = act(row, by=getattr(world, who), reason="Fråga vårdcentralen.")
    assert (ended.state, ended.reason) == (state, "Fråga vårdcentralen.")
    with pytest.raises(NotAllowed):
        answer(ended, by=world.rut, advice="Sent.", next_by="nobody")


def test_nobody_else_consults_for_the_unit(world: Any) -> None:
    for who in (world.siv, world.adam, world.greta, world.fred, world.rut):
        with pytest.raises(NotAllowed):
            log_consultation(world.innerstaden, by=who, **TALK, to_unit=world.radmannen)
    with pytest.raises(NotAllowed, match="annan enhet"):
        talked(world, to_unit=world.innerstaden)
    with pytest.raises(NotAllowed, match="slag av konsultation"):
        talked(world, kind="gfi_wish")


def test_an_unanswered_question_expires_by_the_clock(world: Any) -> None:
    row = asked(world)
    with clock.set_to(clock.now() + timedelta(days=60)):
        call_command("run_clocks")
    assert Consultation._base_manager.get(pk=row.pk).state == "expired"


@pytest.mark.requirement("MAL-15")
def test_a_name_needs_a_consent_that_covers_the_unit_and_the_purpose(shared: Any) -> None:
    """Amina's yes in `shared` is for coordination, not for seeking advice."""
    with pytest.raises(NotAllowed, match="gäller inte för att rådgöra"):
        talked(shared, coordination=shared.coordination)
    may_consult_about_amina(shared)
    assert list(units_that_may_know(shared.coordination, shared.innerstaden.pk)) == [shared.radmannen]
    row = talked(shared, coordination=shared.coordination, question="Amina Hassan dricker igen.")
    assert may_know_whom(seen(shared.rut, row), shared.rut)
    with pytest.raises(NotAllowed, match="omfattar inte Psykiatri"):
        talked(shared, coordination=shared.coordination, to_unit=shared.psykiatri)


@pytest.mark.requirement("MAL-15", "STO-08")
def test_an_anonymous_one_becomes_named_without_being_written_again(shared: Any) -> None:
    row = talked(shared)
    assert coordinations_to_name(shared.sara, row) == []
    may_consult_about_amina(shared)
    assert coordinations_to_name(shared.sara, row) == [shared.coordination]
    for other in (shared.rut, shared.siv, shared.pia):
        with pytest.raises(NotAllowed):
            name_person(row, by=other, coordination=shared.coordination)
    named = name_person(row, by=shared.sara, coordination=shared.coordination)
    opened = Disclosure._base_manager.get(pk=named.disclosure_id)
    assert (opened.stream_id, opened.to_unit, opened.purpose) == (row.pk, shared.radmannen, "consultation")
    assert named.question == TALK["question"]
    assert may_know_whom(seen(shared.kurt, named), shared.kurt)
    assert seen(shared.siv, named) is None


def test_the_disclosure_opens_the_consultation_and_nothing_of_the_coordination(world: Any) -> None:
    from brygga.coordinations.acts import open_coordination
    from brygga.coordinations.may import door_is_open

    coordination = open_coordination(world.aminas_case, by=world.sara, why="x", reasons=[])
    may_consult_about_amina(world)
    talked(world, coordination=coordination)
    assert not door_is_open(coordination, world.radmannen.pk)
    assert not type(coordination).objects.visible_to(world.rut).exists()


@pytest.mark.requirement("MAL-12")
def test_when_the_consent_is_taken_back_the_name_closes_and_an_open_question_ends(shared: Any) -> None:
    consent = may_consult_about_amina(shared)
    done = talked(shared, coordination=shared.coordination)
    waiting = asked(shared, coordination=shared.coordination)
    withdraw_consent(consent, by=shared.amina_herself, how="I Brygga", reason="")
    assert not may_know_whom(seen(shared.rut, done), shared.rut)
    assert may_know_whom(seen(shared.sara, done), shared.sara)
    assert Consultation._base_manager.get(pk=waiting.pk).state == "withdrawn"
    with pytest.raises(NotAllowed):
        talked(shared, coordination=shared.coordination)
    assert talked(shared).coordination is None


def test_the_person_sees_that_they_have_asked_each_other_about_them_and_nobody_elses(client: Any, shared: Any) -> None:
    may_consult_about_amina(shared)
    talked(shared, coordination=shared.coordination)
    talked(shared)
    page = as_(client, shared.amina_herself).get(reverse("my-readers")).content.decode()
    assert page.count("om råd.") == 1 and "Rådmannen" in page
    assert "om råd." not in as_(client, shared.folke_himself).get(reverse("my-readers")).content.decode()
