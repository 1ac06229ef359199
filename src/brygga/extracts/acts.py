"""An extract comes, is tried, is read in on a ground, and can be taken away again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from brygga.agencies.models import Organisation
from brygga.consents.models import Consent
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.saving import change, create
from brygga.extracts import batches, grounds, keeping, may
from brygga.extracts.models import Extract, ExtractProfile, ExtractRow, FollowUpParticipation
from brygga.extracts.states import ExtractState
from brygga.extracts.trying import read
from brygga.histories.reading import Profile, Read, Report
from brygga.routines.loading import routine
from brygga.rules.law import FOLLOW_UP_BASES

SAY_WHY = "Skriv varför."


@act("extracts.start", may=may.may_start, told_as="{by} hämtade ett utdrag att läsa in")
def start(
    coordination: Coordination, *, by: Actor, at: datetime, pk: UUID, matter: str, file_name: str, sha256: str,
    profile: Profile,
) -> Extract:  # fmt: skip
    """About one person. The file is kept already, by that key."""
    part = own_part(by, coordination)
    assert part is not None
    _once(
        Extract.objects.unrestricted(because="the same file is read in once").filter(coordination=coordination), sha256
    )
    return create(
        Extract, pk=pk, coordination=coordination, matter=matter, unit=part.unit, organisation=part.unit.organisation,
        file_name=file_name, sha256=sha256, profile=profile.to_dict(), started_by=by.label, started_at=at,
    )  # fmt: skip


@act("extracts.start_many", may=may.may_start_many, told_as="{by} hämtade ett utdrag för uppföljning")
def start_many(
    organisation: Organisation, *, by: Actor, at: datetime, pk: UUID, file_name: str, sha256: str, profile: Profile
) -> Extract:
    rows = Extract.objects.unrestricted(because="the same file is read in once")
    _once(rows.filter(organisation=organisation, coordination=None), sha256)
    return create(
        Extract, pk=pk, unit_id=by.unit_id, organisation=organisation, file_name=file_name, sha256=sha256,
        profile=profile.to_dict(), started_by=by.label, started_at=at,
    )  # fmt: skip


def _once(earlier: Iterable[Extract], sha256: str) -> None:
    if any(one.sha256 == sha256 and one.state != ExtractState.WITHDRAWN for one in earlier):
        raise NotAllowed("Den här filen är redan hämtad. Den står i listan över utdrag.")


@act("extracts.check", may=may.may_check, told_as="{by} provläste ett utdrag", in_feed=False)
def check(extract: Extract, *, by: Actor, at: datetime, profile: Profile, save_as: str = "") -> Extract:
    """Nothing is kept of it. One person's is read at once; many are read by `carrying.carry_on`."""
    if profile.missing:
        raise NotAllowed(f"Välj kolumn för: {', '.join(one.term.lower() for one in profile.missing)}.")
    if save_as:
        _save(extract, profile, save_as, by, at)
    if not extract.is_of_one:
        if not profile.columns.get("person"):
            raise NotAllowed("Välj vilken kolumn som säger vem raden handlar om.")
        batches.discard(extract)
        return change(extract, profile=profile.to_dict(), state=ExtractState.CHECKING, report=None, ended_because="")
    report, _ = read(extract, profile)
    return change(extract, profile=profile.to_dict(), state=ExtractState.CHECKED, report=report.to_dict())


def _save(extract: Extract, profile: Profile, name: str, by: Actor, at: datetime) -> None:
    said = {"content": replace(profile, name=name).to_dict(), "saved_by": by.label, "saved_at": at}
    earlier = ExtractProfile._base_manager.filter(organisation=extract.organisation, name=name).first()
    if earlier:
        change(earlier, **said)
    else:
        create(ExtractProfile, organisation=extract.organisation, name=name, **said)


@act("extracts.import", may=may.may_import, told_as="{by} läste in ett utdrag från ett annat system")
def import_rows(
    extract: Extract, *, by: Actor, at: datetime, purpose: str, consent: Consent | None = None, legal_basis: str = "",
    legal_note: str = "",
) -> Extract:  # fmt: skip
    """The ground first. One person's rows are there at once; many are read by `carrying.carry_on`."""
    _ground(by, extract, consent, legal_basis, legal_note)
    if not purpose.strip():
        raise NotAllowed("Skriv vad uppgifterna ska användas till.")
    said = {
        "consent": consent, "legal_basis": legal_basis, "legal_note": legal_note.strip(), "purpose": purpose.strip(),
        "done_by": by.label,
    }  # fmt: skip
    if not extract.is_of_one:
        return change(extract, state=ExtractState.IMPORTING, **said)
    report, rows = read(extract, extract.reading)
    if not rows:
        raise NotAllowed("Ingen rad går att läsa in.")
    ExtractRow._base_manager.bulk_create([_row(extract, one) for one in rows])
    transaction.on_commit(lambda: keeping.forget(extract.pk))
    return change(extract, state=ExtractState.DONE, done_at=at, report=replace(report, dry_run=False).to_dict(), **said)


def _ground(by: Actor, extract: Extract, consent: Consent | None, legal_basis: str, legal_note: str) -> None:
    if consent is not None:
        if legal_basis:
            raise NotAllowed("Välj en grund: samtycket eller en regel.")
        insist(grounds.may_rest_on(by, extract, consent.pk))
        return
    known = routine(extract.coordination.place).legal_bases if extract.coordination else FOLLOW_UP_BASES
    if legal_basis not in {one.key for one in known}:
        raise NotAllowed("Välj vilken grund inläsningen vilar på.")
    if not legal_note.strip():
        raise NotAllowed("Skriv er bedömning.")


def _row(extract: Extract, one: Read) -> ExtractRow:
    row = one.happening
    return ExtractRow(
        extract=extract,
        line=one.line,
        key=row.key,
        unit_name=row.unit,
        organisation_name=row.organisation,
        kind=row.kind,
        begins=row.begins,
        ends=row.ends,
        broken_off=row.broken_off,
        compulsory=row.compulsory,
        words=row.words,
    )


@act("extracts.note_checked", may=may.may_carry_on, told_as="Ett utdrag är provläst")
def note_checked(extract: Extract, *, by: Actor, report: Report) -> Extract:
    return change(extract, state=ExtractState.CHECKED, report=report.to_dict())


@act("extracts.note_imported", may=may.may_carry_on, told_as="Ett utdrag är inläst")
def note_imported(extract: Extract, *, by: Actor, at: datetime, report: Report) -> Extract:
    transaction.on_commit(lambda: keeping.forget(extract.pk))
    return change(extract, state=ExtractState.DONE, done_at=at, report=report.to_dict())


@act("extracts.note_stopped", may=may.may_carry_on, told_as="Ett utdrag gick inte att läsa")
def note_stopped(extract: Extract, *, by: Actor, why: str) -> Extract:
    return change(extract, state=ExtractState.STOPPED, ended_because=why[:300])


@act("extracts.give_up", may=may.may_give_up, told_as="{by} slängde ett utdrag som inte är inläst")
def give_up(extract: Extract, *, by: Actor, at: datetime) -> Extract:
    """Before it has been read in: the file is deleted."""
    transaction.on_commit(lambda: _forget(extract))
    return change(extract, state=ExtractState.WITHDRAWN, ended_by=by.label, ended_at=at, ended_because="Slängt")


def _forget(extract: Extract) -> None:
    keeping.forget(extract.pk)
    batches.discard(extract)
    batches.remove(extract)


@act("extracts.withdraw", may=may.may_withdraw, told_as="{by} tog bort ett inläst utdrag")
def withdraw(extract: Extract, *, by: Actor, at: datetime, why: str) -> Extract:
    """The rows go; that they have been there, on what ground and why they went, stands."""
    if not why.strip():
        raise NotAllowed(SAY_WHY)
    ExtractRow._base_manager.filter(extract=extract).delete()
    if not extract.is_of_one:
        transaction.on_commit(lambda: batches.remove(extract))
    return change(
        extract, state=ExtractState.WITHDRAWN, ended_by=by.label, ended_at=at, ended_because=why.strip()[:300]
    )


@act("extracts.take_part", may=may.may_decide_participation, told_as="{by} lät organisationen delta i uppföljningen")
def take_part(organisation: Organisation, *, by: Actor, legal_basis: str, words: str) -> FollowUpParticipation:
    if legal_basis not in {one.key for one in FOLLOW_UP_BASES}:
        raise NotAllowed("Välj vilken grund deltagandet vilar på.")
    if not words.strip():
        raise NotAllowed("Skriv er bedömning.")
    return create(
        FollowUpParticipation,
        organisation=organisation,
        legal_basis=legal_basis,
        words=words.strip(),
        since=clock.today(),
        decided_by=by.label,
    )


@act("extracts.leave", may=may.may_leave, told_as="{by} avslutade organisationens deltagande i uppföljningen")
def leave(participation: FollowUpParticipation, *, by: Actor) -> FollowUpParticipation:
    return change(participation, ended_on=clock.today(), ended_by=by.label)
