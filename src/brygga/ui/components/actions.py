"""What one can press."""

from __future__ import annotations

from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from brygga.ui.components.register import one_of, register, render

Weight = Literal["main", "second", "quiet", "danger"]
VARIANTS = {"main": "primary", "second": "secondary", "quiet": "tertiary", "danger": "secondary"}


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """Buttons in a row, wrapping on a phone."""
    return render("actions", content=content)


@register.inclusion_tag("ui/components/button.html")
def button(
    *,
    text: object,
    weight: Weight = "main",
    icon: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
    action: str = "",
    skip_checks: bool = False,
    about: object = "",
) -> dict[str, object]:
    """A submit button. `about` is said after the text to those who do not see what it stands beside."""
    one_of(weight, Weight, tag="button", argument="weight")
    return {
        "text": text,
        "variant": VARIANTS[weight],
        "danger": weight == "danger",
        "icon_name": icon,
        "name": name,
        "value": value,
        "form": form,
        "action": action,
        "skip_checks": skip_checks,
        "about": about,
    }


@register.inclusion_tag("ui/components/link_button.html")
def link_button(
    *,
    text: object,
    url: str,
    weight: Weight = "main",
    icon: str = "",
    about: object = "",
) -> dict[str, object]:
    """A link that looks like a button: it goes somewhere, it changes nothing."""
    one_of(weight, Weight, tag="link_button", argument="weight")
    return {
        "text": text,
        "url": url,
        "variant": VARIANTS[weight],
        "danger": weight == "danger",
        "icon_name": icon,
        "about": about,
    }


@register.simple_tag
def link(*, text: object, url: str, about: object = "", icon: str = "") -> SafeString:
    """A link in running text or a table. Nothing after it, so that a full stop may stand close."""
    return mark_safe(render("link", content="", text=text, url=url, about=about, icon_name=icon).strip())  # noqa: S308


@register.simple_block_tag
def confirm(
    content: str, *, id: str, heading: str, button_text: str, page_url: str, weight: Weight = "second"
) -> SafeString:
    """A button that asks first. With script a dialog; without, the same question on its own page (`page_url`).

    The content is the dialog's words and its form.
    """
    one_of(weight, Weight, tag="confirm", argument="weight")
    return render(
        "confirm",
        content=content,
        id=id,
        heading=heading,
        button_text=button_text,
        page_url=page_url,
        variant=VARIANTS[weight],
        danger=weight == "danger",
    )


@register.simple_block_tag
def choices(content: str, *, label: str) -> SafeString:
    """A few large buttons under each other: choosing one is the whole page's matter. Holds {% choice %}."""
    return render("choices", content=content, label=label)


@register.inclusion_tag("ui/components/choice.html")
def choice(
    *,
    text: object,
    name: str,
    value: object,
    note: object = "",
    icon: str = "",
) -> dict[str, object]:
    """One of the large buttons; it submits the form it stands in."""
    return {"text": text, "name": name, "value": value, "note": note, "icon_name": icon}
