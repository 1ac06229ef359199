"""Who has looked at the person's data, as the person may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from brygga.agencies.models import Assignment, Staff
from brygga.core import clock
from brygga.core.actor import Actor, ActorKind
from brygga.core.models import ReadRow
from brygga.core.paging import Page, by_key

#: What is read, as the pages call it for those who work, and as it is said to the one whom it is about.
PLAIN = {
    "Avslut": "Hur ni avslutar",
    "Samordningens avslut": "Hur ni avslutar",
    "Plan för att ta kontakt igen": "Hur du hör av dig igen",
    "Personens sida": "Sidan om dig",
    "Registrering": "Skrev in dig i Brygga",
    "Sökning": "Sökte efter dig",
    "Samordningens sida": "Sidan om din samordning",
    "Samordningens händelser": "Det som har hänt i din samordning",
    "Samordningens förfrågningar": "Det som enheterna har frågat varandra",
    "Samordningens möten": "Dina möten",
    "Enhetens del i samordningen": "En enhets del i din samordning",
    "Delade anteckningar": "Det som de har skrivit till varandra om dig",
    "Kontaktlogg": "Det som enheterna har sagt till varandra om dig",
    "Samordningens utredningar": "Vad som utreds om dig, och av vem",
    "Utredning": "En utredning om dig",
    "Tidslinje": "Allt som har hänt, i en bild",
    "Samordningens ansvar": "Vem som ansvarar för din hjälp",
    "Steg efter ett avbrott": "Vad som ska göras efter att något avbröts",
    "Beviljad insats": "En insats som du har fått",
    "Samordningens insatser": "Alla insatser som du har fått",
    "Överföring": "Att du byter enhet",
    "Utskrivning": "Att du är inskriven på sjukhus och ska hem",
    "Kartläggningsplan": "Hur enheterna tar reda på saker om dig tillsammans",
    "Sammanfattning": "Det som en enhet har skrivit ner om dig till en annan",
    "Rollinformation": "Det som en enhet har berättat om vad den gör för dig",
    "Anmält ärende": "Det som en enhet har tagit upp om dig på ett möte mellan chefer",
    "Konsultation": "Ett råd som enheter har gett varandra om dig",
    "Lyft fråga": "En fråga om dig som enheterna inte är överens om",
    "Överlämning": "Hur ansvaret för din hjälp lämnas över",
    "Förfrågan": "En fråga om att hjälpa dig",
    "Boka tid": "Sidan där någon bokar en tid åt dig",
    "Bokad tid": "En tid som är bokad åt dig",
    "Remissen": "En remiss om dig",
    "Inskrivningen i coachingteamet": "Din plats i coachingteamet",
    "Intag": "Det du skrev när du bad om hjälp",
    "Kartläggningar": "Vilka som har gått igenom med dig hur du har det",
    "Kartläggning": "Det du har berättat i ett samtal",
    "Bilden av organisationerna": "Bilden av vilka du har kontakt med",
    "Bilden av organisationerna på papper": "Bilden av vilka du har kontakt med, på papper",
    "Kopia till personen": "Vilken kopia du har fått, och hur",
    "Brev till personen": "Ett brev till dig",
    "Utlämnanden": "Vilka som får veta något om dig",
    "Samtycke": "Ditt samtycke",
    "Samtycken": "Dina samtycken",
    "Samtycke på papper": "Ditt samtycke på papper",
    "Ta emot samtycke": "Ditt svar om samtycke",
    "Förmötet med personen": "Det du har sagt inför ett möte",
    "Mötets sida": "Ett möte om dig",
    "Mötets anteckningar": "Anteckningar från ett möte",
    "Planen": "Din plan",
    "Planen som dokument": "Din plan på papper",
    "Planen under arbete": "Din plan, medan den skrivs",
    "Planen på delad skärm": "Din plan, på skärmen under ett möte",
    "Skyddade uppgifter öppnade": "Öppnade dina skyddade uppgifter",
    "Skyddet borttaget": "Tog bort skyddet för dina uppgifter",
    "Granskning av läsloggen": "Granskade vilka som har läst om dig",
}
#: Why one may read it, where nobody has to write a reason of their own.
REASONS = {
    "Förfrågan": "Enheten har skickat eller fått frågan.",
    "Granskning av läsloggen": "Kontrollerar att ingen läser i onödan.",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading. Staff whose own data are protected are told by function and unit, never by name."""

    at: datetime
    who: str
    what: str
    why: str
    organisation: str
    unit: str
    phone: str


def readings(actor: Actor, after: str) -> Page:
    """Newest first, about every row that is the person, whichever organisation keeps it."""
    page = by_key(ReadRow.objects.filter(person_id__in=actor.person_ids), after)
    return Page(_told(page.rows), page.after)


def _told(rows: list[ReadRow]) -> list[Reading]:
    wanted = {row.assignment_id for row in rows if row.assignment_id}
    held = {a.pk: a for a in Assignment.objects.filter(pk__in=wanted).select_related("staff", "unit__organisation")}
    shielded = _shielded(rows, held.values())
    return [_reading(row, held.get(row.assignment_id), row.staff_id in shielded) for row in rows]  # type: ignore[arg-type]


def _shielded(rows: Iterable[ReadRow], held: Iterable[Assignment]) -> set[Any]:
    """Those who have read and whose data are protected; a stand-in is another than the one who holds the assignment."""
    readers = {row.staff_id for row in rows} - {a.staff_id for a in held} - {None}
    others = Staff.objects.filter(pk__in=readers, protected=True).values_list("pk", flat=True)
    return {a.staff_id for a in held if a.staff.protected} | set(others)


def _reading(row: ReadRow, held: Assignment | None, shielded: bool) -> Reading:
    if held is None:
        who = "Någon med skyddade uppgifter" if shielded else row.actor_label
        return Reading(row.happened_at, _automatic(row) or who, _what(row), _why(row), "", "", "")
    named = not shielded and not held.staff.protected
    return Reading(
        at=row.happened_at,
        who=row.actor_label if named else f"{held.title}, {held.unit.name}",
        what=_what(row),
        why=_why(row),
        organisation=held.unit.organisation.name,
        unit=held.unit.name,
        phone=held.unit.phone,
    )


def _what(row: ReadRow) -> str:
    """A plan is read in a version, named after a comma."""
    return PLAIN.get(row.what) or PLAIN.get(row.what.split(",", 1)[0], row.what)


def _why(row: ReadRow) -> str:
    if row.why or row.actor_kind == ActorKind.SYSTEM:
        return row.why
    taking_part = "Är med i din samordning." if row.stream_id else "Enheten har ett ärende om dig, eller har haft det."
    return REASONS.get(row.what, taking_part)


def _automatic(row: ReadRow) -> str:
    return "Brygga, av sig självt" if row.actor_kind == ActorKind.SYSTEM else ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody has read in one day, for one reason: told together, each reading with its time."""

    day: date
    who: str
    organisation: str
    why: str
    readings: list[Reading]


def visits(readings: Iterable[Reading]) -> list[Visit]:
    found: dict[tuple[date, str, str, str], list[Reading]] = {}
    for one in readings:
        day = clock.day_of(one.at)
        found.setdefault((day, one.who, one.organisation, one.why), []).append(one)
    return [Visit(*key, together) for key, together in found.items()]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one may ask why somebody has looked."""

    unit: str
    organisation: str
    phone: str


def desks(readings: Iterable[Reading]) -> list[Desk]:
    found = {(r.organisation, r.unit, r.phone) for r in readings if r.unit}
    return [Desk(unit, organisation, phone) for organisation, unit, phone in sorted(found)]
