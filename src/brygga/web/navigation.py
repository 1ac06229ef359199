"""The navigation of the staff pages: data, filtered by what the actor's function carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from brygga.coaching.queries import my_teams, waiting_count
from brygga.coordinations.queries import unread_count
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.discharges.queries import has_any as discharges
from brygga.intakes.queries import my_doors, queue_count
from brygga.people.may import may_search
from brygga.reflections.models import READS
from brygga.requests.queries import distribution_count
from brygga.routines.loading import routine
from brygga.rules.powers import Power
from brygga.series.whose import rules_for
from brygga.transfers.queries import watches


@dataclass(frozen=True, slots=True)
class Place:
    label: str
    address: str
    powers: frozenset[Power] = frozenset()
    icon: str = ""
    group: str = ""


#: Every address begins with these, so they are current only when they are the whole of it.
STARTS = frozenset({"start", "my-start"})


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str
    current: bool
    count: int = 0
    icon: str = ""
    group: str = ""


CASES, LEAD, COORDINATE, DISTRIBUTE = Power.CASES, Power.LEAD, Power.COORDINATE, Power.DISTRIBUTE
WORK = frozenset({CASES, LEAD, COORDINATE})
IN, ABOUT, WHEN, HOUSE = "In och ut", "Personer", "Tider", "Organisationen"

#: In groups, so that the eye finds its way; those of a group stand together.
STAFF = (
    Place("Start", "start", icon="home"),
    Place("Inkorg", "inbox", icon="inbox"),
    Place("Intag", "intakes", frozenset({CASES, DISTRIBUTE, LEAD}), "person", IN),
    Place("Att fördela", "distribution", frozenset({DISTRIBUTE, LEAD}), "swap", IN),
    Place("Skickat", "requests", WORK, "send", IN),
    Place("Konsultation", "consultations", frozenset({CASES, LEAD, DISTRIBUTE}), "chat", IN),
    Place("Samordningar", "coordinations", WORK, "bridge", ABOUT),
    Place("Ärenden", "cases", frozenset({CASES, LEAD}), "people", ABOUT),
    Place("Coachingteamet", "coaching", frozenset({CASES, DISTRIBUTE, LEAD}), "people", ABOUT),
    Place("Överföringar", "transfers", frozenset({DISTRIBUTE, LEAD}), "swap", ABOUT),
    Place("Utskrivningar", "discharges", frozenset({CASES, DISTRIBUTE, LEAD}), "building", ABOUT),
    Place("Uppföljningar", "follow-ups", WORK, "check-circle", ABOUT),
    Place("Möten", "meetings", WORK, "calendar", WHEN),
    Place("Bokade tider", "times", WORK, "clock", WHEN),
    Place("Månadsmöten", "series", icon="people", group=WHEN),
    Place("Min enhet", "my-unit", frozenset({LEAD}), "chart", HOUSE),
    Place("Lärdomar", "reflections", READS, "book", HOUSE),
    Place("Uppföljning", "analysis", frozenset({Power.ANALYSE}), "chart", HOUSE),
    Place("Kontakter", "directory", icon="phone", group=HOUSE),
    Place("Administration", "administration", frozenset({Power.ADMINISTER}), "building", HOUSE),
    Place("Logg", "read-log", frozenset({Power.REVIEW}), "eye", HOUSE),
)
PERSON = (
    Place("Start", "my-start", icon="home"),
    Place("Min plan", "my-plan", icon="plan"),
    Place("Mina möten", "my-meetings", icon="calendar"),
    Place("Mina tider", "my-times", icon="clock"),
    Place("Mina samtycken", "my-consents", icon="shield"),
    Place("Vem har tittat", "my-readers", icon="eye"),
)


def consulted(actor: Actor) -> Any:
    """The kinds of consultation that the routine of the place knows today."""
    return routine(actor.place).consultation_kinds_on(clock.today())


#: What must be there for a place to be shown.
ONLY_WHERE: dict[str, Callable[[Actor], Any]] = {
    "intakes": my_doors,
    "consultations": consulted,
    "coaching": my_teams,
    "series": rules_for,
    "transfers": watches,
    "discharges": discharges,
}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for the base templates: the navigation's items, how much is unread, and whether persons can be sought.

    What shows no navigation (a part of a page, a refusal) does not look anything up for it.
    """
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"navigation": [], "actor": None, "searches": False}
    return {"navigation": cache(partial(_items, request, actor)), "actor": actor, "searches": bool(may_search(actor))}


def _items(request: HttpRequest, actor: Actor) -> list[Item]:
    places = PERSON if actor.is_person else STAFF
    mine = [place for place in places if _is_for(actor, place)]
    counts = _counts(actor) if actor.is_staff else {}
    return [item for place in mine if (item := _item(place, request, counts.get(place.address, 0)))]


def _is_for(actor: Actor, place: Place) -> bool:
    """By function; and only where the unit has a way in, and the place's routine knows of consultations."""
    if place.powers and not place.powers & actor.powers:
        return False
    needs = ONLY_WHERE.get(place.address)
    return needs is None or bool(needs(actor))


def _counts(actor: Actor) -> dict[str, int]:
    """What is unread, what waits to be handed out, and whom nobody has contacted: few questions per page."""
    waiting = distribution_count(actor) if actor.powers & {Power.DISTRIBUTE, Power.LEAD} else 0
    return {
        "inbox": unread_count(actor),
        "distribution": waiting,
        "intakes": queue_count(actor),
        "coaching": waiting_count(actor),
    }


def _item(place: Place, request: HttpRequest, count: int) -> Item | None:
    try:
        url = reverse(place.address)
    except NoReverseMatch:
        return None
    current = request.path == url or (place.address not in STARTS and request.path.startswith(url))
    return Item(place.label, url, current, count, place.icon, place.group)
