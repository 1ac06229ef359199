"""Investigations for the tests of this room: what Amina has opened to whom, and a unit that investigates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from brygga.agencies.models import Assignment
from brygga.consents.models import Consent, ConsentGrant
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.investigations.acts import decide, open_investigation, plan_mapping, summarise
from brygga.investigations.facts import Finds
from brygga.investigations.models import Investigation, MappingPlan, Resolution, Summary
from brygga.requests.acts import send_request, write_request
from brygga.requests.models import Request


def opens(world: Any, *matters: str, units: Any = None) -> None:
    """Amina lets Innerstaden and Rådmannen, or only these units, know about more."""
    with asked_by("test"):
        for matter in matters:
            for unit in units or (world.innerstaden, world.radmannen):
                ConsentGrant._base_manager.create(consent=world.consent, unit=unit, matter=matter)


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def investigated(world: Any, by: Any = None, *areas: str, begins: int = 0, ready: int = 30, **more: Any) -> Any:
    return open_investigation(
        world.coordination, by=by or world.sara, areas=list(areas or ("addiction",)), begins_on=in_days(begins),
        ready_on=in_days(ready), **more,
    )  # fmt: skip


def decided(world: Any, investigation: Investigation, by: Any = None, **more: Any) -> Resolution:
    facts = {
        "ruling": "granted",
        "words": "Du får boendestöd två timmar i veckan.",
        "decided_on": clock.today(),
        "decided_by": "Eva Chef",
        "delegation": "Delegationsordningen, punkt 4.2",
        "conclusion": "Amina klarar inte hemmet själv.",
        **more,
    }
    return decide(investigation, by=by or world.sara, **facts)


def assignment(actor: Any) -> Assignment:
    return Assignment.objects.get(pk=actor.assignment_id)


SAID = {"contact_so_far": "Varje vecka i ett halvår.", "problems": "Dricker dagligen.", "needs": "Behandlingshem."}


def may_map(world: Any) -> None:
    """Amina's yes is for mapping together too."""
    with asked_by("test"):
        Consent._base_manager.filter(pk=world.consent.pk).update(purposes=["coordination", "meeting", "mapping"])
    world.consent.refresh_from_db()


def mapped(world: Any, by: Any = None, *areas: str, mode: str = "others_knowledge", **more: Any) -> MappingPlan:
    facts: dict[str, Any] = {
        "parties": [world.radmannen if (by or world.sara).unit_id == world.innerstaden.pk else world.innerstaden],
        "finds": [Finds(area, "knows", world.radmannen) for area in areas or ("addiction",)],
        "information": "Kontakten det senaste halvåret och alla prover.",
        "informed": "Kurt berättar på nästa samtal.",
        **more,
    }
    return plan_mapping(world.coordination, by=by or world.sara, mode=mode, **facts)


def summary_asked(world: Any, *areas: str, by: Any = None, to_unit: Any = None) -> Request:
    answers = {
        "areas": list(areas or ("addiction",)),
        "information": "Vad har provats, och vad behövs nu?",
        "agreed": "Samtalen och proverna.",
        "needed_on": in_days(14).isoformat(),
    }
    written = write_request(
        world.coordination, by=by or world.sara, kind="summary", to_unit=to_unit or world.radmannen, answers=answers
    )
    return send_request(written, by=by or world.sara)


def summarised(request: Request, by: Any, **extents: str) -> Summary:
    return summarise(request, by=by, answers=dict(SAID), extents=extents or {"alcohol": "whole", "drugs": "partly"})
