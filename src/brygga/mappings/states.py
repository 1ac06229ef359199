from __future__ import annotations

from django.db import models

from brygga.people.models import InformationWay
from brygga.rules.mappings import Answered

__all__ = ["AT_ONCE", "BY_HAND", "NOT_ANSWERED", "SENT_WAYS", "Left"]


class Left(models.TextChoices):
    """How a question that is always asked was left."""

    ANSWERED = Answered.ANSWERED.value, "Besvarad"
    DECLINED = Answered.DECLINED.value, "Vill inte svara"
    NOT_RELEVANT = Answered.NOT_RELEVANT.value, "Inte aktuellt"


NOT_ANSWERED = (Left.DECLINED, Left.NOT_RELEVANT)

#: Ways that go by themselves, and those that somebody carries out by hand and then says so.
SENT_WAYS = (InformationWay.MAIL, InformationWay.SMS)
AT_ONCE = frozenset({*SENT_WAYS, InformationWay.PORTAL})
BY_HAND = frozenset({InformationWay.PAPER, InformationWay.PICTURE, InformationWay.TALK})
