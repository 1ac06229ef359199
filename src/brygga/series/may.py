"""May they? A refusal says what to do, and never whom a case is about: refusals are kept in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from brygga.agencies.models import Organisation, Unit
from brygga.consents.may import may_share_identity
from brygga.consultations.anonymity import identities_in
from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.rules.powers import Power
from brygga.series.models import (
    DecidedStep,
    DocketItem,
    MeetingSeries,
    SeriesMeeting,
    SeriesSeat,
    WorkplaceExchange,
)
from brygga.series.states import Attendance, MeetingState
from brygga.series.whose import held_by, rules_for

#: What a consent must be for, for a case to be announced with whom it is about.
PURPOSE = "consultation"
#: A meeting may begin this long before its time.
EARLY = timedelta(minutes=30)
NOT_ONE_OF_THEM = no("Det här gör de som kommer till mötena.")
ADOPTED = no("Protokollet är justerat och låst. Skriv en rättelse i stället.")
SHOWS_WHOM = no("Texten visar vem det gäller. Ta bort namn och personnummer.")


def sits_in(actor: Actor, series: MeetingSeries) -> bool:
    """Whether the actor's function comes to the meetings, and does not only read along."""
    if series.place != actor.place or series.organisation_id not in (None, actor.organisation_id):
        return False
    return series.key in {rule.key for rule in rules_for(actor, comes=True)}


def _sits(actor: Actor, meeting: SeriesMeeting) -> Decision:
    return YES if sits_in(actor, meeting.series) else NOT_ONE_OF_THEM


def _planned(meeting: SeriesMeeting) -> Decision:
    if meeting.is_planned:
        return YES
    return no("Mötet är inställt." if meeting.state == MeetingState.CANCELLED else "Mötet har redan hållits.")


def _under_way(meeting: SeriesMeeting) -> Decision:
    if not meeting.is_held:
        return no("Öppna mötet först, och kryssa i vilka som är med.")
    return YES if meeting.adopted_at is None else ADOPTED


def may_lay_out(actor: Actor, organisation: Organisation) -> Decision:
    """The program every night; those who come, the first time."""
    if actor.is_system or (organisation.pk == actor.organisation_id and rules_for(actor, comes=True)):
        return YES
    return NOT_ONE_OF_THEM


def may_change(actor: Actor, meeting: SeriesMeeting) -> Decision:
    """Move or cancel, as long as it has not been held."""
    return first_no(_sits(actor, meeting), _planned(meeting))


def may_announce(actor: Actor, meeting: SeriesMeeting) -> Decision:
    """STO-07: by those who come, until the list closes."""
    if meeting.closes_at is None:
        return no("Till de här mötena anmäls inga ärenden.")
    if meeting.closes_at < clock.now():
        closed = f"Anmälan stängde {meeting.closes}. Anmäl till nästa möte, eller ta den akuta vägen."
        return first_no(_sits(actor, meeting), _planned(meeting), no(closed))
    return first_no(_sits(actor, meeting), _planned(meeting))


def may_name(actor: Actor, unit: Unit, to_units: Iterable[Unit], coordination: Coordination) -> Decision:
    """By a unit that takes part, and one consent lets everybody who is called know, for this purpose."""
    part = Engagement._base_manager.filter(coordination=coordination, unit=unit, ended_on=None).exists()
    own = YES if part else no("Anmäl med namn i en samordning som din enhet är med i.")
    consent = may_share_identity(coordination.person, [unit, *to_units], clock.today(), purpose=PURPOSE)
    return first_no(may_work(actor, coordination), own, consent)


def shows_nobody(actor: Actor, texts: Mapping[str, str]) -> Decision:
    return SHOWS_WHOM if identities_in(actor, None, texts) else YES


def may_withdraw(actor: Actor, item: DocketItem) -> Decision:
    ours = item.from_unit_id in actor.reads and (actor.has(Power.LEAD) or sits_in(actor, item.meeting.series))
    return first_no(
        YES if ours else no("Ärendet tas tillbaka av enheten som anmälde det."),
        YES if item.waits else no("Ärendet är redan behandlat eller återtaget."),
    )


def may_close_door(actor: Actor, item: DocketItem) -> Decision:
    """Done by whoever withdrew the consent."""
    return YES if item.waits else no("Ärendet är redan behandlat eller återtaget.")


def may_decide(actor: Actor, item: DocketItem) -> Decision:
    """Those whose case it is and those called to it, as long as the minutes are open."""
    if item.withdrawn_why:
        return no("Ärendet är återtaget.")
    mine = {item.from_unit_id, *called_units(item)} & actor.reads
    ours = YES if mine else no("Utfallet skrivs av dem som ärendet rör.")
    return first_no(_sits(actor, item.meeting), ours, _under_way(item.meeting))


def called_units(item: DocketItem) -> set[Any]:
    """Asked for with the case, or now."""
    if "called" in getattr(item, "_prefetched_objects_cache", {}):
        return {row.unit_id for row in item.called.all()}  # type: ignore[attr-defined]
    rows = item.called.unrestricted(because="which units are called to a case")  # type: ignore[attr-defined]
    return set(rows.values_list("unit_id", flat=True))


def may_swap_writer(actor: Actor, meeting: SeriesMeeting) -> Decision:
    over = no("Mötet är inställt.") if meeting.state == MeetingState.CANCELLED else YES
    return first_no(_sits(actor, meeting), over, YES if meeting.adopted_at is None else ADOPTED)


def may_write(actor: Actor, meeting: SeriesMeeting) -> Decision:
    """Under a standing item: also beforehand, for what is to be taken up."""
    return may_swap_writer(actor, meeting)


def may_hold(actor: Actor, meeting: SeriesMeeting) -> Decision:
    early = clock.now() < meeting.starts_at - EARLY
    wait = no(f"Mötet öppnas när det börjar, {meeting.when}.") if early else YES
    return first_no(_sits(actor, meeting), _planned(meeting), wait)


def may_note_attendance(actor: Actor, meeting: SeriesMeeting) -> Decision:
    return first_no(_sits(actor, meeting), _under_way(meeting))


def may_adopt(actor: Actor, meeting: SeriesMeeting) -> Decision:
    """STO-12: by one who was there and did not write, when every case has an outcome."""
    seats = SeriesSeat.objects.unrestricted(because="who was at the meeting").filter(meeting=meeting)
    there = set(seats.filter(attendance=Attendance.PRESENT).values_list("unit_id", flat=True))
    present = YES if actor.unit_id in there else no("Protokollet justeras av någon som var med.")
    wrote = meeting.writer_unit_id == actor.unit_id and len(there) > 1
    other = no("Protokollet justeras av någon från en annan enhet än den som skrev.") if wrote else YES
    waiting = DocketItem.objects.unrestricted(because="whether every case has an outcome")
    left = waiting.filter(meeting=meeting, state="announced").exists()
    done = no("Ett anmält ärende saknar utfall. De som det rör skriver det.") if left else YES
    return first_no(_sits(actor, meeting), _under_way(meeting), present, other, done)


def may_correct(actor: Actor, meeting: SeriesMeeting) -> Decision:
    open_yet = YES if meeting.adopted_at else no("Protokollet är inte justerat än. Ändra direkt i det.")
    return first_no(_sits(actor, meeting), open_yet)


def may_follow_up(actor: Actor, seat: SeriesSeat) -> Decision:
    """KAR-01: by the manager whose unit stayed away, or by those who sat there and talked with the manager."""
    if not seat.waits:
        return no("Frånvaron är redan uppföljd." if seat.is_followed_up else "Det finns ingen frånvaro att följa upp.")
    if seat.assignment_id == actor.assignment_id:
        return no("Den egna frånvaron följs upp av någon annan.")
    manager = actor.has(Power.LEAD) and seat.unit_id in actor.reads
    return YES if manager or sits_in(actor, seat.meeting.series) else no("Frånvaron följs upp av enhetens chef.")


def may_finish_step(actor: Actor, step: DecidedStep) -> Decision:
    if step.done_at:
        return no("Det är redan gjort.")
    held = held_by(actor)
    here = step.unit_id in actor.reads | actor.distributes or step.unit_id == actor.unit_id
    mine = here and held is not None and (held.function == step.function or actor.has(Power.LEAD))
    return YES if mine else no(f"Det här görs av {step.whose}.")


def may_register_exchange(actor: Actor, series: MeetingSeries) -> Decision:
    """KAR-12: those who come, for somebody at their own unit."""
    return YES if sits_in(actor, series) else NOT_ONE_OF_THEM


def may_note_exchange(actor: Actor, exchange: WorkplaceExchange) -> Decision:
    """By either of the two units, when the day has come."""
    if exchange.done_at:
        return no("Utbytet är redan noterat.")
    if exchange.day > clock.today():
        return no("Dagen har inte varit än.")
    ours = actor.unit_id in {exchange.from_unit_id, exchange.to_unit_id}
    return YES if ours and sits_in(actor, exchange.series) else no("Utbytet noteras av någon av de två enheterna.")
