"""Written, added to, taken back. Nothing here tells whom it was about, and the log keeps only that it was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.saving import change, create
from brygga.reflections import may
from brygga.reflections.models import Reflection, ReflectionAddition, ReflectionTag
from brygga.rules.tags import all_of, fault_in


@act("reflections.write", may=may.may_write, told_as="{by} skrev en lärdom")
def write_reflection(
    unit: Unit, *, by: Actor, at: datetime, kind: str, text: str, situation: str = "", tags: Sequence[str] = ()
) -> Reflection:
    words = all_of(tags)
    if fault := fault_in(words):
        raise NotAllowed(fault)
    insist(may.shows_nobody(by, {"text": text, "tags": ", ".join(words)}))
    made = create(
        Reflection,
        place=unit.organisation.place,
        kind=kind,
        situation=situation,
        text=_said(text),
        sought="\n".join((text, *words)).casefold(),
        unit=unit,
        assignment_id=by.assignment_id,
        written_on=clock.day_of(at),
    )
    for word in words:
        create(ReflectionTag, reflection=made, word=word)
    return made


@act("reflections.add", may=may.may_add, told_as="{by} skrev ett tillägg till en lärdom")
def add_to_reflection(reflection: Reflection, *, by: Actor, at: datetime, text: str) -> Reflection:
    insist(may.shows_nobody(by, {"text": text}))
    create(ReflectionAddition, reflection=reflection, text=_said(text), written_at=at)
    return change(reflection, sought=f"{reflection.sought}\n{text.casefold()}")


@act("reflections.withdraw", may=may.may_withdraw, told_as="{by} tog tillbaka en lärdom")
def withdraw_reflection(reflection: Reflection, *, by: Actor, at: datetime) -> Reflection:
    """What was written is gone, with its tags; that there was one is kept."""
    ReflectionTag._base_manager.filter(reflection=reflection).delete()
    ReflectionAddition._base_manager.filter(reflection=reflection).delete()
    return change(reflection, text="", sought="", situation="", withdrawn_at=at)


def _said(text: str) -> str:
    if not text.strip():
        raise NotAllowed("Skriv vad ni har lärt er.")
    return text.strip()
