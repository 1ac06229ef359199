"""The register of acts, and the states that they move things through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import get_resolver

from brygga.core.acts import ACTS
from brygga.meetings import states as meetings
from brygga.plans import states as plans
from brygga.requests import states as requests


def page() -> str:
    _ = get_resolver().url_patterns  # by then all that a page can do is registered
    lines = [
        "# Acts",
        "",
        "Made by `manage.py document`. Every write in Brygga is one of these; each is audited, done or refused.",
        "",
        "| act | told as | in the feed | affects planning |",
        "|---|---|---|---|",
    ]
    for name, act in sorted(ACTS.items()):
        if act.module.startswith("brygga."):
            feed, planning = ("ja" if flag else "" for flag in (act.in_feed, act.affects_planning))
            lines.append(f"| `{name}` | {act.told_as} | {feed} | {planning} |")
    return "\n".join(lines) + "\n"


def states() -> str:
    lines = ["# States", "", "Made by `manage.py document`, from the transition tables.", ""]
    for title, table in (("Förfrågan", requests), ("Möte", meetings), ("Planversion", plans)):
        lines += [f"## {title}", "", "```mermaid", "stateDiagram-v2", *_diagram(table.TRANSITIONS), "```", ""]
    return "\n".join(lines)


def _diagram(transitions: Mapping[Any, Any]) -> list[str]:
    named = [f"    {state.value}: {state.label}" for state in transitions]
    arrows = [f"    {now.value} --> {then.value}" for now in transitions for then in sorted(transitions[now])]
    ends = [f"    {state.value} --> [*]" for state in transitions if not transitions[state]]
    return [*named, f"    [*] --> {next(iter(transitions)).value}", *arrows, *ends]
