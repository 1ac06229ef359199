"""The queue of what is to be sent: written with what it tells of, taken by one worker at a time, tried till it arrives.

A worker that is killed holds its row until the lease runs out; then another takes it. So a letter may be sent twice,
never be lost (docs/adr/0012).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet

from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import act
from brygga.core.decision import YES, Decision, no
from brygga.core.ids import new_id
from brygga.core.saving import change
from brygga.core.writing import asked_by
from brygga.messaging.models import Outgoing
from brygga.messaging.states import Kind, State
from brygga.rules.retrying import wait_after

BECAUSE = "what is sent is sent by the program"
LEASE = timedelta(minutes=2)
AN_HOUR = timedelta(hours=1)
KEPT = timedelta(days=90)
RESERVE = "the queue of letters"


def _all() -> Any:
    return Outgoing.objects.unrestricted(because=BECAUSE)


def put(rows: Iterable[Outgoing]) -> None:
    """What has been put before, by its key, is not put again."""
    with asked_by(RESERVE):
        Outgoing._base_manager.bulk_create(list(rows), ignore_conflicts=True)


def due(now: datetime) -> QuerySet[Any]:
    waiting = Q(state=State.WAITING, due_at__lte=now) | Q(state=State.SENDING, leased_until__lt=now)
    return _all().filter(waiting).order_by("due_at", "pk")  # type: ignore[no-any-return]


def take(now: datetime) -> Outgoing | None:
    """The next to send, held by this worker; news to somebody to whom news is being sent just now is passed by."""
    with asked_by(RESERVE):
        for _ in range(20):
            try:
                with transaction.atomic():
                    return _lease_one(now)
            except IntegrityError:
                _postpone_colliding(now)
    return None


def _lease_one(now: datetime) -> Outgoing | None:
    row: Outgoing | None = _unlocked(due(now)).first()
    if row is None:
        return None
    return _write(row, state=State.SENDING, lease=new_id(), leased_until=now + LEASE, tries=row.tries + 1)


def _write(row: Outgoing, **fields: Any) -> Outgoing:
    """The database's own constraint decides, not a look beforehand."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    return row


def _postpone_colliding(now: datetime) -> None:
    sending = _all().filter(kind=Kind.NEWS, state=State.SENDING)
    same = Q(staff_id__in=sending.filter(staff__isnull=False).values("staff_id"))
    same |= Q(person_id__in=sending.filter(person__isnull=False).values("person_id"))
    with transaction.atomic():
        rows = _all().filter(same, kind=Kind.NEWS, state=State.WAITING, due_at__lte=now)
        waiting = list(_unlocked(rows).values_list("pk", flat=True))
        _all().filter(pk__in=waiting, state=State.WAITING).update(due_at=now + LEASE)


def _unlocked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those that no other worker is just now taking."""
    skips = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=True, of=("self",)) if skips else rows


def _held(row: Outgoing) -> QuerySet[Any]:
    """The row, if this worker still holds it."""
    return _all().filter(pk=row.pk, lease=row.lease, state=State.SENDING)  # type: ignore[no-any-return]


def sent(row: Outgoing, now: datetime) -> None:
    """Done; what else was waiting to tell the same one that there is something new is told by this."""
    with asked_by(RESERVE), transaction.atomic():
        _held(row).update(state=State.SENT, done_at=now, leased_until=None, fault="")
        if row.kind == Kind.NEWS:
            merged = _all().filter(**_same(row), kind=Kind.NEWS, state=State.WAITING, made_at__lte=now)
            merged.update(state=State.NEEDLESS, done_at=now)


def needless(row: Outgoing, now: datetime) -> None:
    with asked_by(RESERVE):
        _held(row).update(state=State.NEEDLESS, done_at=now, leased_until=None)


def later(row: Outgoing, until: datetime) -> None:
    """Not now; it was no try."""
    with asked_by(RESERVE):
        _held(row).update(state=State.WAITING, due_at=until, leased_until=None, tries=F("tries") - 1)


def failed(row: Outgoing, now: datetime, fault: str, *, for_good: bool = False) -> None:
    """Tried again after a while, longer each time; when it is given up, the sender is told."""
    wait = None if for_good else wait_after(row.tries)
    if wait is not None:
        with asked_by(RESERVE):
            _held(row).update(state=State.WAITING, due_at=now + wait, leased_until=None, fault=fault[:60])
    elif _held(row).exists():
        give_up(row, by=SYSTEM, at=now, fault=fault[:60])


def may_give_up(actor: Actor, row: Outgoing) -> Decision:
    return YES if actor.is_system else no("Det här gör Brygga själv.")


@act("messaging.give_up", may=may_give_up, told_as="{what} kom aldrig fram")
def give_up(row: Outgoing, *, by: Actor, at: datetime, fault: str) -> Outgoing:
    return change(row, state=State.GAVE_UP, done_at=at, leased_until=None, fault=fault)


def forget_sent(now: datetime) -> None:
    """What was sent is no record of anything; it is kept only as long as somebody may ask whether it was."""
    with asked_by(RESERVE):
        _all().filter(done_at__lt=now - KEPT).delete()


def _same(row: Outgoing) -> dict[str, Any]:
    """The same one, told in the same way."""
    return {"staff_id": row.staff_id} if row.staff_id else {"person_id": row.person_id, "channel": row.channel}


def last_news(row: Outgoing) -> datetime | None:
    told = _all().filter(**_same(row), kind=Kind.NEWS, state=State.SENT).order_by("-done_at")
    found: datetime | None = told.values_list("done_at", flat=True).first()
    return found
