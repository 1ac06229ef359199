"""Seals the logs into a chain that shows if a row was changed or taken away (see docs/adr)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, models, transaction

from brygga.core.models import AuditRow, ReadRow, Seal
from brygga.core.writing import asked_by

LOGS: dict[str, type[models.Model]] = {"audit": AuditRow, "read": ReadRow}
FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the chain says of a log. `faults` are sentences; `unsealed` is the tail not yet sealed."""

    log: str
    sealed: int
    unsealed: int
    head: str
    faults: tuple[str, ...]


def seal(log: str, batch: int = 500) -> int:
    """Seal the rows that have no seal yet, oldest first. Safe to run in several processes at once."""
    try:
        with asked_by("försegling"), transaction.atomic():
            last = Seal.objects.select_for_update().filter(log=log).order_by("-seq").first()
            seq, mac = (last.seq, last.mac) if last else (0, FIRST)
            rows = _unsealed(log).order_by("pk")[:batch]
            links = []
            for row in rows:
                seq, mac = seq + 1, _mac(mac, log, seq + 1, row)
                links.append(Seal(log=log, seq=seq, row_id=row.pk, mac=mac))
            Seal.objects.bulk_create(links)
            return len(links)
    except IntegrityError:
        return 0


def verify(log: str) -> Verdict:
    faults, mac, count = [], FIRST, 0
    model = LOGS[log]
    for links in _batches(log):
        rows = model._base_manager.in_bulk([link.row_id for link in links])
        for link in links:
            count += 1
            if link.seq != count:
                faults.append(f"Länk {count} saknas i kedjan.")
                count = link.seq
            row = rows.get(link.row_id)
            if row is None:
                faults.append(f"Rad {link.row_id} är borttagen.")
            elif not hmac.compare_digest(link.mac, _mac(mac, log, link.seq, row)):
                faults.append(f"Rad {link.row_id} stämmer inte med sin försegling.")
            mac = link.mac
    return Verdict(log, count, _unsealed(log).count(), mac, tuple(faults))


def _unsealed(log: str) -> models.QuerySet[models.Model]:
    sealed = Seal.objects.filter(log=log, row_id=models.OuterRef("pk"))
    return LOGS[log]._base_manager.filter(~models.Exists(sealed))


def _batches(log: str, size: int = 2000) -> Iterator[list[Seal]]:
    after = 0
    while links := list(Seal.objects.filter(log=log, seq__gt=after).order_by("seq")[:size]):
        yield links
        after = links[-1].seq


def _mac(previous: str, log: str, seq: int, row: models.Model) -> str:
    content = {field.attname: _canonical(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    message = json.dumps([previous, log, seq, content], sort_keys=True, ensure_ascii=False)
    return hmac.new(settings.ENV.audit_key.encode(), message.encode(), hashlib.sha256).hexdigest()


def _canonical(value: object) -> object:
    match value:
        case None | bool() | int() | dict() | list():
            return value
        case _ if hasattr(value, "timestamp"):
            return round(value.timestamp() * 1_000_000)
        case _:
            return str(value)
