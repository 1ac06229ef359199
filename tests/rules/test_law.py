"""Law is dated: what was cited one day is not what is cited another."""

from datetime import date

import pytest

from brygga.rules.law import (
    LEGAL_BASES,
    REFERENCES,
    Certainty,
    StatutoryPoint,
    law_reference,
    legal_basis,
)
from brygga.rules.sources import NoRuleInForce, Rule, newest


@pytest.mark.parametrize(
    ("name", "on", "text"),
    [
        ("sip_sol", date(2025, 6, 30), "2 kap. 7 § socialtjänstlagen (2001:453)"),
        ("sip_sol", date(2025, 7, 1), "10 kap. 8–9 §§ socialtjänstlagen (2025:400)"),
        ("sip_hsl", date(2025, 6, 30), "16 kap. 4 § hälso- och sjukvårdslagen (2017:30)"),
        ("sip_hsl", date(2026, 11, 22), "16 kap. 4 § hälso- och sjukvårdslagen (2017:30)"),
    ],
)
def test_a_plan_cites_the_law_of_its_day(name, on, text):
    assert str(law_reference(name, on)) == text


@pytest.mark.parametrize("on", [date(2015, 2, 16), date(2019, 1, 1), date(2025, 7, 1), date(2026, 11, 22)])
def test_the_joint_reference_is_the_two_laws_together(on):
    both = f"{law_reference('sip_sol', on)} och {law_reference('sip_hsl', on)}"
    assert law_reference("sip", on).text == both


@pytest.mark.parametrize(("name", "on"), [("sip", date(2009, 12, 31)), ("okänd", date(2026, 1, 1))])
def test_a_law_that_did_not_apply_is_not_cited(name, on):
    with pytest.raises(NoRuleInForce, match=name):
        law_reference(name, on)


def test_every_reference_says_where_it_comes_from():
    assert all(row.source and row.text for row in REFERENCES)


def test_every_legal_basis_has_citation_certainty_and_date():
    assert all(b.citation and b.text.endswith(".") and b.certainty.sentence and b.valid_from for b in LEGAL_BASES)
    assert len({b.key for b in LEGAL_BASES}) == len(LEGAL_BASES)


def test_what_rests_on_a_secondary_source_says_so():
    secondary = {b.key for b in LEGAL_BASES if b.certainty is Certainty.SECONDARY}
    assert secondary == {"necessary_care", "duty_to_inform"}


def test_a_legal_basis_is_found_by_its_key():
    assert legal_basis("lvm_report").citation.startswith("6 §")
    with pytest.raises(KeyError):
        legal_basis("nonsense")


def test_the_statutory_points_are_four_and_say_what_they_are():
    assert [len(point.sentence) > 10 for point in StatutoryPoint] == [True] * 4


def test_the_newest_rule_that_has_begun_is_in_force_and_a_rule_taken_away_leaves_nothing_behind():
    old = Rule(source="a", since=date(2020, 1, 1))
    new = Rule(source="b", since=date(2022, 1, 1), until=date(2023, 12, 31))
    assert newest([new, old], date(2019, 12, 31)) is None
    assert newest([new, old], date(2021, 12, 31)) is old
    assert newest([new, old], date(2023, 12, 31)) is new
    assert newest([new, old], date(2024, 1, 1)) is None
