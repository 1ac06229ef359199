"""Money and large numbers as Swedes write them.

>>> kronor(123450), kronor(123400000)
('1\\xa0234,50\\xa0kr', '1\\xa0234\\xa0000\\xa0kr')
>>> grouped(1234567)
'1\\xa0234\\xa0567'
"""

from __future__ import annotations

HARD_SPACE = "\xa0"


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", HARD_SPACE)


def kronor(ore: int) -> str:
    whole, rest = divmod(ore, 100)
    cents = f",{rest:02}" if rest else ""
    return f"{grouped(whole)}{cents}{HARD_SPACE}kr"
