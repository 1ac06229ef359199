"""An intake has the one state machine of every request; here are its own small words."""

from __future__ import annotations

from django.db import models

from brygga.requests.states import RequestState, may_become

__all__ = ["FOR_THE_PERSON", "UNDER_WAY", "Contact", "RequestState", "Result", "Way", "may_become"]

S = RequestState

#: Somebody still has it to do.
UNDER_WAY = frozenset({S.SENT, S.ACKNOWLEDGED, S.ACCEPTED})

#: What each state is called to the person who asked.
FOR_THE_PERSON: dict[RequestState, str] = {
    S.SENT: "Det du skrev har kommit fram",
    S.ACKNOWLEDGED: "Någon har läst det du skrev",
    S.ACCEPTED: "Någon är utsedd att kontakta dig",
    S.DONE: "Klart",
    S.DECLINED: "Det blev ingen fortsättning",
    S.WITHDRAWN: "Du har tagit tillbaka det",
}


class Way(models.TextChoices):
    """How it came."""

    SELF = "self", "Personen själv"
    REFERRAL = "referral", "Remiss"


class Said(models.TextChoices):
    """How the person said yes to being referred."""

    ORAL = "oral", "Muntligt"
    WRITTEN = "written", "Skriftligt"


class Contact(models.TextChoices):
    """How somebody tried to reach the person."""

    PHONE = "phone", "Telefon"
    SMS = "sms", "Sms"
    LETTER = "letter", "Brev"
    VISIT = "visit", "Besök"
    VIDEO = "video", "Video"


class Result(models.TextChoices):
    """What came of trying."""

    REACHED = "reached", "Vi talades vid"
    NO_ANSWER = "no_answer", "Inget svar"
    LEFT_WORD = "left_word", "Lämnade besked att ringa upp"
    SENT = "sent", "Skickat"
    WRONG = "wrong", "Fel nummer eller adress"
