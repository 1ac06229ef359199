"""Reads of extracts, of profiles, and of which organisations count together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count

from brygga.consents.models import Consent
from brygga.consents.standing import covered
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.extracts import grounds
from brygga.extracts.models import Extract, ExtractProfile, ExtractRow, FollowUpParticipation
from brygga.extracts.states import ExtractState
from brygga.rules.powers import Power

MOST = 50


def of_coordination(actor: Actor, coordination: Coordination) -> list[Extract]:
    return list(_told(actor).filter(coordination=coordination)[:MOST])


def hidden_rows(actor: Actor, coordination: Coordination) -> int:
    """How many that are read in the reader may not see: told as a number."""
    done = {"extract__coordination": coordination, "extract__state": ExtractState.DONE}
    in_all = ExtractRow._base_manager.filter(**done).count()
    return int(in_all and in_all - ExtractRow.objects.visible_to(actor).filter(**done).count())


def of_many(actor: Actor) -> list[Extract]:
    return list(_told(actor).filter(coordination=None)[:MOST])


def _told(actor: Actor) -> Any:
    rows = Extract.objects.visible_to(actor).select_related(
        "unit__organisation", "organisation", "coordination__person"
    )
    return rows.annotate(kept=Count("rows")).order_by("-pk")


def profiles(actor: Actor) -> list[ExtractProfile]:
    return list(ExtractProfile.objects.visible_to(actor).order_by("name")[:MOST])


def consents_for(actor: Actor, extract: Extract) -> list[Consent]:
    """Those that the import may rest on: what `grounds.may_rest_on` says yes to, in one question."""
    if extract.coordination is None:
        return []
    rows = grounds.about(actor, extract.coordination)
    rows = covered(rows, [unit.pk for unit in grounds.units_of(extract)], extract.matter)
    return list(rows.order_by("-given_on", "-pk")[:MOST])


def own_participation(actor: Actor) -> FollowUpParticipation | None:
    rows = FollowUpParticipation.objects.visible_to(actor).standing().filter(organisation_id=actor.organisation_id)
    return rows.select_related("organisation").first()


def participants(actor: Actor) -> list[FollowUpParticipation]:
    rows = FollowUpParticipation.objects.visible_to(actor).standing().filter(organisation__closed_on=None)
    rows = rows.select_related("organisation")
    return list(rows.order_by("organisation__sort", "pk"))


def organisations_for(actor: Actor) -> list[UUID]:
    """Whose events the reader may count: the own organisation's, and those who count together if one's own does."""
    if not actor.is_staff or not actor.has(Power.ANALYSE) or actor.organisation_id is None:
        return []
    together = {one.organisation_id for one in participants(actor)}
    return sorted(together) if actor.organisation_id in together else [actor.organisation_id]


def batches_for(actor: Actor) -> tuple[str, ...]:
    whose = organisations_for(actor)
    rows = Extract.objects.unrestricted(because="whose numbers may be counted together, not what stands in them")
    done = rows.filter(coordination=None, state=ExtractState.DONE, organisation_id__in=whose).order_by("pk")
    return (*(f"live-{one.hex}" for one in whose), *(one.batch for one in done if whose))
