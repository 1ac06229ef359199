"""What is under way for the person: what they have asked for, and what one unit has asked another (no silence)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from brygga.core.actor import Actor
from brygga.escalations.models import Escalation
from brygga.escalations.queries import of_person as questions
from brygga.portal.asking import word
from brygga.requests.clocks import kind_of
from brygga.requests.may import hands_over
from brygga.requests.models import Request
from brygga.requests.queries import expected
from brygga.requests.states import ENDED, WAITING, RequestState
from brygga.rules.ladders import LadderKind
from brygga.rules.words import in_sentence
from brygga.ui.components.dates import weekday

LIFTED = {
    LadderKind.RESPONSIBILITY: "Enheterna är inte överens om vem som ansvarar för din hjälp",
    LadderKind.COST: "Enheterna är inte överens om vem som betalar för din hjälp",
}
#: How long an answer stands here after it came.
LATELY = timedelta(days=30)
MOST = 5


@dataclass(frozen=True, slots=True)
class Going:
    """`title` says what was asked, `words` where it stands; `late` when somebody should have answered."""

    title: str
    words: str
    late: bool = False
    url: str = ""


def going_on(actor: Actor, now: datetime) -> list[Going]:
    """The latest first."""
    told = ~Q(state__in=ENDED) | Q(state=RequestState.DECLINED, answered_at__gte=now - LATELY)
    told |= Q(state=RequestState.DONE, handover__moved_on__gte=(now - LATELY).date())
    rows = Request.objects.visible_to(actor).filter(told)
    rows = rows.select_related("coordination", "from_unit", "to_unit", "appointed__staff", "handover").order_by("-pk")
    lifted = [_lifted(row) for row in questions(actor, now - LATELY)]
    return lifted + [_own(row) if row.from_unit_id is None else _between(row, now) for row in rows[:MOST]]


def _lifted(row: Escalation) -> Going:
    """Who is to settle it, and that the help goes on meanwhile; then who answers."""
    if row.responsible_unit and row.responsible_from and not row.is_open:
        return _settled(row, row.responsible_unit.name)
    who = in_sentence(row.level_term)
    words = f"Frågan ligger hos {who}. De som hjälper dig nu fortsätter med det till dess."
    return Going(LIFTED[LadderKind(row.ladder)], words, row.is_late)


def _settled(row: Escalation, unit: str) -> Going:
    title = f"{unit} ansvarar för din hjälp"
    if row.carried_out_on:
        return Going(title, f"Enheterna kom överens om det {weekday(row.settled_at)}.")
    if row.waits:
        return Going(
            f"{unit} ska ansvara för din hjälp", "De som hjälper dig nu fortsätter tills det är klart.", late=True
        )
    first = weekday(row.responsible_from)
    return Going(f"{title} från {first}", "De som hjälper dig nu fortsätter till dess.")


def _own(row: Request) -> Going:
    coming = expected(row)
    by = f" senast {weekday(coming.by)}" if coming and coming.by and not coming.late else ""
    words = f"{coming.text}{by}." if coming and row.state in WAITING else f"{word(row)}."
    late = coming is not None and coming.late
    asked = weekday(row.sent_at)
    return Going(f"Du bad om en SIP {asked}", words, late, reverse("my-request", args=[row.pk]))


def _between(row: Request, now: datetime) -> Going:
    sender = row.from_unit.name if row.from_unit else ""
    if hands_over(row):
        return _over(row, sender, now)
    if kind_of(row).asks_for_summary:
        return _for_a_summary(row, sender)
    title = f"{sender} har frågat {row.to_unit.name} om de kan vara med och hjälpa dig"
    if row.state in WAITING:
        if row.answer_by and row.answer_by < now:
            words = f"De skulle ha svarat {weekday(row.answer_by)}. Ring {sender} om du undrar."
            return Going(title, words, late=True)
        by = f" De ska svara senast {weekday(row.answer_by)}." if row.answer_by else ""
        return Going(title, f"Frågan skickades {weekday(row.sent_at)}.{by}")
    if row.state == RequestState.DECLINED:
        return Going(title, f"De sa nej. Prata med {sender} om vad ni kan göra i stället.")
    return Going(title, f"De sa ja. {_appointed(row)} hör av sig.")


def _over(row: Request, sender: str, now: datetime) -> Going:
    """Who answers now, and from when somebody else does."""
    receiver, handover = row.to_unit.name, row.handover  # type: ignore[attr-defined]
    if handover.moved_on:
        return Going(
            f"{receiver} ansvarar för din hjälp nu", f"De tog över efter {sender} {weekday(handover.moved_on)}."
        )
    title = f"{sender} vill lämna över ansvaret för din hjälp till {receiver}"
    now_words = f"{sender} ansvarar som förut tills det är klart."
    if row.state == RequestState.DECLINED:
        return Going(title, f"De sa nej. {sender} ansvarar som förut.")
    if handover.moves_on:
        return Going(title, f"{receiver} ansvarar från {weekday(handover.moves_on)}. Till dess är det {sender}.")
    if row.state == RequestState.ACCEPTED:
        return Going(title, f"{_appointed(row)} hör av sig till dig. {now_words}")
    late = bool(row.answer_by and row.answer_by < now)
    waits = f"De skulle ha svarat {weekday(row.answer_by)}." if late else "De har inte svarat än."
    return Going(title, f"{waits} {now_words}", late=late)


def _for_a_summary(row: Request, sender: str) -> Going:
    title = f"{sender} har bett {row.to_unit.name} skriva ner det de vet"
    if row.state == RequestState.DECLINED:
        return Going(title, "De sa nej. Då kan du få samma frågor igen.")
    return Going(title, "Det gör de för att du ska slippa svara på samma frågor igen.")


def _appointed(row: Request) -> str:
    known = row.appointed is not None and not row.appointed.staff.protected
    return row.appointed.staff.name if known and row.appointed else row.to_unit.name
