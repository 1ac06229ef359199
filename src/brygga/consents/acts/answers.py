"""Taking down what the person has answered: yes to what, for whom and how long; or no."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from brygga.agencies.models import Succession, Unit
from brygga.consents import may
from brygga.consents.acts.disclosures import close_groundless
from brygga.consents.models import COORDINATION, Consent, ConsentForm, ConsentGrant, ConsentState, Disclosure
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.people.models import Person, Representative
from brygga.routines.loading import routine
from brygga.rules.consents import REPLACED, wrong_period

NO_PARTY = "Välj minst en verksamhet utöver din egen."
NO_INFORMER = "Skriv vem som har informerat om samtycket och rätten att ta tillbaka det."


@act("consents.give", may=may.may_give_consent, told_as="{by} tog emot ett samtycke till och med {valid_until}")
def give_consent(
    person: Person,
    *,
    by: Actor,
    at: datetime,
    parties: Iterable[Unit],
    matters: Iterable[str],
    purposes: Iterable[str],
    form: str,
    given_on: date,
    valid_from: date,
    valid_until: date,
    informed_by: str,
    other_parties: Iterable[str] = (),
    excepted: Collection[tuple[UUID, str]] = (),
    exclusions: str = "",
    own_opinion: str = "",
    maturity: str = "",
    informed_how: str = "",
    given_by: Representative | None = None,
    also_given_by: Representative | None = None,
    unit: Unit | None = None,
    stream_id: UUID | None = None,
    replaces: Consent | None = None,
) -> Consent:
    """What × whom × why × how long (MAL-03). The taking unit is always a party, coordination always a matter.

    `excepted` are units and matters that do not go together. `replaces` is an earlier consent that this one follows.
    """
    scope = Scope(_taker(by, person, unit), {p.pk for p in parties}, _names(other_parties), set(matters), set(excepted))
    purposes = [*dict.fromkeys([COORDINATION, *purposes])]
    days = {"given_on": given_on, "valid_from": valid_from, "valid_until": valid_until}
    _sound(person.organisation.place, scope, purposes, today=day_of(at), informed_by=informed_by, **days)
    givers = [giver for giver in (given_by, also_given_by) if giver]
    insist(may.may_receive_from(person, givers, given_on, own_opinion=own_opinion, maturity=maturity))
    words = {"exclusions": exclusions, "own_opinion": own_opinion, "maturity": maturity}
    informed = {"informed_by": informed_by, "informed_how": informed_how}
    consent = create(
        Consent,
        **_taken(person, by, scope.taker, stream_id, ConsentState.GIVEN, form, {**words, **informed}),
        **days,
        given_by=given_by,
        also_given_by=also_given_by,
        purposes=purposes,
    )
    ConsentGrant._base_manager.bulk_create(scope.grants(consent))
    _carry_over(consent, scope, by=by, at=at)
    if replaces:
        _take_over(replaces, consent, by=by, at=at)
    return consent


def _taken(
    person: Person, by: Actor, taker: UUID, stream_id: UUID | None, state: str, form: str, words: dict[str, str]
) -> dict[str, Any]:
    """What every answer has: whose, taken where and by whom, in which form, with these words."""
    return {
        "person": person,
        "unit_id": taker,
        "stream_id": stream_id,
        "state": state,
        "form": ConsentForm(form),
        "taken_by_id": by.assignment_id,
        **{name: text.strip() for name, text in words.items()},
    }


def _taker(by: Actor, person: Person, unit: Unit | None) -> UUID:
    taker = unit.pk if unit else may.taking_unit(by, person.pk)
    if taker is None or taker not in may.units_with_case(by, person.pk):
        raise NotAllowed(may.NOT_YOURS)
    return taker


@dataclass(frozen=True, slots=True)
class Scope:
    """Parties × matters, without the exceptions."""

    taker: UUID
    parties: set[UUID]
    names: set[str]
    matters: set[str] = field(default_factory=set)
    excepted: set[tuple[UUID, str]] = field(default_factory=set)

    @property
    def units(self) -> set[UUID]:
        return self.parties | {self.taker}

    @property
    def is_alone(self) -> bool:
        return not self.names and self.units == {self.taker}

    def grants(self, consent: Consent) -> list[ConsentGrant]:
        matters = sorted(self.matters | {COORDINATION})
        units = [
            ConsentGrant(consent=consent, unit_id=unit, matter=matter)
            for unit in sorted(self.units)
            for matter in matters
            if matter == COORDINATION or (unit, matter) not in self.excepted
        ]
        named = [(name, matter) for name in sorted(self.names) for matter in matters]
        return units + [ConsentGrant(consent=consent, party_name=name, matter=matter) for name, matter in named]


def _names(others: Iterable[str]) -> set[str]:
    return {name for other in others if (name := " ".join(other.split())[:200])}


def _sound(
    place: str,
    scope: Scope,
    purposes: Collection[str],
    *,
    today: date,
    informed_by: str,
    given_on: date,
    valid_from: date,
    valid_until: date,
) -> None:
    """Somebody to tell, something the routine knows, someone who informed, and days that hold."""
    rows = routine(place)
    if not scope.matters <= {m.key for m in rows.matters} or not set(purposes) <= {p.key for p in rows.purposes}:
        raise NotAllowed("Välj frågor och ändamål som finns i rutinen.")
    if scope.is_alone:
        raise NotAllowed(NO_PARTY)
    if not informed_by.strip():
        raise NotAllowed(NO_INFORMER)
    period = rows.deadline("consent_period", valid_from)
    wrong = wrong_period(given_on=given_on, valid_from=valid_from, valid_until=valid_until, today=today, period=period)
    if wrong:
        raise NotAllowed(wrong)


def _carry_over(consent: Consent, scope: Scope, *, by: Actor, at: datetime) -> None:
    """What is open to a unit on an earlier consent goes on without a break when the person says yes anew."""
    open_now = Disclosure.objects.unrestricted(because="an answer given anew carries on what was open").filter(
        person_id=consent.person_id, ended_at=None, consent__withdrawn_at=None, consent__isnull=False
    )
    lasting = Q(valid_until=None) | Q(valid_until__gte=day_of(at))
    telling = Q(from_unit__in=scope.units) | Q(from_unit__went_into__new__in=scope.units)
    within = telling & Q(to_unit__in=scope.units, purpose__in=consent.purposes)
    carried = {(d.stream_id, d.from_unit_id, d.to_unit_id, d.purpose): d for d in open_now.filter(lasting & within)}
    for earlier in carried.values():
        create(
            Disclosure,
            stream_id=earlier.stream_id,
            person_id=earlier.person_id,
            from_unit_id=earlier.from_unit_id,
            to_unit_id=earlier.to_unit_id,
            consent=consent,
            purpose=earlier.purpose,
            decided_by=by.byline,
            decided_at=at,
            valid_until=earlier.valid_until,
        )


def _take_over(replaces: Consent, consent: Consent, *, by: Actor, at: datetime) -> None:
    earlier = Consent._base_manager.select_for_update().get(pk=replaces.pk)
    ours = {consent.unit_id, *Succession.objects.filter(new=consent.unit_id).values_list("old_id", flat=True)}
    if earlier.person_id != consent.person_id or earlier.unit_id not in ours or earlier.replaced_by_id:
        raise NotAllowed("Välj ett samtycke som enheten själv har tagit emot och som inte redan är ersatt.")
    earlier = change(earlier, replaced_by=consent)
    if consent.valid_from and consent.valid_from <= day_of(at):
        change(earlier, ran_out_at=at)
        close_groundless(earlier, by=by, at=at, because=REPLACED)


@act("consents.decline", may=may.may_give_consent, told_as="{by} skrev ner att personen inte vill att uppgifter delas")
def record_no(
    person: Person,
    *,
    by: Actor,
    at: datetime,
    said: str,
    need: str = "",
    given_on: date | None = None,
    form: str = ConsentForm.ORAL,
    informed_by: str = "",
    informed_how: str = "",
    given_by: Representative | None = None,
    unit: Unit | None = None,
    stream_id: UUID | None = None,
) -> Consent:
    """A no is an answer too (MAL-12): what was said, and why a need is seen. It names no unit that was asked about."""
    if not said.strip():
        raise NotAllowed("Skriv vad personen sa.")
    answered = given_on or day_of(at)
    if answered > day_of(at):
        raise NotAllowed("Svaret kan inte vara lämnat i framtiden. Ändra dagen.")
    informed = {"informed_by": informed_by or by.byline, "informed_how": informed_how}
    words = {"said": said, "need": need, **informed}
    taken = _taken(person, by, _taker(by, person, unit), stream_id, ConsentState.DECLINED, form, words)
    return create(Consent, **taken, given_by=given_by, given_on=answered)


@act("consents.note_copy", may=may.may_note_copy, told_as="{by} lämnade personen en kopia av samtycket", in_feed=False)
def note_copy_given(consent: Consent, *, by: Actor, at: datetime, how: str, on: date | None = None) -> Consent:
    """The person keeps a copy (Karlstad, bilaga 1)."""
    given = on or day_of(at)
    if given > day_of(at) or given < consent.given_on:
        raise NotAllowed("Välj en dag från det att samtycket lämnades till i dag.")
    return change(consent, copy_given_on=given, copy_given_how=how)
