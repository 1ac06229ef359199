"""Writing in the plan, a text or row at a time. The second of two who change the same is shown the difference."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from brygga.core.acts import Changed
from brygga.plans import acts
from brygga.plans.difference import FieldChange
from brygga.plans.may import may_work
from brygga.plans.models import Plan, PlanRow
from brygga.plans.queries import row_seen
from brygga.plans.working import WRITTEN, Working
from brygga.routines.vocabulary import PlanPart
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, sent, show, show_as_it_is
from brygga.web.plans.finding import back_to, back_url, live, readers, the_plan, the_row, wants_json, whole
from brygga.web.plans.forms import ROW_FORMS, ROW_WORDS, HeaderForm, PlaceForm, RowForm, Seen, siblings
from brygga.web.plans.screen import text_form

SEEN = "Brygga-Seen"


def text(request: Asking, pk: UUID, part: str) -> HttpResponse:
    plan = the_plan(request, pk)
    now = whole(plan)
    named = _written_part(now, part)
    form = text_form(now, named, readers=readers(now), data=sent(request))
    if form.is_valid():
        try:
            written = {"part": part, "text": form.cleaned_data["text"], "seen": form.seen_revision}
            saved = carry_out(form, acts.write_text, plan, by=request.actor, **written)
        except Changed as other:
            theirs = [FieldChange(label=named.heading, old=_words(other.current), new=form.cleaned_data["text"])]
            return _collided(request, form, other, theirs, plan, named.heading)
        if saved is not REFUSED:
            return _saved(request, plan, saved.revision, f"del-{part}")
    return _form_page(request, form, plan, named.heading, place=f"del-{part}", autosave=request.get_full_path())


def _written_part(now: Working, key: str) -> PlanPart:
    found = next((part for part in now.parts if part.key == key and part.kind in WRITTEN), None)
    if found is None:
        raise Http404
    return found


def _words(row: object) -> str:
    return str(getattr(row, "text", ""))


def add(request: Asking, pk: UUID, kind: str) -> HttpResponse:
    plan = the_plan(request, pk)
    if kind not in ROW_FORMS:
        raise Http404
    now = whole(plan)
    within = request.GET.get("del", "")
    form = ROW_FORMS[kind](sent(request), now=now, initial={"part": within})
    if form.is_valid() and carry_out(form, acts.add_row, plan, by=request.actor, facts=form.facts()) is not REFUSED:
        return back_to(request, plan, f"rader-{within or kind}")
    return _form_page(
        request, form, plan, f"Lägg till {ROW_WORDS[kind]}", place=f"rader-{within or kind}", readers=readers(now)
    )


def change(request: Asking, kind: str, pk: UUID) -> HttpResponse:
    row = the_row(request, kind, pk)
    now = whole(row.plan)
    form = ROW_FORMS[kind](sent(request), now=now, row=row)
    if form.is_valid():
        try:
            saved = carry_out(form, acts.change_row, row, by=request.actor, facts=form.facts(), seen=form.seen_revision)
        except Changed as other:
            theirs = _between(ROW_FORMS[kind](now=whole(row.plan), row=the_row(request, kind, pk)), form)
            return _collided(request, form, other, theirs, row.plan, f"Ändra {ROW_WORDS[kind]}")
        if saved is not REFUSED:
            return _saved(request, row.plan, saved.revision, f"rad-{row.pk}")
    heading = f"Ändra {ROW_WORDS[kind]}"
    facts = {"row": row, "kind": kind, "place_form": PlaceForm(rows=siblings(now, row)), "readers": readers(now)}
    facts["autosave"] = request.get_full_path()
    return _form_page(request, form, row.plan, heading, place=f"rad-{row.pk}", **facts)


def header(request: Asking, pk: UUID) -> HttpResponse:
    plan = the_plan(request, pk)
    now = whole(plan)
    form = HeaderForm(sent(request), now=now)
    if form.is_valid():
        try:
            saved = carry_out(
                form, acts.set_header, plan, by=request.actor, facts=form.facts(), seen=form.seen_revision
            )
        except Changed as other:
            return _collided(
                request, form, other, _between(HeaderForm(now=whole(plan)), form), plan, "Ansvar och uppföljning"
            )
        if saved is not REFUSED:
            return _saved(request, plan, saved.revision, "del-coordinator")
    facts = {"readers": readers(now), "autosave": request.get_full_path()}
    return _form_page(request, form, plan, "Ansvar och uppföljning", place="del-coordinator", **facts)


@require_POST
def remove(request: Asking, kind: str, pk: UUID) -> HttpResponse:
    row = the_row(request, kind, pk)
    own = row.revision if row.changed_by == request.actor.label else None
    try:
        acts.remove_row(row, by=request.actor, seen=own or _number(request.POST.get("seen", "")))
        messages.success(request, "Raden är borttagen. Den finns kvar under ”Borttaget” och kan läggas tillbaka.")
    except Changed as other:
        who = getattr(other.current, "changed_by", "") or "någon annan"
        messages.warning(request, f"Raden togs inte bort: {who} har just ändrat den. Läs den först.")
    return back_to(request, row.plan, f"rader-{kind}")


@require_POST
def restore(request: Asking, kind: str, pk: UUID) -> HttpResponse:
    row = the_row(request, kind, pk)
    acts.restore_row(row, by=request.actor)
    messages.success(request, "Raden är tillbaka i planen.")
    return back_to(request, row.plan, f"rad-{row.pk}")


@require_POST
def move(request: Asking, kind: str, pk: UUID) -> HttpResponse:
    """Before another row of the same kind, or last."""
    row = the_row(request, kind, pk)
    before = request.POST.get("before", "")
    target: PlanRow | None = row_seen(request.actor, kind, UUID(before)) if _is_key(before) else None
    acts.move_row(row, by=request.actor, before=target)
    return back_to(request, row.plan, f"rad-{row.pk}")


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _saved(request: Asking, plan: Plan, revision: int, place: str) -> HttpResponse:
    if wants_json(request):
        return HttpResponse(status=204, headers={SEEN: str(revision)})
    messages.success(request, "Sparat.")
    return back_to(request, plan, place)


def _collided(
    request: Asking, form: Seen, other: Changed, theirs: list[FieldChange], plan: Plan, heading: str
) -> HttpResponse:
    """Nothing is lost: what the other wrote is there, and what was typed is still in the form."""
    if wants_json(request):
        return HttpResponse(status=409)
    current: Any = other.current
    form.seeing(current.revision)
    facts = {"plan": plan, "heading": heading, "theirs": theirs, "who": getattr(current, "changed_by", "")}
    back = back_url(request, plan)
    return render(
        request, "plans/collided.html", {"form": form, "back": back, "live": live(request), **facts}, status=409
    )


def _between(theirs: RowForm | HeaderForm, mine: RowForm | HeaderForm) -> list[FieldChange]:
    """What the row says now, against what was typed."""
    rows = []
    for name, field in mine.fields.items():
        old, new = _shown(theirs, name, theirs.initial.get(name)), _shown(mine, name, mine.cleaned_data.get(name))
        if name != "seen" and not field.widget.is_hidden and old != new:
            rows.append(FieldChange(label=str(field.label), old=old, new=new))
    return rows


def _shown(form: Seen, name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    choices = getattr(form.fields[name], "choices", None)
    if choices is None:
        return f"{value}"
    flat = [pair for key, label in choices for pair in (label if isinstance(label, list) else [(key, label)])]
    return str(dict(flat).get(str(value), value))


def _form_page(request: Asking, form: Any, plan: Plan, heading: str, **facts: Any) -> HttpResponse:
    if wants_json(request):
        return HttpResponse(status=422)
    back = back_url(request, plan, facts.get("place", ""))
    may = may_work(request.actor, plan)
    facts.setdefault("autosave", "")
    facts["leave_words"] = "Tillbaka till planen" if facts["autosave"] else "Avbryt"
    context = {"plan": plan, "heading": heading, "back": back, "may": may, "live": live(request), **facts}
    return (show_as_it_is if facts["autosave"] else show)(request, "plans/write.html", form, **context)
