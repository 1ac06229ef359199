"""Every write about persons, their representatives and cases."""

from brygga.people.acts.cases import (
    appoint_caseworker,
    close_case,
    erase_exploratory,
    keep_case,
    move_case,
    open_case,
    register_person,
)
from brygga.people.acts.dying import correct_death, register_death, when_somebody_dies
from brygga.people.acts.persons import (
    change_identity,
    choose_ways,
    correct_identity,
    correct_person,
    lift_protection,
    open_protected,
    raise_protection,
)
from brygga.people.acts.representatives import add_representative, change_representative, end_representative

__all__ = [
    "add_representative",
    "appoint_caseworker",
    "change_identity",
    "change_representative",
    "choose_ways",
    "close_case",
    "correct_death",
    "correct_identity",
    "correct_person",
    "end_representative",
    "erase_exploratory",
    "keep_case",
    "lift_protection",
    "move_case",
    "open_case",
    "open_protected",
    "raise_protection",
    "register_death",
    "register_person",
    "when_somebody_dies",
]
