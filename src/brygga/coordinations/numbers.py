"""The number of a coordination: short enough to say on the phone, and telling nothing."""

from __future__ import annotations

import re
import secrets
from datetime import date

#: Without what is mistaken for something else when read aloud or by hand.
SIGNS = "ABCDEFGHJKLMNPRSTUVXYZ2346789"


def new_number(on: date) -> str:
    return f"S{on:%y}-{''.join(secrets.choice(SIGNS) for _ in range(5))}"


def looks_like_number(text: str) -> bool:
    return bool(re.fullmatch(rf"S\d\d-[{SIGNS}]{{5}}", text.strip().upper()))
