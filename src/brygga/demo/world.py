"""Builds the demo world: the stage, then the stories, all through the acts."""

from __future__ import annotations

from brygga.demo.stage import Stage, set_up
from brygga.demo.stories import STORIES
from brygga.timelines.batches import write_all


def build() -> Stage:
    stage = set_up()
    stage.play(STORIES)
    write_all()
    return stage
