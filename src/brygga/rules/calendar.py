"""Working days in Sweden."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)


class Weekday(StrEnum):
    """The days of the week as a routine writes them."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """Monday is 0, as in `date.weekday()`."""
        return list(Weekday).index(self)

    @property
    def word(self) -> str:
        return WEEKDAY_WORDS[self]


WEEKEND = frozenset({Weekday.SAT, Weekday.SUN})

WEEKDAY_WORDS: dict[Weekday, str] = {
    Weekday.MON: "måndag",
    Weekday.TUE: "tisdag",
    Weekday.WED: "onsdag",
    Weekday.THU: "torsdag",
    Weekday.FRI: "fredag",
    Weekday.SAT: "lördag",
    Weekday.SUN: "söndag",
}


@cache
def red_days(year: int) -> Mapping[date, str]:
    """Public holidays and the three eves that everyone is free on, with their Swedish names."""
    days = holidays.country_holidays("SE", categories=("public", "de_facto"), years=year, language="sv")
    return {day: name for day, name in days.items() if day.year == year}


class WorkCalendar:
    """Swedish working days: Monday to Friday that are neither holiday nor one of the three eves."""

    def holiday_name(self, day: date) -> str:
        return red_days(day.year).get(day, "")

    def is_workday(self, day: date) -> bool:
        return day.weekday() < Weekday.SAT.number and day not in red_days(day.year)

    def next_workday(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the first one after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def previous_workday(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the last one before it."""
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """The day itself is not counted; a negative count goes backwards; zero changes nothing."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` comes first."""
        if end < start:
            return -self.workdays_between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_workday(day) for day in days)

    def next_weekday_of(self, days: Collection[Weekday], after: date) -> date:
        """The first of these weekdays after the given day that is a working day.

        With no days named every working day will do.
        """
        numbers = {Weekday(day).number for day in days} or set(range(Weekday.SAT.number))
        if numbers.isdisjoint(range(Weekday.SAT.number)):
            raise ValueError("Fördelningsdagarna måste innehålla minst en vardag.")
        day = after + ONE_DAY
        while day.weekday() not in numbers or not self.is_workday(day):
            day += ONE_DAY
        return day


SWEDEN = WorkCalendar()
