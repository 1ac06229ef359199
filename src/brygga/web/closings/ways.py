"""The ways to go on with a closing, call it off or carry it out."""

from __future__ import annotations

from typing import Any

from brygga.closings import acts, may
from brygga.closings.models import Closing
from brygga.core import clock
from brygga.rules.closings import Reach
from brygga.ui.forms import Form
from brygga.web.closings import forms
from brygga.web.ways import Way, table


def _moves(row: Closing) -> bool:
    return row.rule.reach is Reach.TRANSITION


def _kept(row: Closing, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(row, name))}


def _explore(data: Any, row: Closing) -> Form:
    initial = {"on": row.explored_on or clock.today(), "explored_words": row.explored_words or row.why}
    return forms.ExploreForm(data, initial=initial)


def _talk(data: Any, row: Closing) -> Form:
    kept = _kept(row, "talk_on", "talk_who", "new_unit_was_there", "new_unit_not")
    return forms.TalkForm(data, moves=_moves(row), initial=forms.today() | kept)


def _contact(data: Any, row: Closing) -> Form:
    initial = {"on": row.new_contact_on or clock.today(), "new_contact_words": row.new_contact_words}
    return forms.ContactForm(data, initial=initial)


WAYS = table(
    Way(
        "utforska",
        "Varför vill personen sluta?",
        "Ta reda på varför innan något avslutas. Lyssna först, och fråga vad som skulle hjälpa.",
        "Det personen sa är sparat.",
        acts.explore,
        may.may_work_on,
        _explore,
        submit="Spara",
    ),
    Way(
        "samtal",
        "Slutsamtal",
        "Ni som slutar, de som är kvar och personen ses en gång till: uppföljning, vägen tillbaka och samtycken.",
        "Slutsamtalet är sparat.",
        acts.note_talk,
        may.may_work_on,
        _talk,
        submit="Spara",
    ),
    Way(
        "inget-samtal",
        "Inget slutsamtal",
        "Personen vill inte ha något, eller går inte att nå. Det ska synas varför.",
        "Det är sparat att inget slutsamtal hålls.",
        acts.note_no_talk,
        may.may_work_on,
        lambda data, row: forms.NoTalkForm(data, initial=_kept(row, "talk_not")),
        submit="Spara",
    ),
    Way(
        "mal",
        "Målen",
        "Målen ska vara nådda, eller gå att nå hos dem som är kvar.",
        "Det är sparat.",
        acts.note_goals,
        may.may_work_on,
        lambda data, row: forms.GoalsForm(data, initial=_kept(row, "goals", "goals_words")),
        submit="Spara",
    ),
    Way(
        "aterkomst",
        "Plan för att ta kontakt igen",
        "Personen läser den på sin sida och får den på papper.",
        "Planen är sparad. Skriv ut den och ge den till personen.",
        acts.plan_resuming,
        may.may_work_on,
        lambda data, row: forms.ResumingForm(data, initial=_kept(row, "resume_whom", "resume_how", "resume_signs")),
        submit="Spara planen",
    ),
    Way(
        "samtycken",
        "Samtyckena",
        "Fråga personen. Det som någon har läst går inte att göra oläst, men inget nytt lämnas ut.",
        "Det är sparat.",
        acts.note_consents,
        may.may_work_on,
        lambda data, row: forms.ConsentsForm(data, initial=_kept(row, "consents", "consents_words")),
        submit="Spara",
    ),
    Way(
        "kontakt",
        "Den nya kontakten fungerar",
        "De andra slutar först när det här är sagt.",
        "Den nya kontakten är bekräftad.",
        acts.confirm_contact,
        may.may_confirm_contact,
        _contact,
        submit="Bekräfta",
    ),
    Way(
        "svara",
        "Svara för din enhet",
        "Ingen lämnar ensam. Avslutet genomförs när alla som är med har sagt ja.",
        "Svaret är sparat.",
        acts.answer,
        may.may_answer,
        lambda data, _row: forms.AnswerForm(data),
        submit="Skicka svaret",
    ),
    Way(
        "avbryt",
        "Avbryt avslutet",
        "Alla fortsätter som förut.",
        "Avslutet är avbrutet. Alla fortsätter som förut.",
        acts.call_off,
        may.may_work_on,
        lambda data, _row: forms.WhyForm(data, label="Varför avbryter ni?"),
    ),
    Way(
        "genomfor",
        "Genomför avslutet",
        "Det här händer nu. Det går inte att ångra, men samordningen kan öppnas igen.",
        "Avslutet är genomfört. Alla har fått veta det.",
        acts.finish,
        may.may_finish,
        lambda data, _row: Form(data),
    ),
)
