"""Where someone was going when they were asked to sign in."""

from __future__ import annotations

from django.utils.http import url_has_allowed_host_and_scheme


def within(wanted: str) -> str:
    """The address, if it is a path within Brygga; else nothing."""
    inside = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if inside and wanted.startswith("/") else ""
