"""How large the text is and whether it is dark: the reader's own choice, kept in a cookie."""

from __future__ import annotations

from django.middleware.csrf import get_token
from django.template import Context

from brygga.ui.components.register import register

SIZE_COOKIE = "visning_storlek"
SCHEME_COOKIE = "visning_farger"
SIZES = ("sm", "md", "lg")
SCHEMES = ("auto", "light", "dark")


@register.simple_tag(takes_context=True)
def page_size(context: Context, *, default: str) -> str:
    """The text size of the page: chosen by the reader, else the page's own."""
    chosen = _cookie(context, SIZE_COOKIE)
    return chosen if chosen in SIZES else default


@register.simple_tag(takes_context=True)
def colour_scheme(context: Context) -> str:
    """Light, dark or as the machine says."""
    chosen = _cookie(context, SCHEME_COOKIE)
    return chosen if chosen in SCHEMES else "auto"


@register.inclusion_tag("ui/components/large_type.html", takes_context=True)
def large_type(context: Context) -> dict[str, object]:
    """A button that makes the text of every page larger, and back."""
    request = context.get("request")
    return {
        "is_large": _cookie(context, SIZE_COOKIE) == "lg",
        "path": request.get_full_path() if request else "/",
        "csrf_token": get_token(request) if request else "",
    }


@register.inclusion_tag("ui/components/colours.html", takes_context=True)
def colours(context: Context) -> dict[str, object]:
    """A choice between light, dark and as the machine says."""
    request = context.get("request")
    return {
        "chosen": colour_scheme(context),
        "path": request.get_full_path() if request else "/",
        "csrf_token": get_token(request) if request else "",
        "schemes": (("auto", "Auto"), ("light", "Ljust"), ("dark", "Mörkt")),
    }


def _cookie(context: Context, name: str) -> str:
    request = context.get("request")
    return request.COOKIES.get(name, "") if request else ""
