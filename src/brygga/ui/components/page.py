"""What a page is built of: heading, crumbs, panels, notices, navigation inside the page."""

from __future__ import annotations

from typing import Literal
from uuid import uuid4

from django.middleware.csrf import get_token
from django.template import Context
from django.utils.safestring import SafeString

from brygga.ui.components.register import one_of, register, render
from brygga.ui.components.status import COLOURS, TITLES, Tone

Level = Literal["2", "3", "4"]


@register.simple_block_tag
def crumbs(content: str) -> SafeString:
    """The way back up. Holds {% crumb %}; the page itself comes last, without address."""
    return render("crumbs", content=content)


@register.inclusion_tag("ui/components/crumb.html")
def crumb(*, text: object, url: str = "") -> dict[str, object]:
    """One step in the way back up."""
    return {"text": text, "url": url}


@register.simple_block_tag
def page_heading(content: str, *, title: object, kicker: str = "", lead: str = "") -> SafeString:
    """The page's only h1. The content is the main action (and at most a few quieter ones)."""
    return render("page_heading", content=content, title=title, kicker=kicker, lead=lead)


@register.simple_block_tag
def panel(
    content: str,
    *,
    heading: object = "",
    id: str = "",
    level: int = 2,
    tone: Tone = "neutral",
    note: str = "",
    link_text: str = "",
    link_url: str = "",
) -> SafeString:
    """A card with a heading. `note` stands small beside the heading, the link at its right end."""
    one_of(tone, Tone, tag="panel", argument="tone")
    one_of(str(level), Level, tag="panel", argument="level")
    return render(
        "panel",
        content=content,
        heading=heading,
        id=id,
        level=level,
        tone=tone,
        note=note,
        link_text=link_text,
        link_url=link_url,
    )


@register.simple_block_tag
def notice(content: str, *, heading: str = "", tone: Tone = "info", level: int = 2, live: bool = False) -> SafeString:
    """A box that must be seen. `live` for one that appears after something was done."""
    one_of(tone, Tone, tag="notice", argument="tone")
    return render(
        "notice", content=content, heading=heading, colour=COLOURS[tone], level=level, live=live, spoken=TITLES[tone]
    )


@register.simple_block_tag
def empty(content: str, *, text: str, icon: str = "inbox") -> SafeString:
    """Nothing here yet, and what one can do about it (the content: a link or button)."""
    return render("empty", content=content, text=text, icon_name=icon)


@register.simple_block_tag
def tabs(content: str, *, label: str) -> SafeString:
    """Sections of one thing, as links: each has its own address. Holds {% tab %}."""
    return render("tabs", content=content, label=label)


@register.inclusion_tag("ui/components/tab.html")
def tab(*, text: object, url: str, current: bool = False, number: int = 0) -> dict[str, object]:
    """One section; `number` is what waits there."""
    return {"text": text, "url": url, "current": current, "number": number}


@register.simple_block_tag
def details(content: str, *, summary: object, open: bool = False) -> SafeString:
    """What most people need not read, folded."""
    return render("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def columns(content: str, *, count: int = 2) -> SafeString:
    """Children side by side where there is room."""
    one_of(str(count), Literal["2", "3", "4"], tag="columns", argument="count")
    return render("columns", content=content, count=count)


@register.inclusion_tag("ui/components/toasts.html", takes_context=True)
def toasts(context: Context) -> dict[str, object]:
    """Django's messages. They stand in the page; the script makes them float and closable."""
    colours = {"success": "success", "warning": "warning", "error": "danger"}
    return {"toasts": [(message, colours.get(message.level_tag, "info")) for message in context.get("messages") or ()]}


@register.inclusion_tag("ui/components/partial.html")
def hidden_from_you(*, number: int, what: str = "uppgifter") -> dict[str, object]:
    """Says that a list is partial. Nothing at zero."""
    return {"number": number, "what": what}


@register.inclusion_tag("ui/components/pager.html")
def pager(*, next_url: str, shown: int | None = None, total: int | None = None, target: str = "") -> dict[str, object]:
    """«Visa fler» by key: a link to the next page, empty at the end.

    With `target`, the id of the list (worklist or tbody), htmx appends that page's rows to it instead.
    """
    return {"next_url": next_url, "shown": shown, "total": total, "target": target}


@register.inclusion_tag("ui/components/search_box.html", takes_context=True)
def search_box(
    context: Context,
    *,
    url: str,
    label: str,
    value: str = "",
    name: str = "q",
    compact: bool = False,
    method: Literal["get", "post"] = "get",
) -> dict[str, object]:
    """A search. `post` where what is sought must not stand in an address."""
    token = get_token(context["request"]) if method == "post" and "request" in context else ""
    return {
        "url": url,
        "label": label,
        "value": value,
        "name": name,
        "compact": compact,
        "method": method,
        "csrf_token": token,
    }


@register.simple_block_tag
def term(content: str, *, text: str) -> SafeString:
    """A word of the trade; its meaning (the content, in running text) opens beside it."""
    return render("term", content=content, text=text, id=f"ord-{uuid4().hex[:8]}")
