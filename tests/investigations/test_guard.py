"""The guard (MAL-17, Robin): what others do already is pointed out before and after, and never what one may not see."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.consents.acts import withdraw_consent
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow
from brygga.investigations.acts import close_investigation
from brygga.investigations.guard import others_work, warnings, warnings_before
from brygga.investigations.models import Investigation, InvestigationContent
from brygga.rules.double_work import Mode, Why
from tests.investigations.making import in_days, investigated, opens

pytestmark = pytest.mark.requirement("MAL-17")


def before(world: Any, actor: Any, *areas: str, begins: int = 0, ready: int = 30) -> list[Any]:
    return warnings_before(
        actor, world.coordination, unit_id=actor.unit_id, areas=areas, begins=in_days(begins), ready=in_days(ready)
    )


def test_what_the_other_unit_does_is_told_before_it_is_saved_with_the_way_that_fits(shared: Any) -> None:
    opens(shared, "addiction", "housing")
    investigated(shared, shared.sara, "addiction", "housing", begins=-10)
    (one,) = before(shared, shared.rut, "addiction", begins=14, ready=14)
    assert one.areas == ("Missbruk och beroende",)
    assert one.mode is not None and one.mode.key is Mode.OTHERS_KNOWLEDGE and one.mode.source.startswith("Handbok")
    assert "Vuxen Innerstaden: utredning från" in one.evidence[0] and "Fråga Sara Berg." in one.evidence[0]
    with pytest.raises(NotAllowed, match="utreder eller kartlägger redan"):
        investigated(shared, shared.rut, "addiction")
    assert Investigation._base_manager.count() == 1


def test_it_is_done_all_the_same_with_a_reason_that_stays_with_the_unit(shared: Any) -> None:
    opens(shared, "addiction")
    investigated(shared)
    with pytest.raises(NotAllowed):
        investigated(shared, shared.rut, despite="   ")
    investigated(shared, shared.rut, despite="Läkaren behöver egna prover.")
    assert InvestigationContent.objects.visible_to(shared.rut).get().despite == "Läkaren behöver egna prover."
    assert not InvestigationContent.objects.visible_to(shared.sara).filter(despite__gt="").exists()
    assert "prover" not in "".join(str(row.facts) for row in AuditRow.objects.all())


def test_both_see_it_alive_while_it_lasts_and_the_neighbour_never(shared: Any) -> None:
    opens(shared, "addiction")
    investigated(shared, begins=-10)
    theirs = investigated(shared, shared.rut, despite="Ett skäl.")
    for actor in (shared.sara, shared.rut):
        (one,) = warnings(actor, shared.coordination)
        assert one.overlap.why is Why.AT_ONCE and len(one.evidence) == 2
        assert one.mode is not None and one.mode.key is Mode.PARTS
    for other in (shared.siv, shared.pia, shared.sigrid):
        assert warnings(other, shared.coordination) == []
    close_investigation(theirs, by=shared.rut, conclusion="Vi använder det Sara kommer fram till.")
    (left,) = warnings(shared.sara, shared.coordination)
    assert left.overlap.why is Why.JUST_DONE and left.first.unit == "Rådmannen"
    assert "kan användas till och med" in left.when


def test_what_has_just_been_done_covers_it_for_as_long_as_the_routine_says(shared: Any) -> None:
    opens(shared, "addiction")
    close_investigation(investigated(shared, begins=-30), by=shared.sara, conclusion="Klar.")
    (one,) = before(shared, shared.rut, "addiction")
    assert one.overlap.why is Why.JUST_DONE and "avslutad" in one.evidence[0]
    assert before(shared, shared.rut, "addiction", begins=250, ready=260) == []


def test_nobody_is_told_of_what_they_may_not_see(shared: Any) -> None:
    """Amina has opened housing to both, finances to nobody: Rut does not learn that finances are investigated."""
    opens(shared, "housing")
    investigated(shared, shared.sara, "finances")
    assert (
        before(shared, shared.rut, "finances", "housing")
        == []
        == others_work(shared.rut, shared.coordination, shared.radmannen.pk)
    )
    investigated(shared, shared.sara, "finances", "housing")
    (one,) = before(shared, shared.rut, "finances", "housing")
    assert one.areas == ("Boende",)
    ((told, terms),) = others_work(shared.rut, shared.coordination, shared.radmannen.pk)
    assert terms == ("Boende",) and told.work.areas == {"housing"}
    assert investigated(shared, shared.rut, "finances").unit_id == shared.radmannen.pk


def test_the_warning_ends_with_the_consent_that_it_rested_on(shared: Any) -> None:
    opens(shared, "addiction")
    investigated(shared)
    investigated(shared, shared.rut, despite="Ett skäl.")
    withdraw_consent(shared.consent, by=shared.sara, how="Muntligt")
    assert warnings(shared.sara, shared.coordination) == [] == warnings(shared.rut, shared.coordination)


def test_one_unit_that_does_two_things_is_no_double_work(shared: Any) -> None:
    investigated(shared)
    investigated(shared, shared.sven, begins=3)
    assert warnings(shared.sara, shared.coordination) == []
