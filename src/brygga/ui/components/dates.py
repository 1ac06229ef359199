"""Dates and times as Swedes write them, the same on every machine whatever locale it has."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from brygga.core import clock as wall
from brygga.rules.dates import MONTHS, SHORT_MONTHS, WEEKDAYS, written
from brygga.ui.components.register import register


def _local(value: date | datetime) -> date | datetime:
    return value.astimezone(wall.SWEDEN) if isinstance(value, datetime) and value.tzinfo else value


@register.filter
def day(value: date | datetime | None) -> str:
    """12 november 2026"""
    if not value:
        return ""
    return written(_local(value))


@register.filter
def weekday(value: date | datetime | None) -> str:
    """torsdag 12 november"""
    if not value:
        return ""
    value = _local(value)
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"


@register.filter
def short_day(value: date | datetime | None) -> str:
    """12 nov, with the year when it is not this one."""
    if not value:
        return ""
    value = _local(value)
    year = "" if value.year == wall.today().year else f" {value.year}"
    return f"{value.day} {SHORT_MONTHS[value.month - 1]}{year}"


@register.filter
def clock_time(value: datetime | None) -> str:
    """14.05"""
    return f"{_local(value):%H.%M}" if value else ""


@register.filter
def moment(value: date | datetime | None) -> str:
    """12 november 2026 kl. 14.05"""
    if not isinstance(value, datetime):
        return day(value)
    return f"{day(value)} kl. {clock_time(value)}"


@register.filter
def short_moment(value: date | datetime | None) -> str:
    """12 nov kl. 14.05"""
    if not isinstance(value, datetime):
        return short_day(value)
    return f"{short_day(value)} kl. {clock_time(value)}"


@register.simple_tag
def time(*, at: date | datetime, short: bool = False, only_day: bool = False) -> SafeString:
    """A day or a moment that machines can read too."""
    local = _local(at)
    if only_day and isinstance(local, datetime):
        at = local = local.date()
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat(),
        short_moment(at) if short else moment(at),
    )
