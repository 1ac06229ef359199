"""The steps of a closing as a list to tick off: what is done, what is missing, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.closings.may import may_confirm_contact, may_work_on
from brygga.closings.models import Closing
from brygga.closings.standing import Weighed
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.plans.queries import open_plan
from brygga.rules.closings import ClosingNeed, missing
from brygga.web.links import way_to

N = ClosingNeed

TEXTS: dict[ClosingNeed, str] = {
    N.EXPLORED: "Varför personen vill sluta",
    N.TALK: "Slutsamtal",
    N.PLAN_CLOSED: "Planen (SIP) är uppföljd och avslutad",
    N.GOALS: "Målen är nådda, eller går att nå",
    N.OWN_CASE: "De som är kvar har ett eget ärende",
    N.NEW_CONTACT: "Den nya kontakten fungerar",
    N.NEW_UNIT_IN_TALK: "Den nya kontakten är med på slutsamtalet",
    N.RESUMING: "Plan för att ta kontakt igen",
    N.CONSENTS: "Samtyckena",
    N.AGREED: "Alla som är med har sagt ja",
}

#: The step in the address, and what the link says.
LINKS: dict[ClosingNeed, tuple[str, str]] = {
    N.EXPLORED: ("utforska", "Skriv vad personen sa"),
    N.TALK: ("samtal", "Skriv om samtalet"),
    N.GOALS: ("mal", "Skriv om målen"),
    N.NEW_CONTACT: ("kontakt", "Bekräfta kontakten"),
    N.NEW_UNIT_IN_TALK: ("samtal", "Skriv om samtalet"),
    N.RESUMING: ("aterkomst", "Skriv planen"),
    N.CONSENTS: ("samtycken", "Skriv vad personen vill"),
    N.AGREED: ("svara", "Svara för din enhet"),
}


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    done: bool
    reason: str = ""
    url: str = ""
    link_text: str = ""


def steps(now: Weighed, actor: Actor) -> list[Step]:
    found = missing(now.closing.rule.needs, now.standing)
    lacks = {one.need: one.sentence for one in found if one.need}
    rows = [_step(need, lacks.get(need, ""), now, actor) for need in now.needs]
    return [*rows, *(Step(one.sentence, False) for one in found if one.need is None)]


def _step(need: ClosingNeed, lack: str, now: Weighed, actor: Actor) -> Step:
    text = TEXTS[need]
    if not _may(need, actor, now.closing):
        return Step(text, not lack, lack)
    if need is N.PLAN_CLOSED:
        plan = open_plan(actor, now.closing.coordination)
        return Step(text, not lack, lack, way_to("plan-follow-up", plan.pk) if plan else "", "Följ upp planen")
    if need not in LINKS:
        return Step(text, not lack, lack)
    how, words = LINKS[need]
    return Step(text, not lack, lack, way_to("work-closing", now.closing.pk, how), words if lack else "Ändra")


def _may(need: ClosingNeed, actor: Actor, closing: Closing) -> Decision:
    return may_confirm_contact(actor, closing) if need is N.NEW_CONTACT else may_work_on(actor, closing)
