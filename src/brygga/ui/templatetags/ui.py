"""`{% load ui %}`: every component, see docs/components.md."""

from brygga.ui.components import (  # noqa: F401  they register
    actions,
    charts,
    dates,
    display,
    flow,
    forms,
    icons,
    lanes,
    lists,
    page,
    person,
    status,
    tables,
    words,
)
from brygga.ui.components.register import register

__all__ = ["register"]
