"""What Lena Hallberg plans at her unit: Mona will be away and Sara acts for her; Sven leaves his work to nobody yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.agencies.acts import end_assignment, name_stand_in
from brygga.demo.stage import Stage


def at_innerstaden(stage: Stage) -> Iterator[datetime]:
    yield stage.moment(-2, 9)
    mona, sara = stage.assignment("Mona Blad"), stage.assignment("Sara Berg")
    lena, adam = stage.actor("Lena Hallberg"), stage.actor("Adam Ask")
    name_stand_in(mona, by=lena, staff=sara.staff, since=stage.day(4), until=stage.day(11))
    end_assignment(stage.assignment("Sven Ek"), by=adam, until=stage.day(24))
