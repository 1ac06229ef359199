"""Ages, birthdays and months. The only place that subtracts birthdays.

Born on 29 February: in a year without that day the birthday is 1 March. This is Brygga's own
choice; the legal rule has not been verified.
"""

from calendar import monthrange
from datetime import date

#: Myndig: from this birthday nobody is the person's guardian.
OF_AGE = 18


def birthday(born: date, years: int) -> date:
    """The day the person turns this old."""
    year = born.year + years
    if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return born.replace(year=year)


def age_on(born: date, on: date) -> int:
    """Whole years that day."""
    if on < born:
        raise ValueError("Personen är inte född den dagen.")
    years = on.year - born.year
    return years if on >= birthday(born, years) else years - 1


def add_months(day: date, months: int) -> date:
    """The same day another month, or that month's last day when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_before(day: date, months: int) -> date:
    """The day by which something must be announced: six months before a birthday, say."""
    return add_months(day, -months)
