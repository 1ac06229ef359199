"""Who acts and reads: staff in an assignment (uppdrag), the person themself, or the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from brygga.rules.powers import Power

#: The columns that say who did something hold so much.
LONGEST = 300


class ActorKind(StrEnum):
    STAFF = "staff"
    PERSON = "person"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Whom:
    """One whose side may be seen: oneself, or somebody one represents (`as_what`: god man, vårdnadshavare …)."""

    key: str
    name: str
    as_what: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in an assignment, chosen after sign-in. Rights and logs follow the assignment.

    `reads` are the units whose cases this actor may read: the own unit for those who work with cases,
    the units below too for those who lead. `distributes` are the units whose incoming requests they hand out.
    Someone signed in as a person reads about `person_ids`, which is one human: themself, or one they represent, chosen
    among `whom`. They may say yes or no for `speaks_for`: themself, and whom they represent with a mandate to consent.
    A relative reads but does not answer in the person's place.
    """

    kind: ActorKind
    name: str
    title: str = ""
    staff_id: UUID | None = None
    assignment_id: UUID | None = None
    unit_id: UUID | None = None
    unit_name: str = ""
    organisation_id: UUID | None = None
    organisation_name: str = ""
    place: str = ""
    powers: frozenset[Power] = frozenset()
    reads: frozenset[UUID] = frozenset()
    distributes: frozenset[UUID] = frozenset()
    person_ids: frozenset[UUID] = field(default=frozenset(), compare=False)
    speaks_for: frozenset[UUID] = field(default=frozenset(), compare=False)
    represents: str = ""
    represents_as: str = ""
    whom: tuple[Whom, ...] = field(default=(), compare=False)

    @property
    def is_staff(self) -> bool:
        return self.kind is ActorKind.STAFF

    @property
    def is_person(self) -> bool:
        return self.kind is ActorKind.PERSON

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    @property
    def label(self) -> str:
        """Name and assignment, as it is written in logs and histories; of a very long one the end is left out."""
        text = ", ".join(filter(None, (self.name, self.title, self.unit_name))) if self.is_staff else self.name
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

    @property
    def byline(self) -> str:
        """How the actor is named where other units read: staff by assignment, the person never by name."""
        if not self.is_person:
            return self.label
        return "personen genom företrädare" if self.represents else "personen själv"

    @property
    def signature(self) -> str:
        """How the actor is named in logs: the person never by name, as what was done says whose it is."""
        return self.byline if self.is_person and not self.represents else self.label

    def has(self, power: Power) -> bool:
        return power in self.powers

    def __str__(self) -> str:
        return self.label


SYSTEM = Actor(kind=ActorKind.SYSTEM, name="Brygga")
