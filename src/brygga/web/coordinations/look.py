"""One look at a coordination: what the rooms know about it, put together for its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination
from brygga.coordinations.overview import Lack, Overview, overview
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.interventions.placements import warnings as placements
from brygga.investigations.guard import Warned, warnings
from brygga.investigations.models import Resolution
from brygga.investigations.queries import untold_in
from brygga.meetings.models import Meeting
from brygga.meetings.queries import Upcoming, next_meetings, unsettled
from brygga.meetings.states import MeetingState
from brygga.plans.queries import Agreed, agreed
from brygga.requests.clocks import GFI_WISH
from brygga.requests.models import Request
from brygga.requests.queries import expected, waiting
from brygga.requests.states import RequestState
from brygga.rules.case_kinds import NextStep
from brygga.rules.words import in_sentence
from brygga.web.coordinations.lacking import Lacking, is_late, lacking
from brygga.web.links import way_to


@dataclass(frozen=True, slots=True)
class Action:
    text: str
    url: str
    icon: str = "arrow-right"


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that will happen: what, by whom, by when."""

    title: str
    url: str
    note: str
    due: date | datetime | None
    status: str = ""
    tone: str = "info"
    is_deadline: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    overview: Overview
    agreed: Agreed | None
    main: Action | None
    coming: tuple[Coming, ...]
    lacking: tuple[Lacking, ...]
    may_work: Decision
    double: tuple[Warned, ...] = ()
    """What two units do at once, or have just done."""
    under_way: str = ""
    """The step that has been begun, in a few words."""

    @property
    def title(self) -> str:
        return f"Samordning {self.overview.coordination.number}"

    @property
    def planned(self) -> str:
        """What remains to be done when there is a plan already; the suggestion of a first step is behind us then."""
        plan = self.agreed
        if plan and plan.waiting:
            return f"Version {plan.waiting.number} är framlagd. Den gäller när alla parter och personen har sagt ja."
        if plan and plan.holds:
            return "Planen gäller. Berätta för de andra hur insatserna går, och direkt om något avbryts."
        return ""

    @property
    def step_heading(self) -> str:
        if self.planned:
            waiting = self.agreed is not None and self.agreed.waiting
            return "Nästa steg: få svar på planen" if waiting else "Nu: arbeta enligt planen"
        return f"Nästa steg: {self.under_way or in_sentence(self.overview.step.term)}"

    @property
    def other_step_url(self) -> str:
        return way_to("next-step", self.overview.coordination.pk) if self.may_work else ""

    @property
    def let_in_url(self) -> str:
        return way_to("let-in", self.overview.coordination.pk) if self.may_work else ""

    @property
    def coordinator_url(self) -> str:
        return way_to("coordinator", self.overview.coordination.pk) if self.may_work else ""

    @property
    def plan_url(self) -> str:
        return way_to("plan", self.agreed.plan_id) if self.agreed else ""

    @property
    def agreed_note(self) -> str:
        if not self.agreed or not self.agreed.holds:
            return ""
        return f"version {self.agreed.number}{', delvis antagen' if self.agreed.partly else ''}"


def look_at(coordination: Coordination, actor: Actor) -> Look:
    seen = overview(coordination, actor)
    plan = agreed(actor, coordination)
    requests = waiting(actor, coordination)
    meetings = next_meetings(actor, coordination)
    may = may_work(actor, coordination)
    open_ends = unsettled(actor, coordination)
    untold: list[Resolution] = untold_in(actor, coordination)
    placed = placements(actor, coordination)
    return Look(
        overview=seen,
        agreed=plan,
        main=_main_action(seen, plan, requests, meetings, open_ends) if may else None,
        coming=tuple(sorted(_coming(plan, requests, meetings, actor), key=_when)),
        lacking=lacking(seen, plan, requests, meetings, open_ends, may, untold, placed),
        may_work=may,
        double=tuple(warnings(actor, coordination)),
        under_way=_under_way(seen, requests, meetings),
    )


#: One that was opened longer ago than this is over, and is among what is missing.
A_MEETING = timedelta(hours=4)
FAR = datetime(9999, 1, 1, tzinfo=clock.SWEDEN)


def _when(one: Coming) -> datetime:
    if one.due is None:
        return FAR
    return one.due if isinstance(one.due, datetime) else datetime.combine(one.due, time.max, clock.SWEDEN)


def _coming(plan: Agreed | None, requests: list[Request], meetings: list[Upcoming], actor: Actor) -> Iterator[Coming]:
    for one in meetings:
        yield _meeting(one)
    for request in requests:
        if not is_late(request):
            yield _asked(request, actor)
    if plan and plan.waiting:
        title = f"Version {plan.waiting.number} av planen väntar på svar"
        yield Coming(title, way_to("plan", plan.plan_id), "", None, "Väntar på ja", "warning")
    if plan and plan.rest_on and plan.rest_on >= clock.today():
        yield Coming("Resten av planen tas upp", way_to("plan", plan.plan_id), "", plan.rest_on)
    if plan and plan.follow_up_on and plan.follow_up_on >= clock.today():
        yield Coming("Planen följs upp", way_to("plan", plan.plan_id), plan.coordinator, plan.follow_up_on)


def _meeting(one: Upcoming) -> Coming:
    url = way_to("meeting", one.meeting.pk)
    if one.is_draft:
        return Coming(one.meeting.term, url, "", one.meeting.starts_at, "Inte kallat", "neutral", is_deadline=False)
    note = f"{one.coming} av {one.called} kommer"
    status, tone = ("Väntar på svar", "info") if one.waiting else ("", "info")
    return Coming(one.meeting.term, url, note, one.meeting.starts_at, status, tone, is_deadline=False)


def _asked(request: Request, actor: Actor) -> Coming:
    if request.state == RequestState.DRAFT:
        note = f"till {request.to_unit.name}"
        return Coming(request.kind_name, way_to("write-request", request.pk), note, None, "Utkast", "neutral")
    next_thing = expected(request)
    by = next_thing.by if next_thing else None
    label = RequestState(request.state).label
    return Coming(
        request.kind_name, way_to("request", request.pk), next_thing.text if next_thing else "", by, str(label)
    )


def _main_action(
    seen: Overview,
    plan: Agreed | None,
    requests: list[Request],
    meetings: list[Upcoming],
    open_ends: list[Meeting],
) -> Action | None:
    """One thing to do now: what is under way goes before something new."""
    coordination = seen.coordination
    if any(one.lack is Lack.CONSENT and one.about is None for one in seen.missing):
        url = way_to("coordination-consents", coordination.pk)
        return Action("Fråga om samtycke", url, "shield") if url else None
    if held := next((row for row in open_ends if _goes_on(row)), None):
        return Action("Fortsätt på mötet", way_to("meeting-hold", held.pk), "people")
    if plan and (plan.holds or plan.waiting):
        return Action("Öppna planen", way_to("plan", plan.plan_id), "plan")
    if meetings:
        return Action("Öppna mötet", way_to("meeting", meetings[0].meeting.pk), "calendar")
    if plan and seen.step is not NextStep.GFI:
        return Action("Öppna planen", way_to("plan", plan.plan_id), "plan")
    if seen.step is NextStep.GFI:
        return _towards_gfi(coordination, requests)
    if seen.step is NextStep.REASSESS:
        return Action("Välj nästa steg", way_to("next-step", coordination.pk))
    return Action("Kalla till möte", way_to("meeting-plan", coordination.pk), "calendar")


def _goes_on(row: Meeting) -> bool:
    return row.state == MeetingState.HELD and row.held_at is not None and row.held_at > clock.now() - A_MEETING


def _under_way(seen: Overview, requests: list[Request], meetings: list[Upcoming]) -> str:
    if called := next((one.meeting for one in meetings if not one.is_draft), None):
        return f"{called.kind_term} {called.when}"
    wish = next((request for request in requests if request.kind == GFI_WISH), None)
    if wish is None or wish.state == RequestState.DRAFT or seen.step is not NextStep.GFI:
        return ""
    return "boka det gemensamma mötet" if wish.state == RequestState.ACCEPTED else f"svar från {wish.to_unit.name}"


def _towards_gfi(coordination: Coordination, requests: list[Request]) -> Action:
    """A wish that waits is opened; one that was accepted leads on to the meeting."""
    wish = next((request for request in requests if request.kind == GFI_WISH), None)
    if wish is None:
        return Action("Önska GFI", way_to("new-request", coordination.pk, GFI_WISH), "send")
    if wish.state == RequestState.DRAFT:
        return Action("Skriv klart önskan om GFI", way_to("write-request", wish.pk), "pen")
    if wish.state == RequestState.ACCEPTED and (url := way_to("meeting-plan", coordination.pk)):
        return Action("Boka mötet", url, "calendar")
    return Action("Se önskan om GFI", way_to("request", wish.pk), "eye")
