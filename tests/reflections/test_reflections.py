"""Lärdomar: about the work and nobody in it, read at the place, found, counted, put right and taken back (MAL-25)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.core.writing import asked_by
from brygga.people.models import Person
from brygga.reflections.acts import add_to_reflection, withdraw_reflection, write_reflection
from brygga.reflections.models import Reflection, ReflectionAddition, ReflectionTag
from brygga.reflections.queries import Sought, counted, found, usual_tags
from tests.cast import _actor, _organisation, _unit

pytestmark = pytest.mark.requirement("MAL-25")
WORDS = "Ingen hade skrivit vem som ringer när någon uteblir."


def written(world: Any, by: Any = None, text: str = WORDS, **more: Any) -> Reflection:
    who = by or world.sara
    unit = {world.sara: world.innerstaden, world.chef: world.innerstaden}.get(who, world.radmannen)
    return write_reflection(unit, by=who, kind=more.pop("kind", "challenge"), text=text, **more)


def texts(actor: Any, **sought: Any) -> list[str]:
    return [row.text for row in found(actor, Sought(**sought)).order_by("pk")]


@pytest.fixture
def stranger(world: Any) -> Any:
    """One who does Sara's work in another place."""
    with asked_by("test"):
        house = _organisation("Borlänge kommun", "municipality")
        house.place = "borlange"
        house.save(update_fields=["place"])
        return _actor("Bo Borg", "coordinator", "Samordnare", _unit(house, "Coachingteamet", "coaching_team"))


def test_all_at_the_place_who_work_or_lead_read_it_and_nobody_else(shared: Any, stranger: Any) -> None:
    row = written(shared, tags=["Avbrott"])
    add_to_reflection(row, by=shared.sara, text="Nu står det i planen.")
    for who in ("sara", "siv", "rut", "pia", "rolf", "fred", "sigrid", "petra", "petter"):
        assert texts(getattr(shared, who)) == [WORDS], who
    for actor in (stranger, shared.adam, shared.greta, shared.amina_herself):
        assert texts(actor) == [] and usual_tags(actor) == []
        assert not counted(actor, date(2020, 1, 1)).kinds
        for model in (ReflectionTag, ReflectionAddition):
            assert not model.objects.visible_to(actor).exists()


@pytest.mark.parametrize(
    "text",
    ["Amina Hassan sa nej.", "Hassans hyra.", "Ring 070-123 45 67", "amina@exempel.se", "19910416-2384 kom inte"],
)
def test_what_shows_somebody_is_refused_and_kept_nowhere(shared: Any, text: str) -> None:
    row = written(shared)
    for attempt in (
        lambda: written(shared, text=text),
        lambda: written(shared, tags=[text]),
        lambda: add_to_reflection(row, by=shared.sara, text=text),
    ):
        with pytest.raises(NotAllowed) as refused:
            attempt()
        assert "Hassan" not in str(refused.value)
    assert Reflection._base_manager.count() == 1 and not ReflectionAddition._base_manager.exists()
    kept = str(list(AuditRow.objects.values())) + str(list(Event.objects.unrestricted(because="test").values()))
    assert text not in kept


def test_a_name_that_nobody_at_the_unit_bears_is_only_a_word(shared: Any) -> None:
    assert written(shared, text="Vi läste om Anders i handboken.").text
    with asked_by("test"):
        Person._base_manager.filter(pk=shared.amina.pk).update(given_name="Anders")
    with pytest.raises(NotAllowed, match="visar vem"):
        written(shared, text="Vi läste om Anders i handboken.")


def test_only_those_who_work_write_and_for_their_own_unit(shared: Any) -> None:
    for who in (shared.adam, shared.greta, shared.petra, shared.siv, shared.rut, shared.amina_herself):
        with pytest.raises(NotAllowed):
            write_reflection(shared.innerstaden, by=who, kind="success", text=WORDS)
    with pytest.raises(NotAllowed, match="Skriv vad"):
        written(shared, text="  ")
    with pytest.raises(NotAllowed, match="Högst 6"):
        written(shared, tags=list("abcdefg"))
    with pytest.raises(NotAllowed, match="ett par ord"):
        written(shared, tags=["x" * 41])


def test_it_is_put_right_by_adding_and_what_stood_first_stands(shared: Any) -> None:
    row = written(shared)
    add_to_reflection(row, by=shared.sven, text="Det gällde bara helger.")
    (told,) = found(shared.rut, Sought(words="helger"))
    assert told.text == WORDS and [one.text for one in told.told_additions] == ["Det gällde bara helger."]
    for who in (shared.siv, shared.rut, shared.adam):
        with pytest.raises(NotAllowed, match="tillägg"):
            add_to_reflection(row, by=who, text="Nej.")


def test_its_author_or_who_leads_takes_it_back_and_nothing_of_it_is_left(shared: Any) -> None:
    first, second = written(shared, tags=["avbrott"], situation="gap"), written(shared)
    add_to_reflection(first, by=shared.sara, text="Mer.")
    for who in (shared.sven, shared.siv, shared.rolf, shared.rut):
        with pytest.raises(NotAllowed, match="skrev"):
            withdraw_reflection(first, by=who)
    withdraw_reflection(first, by=shared.sara)
    withdraw_reflection(second, by=shared.chef)
    assert texts(shared.sara) == [] and usual_tags(shared.rut) == []
    assert not ReflectionTag._base_manager.exists() and not ReflectionAddition._base_manager.exists()
    kept = list(Reflection._base_manager.values_list("text", "sought", "situation"))
    assert kept == [("", "", "")] * 2
    for again in (
        lambda: withdraw_reflection(first, by=shared.sara),
        lambda: add_to_reflection(first, by=shared.sara, text="x"),
    ):
        with pytest.raises(NotAllowed, match="återtagen"):
            again()


def test_it_is_found_by_words_tag_situation_kind_and_time(shared: Any) -> None:
    with clock.set_to(clock.now() - timedelta(days=100)):
        written(shared, text="Övergången gick bra.", kind="success", situation="transition", tags=["Boende"])
    written(shared, text="Ett GLAPP i 10_dagar.", situation="gap", tags=["boende", "hvb"])
    rut, old, new = shared.rut, "Övergången gick bra.", "Ett GLAPP i 10_dagar."
    assert texts(rut, words="ÖVERGÅNGEN bra") == [old] and texts(rut, words="glapp") == [new]
    assert texts(rut, words="10_dagar") == [new] and texts(rut, words="10%") == [] and texts(rut, words="hvb") == [new]
    assert texts(rut, tag="boende") == [old, new] and texts(rut, tag="hvb") == [new] and texts(rut, tag="hv") == []
    assert texts(rut, situation="transition") == [old] and texts(rut, kind="challenge") == [new]
    assert texts(rut, since=clock.today() - timedelta(days=30)) == [new]
    assert texts(rut, words="gick", kind="challenge") == []


def test_they_are_counted_by_the_month(shared: Any) -> None:
    for month, situation, tags in ((1, "gap", ["hvb"]), (1, "gap", []), (3, "", ["hvb", "boende"])):
        with clock.set_to(datetime(2026, month, 31, 23, 30, tzinfo=clock.SWEDEN)):
            written(shared, situation=situation, tags=tags)
    numbers = counted(shared.rut, date(2026, 1, 1))
    assert numbers.kinds == {"challenge": {(2026, 1): 2, (2026, 3): 1}}
    assert numbers.situations == {"gap": {(2026, 1): 2}, "": {(2026, 3): 1}}
    assert numbers.tags == {"hvb": {(2026, 1): 1, (2026, 3): 1}, "boende": {(2026, 3): 1}}
    assert counted(shared.rut, date(2026, 2, 1)).tags == {"hvb": {(2026, 3): 1}, "boende": {(2026, 3): 1}}
    assert usual_tags(shared.rut) == ["hvb", "boende"]


def test_the_same_questions_for_one_and_for_thirty(shared: Any) -> None:
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            (
                list(found(shared.rut, Sought(tag="a", words="ingen"))),
                counted(shared.rut, date(2026, 1, 1)),
                usual_tags(shared.rut),
            )
        return len(asked)

    add_to_reflection(written(shared, tags=["a"]), by=shared.sara, text="Mer.")
    few = questions()
    for number in range(29):
        add_to_reflection(written(shared, tags=["a", f"t{number}"]), by=shared.sara, text="Mer.")
    assert questions() == few
