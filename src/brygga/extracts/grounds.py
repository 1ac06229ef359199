"""Which consent an import of one person's history may rest on.

One that is in force, was given for this coordination or for none in particular, and names both the unit that reads in
and the one that opened the coordination (which sees all that is shared there) in the matter of the extract. The others
who take part see the rows only if the consent names them too; `Extract`'s visibility holds that, day by day.

What a file says of where its rows come from is free text, and so are what the person has excepted and what the rows are
to be used for. No rule can weigh those: whoever reads in is shown what is excepted, and judges.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.consents.models import Consent
from brygga.consents.standing import covers_units
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, no
from brygga.extracts.models import Extract
from brygga.rules.words import in_sentence

OF_MANY = "Ett utdrag om många vilar inte på en persons samtycke. Välj en annan grund."
OVER = "Samtycket gäller inte längre. Välj en annan grund."
ELSEWHERE = "Samtycket är lämnat för en annan samordning. Fråga personen om den här, eller välj en annan grund."


def about(actor: Actor, coordination: Coordination) -> Any:
    rows = Consent.objects.visible_to(actor).in_force(clock.today()).filter(person_id=coordination.person_id)
    return rows.filter(Q(stream_id=None) | Q(stream_id=coordination.pk))


def units_of(extract: Extract) -> list[Unit]:
    """Who will know, whatever else: the one that reads in, and the one that opened the coordination."""
    assert extract.coordination is not None
    return list({unit.pk: unit for unit in (extract.unit, extract.coordination.unit)}.values())


def may_rest_on(actor: Actor, extract: Extract, consent_id: UUID) -> Decision:
    coordination = extract.coordination
    if coordination is None:
        return no(OF_MANY)
    seen = Consent.objects.visible_to(actor).in_force(clock.today()).filter(person_id=coordination.person_id)
    if not seen.filter(pk=consent_id).exists():
        return no(OVER)
    if not about(actor, coordination).filter(pk=consent_id).exists():
        return no(ELSEWHERE)
    lacking = [
        unit.name for unit in units_of(extract)
        if not covers_units(consent_id, [unit.pk], clock.today(), extract.matter)
    ]  # fmt: skip
    return no(_not_named(extract, lacking)) if lacking else YES


def _not_named(extract: Extract, lacking: list[str]) -> str:
    whom, matter = " och ".join(lacking), in_sentence(extract.matter_term)
    return (
        f"Samtycket omfattar inte {whom} i frågan {matter}. "
        "Fråga personen och ta emot ett nytt samtycke, eller välj en annan grund."
    )
