"""Units agree how to find out about somebody together, and write down what they know when another asks (MAL-09)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.consents.acts import disclose
from brygga.consents.may import may_share_identity
from brygga.consents.models import Consent, Disclosure
from brygga.consents.queries import covering
from brygga.coordinations.may import door_is_open, own_part
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.investigations import may
from brygga.investigations.acts.investigating import widest
from brygga.investigations.facts import Finds
from brygga.investigations.guard import needs_why
from brygga.investigations.models import MappedArea, MappingPlan, SummarisedArea, Summary
from brygga.investigations.parts import parts_of
from brygga.investigations.states import How
from brygga.requests.acts import answer_in_writing
from brygga.requests.may import may_answer_in_writing
from brygga.requests.models import Request
from brygga.routines.investigating import mapping_modes_on
from brygga.routines.loading import routine
from brygga.rules.words import in_sentence

PURPOSE = "mapping"


@act(
    "investigations.plan_mapping",
    may=may.may_plan,
    told_as="{unit} har skrivit en kartläggningsplan",
    affects_planning=True,
)
def plan_mapping(
    coordination: Coordination,
    *,
    by: Actor,
    at: datetime,
    mode: str,
    parties: list[Unit],
    finds: list[Finds],
    information: str,
    informed: str,
    mode_why: str = "",
) -> MappingPlan:
    """What the units have agreed with each other and the person, on the consent that lets them."""
    part = own_part(by, coordination)
    assert part is not None
    if mode not in mapping_modes_on(routine(coordination.place), day_of(at)):
        raise NotAllowed("Välj ett sätt som finns i rutinen.")
    units = {unit.pk: unit for unit in [part.unit, *parties]}
    areas = [one.area for one in finds]
    consent = _ground(coordination, list(units.values()), areas)
    if not mode_why.strip() and needs_why(by, coordination, part.unit_id, areas, mode):
        raise NotAllowed("Skriv varför ni väljer ett annat sätt än det föreslagna.")
    plan = create(
        MappingPlan,
        coordination=coordination,
        unit=part.unit,
        mode=mode,
        mode_why=mode_why.strip(),
        matter=widest(coordination, areas, day_of(at)),
        information=information.strip(),
        informed=informed.strip(),
        consent=consent,
        agreed_on=day_of(at),
        written_by=by.label,
    )
    plan.parties.set(units.values())
    for one in finds:
        create(MappedArea, plan=plan, area=one.area, how=one.how, unit=None if one.how == How.TOGETHER else one.unit)
    return plan


def _ground(coordination: Coordination, units: list[Unit], areas: Iterable[str]) -> Consent:
    """The consent that it rests on: all who take part, to map together, in each of the areas."""
    areas = list(areas)
    if len(units) < 2:
        raise NotAllowed("Välj minst en enhet till. En plan är mellan flera.")
    if not areas:
        raise NotAllowed("Välj vem som tar reda på vad, i minst ett område.")
    on = clock.today()
    insist(may_share_identity(coordination.person, units, on, purpose=PURPOSE))
    for unit in units:
        for area in areas:
            _open_in(coordination, unit, area)
    consent = covering(coordination.person, [unit.pk for unit in units], on)
    assert consent is not None
    return consent


def _open_in(coordination: Coordination, unit: Unit, area: str) -> None:
    if door_is_open(coordination, unit.pk) and door_is_open(coordination, unit.pk, area):
        return
    term = in_sentence(routine(coordination.place).matter(area).term)
    raise NotAllowed(f"Personens samtycke låter inte {unit.name} veta något om {term}. Fråga personen.")


@act(
    "investigations.end_plan",
    may=may.may_end_plan,
    told_as="Kartläggningsplanen är avslutad",
    affects_planning=True,
)
def end_plan(plan: MappingPlan, *, by: Actor, at: datetime, outcome: str, outcome_note: str = "") -> MappingPlan:
    return change(plan, outcome=outcome, outcome_note=outcome_note.strip(), ended_on=day_of(at))


@act(
    "investigations.summarise",
    may=may_answer_in_writing,
    told_as="{unit} har lämnat en sammanfattning",
    in_feed=False,
)
def summarise(
    request: Request, *, by: Actor, at: datetime, answers: Mapping[str, Any], extents: Mapping[str, str]
) -> Summary:
    """The answer is the summary itself, opened to the unit that asked and to nobody else."""
    coordination, asker = request.coordination, request.from_unit
    assert asker is not None
    parts = parts_of(request)
    if not parts or set(extents) != {part.key for part in parts}:
        raise NotAllowed("Svara för varje område som frågan gäller.")
    summary = create(
        Summary,
        coordination=coordination,
        request=request,
        unit=request.to_unit,
        to_unit=asker,
        written_by=by.label,
        written_at=at,
        answers=dict(answers),
    )
    for part in parts:
        create(SummarisedArea, summary=summary, area=part.key, matter=part.matter, extent=extents[part.key])
    disclosure = disclose(
        coordination.person,
        by=by,
        stream_id=summary.pk,
        from_unit=request.to_unit,
        to_unit=asker,
        purpose=PURPOSE,
        consent=covering(coordination.person, [request.to_unit_id, asker.pk], clock.today()),
    )
    for matter in dict.fromkeys(part.matter for part in parts):
        _covered(coordination, disclosure, matter)
    answer_in_writing(request, by=by)
    return change(summary, disclosure=disclosure)


def _covered(coordination: Coordination, disclosure: Disclosure, matter: str) -> None:
    rows = Disclosure.objects.unrestricted(because="whether the consent opens the area to the one who asked")
    if rows.in_force(clock.today(), matter).filter(pk=disclosure.pk).exists():
        return
    term = in_sentence(routine(coordination.place).matter(matter).term)
    raise NotAllowed(
        f"Personens samtycke låter inte {disclosure.to_unit.name} veta något om {term}. Fråga personen först."
    )
