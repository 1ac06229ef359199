"""The person the page is about, and who will see what is written."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString

from brygga.ui.components.register import register, render


@register.simple_block_tag
def person_banner(
    content: str,
    *,
    name: object,
    identity_number: str = "",
    shown: bool = False,
    show_url: str = "",
    age: object = "",
    protected: bool = False,
    interpreter: str = "",
    url: str = "",
) -> SafeString:
    """Whom this is about. The last four digits are hidden until somebody asks to see them (and is logged)."""
    visible = identity_number if shown else identity_number[:-4]
    return render(
        "person_banner",
        content=content,
        name=name,
        visible=visible,
        shown=shown,
        has_number=bool(identity_number),
        show_url=show_url,
        age=age,
        protected=protected,
        interpreter=interpreter,
        url=url,
    )


@register.inclusion_tag("ui/components/audience.html")
def audience(
    *,
    parties: Iterable[object],
    person: object = "",
    heading: str = "Vem kommer att se det här",
    basis: object = "",
    hidden_from: Iterable[object] = (),
) -> dict[str, object]:
    """Who will see what is written, shown before it is saved."""
    return {
        "parties": list(parties),
        "person": person,
        "heading": heading,
        "basis": basis,
        "hidden_from": list(hidden_from),
    }


@register.simple_block_tag
def own_words(content: str, *, who: object) -> SafeString:
    """What the person has said, as they said it."""
    return render("own_words", content=content, who=who)


@register.simple_block_tag
def org_picture(content: str, *, you: str, note: str = "") -> SafeString:
    """The person in the middle, and around them those who can help: a picture to point at and tick together."""
    return render("org_picture", content=content, you=you, note=note)


@register.simple_block_tag
def org_party(content: str, *, heading: object, level: int = 2) -> SafeString:
    """One party on the picture, with those in it."""
    return render("org_party", content=content, heading=heading, level=level)


@register.simple_block_tag
def org_box(
    content: str, *, name: object, marks: Iterable[str] = (), told: str = "", here: bool = False, to_tick: bool = False
) -> SafeString:
    """One who may be ticked (`to_tick`, the content is the boxes), or what was ticked about them."""
    return render("org_box", content=content, name=name, marks=list(marks), told=told, here=here, to_tick=to_tick)
