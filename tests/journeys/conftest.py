"""What the journeys share: a small Malmö where Folke's way can begin, and a clock whose hands can be moved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from brygga.demo.stage import Stage, set_up
from brygga.demo.stories import folke
from tests.browser import SHOTS
from tests.journeys.playing import Play

KEPT_UNDER = 150_000


@pytest.fixture
def stage(transactional_db) -> Stage:
    """The five places and their staff; and Folke, to whom nothing has happened yet."""
    stage = set_up()
    stage.play((folke.story,))
    return stage


@pytest.fixture
def hands(monkeypatch):
    """Moves the program's clock to a working day at an hour, for all threads. It goes on from there."""
    real = timezone.now
    started = real()

    def move_to(moment: datetime) -> None:
        ahead = moment - started
        monkeypatch.setattr(timezone, "now", lambda: real() + ahead)

    return move_to


@pytest.fixture
def play(open_page, stage, hands):
    play = Play(open_page=open_page, stage=stage, hands=hands)
    yield play
    assert play.faults == [], "\n\n".join(play.faults)


@pytest.fixture
def picture():
    """A picture for the guide, when somebody asks: BRYGGA_SHOTS=docs/guide/images ./brygga test -n 0 tests/journeys."""

    def take(page, name: str, *, whole: bool = False) -> None:
        if SHOTS:
            page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
            path = Path(SHOTS) / f"{name}.png"
            page.screenshot(path=path, full_page=whole)
            _make_small(path)

    return take


def _make_small(path: Path) -> None:
    from PIL import Image

    with Image.open(path) as taken:
        taken.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < KEPT_UNDER, f"{path.name} is {path.stat().st_size} bytes"
