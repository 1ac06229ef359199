"""Which consent an import may rest on (MAL-20), and who sees what rests on one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.consents.acts import withdraw_part
from brygga.consents.models import COORDINATION, Consent, ConsentGrant
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.ids import new_id
from brygga.core.saving import change
from brygga.core.writing import asked_by
from brygga.extracts import acts, grounds, queries
from brygga.extracts.models import Extract, ExtractRow
from brygga.timelines.queries import own_timeline, timeline
from tests.cast import as_
from tests.extracts.making import WARD, of_many, of_one, read_in
from tests.web.test_granted_interventions import KEY, text

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MAL-20")]

ON_CONSENT = {"legal_basis": "", "legal_note": "", "purpose": "Se hela året"}
NEIGHBOURS = ("siv", "pia", "sigrid", "adam")


def consent(world: Any, *units: Any, matter: str = COORDINATION, **facts: Any) -> Consent:
    """Amina's, taken by Innerstaden today, for this coordination."""
    today = clock.today()
    said = {
        "person": world.amina, "unit": world.innerstaden, "stream_id": world.coordination.pk, "state": "given",
        "form": "oral", "given_on": today, "valid_from": today, "valid_until": today + timedelta(days=90),
        "purposes": ["coordination"], "informed_by": world.sara.label,
    }  # fmt: skip
    with asked_by("the cast"):
        made = Consent._base_manager.create(**(said | facts))
        for unit in units:
            ConsentGrant._base_manager.create(consent=made, unit=unit, matter=matter)
    return made


def ruts(world: Any) -> Any:
    """Rut's unit reads in, in the coordination that Innerstaden opened."""
    return of_one(world, WARD, by=world.rut)


def refused(world: Any, extract: Any, by: Any, of: Consent) -> str:
    with pytest.raises(NotAllowed) as refusal:
        acts.import_rows(extract, by=by, consent=of, **ON_CONSENT)
    assert of not in queries.consents_for(by, extract)
    assert not ExtractRow._base_manager.exists()
    return str(refusal.value)


class TestWhatItMayRestOn:
    def test_one_that_names_who_reads_in_and_who_opened(self, shared: Any) -> None:
        one = ruts(shared)
        assert queries.consents_for(shared.rut, one) == [shared.consent]
        assert acts.import_rows(one, by=shared.rut, consent=shared.consent, **ON_CONSENT).consent == shared.consent

    def test_one_given_for_no_coordination_in_particular(self, shared: Any) -> None:
        of = consent(shared, shared.innerstaden, shared.radmannen, stream_id=None)
        one = acts.import_rows(of_one(shared), by=shared.sara, consent=of, **ON_CONSENT)
        assert one.consent == of

    def test_not_one_that_leaves_out_the_unit_that_reads_in(self, shared: Any) -> None:
        of = consent(shared, shared.radmannen, shared.psykiatri)
        told = refused(shared, of_one(shared), shared.sara, of)
        assert told.startswith("Samtycket omfattar inte Vuxen Innerstaden i frågan ")

    def test_not_one_that_leaves_out_the_unit_that_opened(self, shared: Any) -> None:
        of = consent(shared, shared.radmannen, shared.psykiatri)
        assert "omfattar inte Vuxen Innerstaden i" in refused(shared, ruts(shared), shared.rut, of)

    def test_not_one_whose_part_for_the_unit_is_taken_back(self, shared: Any) -> None:
        one, units = of_one(shared), [shared.innerstaden]
        withdraw_part(shared.consent, by=shared.sara, how="Muntligt", reason="", units=units)
        assert "omfattar inte Vuxen Innerstaden" in refused(shared, one, shared.sara, shared.consent)

    def test_not_one_that_is_about_another_matter(self, shared: Any) -> None:
        one = of_one(shared, WARD, matter="finances")
        assert "i frågan " in refused(shared, one, shared.sara, shared.consent)
        about_money = consent(shared, shared.innerstaden, shared.radmannen, matter="finances")
        assert queries.consents_for(shared.sara, one) == [about_money]

    def test_not_one_for_another_coordination(self, shared: Any) -> None:
        of = consent(shared, shared.innerstaden, shared.radmannen, stream_id=new_id())
        assert refused(shared, of_one(shared), shared.sara, of) == grounds.ELSEWHERE

    @pytest.mark.parametrize(
        "of", [{"withdrawn_at": clock.now()}, {"state": "declined"}, {"valid_from": clock.today() + timedelta(days=2)}]
    )
    def test_not_one_that_is_not_in_force(self, shared: Any, of: dict[str, Any]) -> None:
        over = consent(shared, shared.innerstaden, shared.radmannen, **of)
        assert refused(shared, of_one(shared), shared.sara, over) == grounds.OVER

    def test_not_somebody_elses(self, shared: Any) -> None:
        folkes = consent(shared, shared.innerstaden, shared.radmannen, person=shared.folke)
        assert refused(shared, of_one(shared), shared.sara, folkes) == grounds.OVER

    def test_not_one_that_whoever_reads_in_may_not_see(self, shared: Any) -> None:
        hidden = consent(shared, shared.innerstaden, shared.psykiatri)
        assert refused(shared, ruts(shared), shared.rut, hidden) == grounds.OVER

    def test_not_when_it_is_about_many_and_not_together_with_a_rule(self, shared: Any) -> None:
        many = of_many(shared)
        with pytest.raises(NotAllowed, match="många"):
            acts.import_rows(many, by=shared.petra, consent=shared.consent, **ON_CONSENT)
        with pytest.raises(NotAllowed, match="en grund"):
            read_in(shared, WARD, consent=shared.consent)

    def test_the_neighbours_are_offered_none(self, shared: Any) -> None:
        one = of_one(shared)
        for who in NEIGHBOURS:
            assert queries.consents_for(getattr(shared, who), one) == [], who


class TestWhoSeesIt:
    def test_only_those_whom_the_consent_names_for_as_long_as_it_does(self, shared: Any) -> None:
        read_in(shared, WARD, consent=shared.consent, legal_basis="", legal_note="")
        assert timeline(shared.rut, shared.coordination).rows
        narrower = consent(shared, shared.innerstaden, shared.psykiatri)
        with asked_by("test"):
            change(Extract._base_manager.get(), consent=narrower)
        ruts_now = timeline(shared.rut, shared.coordination)
        assert (list(ruts_now.rows), ruts_now.hidden) == ([], 1)
        assert timeline(shared.sara, shared.coordination).rows
        mine = own_timeline(shared.amina_herself)
        assert mine is not None and mine.rows

    def test_not_when_the_part_of_the_unit_that_read_in_is_taken_back(self, shared: Any) -> None:
        read_in(shared, WARD, consent=shared.consent, legal_basis="", legal_note="")
        withdraw_part(shared.consent, by=shared.sara, how="Muntligt", reason="", units=[shared.innerstaden])
        assert not Extract.objects.visible_to(shared.rut).exists()
        assert Extract.objects.visible_to(shared.sara).exists()


class TestOnThePage:
    def asked(self, world: Any, extract: Any, by: Any, of: Consent) -> Any:
        said = {"_once": f"{KEY}0", "ground": f"consent-{of.pk}", "purpose": "Se hela året"}
        return as_(Client(), by).post(reverse("extract-import", args=[extract.pk]), said)

    def test_only_those_it_may_rest_on_are_choices_with_what_is_excepted(self, shared: Any) -> None:
        with asked_by("test"):
            change(shared.consent, exclusions="Min syster.")
        other = consent(shared, shared.radmannen, shared.psykiatri)
        html = as_(Client(), shared.sara).get(reverse("extract-import", args=[of_one(shared).pk]))
        assert f"consent-{shared.consent.pk}" in html.content.decode()
        assert f"consent-{other.pk}" not in html.content.decode()
        assert "Får inte omfatta: Min syster." in text(html)

    def test_when_there_is_none_it_is_said(self, shared: Any) -> None:
        one = of_one(shared, WARD, matter="finances")
        html = as_(Client(), shared.sara).get(reverse("extract-import", args=[one.pk]))
        assert "Inget samtycke omfattar Vuxen Innerstaden i den här frågan." in text(html)

    def test_why_not_is_said_at_the_choice(self, shared: Any) -> None:
        other = consent(shared, shared.radmannen, shared.psykiatri)
        answer = self.asked(shared, of_one(shared), shared.sara, other)
        assert answer.status_code == 422
        assert "omfattar inte Vuxen Innerstaden" in str(answer.context["form"].errors["ground"])
        assert "omfattar inte Vuxen Innerstaden" in text(answer)

    def test_what_is_no_choice_at_all_is_asked_for_anew(self, shared: Any) -> None:
        answer = as_(Client(), shared.sara).post(
            reverse("extract-import", args=[of_one(shared).pk]),
            {"_once": f"{KEY}0", "ground": "consent-x", "purpose": "Se"},
        )
        assert answer.status_code == 422 and "Välj vilken grund inläsningen vilar på." in text(answer)
