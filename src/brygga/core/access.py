"""Addresses that say who gets in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls import path as django_path

from brygga.rules.powers import Power


class Door(StrEnum):
    PUBLIC = "public"
    ACCOUNT = "account"  # signed in, before an assignment is chosen
    STAFF = "staff"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Access:
    door: Door
    power: Power | None = None


PUBLIC = Access(Door.PUBLIC)
ACCOUNT = Access(Door.ACCOUNT)
STAFF = Access(Door.STAFF)
PERSON = Access(Door.PERSON)


def staff(power: Power) -> Access:
    """Staff whose function carries this power."""
    return Access(Door.STAFF, power)


def page(route: str, view: Callable[..., Any], *, name: str, access: Access) -> URLPattern:
    """`path()`, but the reader of urls.py sees who gets in, and so does the middleware."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    pattern = django_path(route, guarded, name=name)
    pattern.access = access  # type: ignore[attr-defined]
    return pattern


def all_addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from all_addresses(entry, route)
