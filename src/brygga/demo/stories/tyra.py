"""Tyra in Värmland: two units help her side by side, and talk with each other on her yes. There is no coordination."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from brygga.consents import acts as consents
from brygga.contacts import acts as contacts
from brygga.contacts.acts import Held
from brygga.contacts.acts.informing import Role
from brygga.contacts.models import InformedUnit
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.demo.telling import INFORMED, Life


def story(stage: Stage) -> Iterator[datetime]:
    tyra, ylva = Life(stage, "tyra"), stage.actor("Ylva Lind")
    yield stage.moment(-300, 9)
    tyra.known_at("vuxenhab", by="Hanna Tjäder")
    yield stage.moment(-70, 9)
    person = tyra.known_at("lss_kommun", by="Ylva Lind")
    yield stage.moment(-21, 13)
    consents.give_consent(
        person,
        by=ylva,
        parties=[stage.unit("vuxenhab")],
        matters=["disability"],
        purposes=["coordination"],
        form="oral",
        given_on=clock.today(),
        valid_from=clock.today(),
        valid_until=clock.today() + timedelta(days=180),
        informed_by=ylva.label,
        informed_how=INFORMED,
    )
    yield stage.moment(-20, 10)
    contacts.log_contact(
        person,
        by=ylva,
        held=Held(
            kind="phone",
            matter="disability",
            held_on=clock.today(),
            with_whom="Hanna Tjäder",
            about="Hanna provar ut en ny stol om några veckor. Vi väntar med ledsagning tills den är på plats.",
        ),
        to_units=[stage.unit("vuxenhab")],
    )
    tyra.looks("Ylva Lind", "Kontaktlogg")
    yield stage.moment(-6, 9)
    told = contacts.tell_role(
        person,
        by=ylva,
        told=Role(
            role="Beslutar om ledsagning och kontaktperson",
            interventions="Ledsagning två gånger i veckan.\nKontaktperson varannan helg.",
            reach="Ylva Lind, 0980-319 226",
            until=stage.day(170),
        ),
        to_units=[stage.unit("vuxenhab")],
    )
    yield stage.moment(-5, 14)
    hanna = stage.actor("Hanna Tjäder")
    receipt = InformedUnit.objects.visible_to(hanna).get(information=told)
    contacts.acknowledge_role(receipt, by=hanna, their_role="Arbetsterapi och utprovning av hjälpmedel")
    yield stage.moment(-1, 11)
    consents.give_consent(
        tyra.people["vuxenhab"],
        by=hanna,
        parties=[stage.unit("lss_kommun")],
        matters=["disability"],
        purposes=["coordination"],
        form="oral",
        given_on=clock.today(),
        valid_from=clock.today(),
        valid_until=clock.today() + timedelta(days=180),
        informed_by=hanna.label,
        informed_how=INFORMED,
    )
    contacts.tell_role(
        tyra.people["vuxenhab"],
        by=hanna,
        told=Role(
            role="Provar ut en ny rullstol",
            interventions="Besök hemma var tredje vecka.",
            reach="Hanna Tjäder, 0980-319 227",
        ),
        to_units=[stage.unit("lss_kommun")],
    )
