"""The deputy heads of Stockholm meet every month: one meeting held with its minutes, one to come with its cases.

The addiction unit stayed away from the reconciliation meeting, and its head has followed that up. One case came too
late for the last collaboration meeting, and stands on the list of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.people.models import Person
from brygga.series import acts
from brygga.series.facts import CaseFacts, StepFacts
from brygga.series.models import DocketItem, SeriesMeeting, SeriesSeat
from brygga.series.queries import expected, meetings

BENGT, KARIN, PETER = "Bengt Bro", "Karin Klint", "Peter Alm"
Scene = tuple[datetime, Callable[[], object]]


def story(stage: Stage) -> Iterator[datetime]:
    yield stage.moment(-80, 9)
    acts.lay_out(stage.unit("barn_ungdom").organisation, by=stage.actor(BENGT), key="deputy_heads")
    rows = list(meetings(stage.actor(BENGT)).order_by("starts_at"))
    past = [row for row in rows if row.day < stage.today]
    coming = [row for row in rows if row.day > stage.today]
    reconciled = next(row for row in reversed(past) if row.kind == "reconciliation")
    collaborated = next(row for row in reversed(past) if row.kind == "collaboration")
    following = next(row for row in coming if row.kind == "collaboration")
    scenes: list[Scene] = [
        *((row.starts_at - timedelta(hours=20), _cancelled(stage, row)) for row in past[:-2]),
        *_reconciliation(stage, reconciled),
        *_collaboration(stage, collaborated, following),
        (stage.moment(-3, 10), lambda: _nova(stage, following)),
        (stage.moment(-2, 14), lambda: _unnamed(stage, following)),
    ]
    for at, scene in sorted(scenes, key=lambda one: one[0]):
        yield at.astimezone(clock.SWEDEN)
        scene()


def _cancelled(stage: Stage, row: SeriesMeeting) -> Callable[[], object]:
    return lambda: acts.cancel(row, by=stage.actor(KARIN), why="Flera av oss är på utbildning den veckan.")


def _held(stage: Stage, row: SeriesMeeting, by: str, absent: str = "") -> SeriesMeeting:
    fresh = SeriesMeeting.objects.visible_to(stage.actor(by)).select_related("series").get(pk=row.pk)
    marks = {
        one.assignment.pk: "absent" if one.assignment.staff.name == absent else "present" for one in expected(fresh)
    }
    return acts.hold(fresh, by=stage.actor(by), attendance=marks)


def _reconciliation(stage: Stage, row: SeriesMeeting) -> Iterator[Scene]:
    yield row.starts_at, lambda: _reconciled(stage, row)
    yield row.starts_at + timedelta(hours=5), lambda: _adopted(stage, row)
    yield row.starts_at + timedelta(hours=8), lambda: _followed_up(stage, row)


def _reconciled(stage: Stage, row: SeriesMeeting) -> None:
    held = _held(stage, row, KARIN, absent=PETER)
    said = {
        "shared_questions": "Kallelserna till trepartsmöten kommer sent. Vi ringer samma dag som behovet syns.",
        "trends": "Fler unga som spelar om pengar. Väntan på boendestöd har blivit kortare.",
        "planned_handovers": "En överlämning är planerad efter nyår.",
    }
    step = StepFacts(
        what="Bjud in boendestödet till nästa avstämningsmöte",
        unit=stage.unit("socialpsykiatri"),
        function="deputy_unit_head",
        due_on=stage.day(12),
    )
    for item, text in said.items():
        taken = step if item == "trends" else None
        acts.write_note(held, by=stage.actor(KARIN), item=item, text=text, seen=0, step=taken)


def _adopted(stage: Stage, row: SeriesMeeting) -> None:
    fresh = SeriesMeeting.objects.visible_to(stage.actor(KARIN)).select_related("writer_unit").get(pk=row.pk)
    others = [name for name in (KARIN, BENGT) if stage.assignment(name).unit_id != fresh.writer_unit_id]
    acts.adopt(fresh, by=stage.actor(others[0]))


def _followed_up(stage: Stage, row: SeriesMeeting) -> None:
    head = stage.actor("Ulla Unger")
    seat = SeriesSeat.objects.visible_to(head).stayed_away().get(meeting=row)
    acts.follow_up_absence(seat, by=head, how="Peter var sjuk. Hädanefter kommer någon annan från oss i hans ställe.")


def _collaboration(stage: Stage, row: SeriesMeeting, following: SeriesMeeting) -> Iterator[Scene]:
    cases: list[DocketItem] = []
    closes = row.closes_at
    assert closes is not None
    yield closes - timedelta(days=3), lambda: cases.append(_before(stage, row))
    yield closes + timedelta(hours=2), lambda: _too_late(stage, following)
    yield row.starts_at, lambda: _collaborated(stage, row, cases[0])
    yield row.starts_at + timedelta(hours=4), lambda: _adopted_by_the_other(stage, row)


def _before(stage: Stage, row: SeriesMeeting) -> DocketItem:
    case = CaseFacts(
        age=52,
        background="Beroende av alkohol sedan ungdomen. Ingen utredning.",
        situation="Öppenvård hos oss sedan i våras. Klarar inte städning och mat.",
        question="Behövs stöd i hemmet, och i så fall från vem?",
    )
    return _announced(stage, row, PETER, case, "socialpsykiatri")


def _announced(stage: Stage, row: SeriesMeeting, by: str, case: CaseFacts, *to: str) -> DocketItem:
    return acts.announce(row, by=stage.actor(by), case=case, to_units=[stage.unit(key) for key in to])


def _too_late(stage: Stage, following: SeriesMeeting) -> None:
    case = CaseFacts(
        age=71,
        background="Bytt bostad tre gånger på ett år. Utreds för minnessvårigheter.",
        situation="Bor på vandrarhem. Hemtjänst är inte sökt.",
        question="Vem ansvarar för boendet tills utredningen är klar?",
    )
    _announced(stage, following, PETER, case, "aldreomsorg", "socialpsykiatri")


def _collaborated(stage: Stage, row: SeriesMeeting, item: DocketItem) -> None:
    _held(stage, row, KARIN)
    step = StepFacts(
        what="Boka trepartsmöte om boendestöd",
        unit=stage.unit("socialpsykiatri"),
        function="care_assessor",
        due_on=max(stage.day(3), row.day),
    )
    note = "Behandlingen fortsätter, och boendestöd utreds samtidigt."
    acts.decide(item, by=stage.actor(KARIN), outcome="several", note=note, step=step)


def _adopted_by_the_other(stage: Stage, row: SeriesMeeting) -> None:
    fresh = SeriesMeeting.objects.visible_to(stage.actor(KARIN)).get(pk=row.pk)
    wrote_herself = stage.assignment(KARIN).unit_id == fresh.writer_unit_id
    acts.adopt(fresh, by=stage.actor(PETER if wrote_herself else KARIN))


def _nova(stage: Stage, following: SeriesMeeting) -> None:
    case = CaseFacts(
        coordination=_coordination_of(stage, "Nova"),
        background="Hos oss sedan hon var fjorton. Utredning enligt SoL pågår.",
        situation="Har fått boendestöd från socialpsykiatrin. Fyller snart 19 år.",
        question="Hur går vi till väga när ansvaret går över, så att hon inte behöver börja om?",
    )
    _announced(stage, following, BENGT, case, "socialpsykiatri")


def _coordination_of(stage: Stage, given_name: str) -> Any:
    person = Person.objects.visible_to(stage.actor("Astrid Ung")).get(given_name=given_name)
    return Coordination.objects.visible_to(stage.actor(BENGT)).open().get(person=person)


def _unnamed(stage: Stage, following: SeriesMeeting) -> None:
    case = CaseFacts(
        age=67,
        background="Psykossjukdom sedan länge, känd i slutenvården. Missbruk av läkemedel.",
        situation="Skrivs ut om några veckor. Ingen planering finns.",
        question="Hör stödet hemma till oss eller till äldreomsorgen?",
    )
    _announced(stage, following, KARIN, case, "aldreomsorg", "beroendevard")
