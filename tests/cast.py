"""The cast: a small, fixed company that every test knows. The neighbour is always there.

In Malmö: Sara (and her colleague Sven) are social workers at Innerstaden, Siv does the same work at Norr (the
neighbour in the same house). Rut is a nurse and Kurt a counsellor at Rådmannen, Pia a nurse at the psychiatry next
door. Chef and Rolf head Innerstaden and Rådmannen, Fred distributes GFI wishes, Adam administers, Greta reviews the
log. Frida has left. Sigrid does Sara's work in Lund (the neighbour in another organisation). Petra follows up the
work of many at Malmö's social services, Ronja at the region, and Petter (the neighbour) in Lund.
Folke is known at Rådmannen, Amina at Innerstaden. `shared` is Amina's coordination, opened by Innerstaden, with
Rådmannen in it on her consent.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from brygga.agencies.models import Assignment, Organisation, Staff, Unit
from brygga.agencies.queries import Choice, actor_of
from brygga.consents.models import COORDINATION, Consent, ConsentGrant, Disclosure
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.secrets import blind_index
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.people.models import Case, Person, PersonIdentity, Representative
from brygga.people.whom import person_actor
from brygga.rules.identity_numbers import parse
from brygga.web.accounts.sessions import ASSIGNMENT_KEY, BEGAN_KEY, PERSON_KEY, SEEN_KEY, STAFF_KEY

FOLKE, AMINA, OTTO = "197905169251", "199104162384", "196105162652"


class World:
    """Names to rows and actors; tests read `world.sara`, `world.innerstaden`, `world.amina`."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"The cast has no {name}.")


def build() -> World:
    world = World()
    _agencies(world)
    _staff(world)
    world.folke = _person(world.region, "Folke", "Lind", FOLKE)
    world.amina = _person(world.social, "Amina", "Hassan", AMINA)
    world.folkes_case = _case(world.folke, world.radmannen, world.rut)
    world.aminas_case = _case(world.amina, world.innerstaden, world.sara)
    world.folke_himself = person_actor(_index(FOLKE), clock.today())
    world.amina_herself = person_actor(_index(AMINA), clock.today())
    return world


def share(world: World) -> World:
    """Amina's coordination: opened by Innerstaden, Rådmannen let in on her consent."""
    today = clock.today()
    coordination = Coordination._base_manager.create(
        person=world.amina,
        unit=world.innerstaden,
        place="malmo",
        number="S-1",
        opened_on=today,
        opened_by=world.sara.label,
    )
    consent = Consent._base_manager.create(
        person=world.amina,
        unit=world.innerstaden,
        stream_id=coordination.pk,
        state="given",
        form="oral",
        given_on=today,
        valid_from=today,
        valid_until=today + timedelta(days=180),
        purposes=["coordination"],
        informed_by=world.sara.label,
        taken_by_id=world.sara.assignment_id,
    )
    for unit in (world.innerstaden, world.radmannen):
        ConsentGrant._base_manager.create(consent=consent, unit=unit, matter=COORDINATION)
    world.disclosure = Disclosure._base_manager.create(
        stream_id=coordination.pk,
        person=world.amina,
        from_unit=world.innerstaden,
        to_unit=world.radmannen,
        consent=consent,
        purpose="coordination",
        decided_by=world.sara.label,
        decided_at=clock.now(),
    )
    world.coordination, world.consent = coordination, consent
    world.saras_part = _engagement(coordination, world.innerstaden, world.sara, world.aminas_case)
    world.ruts_part = _engagement(coordination, world.radmannen, world.rut, None)
    return world


@pytest.fixture
def world(db: Any) -> Iterator[World]:
    with asked_by("the cast"):
        made = build()
    yield made


@pytest.fixture
def shared(world: World) -> World:
    with asked_by("the cast"):
        return share(world)


def as_(client: Client, actor: Actor) -> Client:
    """Sign `client` in as `actor`: staff in their assignment, the person themself, or who represents them."""
    session = client.session
    session.clear()
    if actor.is_person:
        person_id = next(iter(actor.person_ids))
        numbers = PersonIdentity._base_manager.filter(person_id=person_id)
        if actor.represents:
            numbers = Representative._base_manager.filter(person_id=person_id, name=actor.name)
        session[PERSON_KEY] = numbers.latest("pk").index.hex()
    else:
        session[STAFF_KEY], session[ASSIGNMENT_KEY] = str(actor.staff_id), str(actor.assignment_id)
    session[BEGAN_KEY] = session[SEEN_KEY] = clock.now().isoformat()
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def _agencies(world: World) -> None:
    world.social = _organisation("Malmö stad, Arbetsmarknads- och socialnämnden", "municipality")
    world.region = _organisation("Region Skåne, psykiatri", "region")
    world.lund = _organisation("Lunds kommun, Socialnämnden", "municipality")
    world.innerstaden = _unit(world.social, "Vuxen Innerstaden", "social_addiction")
    world.norr = _unit(world.social, "Vuxen Norr", "social_addiction")
    world.radmannen = _unit(world.region, "Rådmannen", "addiction_clinic")
    world.psykiatri = _unit(world.region, "Psykiatrimottagning Malmö", "psychiatry_clinic")
    world.lund_vuxen = _unit(world.lund, "Vuxen Lund", "social_addiction")


def _staff(world: World) -> None:
    for key, name, function, title, unit in (
        ("sara", "Sara Berg", "social_worker", "Socialsekreterare", world.innerstaden),
        ("sven", "Sven Ek", "social_worker", "Socialsekreterare", world.innerstaden),
        ("siv", "Siv Dahl", "social_worker", "Socialsekreterare", world.norr),
        ("sigrid", "Sigrid Öberg", "social_worker", "Socialsekreterare", world.lund_vuxen),
        ("rut", "Rut Månsson", "nurse", "Sjuksköterska", world.radmannen),
        ("kurt", "Kurt Åkesson", "counsellor", "Kurator", world.radmannen),
        ("pia", "Pia Sjö", "nurse", "Sjuksköterska", world.psykiatri),
        ("chef", "Eva Chef", "unit_head", "Enhetschef", world.innerstaden),
        ("rolf", "Rolf Holm", "unit_head", "Enhetschef", world.radmannen),
        ("fred", "Fred Lund", "gfi_distributor", "GFI-fördelare", world.innerstaden),
        ("adam", "Adam Admin", "administrator", "Administratör", world.innerstaden),
        ("greta", "Greta Gran", "log_reviewer", "Loggranskare", world.innerstaden),
        ("petra", "Petra Holst", "process_leader", "Processledare", world.innerstaden),
        ("ronja", "Ronja Wall", "process_leader", "Processledare", world.radmannen),
        ("petter", "Petter Ny", "process_leader", "Processledare", world.lund_vuxen),
    ):
        setattr(world, key, _actor(name, function, title, unit))
    frida = _assign("Frida Förut", "social_worker", "Socialsekreterare", world.innerstaden)
    frida.until = clock.today() - timedelta(days=1)
    frida.save(update_fields=["until"])
    world.frida = frida


def _organisation(name: str, party: str) -> Organisation:
    return Organisation.objects.create(name=name, sort=sort_key(name), place="malmo", party=party)


def _unit(organisation: Organisation, name: str, kind: str) -> Unit:
    return Unit.objects.create(
        organisation=organisation, name=name, sort=sort_key(name), kind=kind, phone="040-10 00 00"
    )


def _assign(name: str, function: str, title: str, unit: Unit) -> Assignment:
    staff = Staff.objects.create(
        name=name, sort=sort_key(name), email=f"{name.split(maxsplit=1)[0].lower()}@example.se"
    )
    since = clock.today() - timedelta(days=400)
    return Assignment.objects.create(
        staff=staff, unit=unit, function=function, title=title, since=since, phone="040-10 00 01"
    )


def _actor(name: str, function: str, title: str, unit: Unit) -> Actor:
    assignment = _assign(name, function, title, unit)
    return actor_of(Choice(assignment, stands_in=False), assignment.staff)


def _index(number: str) -> bytes:
    return blind_index(parse(number).normalised, "identity")


def _person(organisation: Organisation, given_name: str, family_name: str, number: str) -> Person:
    identity = parse(number)
    person = Person._base_manager.create(
        organisation=organisation,
        given_name=given_name,
        family_name=family_name,
        sort=sort_key(f"{family_name} {given_name}"),
        born=identity.born,
        registered_at=clock.now(),
    )
    PersonIdentity._base_manager.create(
        person=person,
        organisation=organisation,
        kind=identity.kind.value,
        number=identity.normalised,
        index=_index(number),
        since=date(2020, 1, 1),
    )
    return person


def _case(person: Person, unit: Unit, caseworker: Actor) -> Case:
    count = Case._base_manager.filter(unit=unit).count() + 1
    return Case._base_manager.create(
        person=person,
        unit=unit,
        number=f"2026-{count:05}",
        caseworker_id=caseworker.assignment_id,
        opened_on=clock.today() - timedelta(days=30),
    )


def _engagement(coordination: Coordination, unit: Unit, caseworker: Actor, case: Case | None) -> Engagement:
    return Engagement._base_manager.create(
        coordination=coordination,
        unit=unit,
        caseworker_id=caseworker.assignment_id,
        case=case,
        since=clock.today(),
        standing="ongoing",
    )
