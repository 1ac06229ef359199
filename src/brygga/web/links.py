"""Ways to pages of other rooms."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from brygga.core.paging import Page


def way_to(name: str, *args: Any) -> str:
    """The address, or nothing while no room has such a page: what leads nowhere is not shown as a link."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def after(page: Page, **kept: str) -> str:
    """The address of the next page of a list, with what was chosen kept; nothing at the end."""
    return f"?{urlencode({**kept, 'efter': page.after})}" if page.after else ""
