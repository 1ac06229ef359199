from __future__ import annotations

from django.db import models


class MeetingState(models.TextChoices):
    DRAFT = "draft", "Utkast"
    CALLED = "called", "Kallat"
    HELD = "held", "Hållet"
    MISSED = "missed", "Blev inte av"
    CANCELLED = "cancelled", "Inställt"


M = MeetingState

TRANSITIONS: dict[MeetingState, frozenset[MeetingState]] = {
    M.DRAFT: frozenset({M.CALLED, M.HELD}),  # a draft that is not wanted is taken away, nobody knows of it
    M.CALLED: frozenset({M.HELD, M.MISSED, M.CANCELLED}),
    M.MISSED: frozenset({M.HELD}),
    M.HELD: frozenset(),
    M.CANCELLED: frozenset(),
}


class PlaceKind(models.TextChoices):
    ROOM = "room", "På en plats"
    PHONE = "phone", "Telefon"
    VIDEO = "video", "Video"


class Answer(models.TextChoices):
    NONE = "", "Inget svar än"
    YES = "yes", "Kommer"
    NO = "no", "Kan inte komma"
    OTHER = "other", "Annan kommer i stället"


class Attendance(models.TextChoices):
    UNKNOWN = "", "Inte noterat"
    PRESENT = "present", "Var med"
    ABSENT = "absent", "Uteblev"
    EXCUSED = "excused", "Hade meddelat förhinder"


class Mandate(models.TextChoices):
    UNKNOWN = "", "Inte svarat"
    YES = "yes", "Har mandat att besluta"
    NO = "no", "Saknar mandat"


class Outcome(models.TextChoices):
    """What a GFI led to (Malmö handbook, "Genomförande av gemensamt möte och beslut om nästa steg")."""

    LED_ON = "led_on", "Lotsas vidare till annan verksamhet"
    JOINT_MAPPING = "joint_mapping", "Sammanhållen kartläggning"
    SIP_MADE = "sip_made", "SIP gjord på mötet"
    NEW_MEETING = "new_meeting", "Nytt möte"
    NOTHING = "nothing", "Inget mer nu"


#: What is decided together, and so never in a meeting that takes no decisions (STO-20).
DECISIONS = frozenset({Outcome.JOINT_MAPPING, Outcome.SIP_MADE})


def outcomes_of(*, carries_plan: bool, takes_decisions: bool) -> list[Outcome]:
    """What such a meeting may lead to."""
    shut = (DECISIONS if not takes_decisions else frozenset()) | (frozenset() if carries_plan else {Outcome.SIP_MADE})
    return [one for one in Outcome if one not in shut]
