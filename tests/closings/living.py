"""Closings of `lived`: Amina wants to stop; Per's others have left; Ulla's is closed; Siri has died."""

from __future__ import annotations

from typing import Any

from brygga.closings import acts
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.people.models import Person
from tests.cast import _case, _engagement, _person

PER, ULLA, SIRI = "197910209290", "196608152846", "195901232602"


def lives(world: Any) -> None:
    world.closing = acts.ask_to_stop(world.coordination, by=world.amina_herself, words="Det blir för många möten.")
    acts.explore(world.closing, by=world.sara, on=clock.today(), explored_words="Jag orkar inte åka så långt.")
    acts.plan_resuming(
        world.closing, by=world.sara, resume_whom="Ring Sara.", resume_how="Vardagar.", resume_signs="Sover dåligt."
    )
    with asked_by("the cast"):
        world.ended = _left_by_others(world, "Per", PER, "S-21")
        world.closed = _left_by_others(world, "Ulla", ULLA, "S-22")
        world.mourned = _left_by_others(world, "Siri", SIRI, "S-23")
        Person._base_manager.filter(pk=world.mourned.person_id).update(died_on=clock.today())
        Coordination._base_manager.filter(pk=world.closed.pk).update(closed_on=clock.today())


def _left_by_others(world: Any, name: str, number: str, known_as: str) -> Coordination:
    person = _person(world.social, name, "Kvist", number)
    made = Coordination._base_manager.create(
        person=person, unit=world.innerstaden, place="malmo", number=known_as, opened_on=clock.today(),
        opened_by=world.sven.label,
    )  # fmt: skip
    _engagement(made, world.innerstaden, world.sven, _case(person, world.innerstaden, world.sven))
    gone = _engagement(made, world.radmannen, world.rut, None)
    Engagement._base_manager.filter(pk=gone.pk).update(ended_on=clock.today())
    return made
