"""Love: a wish for a GFI that has waited too long for somebody to be appointed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.core.actor import SYSTEM
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.requests import acts as requests


def story(stage: Stage) -> Iterator[datetime]:
    love = Life(stage, "love")
    yield stage.moment(-60, 10)
    love.known_at("radmannen", by="Kurt Åkesson")
    yield stage.moment(-14, 10)
    love.opened_by("Kurt Åkesson", "radmannen", why="Riskerar att förlora sin bostad och dricker mer än tidigare.")
    love.says_yes("Kurt Åkesson", to=["innerstaden"], about=["addiction", "housing"])
    yield stage.moment(-14, 11)
    love.wish(
        "Kurt Åkesson",
        "innerstaden",
        "Alkohol. Risk för vräkning vid årsskiftet. Vill veta vad socialtjänsten kan hjälpa till med.",
    )
    yield stage.moment(-11, 14)
    love.received("Fred Lund")
    yield stage.moment(-6, 6)
    requests.note_late_answer(love.request, by=SYSTEM)
