"""Lists: facts, steps, what happened, what is missing, who is involved, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.safestring import SafeString

from brygga.ui.components.register import one_of, register, render
from brygga.ui.components.status import COLOURS, Tone

StepState = Literal["done", "current", "todo", "stopped"]
STEP_WORDS = {"done": "Klart", "current": "Pågår", "todo": "Återstår", "stopped": "Avbrutet"}


@register.simple_block_tag
def summary_list(content: str, *, inline: bool = False) -> SafeString:
    """Facts as term and value. Holds {% fact %}; `inline` for a few short ones under a heading."""
    return render("summary_list", content=content, inline=inline)


@register.simple_block_tag
def fact(content: str, *, label: str) -> SafeString:
    """One fact. An empty one says so instead of leaving a hole."""
    return render("fact", content=content, label=label)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process, as a page hands it to {% step %}."""

    text: str
    state: str
    note: str = ""


@register.simple_block_tag
def steps(content: str, *, label: str) -> SafeString:
    """Where in the process this stands. Holds {% step %}."""
    return render("steps", content=content, label=label)


@register.inclusion_tag("ui/components/step.html")
def step(*, text: object, state: StepState, note: object = "", url: str = "") -> dict[str, object]:
    """One step: done, current, todo or stopped."""
    one_of(str(state), StepState, tag="step", argument="state")
    return {"text": text, "state": state, "note": note, "url": url, "word": STEP_WORDS[state]}


@register.simple_block_tag
def timeline(content: str, *, label: str) -> SafeString:
    """What happened, newest first. Holds {% event %}."""
    return render("timeline", content=content, label=label)


@register.simple_block_tag
def event(
    content: str,
    *,
    at: date | datetime,
    title: object,
    who: object = "",
    affects: bool = False,
    future: bool = False,
    unread: bool = False,
    tone: Tone = "info",
) -> SafeString:
    """One row of the timeline; the content is what more there is to say."""
    one_of(tone, Tone, tag="event", argument="tone")
    return render(
        "event",
        content=content,
        at=at,
        title=title,
        who=who,
        affects=affects,
        future=future,
        unread=unread,
        colour=COLOURS[tone],
    )


@register.simple_block_tag
def checklist(content: str, *, label: str) -> SafeString:
    """What must be in place, and what is. Holds {% check %}."""
    return render("checklist", content=content, label=label)


@register.inclusion_tag("ui/components/check.html")
def check(
    *, text: object, done: bool, reason: object = "", url: str = "", link_text: str = "Ordna"
) -> dict[str, object]:
    """One thing that must be in place; `reason` says what is missing, the link goes to where one mends it."""
    return {"text": text, "done": done, "reason": reason, "url": url, "link_text": link_text}


@register.simple_block_tag
def people(content: str, *, label: str) -> SafeString:
    """Who is involved and how to reach them. Holds {% contact %}."""
    return render("people", content=content, label=label)


@register.simple_block_tag
def contact(
    content: str,
    *,
    name: object,
    role: object = "",
    unit: object = "",
    phone: str = "",
    email: str = "",
    since: date | datetime | None = None,
    url: str = "",
    note: object = "",
) -> SafeString:
    """One person or function: no face, but telephone and e-mail. The content is a status or a mark."""
    return render(
        "contact",
        content=content,
        name=name,
        role=role,
        unit=unit,
        phone=phone,
        dial="".join(c for c in phone if c in "+0123456789"),
        email=email,
        since=since,
        url=url,
        note=note,
    )


@register.simple_block_tag
def worklist(content: str, *, label: str, id: str = "") -> SafeString:
    """What waits for me: one row per matter. Holds {% workitem %}."""
    return render("worklist", content=content, label=label, id=id)


@register.simple_block_tag
def workitem(
    content: str,
    *,
    title: object,
    url: str,
    note: object = "",
    unread: bool = False,
) -> SafeString:
    """One matter; the content is its status, clock or mark."""
    return render("workitem", content=content, title=title, url=url, note=note, unread=unread)


@register.simple_block_tag
def figures(content: str, *, label: str) -> SafeString:
    """A few numbers side by side. Holds {% figure %}."""
    return render("figures", content=content, label=label)


@register.inclusion_tag("ui/components/figure.html")
def figure(
    *, number: object, label: object, url: str = "", tone: Tone = "neutral", note: object = ""
) -> dict[str, object]:
    """A number and what it counts."""
    one_of(tone, Tone, tag="figure", argument="tone")
    return {"number": number, "label": label, "url": url, "tone": tone, "note": note}


@register.inclusion_tag("ui/components/diff.html")
def diff(*, label: str, old: object, new: object) -> dict[str, object]:
    """What a text was and what it is: crossed out and underlined, and said in words."""
    return {"label": label, "old": old, "new": new}
