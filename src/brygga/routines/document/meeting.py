"""Meetings, those that come back, and booked hours."""

from brygga.routines.document.tables import origin, table
from brygga.routines.vocabulary import (
    BookedFor,
    BookedTime,
    MeetingType,
    Routine,
    SeriesKind,
    SeriesRule,
)
from brygga.rules.clocks import Roll
from brygga.rules.dates import MONTHS
from brygga.rules.series import LAST

NUMBERED = {1: "första", 2: "andra", 3: "tredje", 4: "fjärde"}


NEED_WORDS = {
    "consent": "samtycke",
    "purpose": "syfte",
    "representatives": "vilka som ska komma",
    "covers": "vem eller vad mötet gäller",
    "pre_meeting": "förmöte, eller skäl att vara utan",
    "mandate": "mandat",
    "follow_up_date": "tid för uppföljning innan mötet avslutas",
}


def meetings(routine: Routine) -> str:
    rows = ((kind.term, _meeting_words(kind), *origin(kind)) for kind in routine.meeting_types)
    return table("Möten", ("Möte", "Så fungerar det"), rows)


def _meeting_words(kind: MeetingType) -> str:
    flags = (
        (bool(kind.help), kind.help),
        (kind.with_person, "Personen är med."),
        (not kind.with_person, "Personen är inte med."),
        (True, f"Minst {kind.minimum_parties} parter."),
        (bool(kind.needs), f"Kräver {', '.join(NEED_WORDS[need] for need in sorted(kind.needs))}."),
        (kind.carries_plan, "En plan kan göras eller ändras här."),
        (not kind.takes_decisions, "Inga beslut fattas."),
        (kind.settles_payment, "Frågor om betalning avgörs här."),
        (kind.follows_up, "Räknas som uppföljning."),
        (kind.leaves_no_trace, "Kan hållas utan att personen registreras."),
    )
    return " ".join(words for holds, words in flags if holds)


def series(routine: Routine) -> str:
    if not routine.meeting_series:
        return ""
    rows = [(row.term, _series_words(routine, row), *origin(row)) for row in routine.meeting_series]
    items = [
        (f"{kind.term}: {item.term}", _months_words(item.months), *origin(item))
        for row in routine.meeting_series
        for kind in row.kinds
        for item in kind.items
    ]
    return "\n".join(
        (
            table("Möten som återkommer", ("Serie", "Så fungerar den"), rows),
            table("Stående punkter", ("Punkt", "När"), items),
        )
    )


def _series_words(routine: Routine, row: SeriesRule) -> str:
    nth = "sista" if row.week == LAST else NUMBERED[row.week]
    submit = [routine.deadline(row.submit, max(row.since, routine.since)).words] if row.submit else []
    return " ".join(
        [
            row.help,
            f"Kommer: {', '.join(routine.function(key).term for key in row.functions)}.",
            f"Den {nth} {row.weekday.word}en i månaden kl. {row.at:%H.%M}, {row.minutes} minuter;",
            "en helgdag flyttas " + ("framåt." if row.roll is Roll.FORWARD else "bakåt."),
            *(f"Ärenden anmäls senast {words}." for words in submit),
            *(_kind_words(kind) for kind in row.kinds),
        ]
    ).strip()


def _kind_words(kind: SeriesKind) -> str:
    who = "alla kommer" if kind.obligatory else "de kallade kommer"
    return f"{kind.term} i {_months_words(kind.months)}: {who}."


def _months_words(months: tuple[int, ...]) -> str:
    names = [MONTHS[month - 1] for month in months]
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names) or "varje gång"


def booked(routine: Routine) -> str:
    rows = [(kind.term, _booked_words(routine, kind), *origin(kind)) for kind in routine.booked_times]
    return table("Bokade tider", ("Tider", "Så fungerar de"), rows) if rows else ""


def _booked_words(routine: Routine, kind: BookedTime) -> str:
    length = f"{kind.hours} timmar " if kind.hours else ""
    often = "varje vecka" if kind.every_weeks == 1 else f"var {kind.every_weeks}:e vecka"
    often = "varannan vecka" if kind.every_weeks == 2 else often
    whom = "personen" if kind.for_whom is BookedFor.PERSON else "konsultation"
    when = f"{length}{often}"
    words = [
        f"För {whom}, {when}, {kind.slot_minutes} minuter per tid.",
        f"Läggs upp av den som: {kind.set_up_by.sentence}",
    ]
    if kind.consultant_kind:
        words.append(
            f"Konsulten kommer från {routine.unit_kind(kind.consultant_kind).term} och får veta när tiden inte behövs."
        )
    return " ".join(words)
