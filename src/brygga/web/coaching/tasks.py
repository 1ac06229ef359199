"""What a coaching team leaves on one's desk: who has waited too long, who has said yes, and presence to write in."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.coaching.models import ActivitySession, Enrolment
from brygga.coaching.queries import my_teams, rule_of, to_look_at, without_presence
from brygga.coaching.states import State
from brygga.core.actor import Actor
from brygga.rules.powers import Power
from brygga.ui.components.dates import weekday
from brygga.web.coaching.cards import card
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    teams = my_teams(actor)
    if not teams:
        return
    more = More(Do.CONTACT, "Hela kön till coachingteamet", way_to("coaching"))
    if any(actor.powers & {rule_of(team).to_power, Power.LEAD} for team in teams):
        yield from few(list(to_look_at(actor)[: FEW + 1]), _in_queue, more)
    sessions = list(without_presence(actor)[: FEW + 1])
    yield from few(sessions, _unnoted, More(Do.WRITE, "Mer närvaro att skriva in", way_to("coaching")))


def _in_queue(row: Enrolment) -> Task:
    one = card(row)
    if row.said_yes_at:
        return Task(Do.APPOINT, f"Skriv in {one.name} och välj coach", one.url, one.line, None, one.state, "good")
    if row.state == State.OFFERED:
        return Task(Do.REMIND, f"{one.name} har inte svarat på platsen", one.url, one.line, row.answer_by)
    if not row.priority:
        return Task(Do.ANSWER, f"{one.name} väntar på en plats i kön", one.url, one.line, row.look_by, "Inte bedömd")
    return Task(Do.CONTACT, f"Hör av dig till {one.name}", one.url, one.line, row.look_by)


def _unnoted(row: ActivitySession) -> Task:
    when = weekday(row.starts_at).capitalize()
    return Task(Do.WRITE, f"Skriv in närvaron: {row.activity.name}", way_to("activity-session", row.pk), when)
