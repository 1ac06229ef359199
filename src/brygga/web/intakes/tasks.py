"""What the ways in leave on one's desk: whom nobody has contacted, and whom one has in hand (BOR-02)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from brygga.core.actor import Actor
from brygga.intakes.may import may_appoint
from brygga.intakes.models import Intake
from brygga.intakes.queries import is_late, my_doors, on_desk
from brygga.web.intakes.card import card
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Press, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    if not my_doors(actor):
        return
    more = More(Do.CONTACT, "Alla som har bett om hjälp", way_to("intakes"))
    myself = (("caseworker", str(actor.assignment_id)),)

    def forgotten(row: Intake) -> Task:
        one = card(row)
        return Task(Do.CONTACT, f"Ingen har kontaktat {one.name}", one.url, one.line, row.contact_by)

    def new(row: Intake) -> Task:
        one = card(row)
        press = Press("Jag tar det", way_to("take-intake", row.pk), myself) if may_appoint(actor, row) else None
        title = f"{one.name} har bett om hjälp"
        return Task(Do.CONTACT, title, one.url, one.line, row.contact_by, "Ny", "info", press)

    def own(row: Intake) -> Task:
        one = card(row)
        what = "Kontakta" if row.contacted_at is None else "Fortsätt med"
        return Task(Do.CONTACT, f"{what} {one.name}", one.url, one.state, one.due)

    found: dict[Callable[[Intake], Task], list[Intake]] = {forgotten: [], new: [], own: []}
    for row in on_desk(actor, 3 * FEW + 1):
        found[forgotten if is_late(row) else own if row.appointed_id == actor.assignment_id else new].append(row)
    for make, rows in found.items():
        yield from few(rows, make, more)
