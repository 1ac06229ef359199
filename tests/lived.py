"""`lived`: Amina's coordination with something of everything in it, made by the acts. The sweep walks through it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from brygga.agencies.acts import add_unit, name_stand_in
from brygga.agencies.models import Assignment, Organisation, Staff, Unit
from brygga.bookings.acts import book, close_day, set_up_hours
from brygga.bookings.facts import HoursFacts
from brygga.bookings.models import Booking
from brygga.coaching import acts as coaching
from brygga.coaching.facts import ActivityFacts
from brygga.coaching.models import ActivitySession
from brygga.consents.models import Consent, ConsentGrant
from brygga.consultations.acts import ask_in_writing
from brygga.contacts.acts import Held, Law, log_shared_contact, tell_role
from brygga.contacts.acts.informing import Role
from brygga.coordinations.acts import open_coordination, share_note
from brygga.core import clock
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.escalations.acts import answer as answer_question
from brygga.escalations.acts import propose, raise_question
from brygga.intakes import acts as intakes
from brygga.intakes.acts import ask_for_help
from brygga.intakes.acts.asking import STRANGER
from brygga.intakes.codes import code_for
from brygga.intakes.facts import Told
from brygga.interventions.acts import ask_payment, begin, grant, interrupt
from brygga.interventions.models import RaisedStep
from brygga.investigations.acts import decide, open_investigation, plan_mapping, summarise
from brygga.investigations.facts import Finds
from brygga.meetings.acts.holding import hold_now, note_missed
from brygga.meetings.acts.planning import call_meeting, plan_meeting
from brygga.meetings.acts.pre_meeting import add_to_circle
from brygga.meetings.facts import Called, CircleFacts, MeetingFacts
from brygga.meetings.models import Meeting
from brygga.meetings.states import Attendance
from brygga.messaging.acts import open_feed
from brygga.people.models import Representative
from brygga.people.whom import person_actor
from brygga.plans.acts.versions import propose_version
from brygga.plans.acts.working import add_row, set_header, start_plan, write_text
from brygga.plans.facts import CrisisFacts, GoalFacts, HeaderFacts, InterventionFacts, LinkFacts, NeedFacts, StepFacts
from brygga.reflections.acts import write_reflection
from brygga.requests.acts import ask_for_sip, send_request, write_request
from brygga.routines.loading import routine
from brygga.routines.vocabulary import PartKind
from brygga.rules.booked_hours import days, slots
from brygga.rules.coaching import Timetable
from brygga.rules.identity_numbers import parse
from brygga.timelines.acts import explain
from brygga.timelines.queries import timeline
from brygga.transfers.acts import announce
from tests.cast import AMINA, OTTO, World, _actor, _case, _index, _person, _unit
from tests.closings import living
from tests.discharges.lived import admits
from tests.extracts.making import of_one
from tests.handovers.making import accepted, ready
from tests.handovers.making import granted as on_its_way
from tests.mappings.making import mapped
from tests.prices.making import priced
from tests.reorganisations.making import planned
from tests.requests.asking import consent_to
from tests.series.lived import manage

OLGA, VERA = "196108193175", "195901232602"
WISH = {"matter": "Behöver veta mer.", "asking_unit": "Vuxen Innerstaden", "contact": "040-10 00 01"}


@pytest.fixture
def lived(shared: World) -> World:
    return live(shared)


def live(world: World) -> World:
    with asked_by("the cast"):
        olga = _person(world.social, "Olga", "Nord", OLGA)
        world.olgas_case = _case(olga, world.innerstaden, world.sven)
        world.representative = Representative._base_manager.create(
            person=world.amina,
            kind="good_man",
            name="Otto Frid",
            mandate="Sörja för person",
            index=_index(OTTO),
            may_consent=True,
            since=clock.today() - timedelta(days=9),
        )
    world.olga, world.other_person = olga, person_actor(_index(OLGA), clock.today())
    later = clock.today() + timedelta(days=30)
    sven = Staff.objects.get(pk=world.sven.staff_id)
    world.stand_in = name_stand_in(_of(world.sara), by=world.sara, staff=sven, since=later, until=later)
    world.alone = open_coordination(world.olgas_case, by=world.sven, why="Behöver hjälp på flera håll.", reasons=[])
    _asks(world)
    _consults(world)
    _investigates(world)
    _tells(world)
    _grants(world)
    _plans(world)
    _meets(world)
    _books(world)
    soder = add_unit(world.social, by=world.adam, name="Vuxen Söder", kind=world.norr.kind)
    world.reorganisation = planned(world, world.innerstaden, days=9, unit=soder)
    world.calendar_secret = "the-secret-of-saras-calendar"
    open_feed(_of(world.sara).staff, by=world.sara, secret=world.calendar_secret)
    _asks_for_help(world)
    world.mapping, world.mapping_copy = mapped(world)
    _coaches(world)
    _grows_up(world)
    _hands_over(world)
    admits(world)
    manage(world)
    world.entry = share_note(
        world.coordination, by=world.sara, matter="coordination", text="Amina har fått en lägenhet."
    )
    living.lives(world)
    world.price = priced(world)
    world.extract = of_one(world)
    return world


def _asks(world: World) -> None:
    asked = {"date": clock.today().isoformat(), **WISH}
    world.draft = write_request(
        world.coordination, by=world.sara, kind="gfi_wish", to_unit=world.radmannen, answers=asked
    )
    sent = write_request(world.coordination, by=world.sara, kind="gfi_wish", to_unit=world.radmannen, answers=asked)
    world.request = send_request(sent, by=world.sara)
    world.asked = ask_for_sip(world.coordination, by=world.amina_herself, words="Jag skickas runt.")


def _consults(world: World) -> None:
    world.consultation = ask_in_writing(
        Unit.objects.get(pk=world.innerstaden.pk),
        by=world.sara,
        kind="consultation",
        to_unit=world.radmannen,
        question="Hur länge väntar man på nybesök?",
    )


def _investigates(world: World) -> None:
    """Sara's goes on, about what Amina has not opened to anybody; one that she has decided is not told yet."""
    today = clock.today()
    decided = open_investigation(
        world.coordination, by=world.sara, areas=["finances"], begins_on=today - timedelta(days=40),
        ready_on=today + timedelta(days=20), question="Vad lever Amina på?",
    )  # fmt: skip
    world.untold = decide(
        decided, by=world.sara, ruling="granted", words="Du får pengar till hyran.", decided_on=today,
        decided_by="Eva Chef", delegation="Punkt 4.2", conclusion="Hyran är högre än inkomsten.",
    )  # fmt: skip
    world.investigation = open_investigation(
        world.coordination, by=world.sara, areas=["housing", "addiction"], begins_on=today,
        ready_on=today + timedelta(days=60), question="Behöver Amina boendestöd?",
    )  # fmt: skip
    _maps(world)


def _maps(world: World) -> None:
    """Amina has let both units map her health together: Rut writes down what she knows, and is asked for more."""
    with asked_by("the cast"):
        Consent._base_manager.filter(pk=world.consent.pk).update(purposes=["coordination", "mapping"])
        for unit in (world.innerstaden, world.radmannen):
            ConsentGrant._base_manager.create(consent=world.consent, unit=unit, matter="physical_health")
    world.mapping_plan = plan_mapping(
        world.coordination, by=world.sara, mode="others_knowledge", parties=[world.radmannen],
        finds=[Finds("physical_health", "knows", world.radmannen)], information="Vilka mediciner Amina har.",
        informed="Sara ringer Amina.",
    )  # fmt: skip
    asked = {
        "areas": ["physical_health"], "information": "Vad har provats?", "agreed": "Medicinerna",
        "needed_on": "2026-12-20",
    }  # fmt: skip
    first, second = (
        send_request(
            write_request(
                world.coordination, by=world.sara, kind="summary", to_unit=world.radmannen, answers=dict(asked)
            ),
            by=world.sara,
        )
        for _ in range(2)
    )
    said = {"contact_so_far": "Ett år.", "problems": "Sover dåligt.", "needs": "En fast läkare."}
    world.summary = summarise(first, by=world.rut, answers=said, extents={"physical_health": "whole"})
    world.summary_asked = second


def _tells(world: World) -> None:
    """Sara wrote up a talk with Rådmannen, and told it what Innerstaden does. Rut has told Innerstaden of Folke."""
    held = Held(kind="phone", matter="coordination", held_on=clock.today(), about="Rut ringer hyresvärden.")
    world.contact = log_shared_contact(world.coordination, by=world.sara, held=held, to_units=[world.radmannen])
    told = Role(role="Vi ger boendestöd.", reach="Sara Berg, 040-10 00 01")
    world.role = tell_role(world.amina, by=world.sara, told=told, to_units=[world.radmannen])
    world.informed = world.role.told.unrestricted(because="the sweep opens the receipt").get()
    law = Law(legal_basis=routine("malmo").legal_bases[0].key, legal_note="Det var bråttom.")
    world.role_alone = tell_role(world.folke, by=world.rut, told=told, to_units=[world.innerstaden], law=law)


def _grants(world: World) -> None:
    """Innerstaden has granted something that goes on, and that is about what Amina has opened to nobody."""
    granted = grant(
        world.coordination, by=world.sara, words="Hjälp med räkningarna", matter="finances", decided_on=clock.today(),
        decided_by="Eva Chef", delegation="Punkt 4.2", starts_on=clock.today(),
    )  # fmt: skip
    world.granted = begin(granted, by=world.sara, on=clock.today())
    stopped = grant(
        world.coordination, by=world.sara, words="Stöd i vardagen", matter="coordination", decided_on=clock.today(),
        decided_by="Eva Chef", delegation="Punkt 4.2", starts_on=clock.today(),
    )  # fmt: skip
    stopped = begin(stopped, by=world.sara, on=clock.today())
    interrupt(stopped, by=world.sara, on=clock.today(), note="Amina har flyttat.")
    world.mark = timeline(world.rut, world.coordination).situations[0].critical.mark
    explain(world.coordination, by=world.rut, mark=world.mark, words="Hon bor hos sin mamma.")
    said = {"text": "Ingen visste vem som skulle ringa.", "situation": "interruption", "tags": ["avbrott"]}
    world.reflection = write_reflection(world.innerstaden, by=world.sara, kind="challenge", **said)
    other = grant(
        world.coordination, by=world.sara, words="Träningsboende", matter="finances", decided_on=clock.today(),
        decided_by="Eva Chef", delegation="Punkt 4.2", starts_on=clock.today(),
    )  # fmt: skip
    world.payment_question = ask_payment(other, by=world.sara, question="Vem betalar hyran i träningsboendet?")
    with asked_by("the cast"):
        world.raised_step = RaisedStep._base_manager.create(
            coordination=world.coordination, happens="Amina uteblir", words="Sara ringer Amina samma dag.",
            unit=world.innerstaden, raised_on=clock.today(), due_on=clock.today(),
        )  # fmt: skip


def _asks_for_help(world: World) -> None:
    """Bo, who is known nowhere, has written to Innerstaden from his telephone; Sara has it in hand."""
    told = Told(
        name="Bo Främmande",
        born=date(1990, 5, 2),
        phone="070-174 06 99",
        reach="Ring efter fyra.",
        words="Jag orkar inte med alla brev.",
        identity=parse("197906189282"),
        contacts=("primary_care",),
    )
    intake = ask_for_help(world.innerstaden, by=STRANGER, told=told, code=code_for(UUID(int=7)))
    intake = intakes.appoint(intake, by=world.sara, caseworker=_of(world.sara))
    intakes.log_attempt(intake, by=world.sara, how="phone", result="no_answer", note="Ringer igen i morgon.")
    world.intake = intake


def _coaches(world: World) -> None:
    """In Borlänge: Amina is enrolled with Cecilia's team, has a seat in a group to come, and has taken a step."""
    with asked_by("the cast"):
        name = "Borlänge kommun"
        house = Organisation.objects.create(name=name, sort=sort_key(name), place="borlange", party="municipality")
        team = _unit(house, "Coachingteamet", "coaching_team")
        world.cecilia = _actor("Cecilia Hed", "coordinator", "Samordnande coach", team)
        there = _person(house, "Amina", "Hassan", AMINA)
        case = _case(there, team, world.cecilia)
    row = coaching.queue(case, by=world.cecilia, circumstances=["far_from_work"])
    world.enrolment = coaching.enrol(row, by=world.cecilia, coach=_of(world.cecilia))
    coaching.record_step(
        world.enrolment, by=world.cecilia, step="coached", on=clock.today(), step_note="Vill bli kock."
    )
    table = Timetable(first=clock.today() + timedelta(days=2), starts=time(9), ends=time(10))
    facts = ActivityFacts(name="Må bra-gruppen", kind="strengthening", organiser=team, seats=4, table=table)
    world.activity = coaching.add_activity(team, by=world.cecilia, activity=facts)
    (world.participation,) = coaching.join(world.activity, by=world.cecilia, enrolments=[world.enrolment])
    world.activity_session = ActivitySession._base_manager.get(activity=world.activity)


def _grows_up(world: World) -> None:
    """In Stockholm: Amina is known to Bengt's unit, and is announced to the one that takes over. Olga is watched."""
    with asked_by("the cast"):
        name = "Stockholms stad, Exempelstaden"
        house = Organisation.objects.create(name=name, sort=sort_key(name), place="stockholm", party="municipality")
        young, grown = (
            _unit(house, "Barn och ungdom", "children_youth"),
            _unit(house, "Socialpsykiatri", "social_psychiatry"),
        )
        world.bengt = _actor("Bengt Bro", "deputy_unit_head", "Biträdande enhetschef", young)
        there = _person(house, "Amina", "Hassan", AMINA)
        case = _case(there, young, world.bengt)
        world.watched_case = _case(_person(house, "Olga", "Nord", OLGA), young, world.bengt)
    open_coordination(case, by=world.bengt, why="Byter enhet.", reasons=[])
    consent_to(world, there, young, grown)
    world.transfer = announce(
        case,
        by=world.bengt,
        to_unit=grown,
        needs=["housing"],
        words="Hjälp hemma varje kväll.",
        switch_on=clock.today() + timedelta(days=60),
    )


def _hands_over(world: World) -> None:
    """In Stockholm: Ivar's unit hands over to Bea's. Elsa is deputy head of both. Amina's is ready to move."""
    with asked_by("the cast"):
        name = "Stockholms stad"
        house = Organisation.objects.create(name=name, sort=sort_key(name), place="stockholm", party="municipality")
        world.aldre = _unit(house, "Äldreomsorg", "elderly_care")
        world.beroende = _unit(house, "Beroendevård", "social_addiction")
        Unit.objects.filter(pk=world.beroende.pk).update(parent=world.aldre)
        world.ivar = _actor("Ivar Lo", "social_worker", "Socialsekreterare", world.beroende)
        world.bea = _actor("Bea Bo", "care_assessor", "Biståndshandläggare", world.aldre)
        world.elsa = world.ulla = _actor("Elsa Ek", "deputy_unit_head", "Biträdande enhetschef", world.aldre)
        people = [_person(house, "Amina", "Hassan", AMINA), _person(house, "Vera", "Vik", VERA)]
        cases = [_case(person, world.beroende, world.ivar) for person in people]
    malmo, made = world.coordination, []
    for case, how in zip(cases, (ready, accepted), strict=True):
        world.coordination = open_coordination(case, by=world.ivar, why="Behov på två håll.", reasons=[])
        consent_to(world, case.person, world.beroende, world.aldre)
        on_its_way(world)
        made.append(how(world))
    world.handover_ready, world.handover = made
    _lifts(world)
    world.coordination = malmo


def _lifts(world: World) -> None:
    """Both units say that the other answers for Vera, and for the cost; to the first, Uno has proposed a solution."""
    with asked_by("the cast"):
        uno = _actor("Uno Ur", "deputy_unit_head", "Biträdande enhetschef", world.beroende)
    said = {"statement": "Vems är boendestödet?", "parties": [world.aldre], "interventions": []}
    row = raise_question(world.coordination, by=world.ivar, ladder="responsibility", **said)
    world.escalation = answer_question(row, by=world.elsa, says="differs", note="Det hör till behandlingen.")
    answers = {"responsible_unit": world.beroende, "responsible_from": clock.today()}
    propose(row, by=uno, resolution="Vi tar det, om behandlingen fortsätter.", **answers)
    world.unanswered_escalation = raise_question(world.coordination, by=world.ivar, ladder="cost", **said)


def _meets(world: World) -> None:
    facts = MeetingFacts(
        starts_at=clock.now() + timedelta(days=3), place="Sal 4", purpose="Göra en plan.", covers="Aminas boende."
    )
    called = (Called(is_person=True), Called(unit=world.innerstaden), Called(unit=world.radmannen))
    meeting = plan_meeting(world.coordination, by=world.sara, kind="follow_up", facts=facts, called=called)
    world.draft_meeting = plan_meeting(world.coordination, by=world.sara, kind="follow_up", facts=facts, called=called)
    world.meeting = call_meeting(meeting, by=world.sara)
    world.passed_meeting = _passed(world, facts, called)
    missed = _passed(world, facts, called)
    world.absent_seat = missed.attendees.unrestricted(because="the one who stayed away").get(unit=world.radmannen)
    world.missed_meeting = note_missed(
        missed, by=world.sara, attendance={world.absent_seat.pk: Attendance.ABSENT.value}, why="Rådmannen kom inte."
    )
    held = call_meeting(
        plan_meeting(world.coordination, by=world.sara, kind="follow_up", facts=facts, called=called), by=world.sara
    )
    there = held.attendees.unrestricted(because="who is ticked as present")
    ticked = {seat.pk: Attendance.PRESENT.value for seat in there if seat.unit_id != world.radmannen.pk}
    world.held_meeting = hold_now(held, by=world.sara, attendance=ticked)
    seats = meeting.attendees.unrestricted(because="the sweep opens each seat")
    world.seat = seats.get(unit=world.radmannen)
    world.circle_place = add_to_circle(world.coordination, by=world.sara, facts=CircleFacts(name="Aminas mamma"))


def _books(world: World) -> None:
    """Hours every weekday of the coming week; Amina has a time, one that has been, and one day is closed."""
    first = clock.today() + timedelta(days=3)
    facts = HoursFacts(
        kind="residents", weekday=first.weekday(), starts=time(9), ends=time(11), slot_minutes=30, since=first,
        place="Bokningsrummet",
    )  # fmt: skip
    world.hours = set_up_hours(world.innerstaden, by=world.chef, facts=facts)
    slot, other = list(slots(world.hours.recurring(), first, first + timedelta(days=28)))[:2]
    world.passed_booking = book(world.hours, by=world.sara, starts_at=other.starts_at, person=world.amina)
    with asked_by("the cast"):
        been = {"starts_at": other.starts_at - timedelta(days=28), "ends_at": other.ends_at - timedelta(days=28)}
        Booking._base_manager.filter(pk=world.passed_booking.pk).update(**been)
    world.booking = book(
        world.hours,
        by=world.amina_herself,
        starts_at=slot.starts_at,
        person=world.amina,
        about="Jag vill prata om hyran.",
    )
    last = list(days(world.hours.recurring(), first, first + timedelta(days=40)))[-1]
    world.closed_day = close_day(world.hours, by=world.chef, day=last, why="Studiedag")


def _passed(world: World, facts: MeetingFacts, called: tuple[Called, ...]) -> Meeting:
    """A meeting that was called, and whose hour has gone by."""
    meeting = plan_meeting(world.coordination, by=world.sara, kind="follow_up", facts=facts, called=called)
    meeting = call_meeting(meeting, by=world.sara)
    with asked_by("the cast"):
        Meeting._base_manager.filter(pk=meeting.pk).update(
            starts_at=clock.now() - timedelta(days=1), ends_at=clock.now() - timedelta(hours=23)
        )
    return Meeting._base_manager.get(pk=meeting.pk)


def _plans(world: World) -> None:
    today, sara = clock.today(), world.sara
    plan = start_plan(world.coordination, by=sara)
    world.need = add_row(plan, by=sara, facts=NeedFacts(text="Jag vill bo själv."))
    world.goal = add_row(plan, by=sara, facts=GoalFacts(text="Egen lägenhet", need=world.need))
    world.intervention = add_row(
        plan,
        by=sara,
        facts=InterventionFacts(
            text="Boendestöd", goal=world.goal, unit=world.innerstaden, responsible=_of(world.sara), when="Varje vecka",
            benefit="Jag kommer i ordning.",
        ),
    )  # fmt: skip
    world.care = add_row(
        plan,
        by=sara,
        facts=InterventionFacts(
            text="Samtal", goal=world.goal, unit=world.radmannen, responsible=_of(world.rut), when="Tisdagar",
            benefit="Jag sover.",
        ),
    )  # fmt: skip
    world.step = add_row(
        plan,
        by=sara,
        facts=StepFacts(happens="Amina uteblir", step="Sara ringer", unit=world.innerstaden, within_days=2),
    )
    for part in routine("malmo").plan_parts_on(today):
        if part.required_for_adoption and part.kind in {PartKind.TEXT, PartKind.OTHERS_PART, PartKind.OWN_PART}:
            write_text(plan, by=sara, part=part.key, text="Inga.", seen=0)
    add_row(plan, by=sara, facts=CrisisFacts(name="Jouren", reach="1177"))
    add_row(plan, by=sara, facts=LinkFacts(unit=world.radmannen, kind="Vårdplan", where="I journalen"))
    plan.refresh_from_db()
    world.plan = set_header(
        plan,
        by=sara,
        seen=plan.revision,
        facts=HeaderFacts(
            coordinator=_of(world.sara),
            responsible=world.social,
            follow_up_on=today + timedelta(days=60),
            follow_up_by="Sara",
            copies_to=("Amina",),
        ),
    )
    world.version = propose_version(world.plan, by=sara)


def _of(actor: Any) -> Assignment:
    return Assignment.objects.get(pk=actor.assignment_id)
