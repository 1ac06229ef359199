"""Identity numbers: every official test number, in every way people write them, and none that is wrong."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.identity_numbers import InvalidIdentityNumber, Kind, find_identity_numbers, parse

TODAY = date(2026, 1, 1)
FILE = Path(__file__).parent.parent / "data" / "testnumbers.csv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
HL7_AND_INERA = ["195009072553", "196101182803", "200001252386", "189602029812", "196109732393"]
CIVIL = [row["nummer_12"] for row in ROWS] + HL7_AND_INERA
RESERVE = {
    "98240301AA06": (Kind.NATIONAL_RESERVE, date(2024, 3, 1)),
    "22950606FH20": (Kind.NATIONAL_RESERVE, date(1995, 6, 6)),
    "25780404KHD5": (Kind.NATIONAL_RESERVE, date(1978, 4, 4)),
    "00342145BZ31": (Kind.NATIONAL_RESERVE, None),
    "00749852BZK0": (Kind.NATIONAL_RESERVE, None),
    "991981000010": (Kind.STOCKHOLM_RESERVE, None),
    "991945000023": (Kind.STOCKHOLM_RESERVE, None),
    "19810829M071": (Kind.VGR_RESERVE, date(1981, 8, 29)),
    "19450829K088": (Kind.VGR_RESERVE, date(1945, 8, 29)),
    "19930829X802": (Kind.VGR_RESERVE, date(1993, 8, 29)),
    "19810829SU3A": (Kind.VARMLAND_RESERVE, None),
    "19450829SF2B": (Kind.VARMLAND_RESERVE, date(1945, 8, 29)),
    "19930829SX0C": (Kind.VARMLAND_RESERVE, None),
}
civil = st.sampled_from(CIVIL)
reserve = st.sampled_from(sorted(RESERVE))


def sign(number):
    return "+" if TODAY.year - int(number[:4]) >= 100 else "-"


def writings(number):
    """The ways people write one number."""
    day, last = number[:8], number[8:]
    return [
        number,
        f"{day}-{last}",
        f"{day} {last}",
        f"{day[:4]} {day[4:6]} {day[6:]} {last}",
        f"{day[:4]}-{day[4:6]}-{day[6:]}-{last}",
        f"{day[2:]}{sign(number)}{last}",
        f"{day}\N{EN DASH}{last}",
        f"{day}\N{NO-BREAK SPACE}{last}",
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["nummer_12"])
def test_every_official_test_number_is_read_as_what_it_is(row):
    number = parse(row["nummer_12"])
    assert number.kind.label == row["typ"].split()[0]
    assert number.normalised == row["nummer_12"]


@pytest.mark.parametrize("text", HL7_AND_INERA)
def test_the_examples_of_hl7_sweden_and_inera_are_read(text):
    assert parse(text).normalised == text


@pytest.mark.parametrize(("text", "born"), [("199602292386", date(1996, 2, 29)), ("196109732393", date(1961, 9, 13))])
def test_the_date_in_the_number_is_told(text, born):
    assert parse(text).born == born


@pytest.mark.parametrize("text", ["191500722390", "191500882392"])
def test_a_samordningsnummer_without_month_is_right_but_tells_no_date(text):
    number = parse(text)
    assert (number.kind, number.born) == (Kind.COORDINATION, None)


@pytest.mark.parametrize(("text", "expected"), RESERVE.items())
def test_reserve_numbers_are_known_by_their_form(text, expected):
    number = parse(text[:8].lower() + "-" + text[8:].lower())
    assert (number.kind, number.born, number.normalised) == (*expected, text)


@given(civil, st.integers(0, 7), st.sampled_from(["", " ", "\t", "\n"]))
def test_a_number_is_the_same_however_it_is_written(text, way, around):
    assert parse(around + writings(text)[way] + around, on=TODAY).normalised == text


@given(civil)
def test_ten_digits_without_sign_mean_someone_under_a_hundred(text):
    number = parse(text[2:], on=TODAY)
    assert 0 <= TODAY.year - int(number.normalised[:4]) < 100
    assert number.normalised[2:] == text[2:]


@given(civil)
def test_what_is_written_out_can_be_read_again(text):
    number = parse(text)
    assert parse(number.formatted_long) == number


def test_the_sign_tells_the_century():
    assert parse("300422-9161", on=date(2029, 12, 31)).formatted_long == "19300422-9161"
    assert parse("300422+9161", on=date(2030, 1, 1)).formatted_long == "19300422-9161"


def test_a_reserve_number_is_never_shortened():
    assert parse("98240301AA06").formatted_long == "98240301-AA06"


@given(civil | reserve)
def test_a_printed_number_hides_its_end(text):
    number = parse(text)
    assert number.masked == f"{text[:8]}-****"
    assert text[8:] not in str(number) + repr(number)


@given(civil, st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(text, place, step):
    wrong = text[:place] + str((int(text[place]) + step) % 10) + text[place + 1 :]
    with pytest.raises(InvalidIdentityNumber) as refusal:
        parse(wrong)
    assert wrong[2:] not in str(refusal.value)


@given(
    st.sampled_from([t for t, (kind, _) in RESERVE.items() if kind is not Kind.VARMLAND_RESERVE]),
    st.integers(1, 9),
)
def test_a_wrong_check_digit_of_a_reserve_number_is_found(text, step):
    with pytest.raises(InvalidIdentityNumber, match="Kontrollera alla tolv tecknen"):
        parse(text[:11] + str((int(text[11]) + step) % 10))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Skriv ett personnummer"),
        ("199010102", "har 9 siffror men ska ha 12"),
        ("9009172389", "Skriv årtalet med fyra siffror"),
        ("199013172389", "Datumet i numret finns inte"),
        ("199302292386", "Datumet i numret finns inte"),
        ("199009452389", "Datumet i numret finns inte"),
        ("199009172388", "Kontrollera de fyra sista siffrorna"),
        ("199009170003", "Kontrollera de fyra sista siffrorna"),
        ("179009172389", "Årtalet i numret stämmer inte"),
        ("okänd", "lämna fältet tomt"),
        ("19810229M071", "reservnummer från Västra Götalandsregionen men stämmer inte"),
        ("18240301AA06", "nationellt reservnummer men stämmer inte"),
    ],
)
def test_a_refusal_says_what_to_do(text, sentence):
    with pytest.raises(InvalidIdentityNumber, match=sentence):
        parse(text)


def test_a_year_to_come_is_refused():
    with pytest.raises(InvalidIdentityNumber, match="framtiden"):
        parse("202311232389", on=date(2022, 12, 31))


def test_a_century_is_never_guessed():
    """On 1 June 2023 `231123-` is nobody born in this century, and someone of 1923 would write a plus."""
    with pytest.raises(InvalidIdentityNumber, match="avgöra århundradet"):
        parse("231123-2389", on=date(2023, 6, 1))
    assert parse("231123-2389", on=date(2023, 11, 23)).born == date(2023, 11, 23)


@given(st.text() | st.text("0123456789-+ ABMKXS", max_size=16), st.none() | st.dates())
def test_anything_typed_is_read_or_refused(text, on):
    try:
        assert parse(text, on=on).normalised
    except InvalidIdentityNumber as refusal:
        assert str(refusal).endswith(".")


@given(civil, st.integers(0, 7), st.sampled_from(["Hon, {}, bor i", "pnr{}", "({})", "{}", "ßå {}\nÅ"]))
def test_a_number_in_a_text_is_found_where_it_stands(text, way, frame):
    written = writings(text)[way]
    (span,) = find_identity_numbers(frame.format(written))
    assert frame.format(written)[span.start : span.end] == written


@given(reserve)
def test_a_reserve_number_in_a_text_is_found(text):
    said = f"Reservnummer {text[:8]}-{text[8:].lower()}."
    assert [said[s.start : s.end].replace("-", "").upper() for s in find_identity_numbers(said)] == [text]


@pytest.mark.parametrize("text", ["900917-2380", "199009172380", "19900917-2380"])
def test_a_number_with_a_slip_of_the_pen_is_found_too(text):
    assert len(find_identity_numbers(f"Personen {text} säger")) == 1


def test_two_numbers_are_two():
    assert len(find_identity_numbers("19900917-2389/19910416-2384")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mötet är 2026-03-12 1430 i rum 4.",
        "Mötet är 2026-03-12 kl. 14.30.",
        "Från 2024-01-01-2024-12-31 och 2024-01-01 - 2024-12-31.",
        "Ring 0701740605 eller 070-174 06 05.",
        "Organisationsnummer 212000-0142.",
        "SFS 2025:400, 2022:913, 20240101 kl 14.",
        "Född 1990-09-17.",
    ],
)
def test_times_and_telephone_numbers_are_left_alone(text):
    assert find_identity_numbers(text) == []


@given(st.text())
def test_any_text_can_be_searched(text):
    assert all(0 <= s.start < s.end <= len(text) for s in find_identity_numbers(text))
