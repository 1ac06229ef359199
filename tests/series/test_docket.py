"""Cases announced to the managers' meeting: until noon the day before, with or without whom they are about."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent, Disclosure
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.people.whom import person_actor
from brygga.series.acts import announce, withdraw
from brygga.series.models import DocketItem
from brygga.series.queries import docket_of, may_know_whom, open_lists, with_details
from brygga.series.states import ItemState
from tests.cast import _index, as_
from tests.series.conftest import NOON
from tests.series.making import WORDS, announced, case

pytestmark = pytest.mark.requirement("STO-07")


def reads(actor, item):
    return DocketItem.objects.visible_to(actor).filter(pk=item.pk).exists()


def knows(actor, item):
    row = with_details(actor).filter(pk=item.pk).first()
    return row is not None and may_know_whom(row, actor)


def test_those_who_announced_it_and_those_called_read_it_and_the_neighbour_does_not(rounds):
    item = announced(rounds)
    assert all(reads(actor, item) for actor in (rounds.ulla, rounds.ivar, rounds.elsa, rounds.uno))
    assert not any(reads(actor, item) for actor in (rounds.hedda, rounds.nils, rounds.doris))
    assert docket_of(rounds.hedda, rounds.december) == ([], 1)  # that there is one more, and nothing of it


def test_the_units_called_are_told_and_nobody_else(rounds):
    announced(rounds)
    told = InboxItem.objects.unrestricted(because="the test looks who was told")
    (row,) = told
    assert row.assignment_id == rounds.elsa.assignment_id
    assert row.event.sentence == (
        "Ulla Ung, biträdande enhetschef, Beroendevård anmälde ett ärende till samverkansmöte 8 december"
    )


def test_the_list_closes_at_noon_the_day_before_to_the_second(rounds):
    with clock.set_to(NOON):
        assert announced(rounds).late_for is None
    with clock.set_to(NOON + timedelta(seconds=1)):
        with pytest.raises(NotAllowed, match="Anmälan stängde måndag 7 december kl. 12.00. Anmäl till nästa möte"):
            announced(rounds)
        first = open_lists(rounds.ulla)[0]
        assert first == rounds.january
        late = announce(first, by=rounds.ulla, case=case(), to_units=[rounds.aldre])
    assert late.late_for == rounds.december


def test_a_case_in_good_time_for_a_later_meeting_is_not_late(rounds):
    assert announce(rounds.january, by=rounds.ulla, case=case(), to_units=[rounds.aldre]).late_for is None


@pytest.mark.parametrize("who", ["ivar", "uno", "doris", "bea"])
def test_only_those_who_come_announce(rounds, who):
    with pytest.raises(NotAllowed, match="de som kommer till mötena"):
        announced(rounds, by=getattr(rounds, who))


def test_without_a_name_nothing_may_show_whom_it_is_about(rounds):
    for words in ({"question": "Vad kan ni göra för Stig?"}, {"background": "Nummer 19610516-2652."}):
        with pytest.raises(NotAllowed, match="Texten visar vem det gäller"):
            announced(rounds, **words)
    with pytest.raises(NotAllowed, match="Skriv åldern"):
        announced(rounds, age=None)


@pytest.mark.requirement("STO-16")
def test_a_named_case_needs_a_consent_that_covers_everybody_called(rounds):
    item = announced(rounds, named=True)
    assert knows(rounds.elsa, item)
    assert knows(rounds.ulla, item)
    with pytest.raises(NotAllowed):
        announced(rounds, named=True, to=[rounds.aldre, rounds.psykiatri])


def test_a_consent_for_something_else_is_not_enough(rounds):
    with asked_by("test"):
        Consent._base_manager.update(purposes=["coordination"])
    with pytest.raises(NotAllowed, match="Samtycket gäller inte för att rådgöra"):
        announced(rounds, named=True)


def test_when_the_consent_is_withdrawn_the_case_is_off_the_list_and_closed_to_the_others(rounds):
    item = announced(rounds, named=True)
    consent = Consent._base_manager.get(person=rounds.stig)
    withdraw_consent(consent, by=rounds.ivar, how="muntligt", reason="Stig ringde.")
    item.refresh_from_db()
    assert item.state == ItemState.WITHDRAWN
    assert not reads(rounds.elsa, item)
    assert reads(rounds.ulla, item)


def test_the_unit_takes_it_back_and_the_one_called_does_not(rounds):
    item = announced(rounds)
    with pytest.raises(NotAllowed, match="tas tillbaka av enheten som anmälde"):
        withdraw(item, by=rounds.elsa, why="Inte vår sak.")
    withdraw(item, by=rounds.ulla, why="Det löste sig.")
    assert not reads(rounds.elsa, item)
    with pytest.raises(NotAllowed, match="redan behandlat eller återtaget"):
        withdraw(item, by=rounds.ulla, why="Igen.")


def test_one_calls_at_least_one_unit_of_the_series(rounds):
    for units in ([], [rounds.beroende], [rounds.granne]):
        with pytest.raises(NotAllowed, match="Välj vilka enheter"):
            announce(rounds.december, by=rounds.ulla, case=case(), to_units=units)


@pytest.mark.requirement("ALL-02")
def test_the_person_sees_their_own_case_and_not_anybody_elses(rounds):
    announced(rounds)
    named = announced(rounds, named=True)
    himself = person_actor(_index("196105162652"), clock.today())
    assert list(DocketItem.objects.visible_to(himself)) == [named]


def test_a_named_case_taken_back_closes_the_door_that_it_opened(rounds):
    item = announced(rounds, named=True)
    opened = Disclosure.objects.unrestricted(because="the test looks at the door").filter(stream_id=item.pk)
    assert [row.ended_at for row in opened] == [None]
    withdraw(item, by=rounds.ulla, why="Stig vill vänta.")
    assert all(row.ended_at for row in opened.all())
    assert not reads(rounds.elsa, item)


@pytest.mark.requirement("ALL-01")
def test_the_person_reads_that_it_was_taken_up_and_with_whom_but_not_the_words(rounds):
    announced(rounds, named=True)
    himself = person_actor(_index("196105162652"), clock.today())
    page = as_(Client(), himself).get(reverse("my-readers")).content.decode()
    assert "De har tagit upp dig på ett möte" in page
    assert "8 december 2026, med Äldreomsorg" in page
    assert WORDS["background"] not in page
