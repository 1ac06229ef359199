"""What time does by itself: consents end, requests expire, lateness is told once, responsibility goes over at an age,
reminders are put in the queue, old drafts go, the logs are sealed.

Safe to run at any time, and twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand

from brygga.consents.acts import lapse_disclosure, note_run_out
from brygga.consents.queries import lapsed, run_out
from brygga.consultations.acts import expire as expire_consultation
from brygga.consultations.queries import overdue as overdue_consultations
from brygga.coordinations.acts import shut_out
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.core.drafts import forget_old
from brygga.core.models import Event
from brygga.core.sealing import LOGS, seal
from brygga.escalations.acts import carry_out as carry_out_resolution
from brygga.escalations.acts import note_late as note_late_question
from brygga.escalations.queries import due as resolutions_due
from brygga.escalations.queries import late as late_questions
from brygga.extracts.acts import give_up
from brygga.extracts.batches import remove_forgotten
from brygga.extracts.carrying import carry_on as carry_on_extract
from brygga.extracts.carrying import forgotten
from brygga.extracts.carrying import unfinished as unfinished_extracts
from brygga.handovers.acts import carry_out
from brygga.handovers.queries import due as handovers_due
from brygga.intakes.acts import erase, note_late, tell_managers
from brygga.intakes.acts.knocking import forget as forget_knocks
from brygga.intakes.queries import not_contacted, still_not_contacted, to_erase
from brygga.messaging.acts.queue import forget_sent, put
from brygga.messaging.telling import reminders
from brygga.reorganisations.acts import carry_out_reorganisation, note_stop
from brygga.reorganisations.acts import finish as finish_reorganisation
from brygga.reorganisations.queries import due as due_reorganisations
from brygga.reorganisations.queries import unfinished, without_yes
from brygga.requests.acts import expire, note_late_answer, note_late_receipt
from brygga.requests.queries import overdue, without_answer, without_receipt
from brygga.series.laying import lay_out_all
from brygga.timelines.batches import write_nightly
from brygga.transfers.acts import carry_over, switch
from brygga.transfers.queries import due, to_carry_over


class Command(BaseCommand):
    help = "Låt klockorna gå: obesvarade förfrågningar förfaller, försenade uppmärksammas och loggarna förseglas."

    def handle(self, **_: Any) -> None:
        now = clock.now()
        ended = _each(run_out(clock.today()), note_run_out)
        _each(lapsed(clock.today()), lapse_disclosure)
        expired = _each(overdue(now), expire) + _each(overdue_consultations(now), expire_consultation)
        receipts = _each(_untold(without_receipt(now), "requests.note_late_receipt"), note_late_receipt)
        answers = _each(_untold(without_answer(now), "requests.note_late_answer"), note_late_answer)
        _each(handovers_due(clock.today()), carry_out)
        _each(resolutions_due(clock.today()), carry_out_resolution)
        _each(_untold(late_questions(now), "escalations.note_late"), note_late_question)
        _each(not_contacted(now), note_late)
        _each(still_not_contacted(now), tell_managers)
        _each(to_erase(now), erase)
        lay_out_all()
        _each(due(clock.today()), switch)
        _each(to_carry_over(), carry_over)
        _reorganise()
        _each(unfinished_extracts(), carry_on_extract)
        _each(forgotten(), give_up)
        remove_forgotten()
        forget_old(now)
        forget_knocks(now)
        put(reminders(now))
        forget_sent(now)
        sealed = sum(_seal_all(log) for log in LOGS)
        self.stdout.write(
            f"{ended} samtycken har gått ut, {expired} förfrågningar har förfallit, {receipts} okvitterade och "
            f"{answers} obesvarade är uppmärksammade, {sealed} loggrader är förseglade."
        )
        write_nightly()


def _reorganise() -> None:
    """What is due is done whole, or it is noted why not; what waited goes along when it may."""
    for row in due_reorganisations(clock.today()):
        try:
            carry_out_reorganisation(row, by=SYSTEM)
        except NotAllowed as refusal:
            note_stop(row, by=SYSTEM, why=str(refusal))
    _each(unfinished(), finish_reorganisation)
    for part in list(without_yes()):
        shut_out(part, by=SYSTEM, why="Personen har inte sagt ja till enheten")


def _untold(requests: Any, act: str) -> list[Any]:
    """Lateness is told once: the event that told it is the memory of it."""
    found = list(requests)
    told = set(
        Event.objects.unrestricted(because="the clocks remember what they have told")
        .filter(act=act, subject_id__in=[str(request.pk) for request in found])
        .values_list("subject_id", flat=True)
    )
    return [request for request in found if str(request.pk) not in told]


def _each(requests: Any, act: Callable[..., Any]) -> int:
    """One that somebody answered in the meantime is passed by."""
    done = 0
    for request in list(requests):
        try:
            act(request, by=SYSTEM)
        except NotAllowed:
            continue
        done += 1
    return done


def _seal_all(log: str) -> int:
    total = 0
    while count := seal(log):
        total += count
    return total
