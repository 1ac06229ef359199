"""What a meeting needs: the rules, without a database."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.meetings import (
    STOCKHOLM,
    Call,
    Line,
    Place,
    Seat,
    before_call,
    ending,
    hindrance_to_holding,
    hindrances_to_plan,
    is_confirmed,
    is_its_time,
    is_link,
    moment,
    parties,
    refusal,
)

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    term: str = "GFI-möte"
    with_person: bool = True
    minimum_parties: int = 3
    needs: frozenset[str] = frozenset({"consent"})
    carries_plan: bool = True
    leaves_no_trace: bool = True


GFI = Kind()
SIP = Kind("SIP-möte", minimum_parties=2, needs=frozenset({"consent", "purpose", "pre_meeting"}), leaves_no_trace=False)
SAMSPELET = replace(SIP, needs=frozenset({"consent", "purpose", "representatives", "covers", "mandate"}))
OFFICIALS = Kind("Tjänstepersonmöte", with_person=False, minimum_parties=2, carries_plan=False, leaves_no_trace=False)

PERSON = Seat(name="Personen", is_person=True)
SOCIAL = Seat(name="Vuxen Innerstaden", unit=1, has_representative=True)
CLINIC = Seat(name="Rådmannen", unit=2, has_representative=True)
MOTHER = Seat(name="Mamma", required=False)


def call(*seats: Seat, **others: object) -> Call:
    given = {"starts_at": NOW + timedelta(days=3), "place": Place(text="Rådmansgatan 14"), "is_pre_met": True}
    return Call(**{**given, "seats": seats, "purpose": "Se vad som kan göras", "covers": "Boende", **others})


def lacking(kind: Kind, what: Call) -> set[Line]:
    return {check.line for check in before_call(kind, what, NOW) if not check.done}


@pytest.mark.requirement("MAL-06")
def test_a_gfi_is_between_the_person_and_two_units() -> None:
    assert lacking(GFI, call(PERSON, SOCIAL, CLINIC)) == set()
    assert lacking(GFI, call(PERSON, SOCIAL)) == {Line.PARTIES}
    assert lacking(GFI, call(PERSON, SOCIAL, MOTHER)) == {Line.PARTIES}
    assert lacking(GFI, call(SOCIAL, CLINIC, Seat(name="Norr", unit=3))) == {Line.PERSON}


def test_two_from_the_same_unit_are_one_party() -> None:
    assert parties([PERSON, SOCIAL, SOCIAL]) == 2


@pytest.mark.requirement("KAR-01")
@pytest.mark.parametrize(
    ("left_out", "line"),
    [
        ({"purpose": "  "}, Line.PURPOSE),
        ({"covers": ""}, Line.COVERS),
        ({"starts_at": None}, Line.TIME),
        ({"starts_at": NOW}, Line.TIME),
        ({"place": Place()}, Line.PLACE),
        ({"place": Place(is_video=True, text="Teams")}, Line.PLACE),
    ],
)
def test_a_call_is_not_sent_without_what_it_must_say(left_out: dict[str, object], line: Line) -> None:
    assert lacking(SAMSPELET, call(PERSON, SOCIAL, CLINIC)) == set()
    assert lacking(SAMSPELET, call(PERSON, SOCIAL, CLINIC, **left_out)) == {line}


@pytest.mark.requirement("KAR-01")
def test_a_call_names_who_shall_come_from_each_unit() -> None:
    nameless = replace(CLINIC, has_representative=False)
    assert lacking(SAMSPELET, call(PERSON, SOCIAL, nameless)) == {Line.REPRESENTATIVES}
    assert lacking(GFI, call(PERSON, SOCIAL, nameless)) == set()


def test_nobody_is_called_whom_the_consent_does_not_cover() -> None:
    untold = call(PERSON, SOCIAL, CLINIC, untold="Samtycket omfattar inte Rådmannen.")
    assert "Samtycket omfattar inte Rådmannen." in refusal(before_call(GFI, untold, NOW))
    assert lacking(replace(GFI, needs=frozenset()), untold) == {Line.CONSENT}


def test_a_pre_meeting_comes_before_where_the_routine_says_so() -> None:
    assert lacking(SIP, call(PERSON, SOCIAL, CLINIC, is_pre_met=False)) == {Line.PRE_MEETING}
    assert lacking(GFI, call(PERSON, SOCIAL, CLINIC, is_pre_met=False)) == set()


def test_the_refusal_says_everything_at_once() -> None:
    words = refusal(before_call(SIP, call(PERSON, purpose="", starts_at=None), NOW))
    assert words.startswith("Kallelsen kan inte skickas än. ")
    assert "Bestäm dag och tid." in words
    assert "Skriv varför ni ska träffas." in words
    assert refusal(before_call(GFI, call(PERSON, SOCIAL, CLINIC), NOW)) == ""


@pytest.mark.requirement("MAL-06")
@pytest.mark.parametrize(("person", "social", "clinic"), list(product([True, False, None], repeat=3)))
def test_a_gfi_is_confirmed_when_all_three_come(person: bool | None, social: bool | None, clinic: bool | None) -> None:
    seats = [replace(PERSON, coming=person), replace(SOCIAL, coming=social), replace(CLINIC, coming=clinic)]
    assert is_confirmed(GFI, seats) is (person is social is clinic is True)


def test_one_who_must_come_and_says_no_unsettles_the_meeting() -> None:
    yes = [replace(PERSON, coming=True), replace(SOCIAL, coming=True)]
    assert is_confirmed(SIP, [*yes, replace(MOTHER, coming=False)])
    assert not is_confirmed(SIP, [*yes, replace(CLINIC, coming=False)])


@pytest.mark.requirement("MAL-06")
@pytest.mark.parametrize(("person", "social", "clinic"), list(product([True, False], repeat=3)))
def test_a_gfi_is_held_by_three_and_never_without_the_person(person: bool, social: bool, clinic: bool) -> None:
    seats = [replace(PERSON, present=person), replace(SOCIAL, present=social), replace(CLINIC, present=clinic)]
    assert (hindrance_to_holding(GFI, seats) == "") is (person and social and clinic)


def test_a_sip_meeting_is_held_by_two_also_when_the_person_stayed_away() -> None:
    assert hindrance_to_holding(SIP, [PERSON, replace(SOCIAL, present=True), replace(CLINIC, present=True)]) == ""
    assert "mellan personen och minst en verksamhet" in hindrance_to_holding(SIP, [replace(SOCIAL, present=True)])
    assert "minst två verksamheter" in hindrance_to_holding(OFFICIALS, [replace(SOCIAL, present=True)])


@pytest.mark.requirement("MAL-07")
@pytest.mark.parametrize(
    ("social", "clinic", "possible"),
    [
        ((True, True), (True, True), True),
        ((True, False), (True, True), False),
        ((True, None), (True, True), False),
        ((True, True), (False, True), False),
    ],
)
def test_a_plan_is_made_when_those_concerned_are_here_and_can_decide(
    social: tuple[bool, bool | None], clinic: tuple[bool, bool | None], possible: bool
) -> None:
    seats = [
        replace(SOCIAL, present=social[0], has_mandate=social[1]),
        replace(CLINIC, present=clinic[0], has_mandate=clinic[1]),
    ]
    assert (hindrances_to_plan(GFI, seats, {1, 2}) == ()) is possible


def test_no_plan_is_made_over_the_head_of_a_unit_with_interventions() -> None:
    here = [replace(s, present=True, has_mandate=True) for s in (SOCIAL, CLINIC)]
    assert hindrances_to_plan(GFI, here, {1, 2, 3}) == ("En enhet med insatser är inte kallad.",)
    optional = replace(CLINIC, required=False)
    assert hindrances_to_plan(GFI, [here[0], optional], {1}) == ()
    assert hindrances_to_plan(GFI, [here[0], optional], {1, 2}) == ("Rådmannen är inte här.",)


def test_some_meetings_make_no_plan() -> None:
    assert hindrances_to_plan(OFFICIALS, [], set()) == ("På ett möte av typen tjänstepersonmöte görs ingen plan.",)


def test_half_an_hour_early_is_still_the_same_meeting() -> None:
    assert is_its_time(NOW, NOW - timedelta(minutes=30))
    assert not is_its_time(NOW, NOW - timedelta(minutes=31))
    assert not is_its_time(None, NOW)


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2027, 1, 12), time(13), datetime(2027, 1, 12, 12, tzinfo=UTC)),
        (date(2027, 7, 12), time(13), datetime(2027, 7, 12, 11, tzinfo=UTC)),
        (date(2027, 3, 28), time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (date(2027, 3, 28), time(2, 30), None),
        (date(2027, 3, 28), time(3), datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_what_a_swedish_clock_shows(day: date, clock: time, utc: datetime | None) -> None:
    found = moment(day, clock)
    assert (found.astimezone(UTC) if found else None) == utc


def test_an_hour_is_an_hour_also_when_the_clocks_are_changed() -> None:
    spring, autumn = moment(date(2027, 3, 28), time(1, 30)), moment(date(2027, 10, 31), time(2, 30))
    assert spring is not None
    assert autumn is not None
    assert f"{ending(spring, 60):%H.%M}" == "03.30"
    assert f"{ending(autumn, 60):%H.%M}" == "02.30"
    assert ending(autumn, 60).astimezone(UTC) - autumn.astimezone(UTC) == timedelta(hours=1)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1)), st.times(), st.integers(5, 720))
def test_a_meeting_lasts_as_long_as_it_was_booked(day: date, at: time, minutes: int) -> None:
    start = moment(day, at)
    if start is not None:
        assert ending(start, minutes).astimezone(UTC) - start.astimezone(UTC) == timedelta(minutes=minutes)
        assert start.astimezone(STOCKHOLM).time() == at


@pytest.mark.parametrize(
    "link", ["https://video.example.se/rum/1", "http://[2001:db8::1]/x", "https://a.se:8443/?q=1#b"]
)
def test_a_link_to_a_video_room_is_a_link(link: str) -> None:
    assert is_link(link)


@pytest.mark.parametrize(
    "link",
    [
        "", "video.example.se", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.se", "https://",
        "https:///x", "https://sambandet.se@ond.se/", "https://a.se/ b", "https://a.se/\u202egpj", 'https://a.se/"><script>',
        "https://a.se\\@ond.se", "https://[bad", "HTTPS", "//a.se", "\nhttps://a.se",
    ],
)  # fmt: skip
def test_what_leads_elsewhere_is_no_link(link: str) -> None:
    assert not is_link(link)
