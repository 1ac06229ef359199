"""One library for all component modules, and the two ways a component renders."""

from __future__ import annotations

from typing import get_args

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def render(component: str, /, *, content: str, **parts: object) -> SafeString:
    """A block component: its template sees only what the tag was given, and its content is already rendered."""
    inside = mark_safe(content.strip())  # noqa: S308  Django rendered it, and escaped what needed it
    return render_to_string(f"ui/components/{component}.html", {"content": inside, **parts})


def one_of(value: str, allowed: object, *, tag: str, argument: str) -> str:
    """A misspelt value stops the page in the first test that shows it, instead of losing its colour quietly."""
    choices = get_args(allowed)
    if value not in choices:
        raise template.TemplateSyntaxError(f"{{% {tag} %}}: {argument}={value!r} is none of {', '.join(choices)}")
    return value
