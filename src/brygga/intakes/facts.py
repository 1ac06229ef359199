"""What somebody tells when they ask for help themself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from brygga.core.secrets import blind_index
from brygga.rules.identity_numbers import IdentityNumber

#: Fewer digits say nothing about whose telephone it is.
FEWEST_DIGITS = 7
SWEDEN_CALLING = "46"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    name: str
    born: date
    is_registered: bool = True
    phone: str = ""
    reach: str = ""
    identity: IdentityNumber | None = None
    protected: bool = False
    interpreter: str = ""
    words: str
    contacts: tuple[str, ...] = ()
    identified: bool = False
    """Signed in with e-identification: who they are is known, not only told."""


def number_index(identity: IdentityNumber | None) -> bytes | None:
    """The same fingerprint as the persons' own numbers have."""
    return blind_index(identity.normalised, "identity") if identity else None


def phone_index(phone: str) -> bytes | None:
    digits = re.sub(r"\D", "", phone)
    digits = digits.removeprefix("00").removeprefix(SWEDEN_CALLING).lstrip("0")
    return blind_index(digits, "intake phone") if len(digits) >= FEWEST_DIGITS else None
