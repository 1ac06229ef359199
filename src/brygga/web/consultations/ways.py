"""The ways to answer or end a consultation."""

from __future__ import annotations

from brygga.consultations import acts, may
from brygga.web.consultations.forms import AnswerForm, PlainForm, ReasonForm
from brygga.web.ways import Way, refusals, table

WAYS = table(
    Way(
        "svara",
        "Svara",
        "Skriv ert råd, och vem som tar nästa steg.",
        "Svaret är skickat.",
        acts.answer,
        may.may_answer,
        AnswerForm,
        "main",
    ),
    Way(
        "kvittera",
        "Kvittera",
        "Den som frågade får veta att frågan har kommit fram.",
        "Frågan är kvitterad.",
        acts.acknowledge,
        may.may_acknowledge,
        PlainForm,
    ),
    Way(
        "steget-taget",
        "Nästa steg är taget",
        "Båda enheterna ser att det är gjort.",
        "Det är noterat.",
        acts.finish_next_step,
        may.may_finish_next_step,
        PlainForm,
    ),
    Way(
        "visad",
        "Visad på mötet",
        "Den har tagits upp på ett regelbundet möte mellan cheferna.",
        "Det är noterat.",
        acts.note_shown,
        may.may_note_shown,
        PlainForm,
    ),
    *refusals(
        no=acts.decline,
        may_say_no=may.may_decline,
        wrong=acts.misdirected,
        may_say_wrong=may.may_say_misdirected,
        form=ReasonForm,
    ),
    Way(
        "ta-tillbaka",
        "Ta tillbaka",
        "Enheten som fick frågan ser att den inte längre behöver svar.",
        "Frågan är återtagen.",
        acts.withdraw,
        may.may_withdraw,
        ReasonForm,
        "quiet",
    ),
)
