"""What the ways in leave on one's desk: whom nobody has contacted, and whom one has in hand (BOR-02)."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.intakes.may import may_appoint
from brygga.intakes.models import Intake
from brygga.intakes.queries import late, mine, my_doors, untaken
from brygga.web.intakes.card import card
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Press, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    if not my_doors(actor):
        return
    now, more = clock.now(), More(Do.CONTACT, "Alla som har bett om hjälp", way_to("intakes"))
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

    in_order = ("contact_by", "pk")
    yield from few(late(actor).order_by(*in_order)[: FEW + 1], forgotten, more)
    for rows, make in ((untaken(actor), new), (mine(actor), own)):
        in_time = rows.exclude(contacted_at=None, contact_by__lt=now)
        yield from few(in_time.order_by(*in_order)[: FEW + 1], make, more)
