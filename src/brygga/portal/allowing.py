"""What the person has allowed, in plain words, and exactly what taking it back would do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from brygga.consents.may import may_withdraw_consent
from brygga.consents.models import COORDINATION, Consent, ConsentGrant, Disclosure
from brygga.consents.standing import Standing, answer_about
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import Page, by_key
from brygga.meetings.models import Attendee
from brygga.meetings.states import MeetingState
from brygga.routines.loading import routine
from brygga.routines.vocabulary import Matter
from brygga.rules.consents import Stage
from brygga.rules.words import in_sentence

TONES = {Stage.GIVEN: "good", Stage.EXPIRING: "warning", Stage.COMING: "info"}
WORDS = {
    Stage.GIVEN: "Gäller",
    Stage.EXPIRING: "Går snart ut",
    Stage.COMING: "Börjar gälla senare",
    Stage.EXPIRED: "Har gått ut",
    Stage.WITHDRAWN: "Tillbakataget",
    Stage.REPLACED: "Ersatt av ett nyare",
    Stage.DECLINED: "Du sa nej",
}
WITH = ("unit__organisation", "replaced_by", "given_by", "taken_by__staff")


@dataclass(frozen=True, slots=True)
class Party:
    """Who may know, and about what. `key` is one of its grants: no name stands in an address."""

    key: UUID
    name: str
    organisation: str
    unit_id: UUID | None
    matters: frozenset[str]
    took_it: bool

    @property
    def is_in(self) -> bool:
        return COORDINATION in self.matters

    @property
    def key_text(self) -> str:
        return str(self.key)

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class Allowed:
    """One answer about consent, and where it stands today."""

    consent: Consent
    stage: Stage
    parties: tuple[Party, ...]
    matters: tuple[Matter, ...]

    @property
    def lasts(self) -> bool:
        return self.stage.opens or self.stage is Stage.COMING

    @property
    def tone(self) -> str:
        return TONES.get(self.stage, "neutral")

    @property
    def word(self) -> str:
        return WORDS[self.stage]

    @property
    def others(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if party.is_in and not party.took_it)

    @property
    def gone(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if not party.is_in)

    @property
    def who_may_know(self) -> str:
        return ", ".join(party.name for party in self.parties if party.is_in)

    @property
    def about(self) -> str:
        return ", ".join(in_sentence(matter.term) for matter in self.matters)

    def told(self, party: Party) -> str:
        return ", ".join(in_sentence(matter.term) for matter in self.matters if matter.key in party.matters)


def in_force(actor: Actor, on: date) -> list[Allowed]:
    rows = Consent.objects.visible_to(actor).in_force(on).select_related(*WITH).order_by("-valid_until", "-pk")
    return allowed(actor, rows, on)


def answers(actor: Actor, after: str, on: date) -> Page:
    """Every answer the person has given, the latest first."""
    page = by_key(Consent.objects.visible_to(actor).select_related(*WITH), after)
    return Page(allowed(actor, page.rows, on), page.after)


def allowed(actor: Actor, consents: Iterable[Consent], on: date) -> list[Allowed]:
    rows = list(consents)
    grants = ConsentGrant.objects.visible_to(actor).filter(consent__in=[row.pk for row in rows])
    by_consent: dict[UUID, list[ConsentGrant]] = {}
    for grant in grants.select_related("unit__organisation").order_by("pk"):
        by_consent.setdefault(grant.consent_id, []).append(grant)
    return [_allowed(answer_about(row, on), row, by_consent.get(row.pk, [])) for row in rows]


def _allowed(standing: Standing, consent: Consent, grants: list[ConsentGrant]) -> Allowed:
    by_party: dict[tuple[UUID | None, str], list[ConsentGrant]] = {}
    for grant in grants:
        by_party.setdefault((grant.unit_id, grant.party_name), []).append(grant)
    parties = [_party(consent, rows) for rows in by_party.values()]
    open_now = {matter for party in parties if party.is_in for matter in party.matters}
    return Allowed(
        consent=consent,
        stage=standing.stage,
        parties=tuple(sorted(parties, key=lambda party: (not party.took_it, party.organisation, party.name))),
        matters=tuple(m for m in routine(consent.unit.organisation.place).matters if m.key in open_now),
    )


def _party(consent: Consent, grants: list[ConsentGrant]) -> Party:
    first = grants[0]
    return Party(
        key=first.pk,
        name=first.unit.name if first.unit else first.party_name,
        organisation=first.unit.organisation.name if first.unit else "",
        unit_id=first.unit_id,
        matters=frozenset(grant.matter for grant in grants if grant.withdrawn_at is None),
        took_it=first.unit_id == consent.unit_id,
    )


def may_take_back(actor: Actor, one: Allowed) -> bool:
    return one.lasts and bool(may_withdraw_consent(actor, one.consent))


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person takes back: everything, what concerns a party, or a matter."""

    party: Party | None = None
    matter: Matter | None = None

    @property
    def is_all(self) -> bool:
        return self.party is None and self.matter is None

    @property
    def title(self) -> str:
        if self.party:
            return f"Ta tillbaka det som gäller {self.party.name}"
        return f"Ta tillbaka {self.about}" if self.matter else "Ta tillbaka hela samtycket"

    @property
    def about(self) -> str:
        return in_sentence(self.matter.term) if self.matter else ""


def choice(one: Allowed, party: str, matter: str) -> Choice | None:
    """What an address asks for, or None when it is not there to take back. A matter by its place in the list: what
    it is about stands in no address."""
    if party:
        found = next((p for p in one.others if str(p.key) == party), None)
        return Choice(party=found) if found else None
    if matter:
        listed = {str(number): m for number, m in enumerate(one.matters) if m.key != COORDINATION}
        about = listed.get(matter)
        return Choice(matter=about) if about else None
    return Choice()


@dataclass(frozen=True, slots=True)
class Effects:
    """What happens from that moment."""

    closed: tuple[str, ...]
    still_open: tuple[str, ...]
    untold: tuple[str, ...]
    meetings: tuple[str, ...]
    teller: str = ""


def effects(actor: Actor, one: Allowed, chosen: Choice) -> Effects:
    """`closed` lose sight of the coordination; `still_open` have it on other grounds; `untold` had not seen it."""
    if chosen.matter:
        told = [party for party in one.parties if chosen.matter.key in party.matters]
        teller = next((party.full_name for party in told if party.took_it), "")
        return Effects((), (), tuple(party.full_name for party in told if not party.took_it), (), teller)
    leaving = [chosen.party] if chosen.party else list(one.others)
    units = [party.unit_id for party in leaving if party.unit_id]
    resting = _open_to(actor, units, consent=one.consent)
    otherwise = _open_to(actor, units, beside=one.consent)
    return Effects(
        closed=_names(leaving, resting - otherwise),
        still_open=_names(leaving, otherwise),
        untold=tuple(p.full_name for p in leaving if p.unit_id not in resting | otherwise),
        meetings=_meetings(actor, resting - otherwise),
    )


def _open_to(
    actor: Actor, units: Collection[UUID], consent: Consent | None = None, beside: Consent | None = None
) -> set[UUID]:
    rows = Disclosure.objects.visible_to(actor).filter(ended_at=None, to_unit_id__in=units)
    if beside is not None:
        found = rows.in_force(clock.today()).exclude(consent=beside)
        return set(found.values_list("to_unit_id", flat=True))
    return set(rows.filter(consent=consent).values_list("to_unit_id", flat=True))


def _names(parties: Iterable[Party], units: Collection[UUID]) -> tuple[str, ...]:
    return tuple(party.full_name for party in parties if party.unit_id in units)


def _meetings(actor: Actor, units: Collection[UUID]) -> tuple[str, ...]:
    """Meetings to come that these units are called to; their call is taken back with the rest."""
    seats = (
        Attendee.objects.visible_to(actor)
        .called()
        .filter(unit_id__in=units, meeting__state=MeetingState.CALLED, meeting__starts_at__gte=clock.now())
    )
    rows = seats.select_related("meeting__coordination", "unit").order_by("meeting__starts_at", "pk")
    return tuple(f"{row.unit.name} är inte längre kallad till mötet {row.meeting.when}." for row in rows if row.unit)
