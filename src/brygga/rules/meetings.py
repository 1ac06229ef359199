"""What a meeting needs before it is called, held, or made the place of a plan.

Handbok Malmö, avsnitten Gemensamma möten and Initiera gemensamt möte; Samspelet, Kallelse. Which needs a type of
meeting has is the routine's to say; here is what each need means.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SHORTEST, LONGEST = 5, 12 * 60
#: A meeting may begin this long before the time in the call without being another meeting than the one called.
EARLY = timedelta(minutes=30)


class Kind(Protocol):
    """The part of a routine's meeting type that the rules read."""

    @property
    def term(self) -> str: ...
    @property
    def with_person(self) -> bool: ...
    @property
    def minimum_parties(self) -> int: ...
    @property
    def needs(self) -> Collection[str]: ...
    @property
    def carries_plan(self) -> bool: ...
    @property
    def leaves_no_trace(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Someone called: the person, a unit through its representative, or somebody outside Brygga."""

    name: str
    unit: Hashable | None = None
    is_person: bool = False
    required: bool = True
    has_representative: bool = False
    coming: bool | None = None
    present: bool = False
    has_mandate: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one meets, by telephone, or over a link."""

    is_video: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a call would say, if it were sent now."""

    seats: tuple[Seat, ...]
    starts_at: datetime | None
    place: Place
    purpose: str = ""
    covers: str = ""
    untold: str = ""
    """Why those called may not be told whom it is about; empty when they may."""
    is_pre_met: bool = False
    """The pre-meeting has been held, or there is a reason for going without."""
    pre_met_with_nothing_written: bool = False


class Line(StrEnum):
    """One thing that must be in place before the call can be sent."""

    PERSON = "person"
    PARTIES = "parties"
    CONSENT = "consent"
    TIME = "time"
    PLACE = "place"
    PURPOSE = "purpose"
    COVERS = "covers"
    REPRESENTATIVES = "representatives"
    PRE_MEETING = "pre_meeting"


@dataclass(frozen=True, slots=True)
class Check:
    line: Line
    text: str
    lacking: str = ""
    """What to do about it; empty when it is in place."""

    @property
    def done(self) -> bool:
        return not self.lacking


def before_call(kind: Kind, call: Call, at: datetime) -> tuple[Check, ...]:
    """Everything this type of meeting needs, in place or not (KAR-01, MAL-06)."""
    checks = [_parties(kind, call.seats), _time(call.starts_at, at), _place(call.place)]
    if kind.with_person:
        checks.insert(0, _person(call.seats))
    if "consent" in kind.needs or call.untold:
        checks.append(Check(Line.CONSENT, "Samtycket omfattar alla kallade", call.untold))
    if "purpose" in kind.needs:
        checks.append(_said(Line.PURPOSE, "Syftet med mötet", call.purpose, "Skriv varför ni ska träffas."))
    if "covers" in kind.needs:
        ask = "Skriv vem eller vad mötet gäller."
        checks.append(_said(Line.COVERS, "Vem eller vad mötet omfattar", call.covers, ask))
    if "representatives" in kind.needs:
        checks.append(_representatives(call.seats))
    if "pre_meeting" in kind.needs:
        checks.append(Check(Line.PRE_MEETING, "Förmöte", _pre_meeting(call)))
    return tuple(checks)


def _pre_meeting(call: Call) -> str:
    if call.is_pre_met:
        return ""
    if call.pre_met_with_nothing_written:
        return "Skriv upp vad ni bestämde på förmötet: syftet med mötet och hur det läggs upp."
    return "Håll förmötet, eller skriv varför ni går vidare utan."


def refusal(checks: Iterable[Check]) -> str:
    """Why the call may not be sent, in one go; empty when it may."""
    lacking = [check.lacking for check in checks if check.lacking]
    return f"Kallelsen kan inte skickas än. {' '.join(lacking)}" if lacking else ""


def parties(seats: Iterable[Seat]) -> int:
    """The person counts as one, each unit as one. Relatives and other support come along without being a party."""
    found = list(seats)
    return len({seat.unit for seat in found if seat.unit is not None}) + any(seat.is_person for seat in found)


def is_confirmed(kind: Kind, seats: Iterable[Seat]) -> bool:
    """Enough have said that they come, and nobody who must be there has said no."""
    found = list(seats)
    return parties(s for s in found if s.coming) >= kind.minimum_parties and not any(
        s.required and s.coming is False for s in found
    )


def hindrance_to_holding(kind: Kind, seats: Iterable[Seat]) -> str:
    """Why those who are here do not make this meeting; empty when they do (MAL-06)."""
    here = [seat for seat in seats if seat.present]
    if not here:
        return "Kryssa i vilka som är här."
    if kind.with_person and kind.leaves_no_trace and not any(seat.is_person for seat in here):
        return f"{kind.term} hålls inte utan personen. Notera att mötet inte blev av och boka en ny tid."
    if parties(here) < kind.minimum_parties:
        return f"{_fewest(kind)} Notera att mötet inte blev av och boka en ny tid."
    return ""


def hindrances_to_plan(kind: Kind, seats: Iterable[Seat], coordinated: Collection[Hashable]) -> tuple[str, ...]:
    """Why a plan cannot be made here and now; empty when it can, and then it shall (MAL-07).

    Those whose interventions are to be coordinated must be here and able to decide. `coordinated` are their units.
    """
    if not kind.carries_plan:
        return (f"På ett möte av typen {kind.term.lower()} görs ingen plan.",)
    by_unit = {seat.unit: seat for seat in seats if seat.unit is not None}
    missing = [] if all(unit in by_unit for unit in coordinated) else ["En enhet med insatser är inte kallad."]
    for seat in by_unit.values():
        if not (seat.required or seat.unit in coordinated):
            continue
        if not seat.present:
            missing.append(f"{seat.name} är inte här.")
        elif not seat.has_mandate:
            missing.append(f"{seat.name} har inte sagt att de har mandat att besluta.")
    return tuple(missing)


def is_its_time(starts_at: datetime | None, at: datetime) -> bool:
    """Whether a meeting that begins now is the one that was called, rather than one held at once."""
    return starts_at is not None and at >= starts_at - EARLY


def held_at_another_time(starts_at: datetime | None, ends_at: datetime | None, held_at: datetime | None) -> bool:
    """Earlier than one opens it for its own time, or when that time was over."""
    if held_at is None or starts_at is None:
        return held_at is not None
    return held_at < starts_at - EARLY or (ends_at is not None and held_at > ends_at)


def moment(day: date, clock: time) -> datetime | None:
    """A time as a Swedish clock shows it. None for the hour that summer time skips; the first of the two in autumn."""
    local = datetime.combine(day, clock.replace(tzinfo=None), STOCKHOLM)
    there_and_back = local.astimezone(UTC).astimezone(STOCKHOLM)
    return local if there_and_back.replace(tzinfo=None) == local.replace(tzinfo=None) else None


def ending(starts_at: datetime, minutes: int) -> datetime:
    """So many minutes later by the stopwatch, also the night the clocks are changed."""
    return (starts_at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(STOCKHOLM)


def is_link(text: str) -> bool:
    """A web address that may be put on a page: http or https to a host, and nothing that hides where it leads."""
    if any(char.isspace() or not char.isprintable() or char in "<>\"'\\" for char in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _person(seats: Iterable[Seat]) -> Check:
    called = any(seat.is_person for seat in seats)
    lacking = "" if called else "Det här mötet hålls med personen. Kalla personen."
    return Check(Line.PERSON, "Personen är kallad", lacking)


def _parties(kind: Kind, seats: Iterable[Seat]) -> Check:
    enough = parties(seats) >= kind.minimum_parties
    text = f"Minst {NUMBERS.get(kind.minimum_parties, kind.minimum_parties)} parter"
    return Check(Line.PARTIES, text, "" if enough else f"{_fewest(kind)} Kalla fler.")


def _fewest(kind: Kind) -> str:
    units = kind.minimum_parties - 1 if kind.with_person else kind.minimum_parties
    count = NUMBERS.get(units, str(units))
    who = f"personen och minst {count} {'verksamhet' if units == 1 else 'verksamheter'}"
    return f"{kind.term} är mellan {who if kind.with_person else f'minst {count} verksamheter'}."


NUMBERS = {1: "en", 2: "två", 3: "tre", 4: "fyra", 5: "fem"}


def _representatives(seats: Iterable[Seat]) -> Check:
    nameless = [seat.name for seat in seats if seat.unit is not None and not seat.has_representative]
    lacking = f"Skriv vem som ska komma från {_and(nameless)}." if nameless else ""
    return Check(Line.REPRESENTATIVES, "Vilka som ska komma", lacking)


def _time(starts_at: datetime | None, at: datetime) -> Check:
    lacking = ""
    if starts_at is None:
        lacking = "Bestäm dag och tid."
    elif starts_at <= at:
        lacking = "Tiden har redan varit. Välj en ny tid, eller håll mötet nu."
    return Check(Line.TIME, "Dag och tid", lacking)


def _place(place: Place) -> Check:
    lacking = ""
    if not place.text.strip():
        where = "Skriv var ni ses eller vilket nummer som gäller."
        lacking = "Skriv länken till videomötet." if place.is_video else where
    elif place.is_video and not is_link(place.text.strip()):
        lacking = "Länken till videomötet ska börja med https://."
    return Check(Line.PLACE, "Plats, telefon eller länk", lacking)


def _said(line: Line, text: str, value: str, ask: str) -> Check:
    return Check(line, text, "" if value.strip() else ask)


def _and(names: list[str]) -> str:
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
