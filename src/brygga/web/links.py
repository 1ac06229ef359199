"""Ways to pages of other rooms."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from brygga.core.paging import Page

#: The lists from which one may do a thing and come back, by the word that the form or link carries.
CAME_FROM = {"start": "start", "fordelning": "distribution"}


def way_to(name: str, *args: Any) -> str:
    """The address, or nothing while no room has such a page: what leads nowhere is not shown as a link."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def after(page: Page, **kept: str) -> str:
    """The address of the next page of a list, with what was chosen kept; nothing at the end."""
    return f"?{urlencode({**kept, 'efter': page.after})}" if page.after else ""


def where_from(request: HttpRequest) -> str:
    """The name of the list where the button was seen, or nothing."""
    return CAME_FROM.get(request.POST.get("fran") or request.GET.get("fran", ""), "")


def back_from(request: HttpRequest, name: str, *args: Any) -> str:
    """Back to the list where the button was seen; else to the matter's own page."""
    seen_at = where_from(request)
    return reverse(seen_at) if seen_at else reverse(name, args=args)
