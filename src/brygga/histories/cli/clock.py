"""What time it is, at a terminal where there is no Django to ask."""

from datetime import UTC, date, datetime


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().astimezone().date()
