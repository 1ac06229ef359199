"""The ways to answer or end a request."""

from __future__ import annotations

from brygga.requests import acts, may
from brygga.ui.forms import Form
from brygga.web.requests.forms import ReasonForm, SaidForm
from brygga.web.ways import Way, refusals, table

WAYS = table(
    Way(
        "kvittera",
        "Kvittera",
        "Avsändaren får veta att förfrågan har kommit fram.",
        "Förfrågan är kvitterad.",
        acts.acknowledge,
        may.may_acknowledge,
    ),
    *refusals(
        no=acts.decline,
        may_say_no=may.may_decline,
        wrong=acts.misdirected,
        may_say_wrong=may.may_say_misdirected,
        form=ReasonForm,
    ),
    Way(
        "klar",
        "Markera klar",
        "Det som förfrågan gällde är gjort.",
        "Förfrågan är klar.",
        acts.complete,
        may.may_complete,
    ),
    Way(
        "personen-nej",
        "Personen har sagt nej",
        "Det är ett annat svar än att verksamheten säger nej. Båda sidor får veta det.",
        "Det är noterat.",
        acts.note_persons_no,
        may.may_note_persons_no,
        SaidForm,
        "quiet",
    ),
    Way(
        "ta-tillbaka",
        "Ta tillbaka",
        "Mottagaren får veta det.",
        "Förfrågan är återtagen.",
        acts.withdraw,
        may.may_withdraw,
        ReasonForm,
        "quiet",
        heading="Ta tillbaka förfrågan",
    ),
    Way(
        "slang",
        "Ta bort utkastet",
        "Ingen annan har sett det.",
        "Utkastet är borttaget.",
        acts.discard_draft,
        may.may_edit,
        Form,
        "quiet",
    ),
)
#: Those that the receiver has at hand in the queue, besides appointing.
IN_QUEUE = ("kvittera", "nej", "fel-mottagare")
