"""The ways to go on with somebody in the queue or enrolled."""

from __future__ import annotations

from brygga.agencies.models import Assignment
from brygga.agencies.queries import caseworkers
from brygga.coaching import acts, may
from brygga.coaching.models import Enrolment
from brygga.core import clock
from brygga.web.coaching import forms
from brygga.web.ways import Way, table


def _coaches(row: Enrolment) -> list[Assignment]:
    return [one for one in caseworkers(row.unit, clock.today()) if may.can_coach(one, row.unit_id, clock.today())]


def _is_full(row: Enrolment) -> bool:
    return may.room_in(row.unit_id, row.rule, row).is_full


WAYS = table(
    Way(
        "bedom",
        "Bedöm grupp i kön",
        "Kryssa i det som gäller. Rutinen säger vilken grupp det blir. Den som frågade ser att ni har tagit emot.",
        "Gruppen är sparad.",
        acts.assess,
        may.may_assess,
        lambda data, row: forms.AssessForm(data, enrolment=row),
        submit="Spara",
    ),
    Way(
        "horde-av",
        "Vi har hört av oss",
        "Klockan börjar om, så att ingen väntar utan besked.",
        "Sparat. Klockan har börjat om.",
        acts.note_contact,
        may.may_note_contact,
        lambda data, _row: forms.ContactForm(data),
        submit="Spara",
    ),
    Way(
        "erbjud",
        "Erbjud plats",
        "Platsen hålls tills personen har svarat. Personen ser erbjudandet i Brygga, eller får det av er.",
        "Platsen är erbjuden.",
        acts.offer,
        may.may_offer,
        lambda data, row: forms.OverForm(data, full=_is_full(row)),
        submit="Erbjud platsen",
    ),
    Way(
        "skriv-in",
        "Skriv in",
        "Personen får en coach. De andra enheterna i samordningen ser att personen är inskriven.",
        "Personen är inskriven.",
        acts.enrol,
        may.may_enrol,
        lambda data, row: forms.EnrolForm(
            data, enrolment=row, coaches=_coaches(row), full=not row.offered_at and _is_full(row)
        ),
    ),
    Way(
        "ur-kon",
        "Ta ur kön",
        "Den som frågade får veta varför.",
        "Personen står inte längre i kö.",
        acts.leave_queue,
        may.may_leave_queue,
        lambda data, _row: forms.LeaveForm(data),
    ),
    Way(
        "coach",
        "Byt coach",
        "Personen ser vem som är coach.",
        "Coachen är bytt.",
        acts.change_coach,
        may.may_change_coach,
        lambda data, row: forms.CoachForm(data, coaches=[one for one in _coaches(row) if one.pk != row.coach_id]),
    ),
    Way(
        "steg",
        "Skriv in ett steg",
        "Det som redan står ändras inte. Har personen gått tillbaka ett steg skriver du in det.",
        "Steget är sparat.",
        acts.record_step,
        may.may_record,
        lambda data, row: forms.ProgressForm(data, enrolment=row),
        submit="Spara steget",
    ),
    Way(
        "avsluta",
        "Avsluta inskrivningen",
        "Platsen blir ledig. Aktiviteterna avslutas samma dag.",
        "Inskrivningen är avslutad.",
        acts.end,
        may.may_end,
        lambda data, row: forms.EndForm(data, enrolment=row),
        submit="Avsluta",
    ),
)
