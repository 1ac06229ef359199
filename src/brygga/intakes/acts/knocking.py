"""Holding back a flood without asking anybody else: counted by address, under a fingerprint that lasts for a day."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F, Sum

from brygga.agencies.models import Unit
from brygga.core.clock import SWEDEN, day_of
from brygga.core.writing import asked_by
from brygga.intakes.models import DaySalt, HeldBack, Knock
from brygga.rules.intakes import Held, Limits

SEND, WRONG_CODE = "send", "wrong_code"
#: One household or one provider's customer has a whole such network of addresses.
ONE_IPV6_HOME = 64
#: How long a unit can look back on what was held back.
HELD_FOR = timedelta(days=30)
BECAUSE = "knocks are counted, and nobody reads whose they are"


def held(what: str, address: str, limits: Limits, at: datetime) -> Held | None:
    """Whether it has been knocked too often by now."""
    this_hour, who = _hour(at), _fingerprint(address, at)
    rows = Knock.objects.unrestricted(because=BECAUSE).filter(what=what)
    mine = dict(rows.filter(who=who).values_list("hour", "count"))
    everybody = rows.filter(hour=this_hour).aggregate(total=Sum("count"))["total"] or 0
    return limits.held(this_hour=mine.get(this_hour, 0), this_day=sum(mine.values()), all_this_hour=everybody)


def note_knock(what: str, address: str, at: datetime) -> None:
    with asked_by("knackning"):
        row, _ = Knock.objects.unrestricted(because=BECAUSE).get_or_create(
            what=what, who=_fingerprint(address, at), hour=_hour(at)
        )
        Knock.objects.unrestricted(because=BECAUSE).filter(pk=row.pk).update(count=F("count") + 1)


def note_held(unit: Unit, why: Held, at: datetime) -> None:
    """So that the unit sees that something was stopped at its door."""
    with asked_by("stoppat försök"):
        rows = HeldBack.objects.unrestricted(because="what is held back is counted for the unit")
        row, _ = rows.get_or_create(unit=unit, day=day_of(at), why=why.value)
        rows.filter(pk=row.pk).update(count=F("count") + 1)


def forget(at: datetime) -> None:
    """Yesterday's salt goes, and with it all meaning of yesterday's fingerprints."""
    today = day_of(at)
    with asked_by("knackningar glöms"):
        DaySalt.objects.unrestricted(because=BECAUSE).filter(day__lt=today).delete()
        Knock.objects.unrestricted(because=BECAUSE).filter(hour__lt=at - timedelta(days=1)).delete()
        HeldBack.objects.unrestricted(because=BECAUSE).filter(day__lt=(at - HELD_FOR).date()).delete()


def _hour(at: datetime) -> datetime:
    return at.astimezone(SWEDEN).replace(minute=0, second=0, microsecond=0)


def _fingerprint(address: str, at: datetime) -> bytes:
    day = day_of(at)
    with asked_by("knackning"):
        row, _ = DaySalt.objects.unrestricted(because=BECAUSE).get_or_create(
            day=day, defaults={"salt": secrets.token_hex(32)}
        )
    return hmac.digest(bytes.fromhex(row.salt), _network(address).encode(), sha256)


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((found, ONE_IPV6_HOME), strict=False))
    return str(found)
