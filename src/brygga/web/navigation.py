"""The navigation of the staff pages: data, filtered by what the actor's function carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from brygga.coordinations.queries import unread_count
from brygga.core.actor import Actor
from brygga.intakes.queries import my_doors, queue_count
from brygga.people.may import may_search
from brygga.requests.queries import distribution_count
from brygga.rules.powers import Power


@dataclass(frozen=True, slots=True)
class Place:
    label: str
    address: str
    powers: frozenset[Power] = frozenset()
    icon: str = ""


#: Every address begins with these, so they are current only when they are the whole of it.
STARTS = frozenset({"start", "my-start"})


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str
    current: bool
    count: int = 0
    icon: str = ""


STAFF = (
    Place("Start", "start", icon="home"),
    Place("Inkorg", "inbox", icon="inbox"),
    Place("Mina samordningar", "coordinations", frozenset({Power.CASES, Power.LEAD, Power.COORDINATE}), icon="bridge"),
    Place("Ärenden", "cases", frozenset({Power.CASES, Power.LEAD}), icon="people"),
    Place("Intag", "intakes", frozenset({Power.CASES, Power.DISTRIBUTE, Power.LEAD}), icon="person"),
    Place("Att fördela", "distribution", frozenset({Power.DISTRIBUTE, Power.LEAD}), icon="swap"),
    Place("Konsultation", "consultations", frozenset({Power.CASES, Power.LEAD, Power.DISTRIBUTE}), icon="chat"),
    Place("Möten", "meetings", frozenset({Power.CASES, Power.LEAD, Power.COORDINATE}), icon="calendar"),
    Place("Bokade tider", "times", frozenset({Power.CASES, Power.LEAD, Power.COORDINATE}), icon="clock"),
    Place("Uppföljningar", "follow-ups", frozenset({Power.CASES, Power.LEAD, Power.COORDINATE}), icon="check-circle"),
    Place("Kontakter", "directory", icon="phone"),
    Place("Inställningar", "settings", icon="bell"),
    Place("Administration", "administration", frozenset({Power.ADMINISTER}), icon="building"),
    Place("Logg", "read-log", frozenset({Power.REVIEW}), icon="eye"),
)
PERSON = (
    Place("Start", "my-start", icon="home"),
    Place("Min plan", "my-plan", icon="plan"),
    Place("Mina möten", "my-meetings", icon="calendar"),
    Place("Mina tider", "my-times", icon="clock"),
    Place("Mina samtycken", "my-consents", icon="shield"),
    Place("Vem har tittat", "my-readers", icon="eye"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for the base templates: the navigation's items, how much is unread, and whether persons can be sought."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"navigation": [], "actor": None, "searches": False}
    places = PERSON if actor.is_person else STAFF
    mine = [place for place in places if _is_for(actor, place)]
    counts = _counts(actor) if actor.is_staff else {}
    items = [item for place in mine if (item := _item(place, request, counts.get(place.address, 0)))]
    return {"navigation": items, "actor": actor, "searches": bool(may_search(actor))}


def _is_for(actor: Actor, place: Place) -> bool:
    """By function; the queue of intakes only where the unit has a way in."""
    if place.powers and not place.powers & actor.powers:
        return False
    return place.address != "intakes" or bool(my_doors(actor))


def _counts(actor: Actor) -> dict[str, int]:
    """What is unread, what waits to be handed out, and whom nobody has contacted: few questions per page."""
    waiting = distribution_count(actor) if actor.powers & {Power.DISTRIBUTE, Power.LEAD} else 0
    return {"inbox": unread_count(actor), "distribution": waiting, "intakes": queue_count(actor)}


def _item(place: Place, request: HttpRequest, count: int) -> Item | None:
    try:
        url = reverse(place.address)
    except NoReverseMatch:
        return None
    current = request.path == url or (place.address not in STARTS and request.path.startswith(url))
    return Item(place.label, url, current, count, icon=place.icon)
