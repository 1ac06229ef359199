"""What is missing before units may leave: every need in every state (Malmö handbook, "Avslut")."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from brygga.rules.closings import ClosingNeed, Standing, asked, missing

pytestmark = pytest.mark.requirement("MAL-16")
N = ClosingNeed
EVERYWHERE = {N.EXPLORED, N.TALK, N.PLAN_CLOSED, N.RESUMING, N.CONSENTS, N.AGREED}
SOME = {N.EXPLORED, N.TALK, N.GOALS, N.OWN_CASE, N.RESUMING, N.CONSENTS, N.AGREED}
MOVES = {N.EXPLORED, N.TALK, N.NEW_CONTACT, N.NEW_UNIT_IN_TALK, N.RESUMING, N.CONSENTS, N.AGREED}
DONE = Standing(
    wants_to_stop=True,
    explored=True,
    talked=True,
    goals_said=True,
    new_contact_works=True,
    new_contact="Vuxen Lund",
    new_unit_was_there=True,
    resuming=True,
    consents_said=True,
)
#: What takes the need back from a closing where all is done, and a word of what is said then.
LACKING = {
    N.EXPLORED: ({"explored": False}, "varför den vill sluta"),
    N.TALK: ({"talked": False}, "slutsamtalet"),
    N.PLAN_CLOSED: ({"plan_open": True}, "avsluta den"),
    N.GOALS: ({"goals_said": False}, "målen är nådda"),
    N.OWN_CASE: ({"without_case": ("Norr", "Rådmannen")}, "Norr och Rådmannen är kvar"),
    N.NEW_CONTACT: ({"new_contact_works": False}, "Vuxen Lund är i gång"),
    N.NEW_UNIT_IN_TALK: ({"new_unit_was_there": False}, "inte var med"),
    N.RESUMING: ({"resuming": False}, "ta kontakt igen"),
    N.CONSENTS: ({"consents_said": False}, "samtyckena"),
    N.AGREED: ({"unanswered": ("Rådmannen",)}, "ja från Rådmannen"),
}


@pytest.mark.parametrize("needs", [EVERYWHERE, SOME, MOVES])
def test_nothing_is_missing_when_all_is_done(needs: set[ClosingNeed]) -> None:
    assert missing(needs, DONE) == ()


@pytest.mark.parametrize(("need", "needs"), list(product(ClosingNeed, [EVERYWHERE, SOME, MOVES])))
def test_each_thing_that_is_missing_is_said_where_the_kind_demands_it_and_nowhere_else(
    need: ClosingNeed, needs: set[ClosingNeed]
) -> None:
    facts, word = LACKING[need]
    found = missing(needs, replace(DONE, **facts))  # type: ignore[arg-type]
    assert [one.need for one in found] == ([need] if need in needs else [])
    assert all(word in one.sentence for one in found)


def test_why_somebody_wants_to_stop_is_explored_whatever_the_place_says_and_only_then() -> None:
    assert asked({N.AGREED}, DONE) == (N.EXPLORED, N.AGREED)
    assert asked(EVERYWHERE, replace(DONE, wants_to_stop=False))[0] is N.TALK


def test_goals_out_of_reach_keep_everybody() -> None:
    (one,) = missing(SOME, replace(DONE, goals_out_of_reach=True))
    assert "kan ingen lämna" in one.sentence


def test_a_no_weighs_more_than_silence() -> None:
    (one,) = missing(SOME, replace(DONE, refused=("Norr",), unanswered=("Rådmannen",)))
    assert one.sentence.startswith("Norr har sagt nej")


def test_a_transition_names_its_receiver_first() -> None:
    (one,) = missing(MOVES, replace(DONE, new_contact_works=False, new_contact=""))
    assert one.sentence == "Skriv vem som tar emot personen."


def test_the_receiver_can_only_have_been_missing_from_a_talk_that_was_held() -> None:
    found = missing(MOVES, replace(DONE, talked=False, new_unit_was_there=False))
    assert [one.need for one in found] == [N.TALK]


def test_what_other_rooms_have_open_stands_last_and_always() -> None:
    found = missing(set(), replace(DONE, left_open=("En insats pågår.",)))
    assert [(one.need, one.sentence) for one in found] == [(None, "En insats pågår.")]
