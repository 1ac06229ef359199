"""En dörr in in Borlänge: one new, one on the sixth day, one late, one protected, one who changed his mind.

And Selma, who asked from her telephone and has been led on. Nobody but her gave a number, and none had to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from brygga.bookings.acts import plan_first_meeting
from brygga.bookings.queries import hours_of, offers
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.intakes import acts
from brygga.intakes.acts.asking import STRANGER, holder
from brygga.intakes.codes import code_for
from brygga.intakes.facts import Told
from brygga.intakes.models import Intake
from brygga.intakes.queries import led_to
from brygga.requests import acts as requests
from brygga.routines.vocabulary import BookedFor


def _asks(stage: Stage, number: int, **told: Any) -> Intake:
    facts = Told(**{"phone": f"070-174 06 {60 + number}", **told})
    return acts.ask_for_help(stage.unit("en_dorr_in"), by=STRANGER, told=facts, code=code_for(UUID(int=number)))


def new(stage: Stage) -> Iterator[datetime]:
    yield clock.now() - timedelta(minutes=50)
    _asks(
        stage,
        1,
        name="Petra Vik",
        born=date(1988, 3, 14),
        words="Jag har varit sjukskriven länge och nu är ersättningen slut. Jag vet inte vem jag ska prata med.",
        contacts=("primary_care", "insurance_office"),
        reach="Ring efter klockan tre.",
    )


def on_the_sixth_day(stage: Stage) -> Iterator[datetime]:
    sixth = clock.now().astimezone(clock.SWEDEN) - timedelta(days=6)
    yield sixth.replace(hour=8, minute=20)
    amir = _asks(
        stage,
        2,
        name="Amir Rahimi",
        born=date(1994, 11, 2),
        words="Jag vill jobba men jag får olika besked överallt. Jag orkar inte fler blanketter.",
        contacts=("employment_office", "social_services"),
        interpreter="dari",
    )
    yield stage.moment(-4, 9)
    amir = acts.appoint(amir, by=stage.actor("Farid Nasser"), caseworker=stage.assignment("Farid Nasser"))
    yield stage.moment(-2, 14)
    acts.log_attempt(amir, by=stage.actor("Farid Nasser"), how="phone", result="no_answer", note="Försöker med tolk.")


def late(stage: Stage) -> Iterator[datetime]:
    yield clock.now() - timedelta(days=11)
    rolf = _asks(
        stage,
        3,
        name="Rolf Dahlin",
        born=date(1969, 6, 1),
        words="Jag har blivit av med lägenheten och sover hos en kompis.",
        contacts=("social_services",),
    )
    yield stage.moment(-9, 10)
    acts.acknowledge(rolf, by=stage.actor("Kalle Moberg"))


def protected(stage: Stage) -> Iterator[datetime]:
    yield stage.moment(-2, 11)
    _asks(
        stage,
        4,
        name="Lovisa Frank",
        born=date(1991, 9, 9),
        words="Jag har flyttat hit och behöver hjälp med allt från början.",
        protected=True,
        reach="Skriv inget sms. Ring mellan tio och elva.",
    )


def changed_his_mind(stage: Stage) -> Iterator[datetime]:
    yield stage.moment(-8, 15)
    sent = _asks(stage, 5, name="Ture Holm", born=date(1979, 1, 20), words="Jag behöver hjälp med mina skulder.")
    yield stage.moment(-7, 9)
    acts.withdraw(sent, by=holder(sent))


def selma(stage: Stage) -> Iterator[datetime]:
    life, tove = Life(stage, "selma"), stage.actor("Tove Älg")
    yield stage.moment(-26, 13)
    words = "Jag är trött på att vara hemma. Jag vill plugga, men vet inte hur man gör med aktivitetsersättningen."
    asked = _asks(
        stage,
        6,
        name="Selma Ros",
        born=date(1996, 2, 29),
        words=words,
        identity=life.human.identity,
        contacts=("insurance_office",),
    )
    yield stage.moment(-24, 9)
    asked = acts.appoint(asked, by=tove, caseworker=stage.assignment("Tove Älg"))
    acts.log_attempt(asked, by=tove, how="phone", result="reached", note="Kommer gärna på en förmiddag.")
    asked = acts.note_meeting(asked, by=tove, meeting_at=stage.moment(-18, 10), meeting_place="Målaregatan 1, rum 4")
    yield stage.moment(-18, 11)
    asked = acts.register(asked, by=tove, given_name="Selma", family_name="Ros", identity=life.human.identity)
    assert asked.person is not None
    life.people["en_dorr_in"] = asked.person
    life.looks("Tove Älg", "Personens sida")
    life.opened_by("Tove Älg", "en_dorr_in", why="Vill studera. Ersättning och stöd behöver planeras ihop.")
    life.says_yes("Tove Älg", to=["coachingteamet"], about=["work_studies"])
    asked = acts.record_outcome(
        asked,
        by=tove,
        outcome="coaching",
        to_units=[stage.unit("coachingteamet")],
        reason="Selma vill börja plugga till våren. Hon behöver någon att planera stegen med.",
    )
    yield stage.moment(-15, 9)
    receiver = led_to(asked)[0]
    assert receiver.request is not None
    cecilia = stage.actor("Cecilia Hed")
    requests.appoint(receiver.request, by=cecilia, caseworker=stage.assignment("Cecilia Hed"))
    life.looks("Cecilia Hed", "Förfrågan")


def with_a_time(stage: Stage) -> Iterator[datetime]:
    """Kerstin has been reached, and has one of the team's own times for the first meeting."""
    yield stage.moment(-4, 12)
    asked = _asks(
        stage,
        8,
        name="Kerstin Borg",
        born=date(1981, 4, 23),
        words="Jag är sjukskriven på halvtid och min chef vet inte hur länge till. Jag behöver planera.",
        contacts=("insurance_office", "primary_care"),
    )
    yield stage.moment(-3, 9)
    tove = stage.actor("Tove Älg")
    asked = acts.appoint(asked, by=tove, caseworker=stage.assignment("Tove Älg"))
    acts.log_attempt(asked, by=tove, how="phone", result="reached", note="Kommer gärna på förmiddagen.")
    hours = hours_of(tove, asked.unit_id, BookedFor.PERSON.value)
    to_come = [offer for offer in offers(hours, clock.now()) if offer.day > stage.today]
    if to_come:
        plan_first_meeting(asked, by=tove, hours=to_come[0].hours, starts_at=to_come[0].slot.starts_at)


def to_habilitation(stage: Stage) -> Iterator[datetime]:
    """Ylva in Värmland writes a care request for somebody whom the habilitation does not know."""
    yield stage.moment(-3, 10)
    told = Told(
        name="Nils Åslund",
        born=date(1998, 8, 4),
        phone="070-174 06 71",
        words="Får svårt att gå och behöver hjälpmedel. Har inte haft kontakt med habiliteringen.",
        reach="Ring gärna tillsammans med mamma, efter fyra.",
    )
    acts.refer(
        stage.unit("vuxenhab"),
        by=stage.actor("Ylva Lind"),
        told=told,
        consent_on=clock.today(),
        consent_how="oral",
    )


def enrolled(stage: Stage) -> Iterator[datetime]:
    """Ella in Karlstad writes to the employment service, and Arne has begun."""
    yield stage.moment(-5, 9)
    told = Told(
        name="Samira Haddad",
        born=date(1995, 1, 17),
        phone="070-174 06 72",
        words="Får försörjningsstöd och ska skrivas in. Vill ha hjälp i kontakterna.",
        contacts=("financial_aid", "primary_care"),
    )
    arne = stage.actor("Arne Ask")
    sent = acts.refer(
        stage.unit("af_kontor"),
        by=stage.actor("Ella Ström"),
        told=told,
        consent_on=clock.today(),
        consent_how="written",
    )
    yield stage.moment(-4, 13)
    sent = acts.appoint(sent, by=arne, caseworker=stage.assignment("Arne Ask"))
    acts.log_attempt(sent, by=arne, how="phone", result="reached")


INTAG = (new, on_the_sixth_day, late, protected, changed_his_mind, selma, with_a_time, to_habilitation, enrolled)
