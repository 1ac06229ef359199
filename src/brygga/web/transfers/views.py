"""Transfers at an age as the units see them: whom one watches, one of them, and how many a term brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coordinations.may import may_appoint
from brygga.coordinations.models import Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed
from brygga.core.paging import by_order
from brygga.core.traces import log_reading
from brygga.people.queries import shown as person_shown
from brygga.rules.transfers import Stage
from brygga.transfers import may, queries
from brygga.transfers.inventory import inventory, own, terms
from brygga.web.asking import Asking
from brygga.web.doing import allowed_or_403
from brygga.web.links import after

WHAT = "Överföring"
TONES: dict[Stage, str] = {
    Stage.NOT_YET: "neutral",
    Stage.ANNOUNCE: "info",
    Stage.SOON: "warning",
    Stage.LATE: "bad",
    Stage.ANNOUNCED: "info",
    Stage.TRANSITION: "good",
    Stage.SWITCHED: "good",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the lists of the page: what it is called, asks, in which order, and what is said when it is empty."""

    label: str
    rows: Callable[[], Any]
    order: tuple[str, ...]
    empty: str
    watched: bool = False


def lists(actor: Actor) -> dict[str, Choice]:
    here, found = queries.sides(actor), dict[str, Choice]()
    for rule in queries.rules_here(actor) if here.giving else ():
        label = rule.circumstance_term or "Att bevaka"
        found[rule.key] = Choice(
            label, lambda rule=rule: queries.to_watch(actor, rule), queries.BY_AGE,  # type: ignore[misc]  # a default
            f"Ingen hos er fyller {rule.age} år inom ett och ett halvt år.", watched=True,
        )  # fmt: skip
    if here.giving:
        found["fran"] = Choice(
            "Aviserade av er",
            lambda: queries.on_their_way(actor, to_us=False),
            queries.BY_DAY,
            "Ni har inte aviserat någon.",
        )
    if here.taking:
        found["till"] = Choice(
            "På väg till er",
            lambda: queries.on_their_way(actor, to_us=True),
            queries.BY_DAY,
            "Ingen är aviserad till er.",
        )
    return found


def transfers(request: Asking) -> HttpResponse:
    """The watch list: those whose day comes nearest first."""
    actor = request.actor
    allowed_or_403(request, queries.may_watch(actor))
    found = lists(actor)
    if not found:
        raise NotAllowed(may.NOT_A_MANAGER)
    chosen = request.GET.get("visa", "")
    chosen = chosen if chosen in found else next(iter(found))
    one = found[chosen]
    page = by_order(one.rows(), request.GET.get("efter", ""), order=one.order)
    context = {
        "tabs": [(choice.label, f"?visa={key}", key == chosen) for key, choice in found.items()],
        "chosen": one,
        "rows": _watched(page.rows) if one.watched else _announced(page.rows),
        "next_url": after(page, visa=chosen),
    }
    return render(request, "transfers/list.html", context)


def _watched(rows: list[Any]) -> list[tuple[queries.Watched, str]]:
    return [(one, TONES[one.stage]) for one in queries.shown(rows)]


def _announced(rows: list[Any]) -> list[tuple[Any, Stage, str]]:
    return [(row, stage := queries.stage_of(row), TONES[stage]) for row in rows]


def watched_case(request: Asking, pk: UUID) -> HttpResponse:
    """Which rule holds, when, and what the unit has noted."""
    actor = request.actor
    case = get_object_or_404(queries.one_to_watch(actor), pk=pk)
    one = queries.watched(case, getattr(case, "age_watch", None))
    if one is None:
        raise NotAllowed(may.NO_RULE)
    log_reading(actor, what=WHAT, person_id=case.person_id)
    context = {
        "one": one,
        "case": case,
        "view": person_shown(case.person, actor),
        "tone": TONES[one.stage],
        "coordination": queries.coordination_for(actor, case),
        "may_announce": may.may_announce(actor, case),
        "may_note": may.may_note(actor, case),
        "has_circumstances": any(rule.circumstance for rule in queries.rules_here(actor)),
        "before": list(queries.with_details(actor).filter(case=case).order_by("-pk")[:5]),
        "watches": queries.watches(actor),
    }
    return render(request, "transfers/case.html", context)


def transfer(request: Asking, pk: UUID) -> HttpResponse:
    """Who, from where, to where, when, and who handles the person at each side."""
    actor = request.actor
    row = get_object_or_404(queries.with_details(actor), pk=pk)
    person = row.coordination.person
    log_reading(actor, what=WHAT, person_id=person.pk, stream_id=row.coordination_id)
    stage = queries.stage_of(row)
    part = Engagement.objects.visible_to(actor).filter(pk=row.taker_part).first() if row.taker_part else None
    context = {
        "row": row,
        "stage": stage,
        "tone": TONES[stage] if row.state != "stopped" else "neutral",
        "name": person_shown(person, actor).name,
        "may_stop": may.may_stop(actor, row),
        "may_appoint": part is not None and row.is_announced and may_appoint(actor, part),
        "has_turned": stage is Stage.SWITCHED,
        "left": queries.left_behind(row).count() if stage is Stage.SWITCHED else 0,
        "watches": queries.watches(actor),
    }
    return render(request, "transfers/transfer.html", context)


def term_inventory(request: Asking) -> HttpResponse:
    """STO-11: how many are known to come, to which units and with what needs. Names only of one's own."""
    actor = request.actor
    allowed_or_403(request, queries.may_watch(actor))
    offered = {span.key: span for span in terms(actor)} if queries.watches(actor) else {}
    if not offered:
        raise NotAllowed(may.NOT_A_MANAGER)
    chosen = request.GET.get("termin", "")
    chosen = chosen if chosen in offered else next(iter(offered))
    page = by_order(own(actor, offered[chosen]), request.GET.get("efter", ""), order=queries.BY_DAY)
    context = {
        "tabs": [(span.name, f"?termin={key}", key == chosen) for key, span in offered.items()],
        "inventory": inventory(actor, offered[chosen]),
        "rows": _announced(page.rows),
        "next_url": after(page, termin=chosen),
        "today": clock.today(),
        "organisation": actor.organisation_name,
    }
    return render(request, "transfers/inventory.html", context)
