"""An intake as it is shown to the team: masked when it must be, with where it stands and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.intakes import may
from brygga.intakes.models import Intake
from brygga.intakes.queries import is_masked
from brygga.intakes.states import UNDER_WAY, RequestState
from brygga.people.models import MASKED
from brygga.routines.loading import routine
from brygga.rules.ages import age_on
from brygga.rules.identity_numbers import parse
from brygga.web.links import way_to

S = RequestState


@dataclass(frozen=True, slots=True)
class Card:
    intake: Intake
    url: str
    masked: bool
    name: str
    age: str
    phone: str
    reach: str
    number: str
    words: str
    contacts: tuple[str, ...]
    line: str
    state: str
    tone: str
    due: datetime | None
    been_here: bool

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.now()


def card(intake: Intake, *, opened: bool = False) -> Card:
    """`opened` when protected details have just been opened with a reason."""
    masked = is_masked(intake) and not opened
    born = intake.born
    return Card(
        intake=intake,
        url=way_to("intake", intake.pk),
        masked=masked,
        name=MASKED if masked else intake.name or "Utan namn",
        age="" if masked or born is None else f"{age_on(born, clock.today())} år",
        phone="" if masked else intake.phone,
        reach="" if masked else intake.reach,
        number="" if masked or not intake.number else parse(intake.number).formatted_long,
        words=intake.words,
        contacts=_contacts(intake),
        line=_line(intake),
        state=_state(intake),
        tone=_tone(intake),
        due=intake.contact_by if intake.state in UNDER_WAY and intake.contacted_at is None else None,
        been_here=bool(intake.been_here),  # type: ignore[attr-defined]
    )


def _contacts(intake: Intake) -> tuple[str, ...]:
    terms = {kind.key: kind.term for kind in routine(intake.place).unit_kinds}
    return tuple(terms[key] for key in intake.contacts if key in terms)


def _line(intake: Intake) -> str:
    who = intake.appointed.staff.name if intake.appointed else "Ingen har hand om det"
    came = f"Remiss från {intake.from_unit.name}" if intake.from_unit else intake.get_way_display()
    return f"{came} · {who}"


def _state(intake: Intake) -> str:
    state = RequestState(intake.state)
    if state is S.DONE and intake.outcome_rule:
        return intake.outcome_rule.term
    if state in UNDER_WAY and intake.meeting_at:
        return "Första möte bokat"
    if state in UNDER_WAY and intake.contacted_at:
        return "Kontaktad"
    return {S.SENT: "Ny", S.ACCEPTED: "Att kontakta", S.DECLINED: "Lades undan"}.get(state, str(state.label))


def _tone(intake: Intake) -> str:
    state = RequestState(intake.state)
    if state in UNDER_WAY and intake.contacted_at is None:
        return "info"
    return {S.DONE: "good", S.WITHDRAWN: "neutral", S.DECLINED: "neutral"}.get(state, "good")


@dataclass(frozen=True, slots=True)
class Doing:
    """A button that stands there exactly when the act would be allowed."""

    text: str
    url: str
    weight: str = "second"


def doings(intake: Intake, actor: Actor, *, masked: bool) -> list[Doing]:
    found = [
        (may.may_acknowledge(actor, intake), Doing("Kvittera", way_to("work-intake", intake.pk, "kvittera"))),
        (
            may.may_work(actor, intake),
            Doing("Skriv in kontaktförsök", way_to("work-intake", intake.pk, "forsok"), _first(intake)),
        ),
        (may.may_work(actor, intake), Doing("Bestäm första mötet", way_to("work-intake", intake.pk, "tid"))),
        (may.may_assess(actor, intake), Doing("Bedöm vart det hör", way_to("work-intake", intake.pk, "bedom"))),
        (may.may_register(actor, intake), Doing("Registrera personen", way_to("register-intake", intake.pk))),
        (may.may_end(actor, intake), Doing("Skriv vad det blev", way_to("end-intake", intake.pk))),
        (may.may_dismiss(actor, intake), Doing("Lägg undan", way_to("work-intake", intake.pk, "lagg-undan"), "quiet")),
    ]
    shown = [doing for allowed, doing in found if allowed]
    if masked and may.may_open_details(actor, intake):
        shown.insert(0, Doing("Visa skyddade uppgifter", way_to("open-intake", intake.pk)))
    return shown


def _first(intake: Intake) -> str:
    return "main" if intake.appointed_id and intake.contacted_at is None else "second"
