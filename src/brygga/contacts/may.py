"""May they? A contact in which something was told rests on the person's consent, or on a rule that is named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.consents.may import may_share_identity, units_with_case
from brygga.consents.models import COORDINATION, Consent, Disclosure
from brygga.consents.queries import covering
from brygga.contacts.models import InformedUnit, LoggedContact, RoleInformation
from brygga.coordinations.may import may_open, may_work
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.people.models import Case, Person
from brygga.requests.states import RequestState, may_become
from brygga.routines.contacts import InformationKind
from brygga.routines.loading import routine
from brygga.rules.dates import written
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence

#: What a consent must be for, for units to tell each other something about the person.
PURPOSE = COORDINATION
WORKS = frozenset({Power.CASES, Power.COORDINATE, Power.LEAD})
NO_CASE = "Kontakter skrivs upp av en enhet som har ett öppet ärende om personen. Öppna ärendet först."
NOT_THAT_DAY = "Samtycket gällde inte den dagen. Ändra dagen, eller välj vad kontakten vilade på i stället."


def may_log(actor: Actor, person: Person) -> Decision:
    """Before a coordination: whoever works with the unit's own case."""
    if not actor.is_staff or not actor.powers & WORKS:
        return no("Kontakter skrivs upp av den som arbetar med enhetens ärenden.")
    return YES if actor.unit_id in units_with_case(actor, person.pk) else no(NO_CASE)


def may_log_in(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def holds_together(
    place: str, kind: str, held_on: date, today: date, *, person_was_there: bool, about: str
) -> Decision:
    """What does not depend on the person's answer."""
    rules = {rule.key: rule for rule in routine(place).contact_kinds_on(today)}
    if kind not in rules:
        return no("Välj hur ni hade kontakt.")
    if held_on > today:
        return no("Dagen har inte varit ännu. Skriv upp kontakten när den har varit.")
    if person_was_there and not rules[kind].with_person:
        return no(f"På {in_sentence(rules[kind].term)} är personen inte med. Välj ett annat slag av kontakt.")
    return YES if about.strip() else no("Skriv vad kontakten handlade om.")


def is_with_another(unit: Unit, to_units: Iterable[Unit]) -> Decision:
    others = list(to_units)
    if not others:
        return no("Välj vilken enhet ni hade kontakt med.")
    if any(other.pk == unit.pk for other in others):
        return no("Välj en annan enhet än din egen.")
    same_place = all(other.organisation.place == unit.organisation.place for other in others)
    return YES if same_place else no("Välj en enhet på samma plats.")


def may_tell(person: Person, unit: Unit, other: Unit, matter: str, on: date) -> Decision:
    """On the person's consent: it covers both units in the matter, today and the day of the contact."""
    identity = may_share_identity(person, [unit, other], clock.today(), purpose=PURPOSE)
    if not identity:
        return identity
    if telling(person, unit, other, matter, clock.today()) is None:
        term = in_sentence(routine(unit.organisation.place).matter(matter).term)
        return no(f"Personens samtycke låter er inte tala med {other.name} om {term}. Fråga personen.")
    return YES if telling(person, unit, other, matter, on) else no(NOT_THAT_DAY)


def telling(person: Person, unit: Unit, other: Unit, matter: str, on: date) -> Consent | None:
    found = covering(person, [unit.pk, other.pk], on, matter)
    return found if found and PURPOSE in found.purposes else None


def door(coordination: Coordination, unit_id: UUID, matter: str, on: date) -> Disclosure | None:
    """What lets the unit read about the matter in the coordination that day."""
    rows = Disclosure.objects.unrestricted(because="what a contact in a coordination rests on")
    found: Disclosure | None = (
        rows.in_force(on, matter).filter(stream_id=coordination.pk, to_unit_id=unit_id).order_by("-pk").first()
    )
    return found


def may_tell_in(coordination: Coordination, unit_id: UUID, other: Unit, matter: str, on: date) -> Decision:
    """Whoever of the two did not open the coordination is let in to the matter, today and the day of the contact."""
    for one in {unit_id, other.pk} - {coordination.unit_id}:
        today = door(coordination, one, matter, clock.today())
        if today is None:
            term = in_sentence(routine(coordination.place).matter(matter).term)
            return no(f"{other.name} är inte med i samordningen om {term}. Ta med enheten, eller fråga personen.")
        began = today.consent.valid_from if today.consent else clock.day_of(today.decided_at)
        if began and on < began and door(coordination, one, matter, on) is None:
            return no(f"Enheterna fick tala med varandra från {written(began)}. Ändra dagen.")
    return YES


def may_correct(actor: Actor, contact: LoggedContact) -> Decision:
    ours = YES if contact.unit_id in actor.reads else no("Bara enheten som skrev upp kontakten rättar den.")
    works = YES if actor.powers & WORKS else no("Kontakter rättas av den som arbetar med enhetens ärenden.")
    return first_no(ours, works)


def matters_of(place: str) -> list[tuple[str, str]]:
    return [(matter.key, matter.term) for matter in routine(place).matters_on(clock.today())]


def kinds_of(place: str) -> list[Any]:
    return list(routine(place).contact_kinds_on(clock.today()))


def information_kind(place: str, on: date) -> InformationKind | None:
    """What the place calls telling each other who does what, if it has a word for it."""
    return next(iter(routine(place).information_kinds_on(on)), None)


def says_what_it_does(role: str, reach: str, until: date | None, today: date) -> Decision:
    if not role.strip():
        return no("Skriv vad din enhet gör för personen.")
    if not reach.strip():
        return no("Skriv vem de andra når hos er.")
    return no("Sista dagen har redan varit. Välj en senare dag.") if until and until < today else YES


def _receives(actor: Actor, informed: InformedUnit) -> Decision:
    works = bool(actor.powers & WORKS) and informed.unit_id in actor.reads
    return YES if works else no("Det här kvitteras av dem som arbetar på enheten som har fått veta det.")


def _becomes(informed: InformedUnit, state: RequestState) -> Decision:
    return YES if may_become(informed.state, state) else no("Det är redan besvarat.")


def may_acknowledge(actor: Actor, informed: InformedUnit) -> Decision:
    return first_no(_receives(actor, informed), _becomes(informed, RequestState.ACKNOWLEDGED))


def may_say_misdirected(actor: Actor, informed: InformedUnit) -> Decision:
    waits = YES if informed.state == RequestState.SENT else no("Det är redan besvarat.")
    return first_no(_receives(actor, informed), waits)


def may_close(actor: Actor, informed: InformedUnit) -> Decision:
    """Done when a consent closes, by whoever closed it."""
    return _becomes(informed, RequestState.WITHDRAWN)


def may_end(actor: Actor, information: RoleInformation) -> Decision:
    ours = YES if information.unit_id in actor.reads else no("Det avslutas av enheten som berättade.")
    works = YES if actor.powers & WORKS else no("Det här görs av den som arbetar med enhetens ärenden.")
    ended = no("Det är redan avslutat.") if information.ended_at else YES
    return first_no(ours, works, ended)


def may_lead_on(actor: Actor, information: RoleInformation) -> Decision:
    """As a coordination is opened: from the unit's own open case, when it has none about the person."""
    mine = may_end(actor, information)
    if not mine:
        return mine
    case = own_case(actor, information)
    return may_open(actor, case) if case else no("Öppna ett ärende om personen hos er först.")


def own_case(actor: Actor, information: RoleInformation) -> Case | None:
    rows = Case.objects.visible_to(actor).open().filter(unit_id=information.unit_id, person_id=information.person_id)
    found: Case | None = rows.first()
    return found
