"""What is done on the way: exploring, the talk, the goals, the way back, the consents, the new contact, each yes."""

from __future__ import annotations

from datetime import date, datetime

from brygga.closings import may
from brygga.closings.models import Closing, ClosingParty
from brygga.closings.states import Answer, Consents, Goals
from brygga.coordinations.may import own_part
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change

FORWARD = "Dagen har inte varit ännu. Skriv det när det är gjort."


def _been(on: date, at: datetime) -> None:
    if on > day_of(at):
        raise NotAllowed(FORWARD)


@act("closings.explore", may=may.may_work_on, told_as="{by} har pratat med personen om avslutet")
def explore(closing: Closing, *, by: Actor, at: datetime, on: date, explored_words: str) -> Closing:
    """In the person's own words, before anything closes (Malmö handbook, "Avslut")."""
    _been(on, at)
    if not explored_words.strip():
        raise NotAllowed("Skriv vad personen sa.")
    return change(closing, explored_on=on, explored_words=explored_words.strip(), wants_to_stop=True)


@act("closings.note_talk", may=may.may_work_on, told_as="Slutsamtalet är hållet {talk_on}", affects_planning=True)
def note_talk(
    closing: Closing,
    *,
    by: Actor,
    at: datetime,
    talk_on: date,
    talk_who: str,
    new_unit_was_there: bool = False,
    new_unit_not: str = "",
) -> Closing:
    _been(talk_on, at)
    if not talk_who.strip():
        raise NotAllowed("Skriv vilka som var med.")
    if closing.wants_to_stop and closing.explored_on is None:
        raise NotAllowed("Utforska först varför personen vill sluta, och skriv det med personens ord.")
    return change(
        closing,
        talk_on=talk_on,
        talk_who=talk_who.strip(),
        talk_not="",
        new_unit_was_there=new_unit_was_there,
        new_unit_not="" if new_unit_was_there else new_unit_not.strip(),
    )


@act("closings.note_no_talk", may=may.may_work_on, told_as="{by} skrev att inget slutsamtal hålls")
def note_no_talk(closing: Closing, *, by: Actor, talk_not: str) -> Closing:
    """The person did not want it, or could not be reached: said, never left out."""
    if not talk_not.strip():
        raise NotAllowed("Skriv varför inget slutsamtal hålls, och hur personen har fått frågan.")
    return change(closing, talk_not=talk_not.strip(), talk_on=None, talk_who="", new_unit_was_there=False)


@act("closings.note_goals", may=may.may_work_on, told_as="{by} skrev hur det står till med målen", in_feed=False)
def note_goals(closing: Closing, *, by: Actor, goals: str, goals_words: str) -> Closing:
    if goals not in Goals or not goals_words.strip():
        raise NotAllowed("Skriv vilka mål som är nådda, och vem som arbetar vidare med resten.")
    return change(closing, goals=Goals(goals), goals_words=goals_words.strip())


@act("closings.plan_resuming", may=may.may_work_on, told_as="{by} skrev planen för att ta kontakt igen")
def plan_resuming(closing: Closing, *, by: Actor, resume_whom: str, resume_how: str, resume_signs: str = "") -> Closing:
    """The person has it in the portal and on paper."""
    if not (resume_whom.strip() and resume_how.strip()):
        raise NotAllowed("Skriv vem personen hör av sig till, och hur.")
    words = {"resume_whom": resume_whom, "resume_how": resume_how, "resume_signs": resume_signs}
    return change(closing, **{name: text.strip() for name, text in words.items()})


@act("closings.note_consents", may=may.may_work_on, told_as="{by} skrev vad personen vill om samtyckena", in_feed=False)
def note_consents(closing: Closing, *, by: Actor, consents: str, consents_words: str = "") -> Closing:
    if consents not in Consents:
        raise NotAllowed("Välj vad personen vill.")
    return change(closing, consents=Consents(consents), consents_words=consents_words.strip())


@act("closings.confirm_contact", may=may.may_confirm_contact, told_as="{by} bekräftade att den nya kontakten fungerar")
def confirm_contact(closing: Closing, *, by: Actor, at: datetime, on: date, new_contact_words: str) -> Closing:
    """Malmö handbook: one closes first when the new contact goes on and works."""
    _been(on, at)
    if not new_contact_words.strip():
        raise NotAllowed("Skriv hur ni vet att kontakten fungerar.")
    return change(closing, new_contact_on=on, new_contact_by=by.label, new_contact_words=new_contact_words.strip())


@act("closings.answer", may=may.may_answer, told_as="{unit} svarade på avslutet: {answer_words}", affects_planning=True)
def answer(closing: Closing, *, by: Actor, at: datetime, answer: str, words: str = "") -> ClosingParty:
    """MAL-21: each unit that is in says yes; a no says why."""
    if answer not in Answer or (answer == Answer.NO and not words.strip()):
        raise NotAllowed("Skriv varför enheten säger nej.")
    mine = own_part(by, closing.coordination)
    assert mine is not None
    party, _ = ClosingParty._base_manager.get_or_create(closing=closing, unit_id=mine.unit_id)
    said = {"answered_on": day_of(at), "answered_by": by.label}
    return change(party, answer=Answer(answer), words=words.strip(), **said)
