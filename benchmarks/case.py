"""The case to copy: Amina's, with an adopted plan, some history, and a second version that waits for one yes."""

from __future__ import annotations

from brygga.coordinations.acts import share_note
from brygga.core.traces import log_reading
from brygga.core.writing import asked_by
from brygga.plans.acts.following import report_progress
from brygga.plans.acts.versions import propose_version, record_persons_say, say
from brygga.plans.acts.working import add_row
from brygga.plans.facts import NeedFacts
from brygga.plans.states import InterventionState, Say
from tests.cast import World, build, share
from tests.lived import live


def lived() -> World:
    with asked_by("the cast"):
        world = share(build())
    live(world)
    _answer(world, world.version, last=True)
    for number in range(10):
        share_note(world.coordination, by=world.sara, matter="coordination", text=f"Anteckning {number}.")
        report_progress(world.intervention, by=world.sara, state=InterventionState.ONGOING, note=f"Vecka {number}.")
        log_reading(world.rut, what="Samordning", person_id=world.amina.pk, stream_id=world.coordination.pk)
    add_row(world.plan, by=world.sara, facts=NeedFacts(text="Jag vill ha något att göra om dagarna."))
    world.plan.refresh_from_db()
    world.waiting = propose_version(world.plan, by=world.sara)
    _answer(world, world.waiting, last=False)
    return world


def _answer(world: World, version: object, *, last: bool) -> None:
    say(version, by=world.rut, say=Say.YES)
    record_persons_say(version, by=world.sara, say=Say.YES, how="Muntligt på mötet")
    if last:
        say(version, by=world.sara, say=Say.YES)
