"""Endings of each kind under way, and one who has come back (Malmö handbook, "Avslut")."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life


def known(stage: Stage, key: str, *, why: str, days: int) -> Generator[datetime, None, Life]:
    """Sven and Kurt help somebody together, as each of these begins."""
    one = Life(stage, key)
    yield stage.moment(-days, 9)
    one.known_at("innerstaden", by="Sven Ek")
    one.opened_by("Sven Ek", "innerstaden", why=why, standing=Standing.ONGOING)
    one.says_yes("Sven Ek", to=["radmannen"], about=["addiction", "housing"], days=364)
    one.along("Sven Ek", "radmannen", "Kurt Åkesson", role="Samtal och provtagning", standing=Standing.ONGOING)
    one.taken_on("Kurt Åkesson", "radmannen")
    return one


def gerd(stage: Stage) -> Iterator[datetime]:
    """In transition: the new contact is not confirmed yet."""
    gerd = yield from known(stage, "gerd", why="Boendestöd och behandling samtidigt.", days=210)
    yield stage.moment(-12, 10)
    gerd.ends(
        "Sven Ek",
        "transition",
        why="Gerd klarar hemmet själv. Hjälpen hon behöver nu finns på Rådmannen.",
        leaves=("innerstaden",),
        to="radmannen",
    )
    yield stage.moment(-6, 13)
    gerd.talked_last("Sven Ek", who="Gerd, Sven och Kurt", new_unit_was_there=True)
    gerd.way_back("Sven Ek", whom="Ring Kurt Åkesson på Rådmannen, 040-628 04 14.", signs="Att du drar dig undan.")


def rune(stage: Stage) -> Iterator[datetime]:
    """In some: Rådmannen is done, and waits for the social services to agree."""
    rune = yield from known(stage, "rune", why="Behandling och boendestöd.", days=240)
    yield stage.moment(-9, 10)
    rune.ends("Kurt Åkesson", "in_some", why="Behandlingen är klar.", leaves=("radmannen",))
    yield stage.moment(-5, 14)
    rune.talked_last("Kurt Åkesson", who="Rune, Kurt och Sven")
    rune.goals_are("Kurt Åkesson", "reachable", "Nykter sedan ett halvår. Boendet arbetar Sven och Rune vidare med.")
    rune.way_back("Kurt Åkesson", whom="Ring Rådmannen, 040-628 04 14.", signs="Sug, eller att du sover dåligt.")


def paula(stage: Stage) -> Iterator[datetime]:
    """She wants to stop, and nobody has asked her why yet."""
    paula = yield from known(stage, "paula", why="Flera behöver hjälpas åt.", days=120)
    yield stage.moment(-2, 19)
    paula.wants_to_stop("Det blir för många möten.")


def allan(stage: Stage) -> Iterator[datetime]:
    """Ended in the spring, and back: each yes is asked for anew."""
    allan = yield from known(stage, "allan", why="Behandling och hjälp med hyran.", days=340)
    yield stage.moment(-190, 10)
    allan.ends("Sven Ek", "everywhere", why="Målen är nådda.")
    allan.talked_last("Sven Ek", who="Allan, Sven och Kurt")
    allan.way_back("Sven Ek", whom="Ring Sven Ek, 040-628 04 12.", signs="Att räkningarna inte öppnas.")
    allan.consents_then("Sven Ek", "end")
    allan.agrees_to_end("Kurt Åkesson")
    allan.ended("Sven Ek")
    yield stage.moment(-3, 11)
    allan.comes_back("Sven Ek", "Allan ringde enligt planen: räkningarna har blivit liggande igen.")


AVSLUTEN = (gerd, rune, paula, allan)
