"""May they? Refusals say what to do instead. `may_share_identity` is what every contact across a border asks first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.consents.models import Consent, ConsentGrant, Disclosure
from brygga.consents.standing import answer_about, covering, covers_units
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, no
from brygga.people.models import Case, Person, Representative
from brygga.routines.loading import routine
from brygga.rules.ages import age_on
from brygga.rules.consents import PERSON, Giver, GiverKind, Stage, obstacle
from brygga.rules.dates import written
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence

WORKS = frozenset({Power.CASES, Power.COORDINATE, Power.LEAD})
DISCLOSES = WORKS | {Power.DISTRIBUTE}
NOT_YOURS = "Samtycke tas emot av en enhet som har ett öppet ärende om personen. Öppna ärendet först."


def may_give_consent(actor: Actor, person: Person) -> Decision:
    """Staff at a unit with an open case take it down; the person speaks through them or through the portal."""
    if actor.is_person:
        return YES if person.pk in actor.speaks_for else no("Bara personen själv eller en företrädare kan svara.")
    if not actor.powers & WORKS:
        return no("Samtycke tas emot av den som arbetar med ärendet.")
    return YES if units_with_case(actor, person.pk) else no(NOT_YOURS)


def may_receive_from(
    person: Person, givers: Collection[Representative], on: date, *, own_opinion: str, maturity: str
) -> Decision:
    """Whether these may say yes for the person that day; nobody named means the person."""
    in_office = {r.pk: r for r in _representatives(person, on)}
    guardians = [r for r in in_office.values() if r.kind == GiverKind.GUARDIAN]
    if any(giver.person_id != person.pk for giver in givers) or len({giver.pk for giver in givers}) != len(givers):
        return no("Välj bland personens egna företrädare.")
    found = obstacle(
        age_on(person.born, on) if person.born and person.born <= on else None,
        tuple(_giver(giver, in_office) for giver in givers) or (PERSON,),
        guardians=len(guardians),
        own_opinion=bool(own_opinion.strip()),
        maturity=bool(maturity.strip()),
    )
    return no(found.sentence) if found else YES


def _giver(representative: Representative, in_office: Collection[UUID]) -> Giver:
    """A guardian decides by law; others as far as their mandate says."""
    kind = GiverKind(representative.kind)
    mandated = kind is GiverKind.GUARDIAN or representative.may_consent
    return Giver(kind, mandated and representative.pk in in_office)


def _representatives(person: Person, on: date) -> Iterable[Representative]:
    rows = Representative.objects.unrestricted(because="who speaks for the person that day")
    return rows.filter(Q(until=None) | Q(until__gte=on), person=person, since__lte=on)  # type: ignore[no-any-return]


def taking_unit(actor: Actor, person_id: UUID) -> UUID | None:
    """The unit that takes the answer: the actor's own, or one they lead that has the case. A person says which."""
    units = units_with_case(actor, person_id)
    if actor.is_person or actor.unit_id in units:
        return actor.unit_id
    return min(units, default=None)


def units_with_case(actor: Actor, person_id: UUID) -> set[UUID]:
    cases = Case.objects.visible_to(actor).open().filter(person_id=person_id)
    return set(cases.values_list("unit_id", flat=True))


def may_withdraw_consent(actor: Actor, consent: Consent) -> Decision:
    """Wholly: the person, or the unit that took it and writes down what the person has said."""
    if consent.withdrawn_at:
        return no("Samtycket är redan återkallat.")
    if consent.state != "given":
        return no("Personen har sagt nej. Det finns inget samtycke att återkalla.")
    if speaks(actor, consent) or consent.unit_id in actor.reads:
        return YES
    return no(
        "Din enhet kan registrera att personen har tagit tillbaka det som gäller er. "
        f"Resten registreras av {consent.unit.name}."
    )


def may_withdraw_part(actor: Actor, consent: Consent) -> Decision:
    """Any party may write down that the person has taken back what concerns that party."""
    whole = may_withdraw_consent(actor, consent)
    if whole or consent.withdrawn_at or not actor.reads:
        return whole
    grants = ConsentGrant.objects.unrestricted(because="whether the unit is a party")
    own = grants.filter(consent=consent, unit_id__in=actor.reads, withdrawn_at=None)
    return YES if own.exists() else whole


def may_end_at_closing(actor: Actor, consent: Consent) -> Decision:
    """Any party writes down what the person has said when units leave together: that the consent ends with that."""
    if consent.withdrawn_at or consent.state != "given":
        return no("Det finns inget samtycke att avsluta.")
    grants = ConsentGrant.objects.unrestricted(because="whether the unit is a party")
    mine = grants.filter(consent=consent, unit_id__in=actor.reads, withdrawn_at=None).exists()
    return YES if consent.unit_id in actor.reads or mine else no("Din enhet är inte part i samtycket.")


def may_withdraw_for(actor: Actor, consent: Consent, units: Iterable[UUID], others: Collection[str]) -> Decision:
    """What the act asks when it knows whom the withdrawal is about."""
    if may_withdraw_consent(actor, consent):
        return YES
    if units and not others and set(units) <= actor.reads:
        return YES
    return may_withdraw_consent(actor, consent)


def speaks(actor: Actor, consent: Consent) -> bool:
    return actor.is_person and consent.person_id in actor.speaks_for


def may_note_copy(actor: Actor, consent: Consent) -> Decision:
    return YES if consent.unit_id in actor.reads else no("Kopian lämnas av enheten som tog emot samtycket.")


def may_note_run_out(actor: Actor, consent: Consent) -> Decision:
    """Time closes the doors by itself; this is the note of it, made once."""
    if not actor.is_system:
        return no("Att ett samtycke har gått ut noteras av Brygga.")
    over = answer_about(consent, clock.today()).stage in (Stage.EXPIRED, Stage.REPLACED)
    return YES if over and not consent.ran_out_at else no("Samtycket har inte gått ut.")


def may_disclose(actor: Actor, person: Person) -> Decision:
    if actor.is_system or actor.powers & DISCLOSES:
        return YES
    return no("Uppgifter lämnas ut av den som arbetar med ärendet.")


def may_disclose_from(actor: Actor, *, stream_id: UUID, from_unit: Unit, on_law: bool) -> Decision:
    """One's own unit's part; on consent also what one has been let in to. On law each unit judges for itself."""
    mine = actor.reads | actor.distributes
    if actor.is_system or from_unit.pk in mine:
        return YES
    let_in = Disclosure.objects.unrestricted(because="whether the decider has been let in").in_force(clock.today())
    if not on_law and let_in.filter(stream_id=stream_id, to_unit_id__in=mine).exists():
        return YES
    return no(f"Du kan bara lämna ut det som är din egen enhets. Be {from_unit.name} att göra det.")


def may_close_disclosure(actor: Actor, disclosure: Disclosure) -> Decision:
    """Anyone whose act has taken the ground away; never while the ground holds."""
    if disclosure.ended_at:
        return no("Utlämnandet har redan upphört.")
    units = [disclosure.from_unit_id, disclosure.to_unit_id]
    if disclosure.consent_id is None or covers_units(disclosure.consent_id, units, clock.today()):
        return no("Utlämnandet vilar på en grund som gäller.")
    return YES


def may_lapse(actor: Actor, disclosure: Disclosure) -> Decision:
    """Time closes it by itself; this is the note of it, made once."""
    over = disclosure.valid_until is not None and disclosure.valid_until < clock.today()
    return YES if actor.is_system and over and not disclosure.ended_at else no("Utlämnandet har inte gått ut.")


def may_limit(actor: Actor, disclosure: Disclosure) -> Decision:
    """Done within another act, by the program."""
    if disclosure.ended_at:
        return no("Utlämnandet har redan upphört.")
    return YES if actor.is_system else no("Det här gör Brygga när ansvaret har gått över.")


def may_end_disclosure(actor: Actor, disclosure: Disclosure) -> Decision:
    """The one who disclosed ends it; the one who received may hand it back."""
    if disclosure.ended_at:
        return no("Utlämnandet har redan upphört.")
    mine = actor.reads | actor.distributes
    if actor.is_system or {disclosure.from_unit_id, disclosure.to_unit_id} & mine:
        return YES
    return no("Utlämnandet avslutas av enheten som beslutade det.")


def may_share_identity(
    person: Person, units: Iterable[Unit], on: date, *, purpose: str = "", stream_id: Any = None
) -> Decision:
    """May these units be told who it is about? Yes with consent that day, or no with what to do (STO-16, MAL-12).

    `units` are all who will know: those who tell and those who are told. Units that a named rule has let in to
    `stream_id` know already.
    """
    asked = {unit.pk: unit for unit in units}
    outside = {pk: unit for pk, unit in asked.items() if pk not in _let_in_by_law(stream_id, on)}
    consent = covering(person, outside, on)
    if not outside or (consent and (not purpose or purpose in consent.purposes)):
        return YES
    if consent:
        term = in_sentence(routine(person.organisation.place).purpose(purpose).term)
        return no(f"Samtycket gäller inte för att {term}. Fråga personen om det och ta emot ett nytt samtycke.")
    return no(_why_not(person, outside, on))


def _let_in_by_law(stream_id: Any, on: date) -> set[UUID]:
    if stream_id is None:
        return set()
    told = Disclosure.objects.unrestricted(because="who has been told on another ground than consent")
    return set(told.in_force(on).filter(stream_id=stream_id, consent=None).values_list("to_unit_id", flat=True))


def _why_not(person: Person, units: dict[UUID, Unit], on: date) -> str:
    from brygga.consents.queries import consent_state

    state = consent_state(person, on)
    match state.stage:
        case Stage.GIVEN | Stage.EXPIRING:
            missing = [unit.name for unit in units.values() if not covering(person, [unit.pk], on)]
            whom = ", ".join(missing or [unit.name for unit in units.values()])
            together = "" if missing else " tillsammans"
            return f"Personens samtycke omfattar inte {whom}{together}. Fråga personen och ta emot ett nytt samtycke."
        case Stage.DECLINED:
            return (
                "Personen har sagt nej till att uppgifter delas. Rådgör utan att det framgår vem det gäller, "
                "eller ta upp frågan med personen igen och registrera det nya svaret."
            )
        case Stage.COMING:
            return f"Samtycket börjar gälla {written(state.valid_from)}. Vänta, eller fråga om det kan börja nu."
        case Stage.WITHDRAWN:
            return "Personen har tagit tillbaka sitt samtycke. Fråga personen på nytt innan du kontaktar någon annan."
        case Stage.EXPIRED | Stage.REPLACED:
            return f"Samtycket gick ut {written(state.valid_until)}. Fråga personen och ta emot ett nytt."
        case _:
            return "Det finns inget samtycke. Fråga personen och registrera svaret innan du kontaktar någon annan."


def may_use_purpose(place: str, purpose: str) -> Decision:
    known = {row.key for row in routine(place).purposes}
    return YES if purpose in known else no("Välj ett ändamål som finns i rutinen.")
