"""What one wants by mail."""

from __future__ import annotations

from brygga.agencies.models import Staff
from brygga.core.actor import Actor
from brygga.core.acts import act
from brygga.core.saving import change, create
from brygga.messaging import may
from brygga.messaging.models import NoticeChoice


@act("messaging.choose", may=may.may_set_own, told_as="{by} ändrade sina aviseringar")
def choose_notices(staff: Staff, *, by: Actor, news: bool, times: bool) -> NoticeChoice:
    mine = NoticeChoice.objects.visible_to(by).filter(staff=staff).first()
    if mine:
        return change(mine, news=news, times=times)
    return create(NoticeChoice, staff=staff, news=news, times=times)
