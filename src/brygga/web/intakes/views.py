"""The team's queue, and the page of one intake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.agencies.models import Unit
from brygga.agencies.queries import caseworkers
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.paging import by_key, by_order
from brygga.core.traces import log_reading
from brygga.intakes import queries
from brygga.intakes.may import may_appoint, rule_at
from brygga.intakes.models import Intake
from brygga.people.models import Case
from brygga.requests.queries import with_details as requests_seen
from brygga.routines.loading import routine
from brygga.web.asking import Asking
from brygga.web.intakes.card import card, doings
from brygga.web.intakes.forms import AppointForm
from brygga.web.links import after, way_to
from brygga.web.requests.card import card as request_card

LISTS = {
    "": ("Att kontakta", queries.to_contact),
    "kontaktade": ("Kontaktade", queries.contacted),
    "avslutade": ("Avslutade", queries.ended),
}
EMPTY = {
    "": "Ingen väntar på att kontaktas.",
    "kontaktade": "Ingen är på väg till ett första möte eller ett resultat.",
    "avslutade": "Inget är avslutat ännu.",
}


def queue(request: Asking) -> HttpResponse:
    """BOR-02: sorted by the clock, so that whoever has waited longest stands first."""
    actor = request.actor
    units = queries.my_doors(actor)
    if not units:
        raise Http404
    chosen = request.GET.get("visa", "")
    chosen = chosen if chosen in LISTS else ""
    rows, seen = LISTS[chosen][1](actor), request.GET.get("efter", "")
    page = by_key(rows, seen) if chosen else by_order(rows, seen, order=("contact_by",))
    cards = [card(row) for row in page.rows]
    for one in cards:
        log_reading(actor, what="Intag", person_id=one.intake.person_id or one.intake.pk, stream_id=one.intake.pk)
    context = {
        "units": units,
        "cards": cards,
        "next_url": after(page, visa=chosen),
        "nothing": EMPTY[chosen],
        "held": queries.held_lately(actor),
        "asks_themself": any(rule.self_asks for unit in units if (rule := rule_at(unit))),
        "erased": queries.erased_count(actor) if chosen == "avslutade" else 0,
        "tabs": [(text, f"?visa={key}", key == chosen) for key, (text, _) in LISTS.items()],
    }
    return render(request, "intakes/queue.html", context)


def intake_page(request: Asking, pk: UUID) -> HttpResponse:
    return shown(request, seen(request, pk))


def seen(request: Asking, pk: UUID) -> Intake:
    found: Intake = get_object_or_404(queries.with_details(request.actor), pk=pk)
    return found


def shown(request: Asking, row: Intake, *, why: str = "") -> HttpResponse:
    """`why` when protected details have just been opened; they stand on this page only."""
    actor = request.actor
    if row.unit_id not in actor.reads | actor.distributes:
        return sent_one(request, row)
    log_reading(actor, what="Intag", person_id=row.person_id or row.pk, stream_id=row.pk, why=why)
    one = card(row, opened=bool(why))
    context: dict[str, Any] = {
        "card": one,
        "intake": row,
        "doings": doings(row, actor, masked=one.masked),
        "form": _appoint_form(row) if may_appoint(actor, row) else None,
        "mine": row.appointed_id == actor.assignment_id,
        "may_take": may_appoint(actor, row) and row.appointed_id is None and row.unit_id == actor.unit_id,
        "steps": queries.steps(row),
        "attempts": queries.attempts(row),
        "earlier": [(old, way_to("intake", old.pk)) for old in queries.earlier(row)],
        "known": queries.known_here(row, actor) if row.person_id is None else None,
        "suggested": _suggested(row),
        "receipts": _receipts(row, request),
        **_onward(row, request),
    }
    return render(request, "intakes/intake.html", context)


def sent_one(request: Asking, row: Intake) -> HttpResponse:
    """What the unit that referred may follow: where it stands and what came of it, not how the team works."""
    log_reading(request.actor, what="Remissen", person_id=row.person_id or row.pk, stream_id=row.pk)
    context = {"card": card(row), "intake": row, "steps": queries.steps(row), "led_to": queries.led_to(row)}
    return render(request, "intakes/sent_one.html", context)


def _suggested(row: Intake) -> list[tuple[str, Any]]:
    """The units that the rules lead to, each with the rule that led there."""
    terms = {kind.key: kind.term for kind in routine(row.place).unit_kinds}
    return [(", ".join(terms[kind] for kind in rule.unit_kinds), rule) for rule in queries.suggestion(row)]


def _appoint_form(row: Intake) -> AppointForm:
    unit = Unit.objects.select_related("organisation").get(pk=row.unit_id)
    candidates = [one for one in caseworkers(unit, clock.today()) if one.pk != row.appointed_id]
    return AppointForm(candidates=candidates)


def _receipts(row: Intake, request: Asking) -> list[tuple[Any, Any]]:
    """Whom it was led on to, each with the request by which it was and where that stands."""
    found = queries.led_to(row)
    asked = requests_seen(request.actor).filter(pk__in=[one.request_id for one in found if one.request_id])
    cards = {one.pk: request_card(one, request.actor) for one in asked}
    return [(one.unit, cards.get(one.request_id)) for one in found]


def _onward(row: Intake, request: Asking) -> dict[str, str]:
    """The ways on when the person is registered: their page, and the coordination or the way to open one."""
    if row.person_id is None:
        return {}
    found = Coordination.objects.visible_to(request.actor).open().filter(person_id=row.person_id).first()
    case = Case.objects.visible_to(request.actor).open().filter(person_id=row.person_id, unit_id=row.unit_id).first()
    opening = way_to("open-coordination", case.pk) if case and not found else ""
    return {
        "person_url": way_to("person", row.person_id),
        "coordination_url": way_to("coordination", found.pk) if found else "",
        "open_url": opening,
    }
