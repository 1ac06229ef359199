"""Staff and their assignments, for the administrator."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from brygga.agencies import may
from brygga.agencies.acts import (
    add_staff,
    change_assignment,
    change_staff,
    end_assignment,
    forget_sign_in,
    give_assignment,
    record_leaving,
    sign_out_everywhere,
)
from brygga.agencies.models import Assignment, Staff
from brygga.agencies.queries import assignments_here, found_staff, staff_of, stand_ins_on
from brygga.core import clock
from brygga.core.paging import by_order
from brygga.routines.loading import routine
from brygga.rules.dates import written
from brygga.statistics.held import held_words
from brygga.web.administration.forms import AssignmentForm, NewStaffForm, PostForm, StaffForm
from brygga.web.administration.views import own_organisation
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, show
from brygga.web.periods import LastDayForm


def own_staff(request: Asking, pk: UUID) -> Staff:
    assert request.actor.organisation_id is not None
    return get_object_or_404(staff_of(request.actor.organisation_id), pk=pk)


def own_assignment(request: Asking, pk: UUID) -> Assignment:
    rows = Assignment.objects.select_related("staff", "unit__organisation")
    return get_object_or_404(rows, pk=pk, unit__organisation_id=request.actor.organisation_id)


def staff_list(request: Asking) -> HttpResponse:
    assert request.actor.organisation_id is not None
    text = request.GET.get("q", "").strip()[:100]
    page = by_order(found_staff(request.actor.organisation_id, text), request.GET.get("efter", ""))
    held = assignments_here(page.rows, request.actor.organisation_id, clock.today())
    rows = [(staff, held.get(staff.pk, [])) for staff in page.rows]
    next_url = f"?{urlencode({'q': text, 'efter': page.after})}" if page.after else ""
    return render(request, "administration/staff_list.html", {"rows": rows, "text": text, "next_url": next_url})


def new_staff(request: Asking) -> HttpResponse:
    organisation = own_organisation(request)
    form = NewStaffForm(request.POST or None, organisation=organisation, initial={"unit": request.GET.get("enhet")})
    if form.is_valid():
        facts = dict(form.cleaned_data)
        done = carry_out(form, add_staff, facts.pop("unit"), by=request.actor, **facts)
        if done is not REFUSED:
            messages.success(request, f"{done.staff.name} är upplagd och kan logga in.")
            return redirect("staff-member", pk=done.staff_id)
    return show(
        request, "administration/form.html", form, lead="", title="Ny medarbetare", submit="Lägg upp medarbetaren"
    )


def member(request: Asking, pk: UUID) -> HttpResponse:
    row, today = own_staff(request, pk), clock.today()
    facts = {"name": row.name, "email": row.email, "hsa_id": row.hsa_id, "protected": row.protected}
    form = StaffForm(request.POST or None, initial=facts)
    done = form.is_valid() and carry_out(form, change_staff, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, "Uppgifterna är sparade.")
        return redirect("staff-member", pk=pk)
    here = row.assignments.filter(unit__organisation_id=request.actor.organisation_id).select_related("unit")
    functions = {f.key: f.term for f in routine(request.actor.place).functions}
    context = {
        "member": own_staff(request, pk),
        "held": [
            (a, functions.get(a.function, a.function), a.until is None or a.until >= today)
            for a in here.prefetch_related(stand_ins_on(today)).order_by("-since", "-pk")
        ],
        "changing": may.may_change_staff(request.actor, row),
        "ending": may.may_sign_out(request.actor, row),
        "giving": may.may_give_assignment(request.actor, row),
    }
    return show(request, "administration/member.html", form, **context)


def give(request: Asking, pk: UUID) -> HttpResponse:
    row = own_staff(request, pk)
    form = PostForm(request.POST or None, organisation=own_organisation(request))
    done = form.is_valid() and carry_out(form, give_assignment, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, f"{row.name} har fått uppdraget.")
        return redirect("staff-member", pk=pk)
    context = {"member": row, "decision": may.may_give_assignment(request.actor, row), "submit": "Ge uppdraget"}
    return show(request, "administration/member_form.html", form, lead="", title="Nytt uppdrag", **context)


def leaving(request: Asking, pk: UUID) -> HttpResponse:
    row = own_staff(request, pk)
    form = LastDayForm(request.POST or None, initial={"until": clock.today()})
    if (
        form.is_valid()
        and carry_out(form, record_leaving, row, by=request.actor, on=form.cleaned_data["until"]) is not REFUSED
    ):
        messages.success(
            request, f"{row.name} slutar {written(form.cleaned_data['until'])}. Uppdragen avslutas den dagen."
        )
        return redirect("staff-member", pk=pk)
    context = {"member": row, "decision": may.may_record_leaving(request.actor, row), "submit": "Spara"}
    mine = row.assignments.filter(unit__organisation_id=request.actor.organisation_id)
    held = held_words(mine.values_list("pk", flat=True))
    lead = f"Alla uppdrag i er organisation avslutas. {held}"
    return show(request, "administration/member_form.html", form, title="Medarbetaren slutar", lead=lead, **context)


@require_POST
def sign_out(request: Asking, pk: UUID) -> HttpResponse:
    """A computer or a telephone that was lost."""
    row = own_staff(request, pk)
    sign_out_everywhere(row, by=request.actor)
    messages.success(request, f"{row.name} är utloggad överallt.")
    return redirect("staff-member", pk=pk)


@require_POST
def forget(request: Asking, pk: UUID) -> HttpResponse:
    row = own_staff(request, pk)
    forget_sign_in(row, by=request.actor)
    messages.success(
        request, "Inloggningen är bortkopplad. Nästa inloggning med adressen eller HSA-id:t kopplas på nytt."
    )
    return redirect("staff-member", pk=pk)


def assignment(request: Asking, pk: UUID) -> HttpResponse:
    row = own_assignment(request, pk)
    form = AssignmentForm(request.POST or None, initial={"title": row.title, "phone": row.phone})
    done = form.is_valid() and carry_out(form, change_assignment, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, "Uppdraget är sparat.")
        return redirect("staff-member", pk=row.staff_id)
    context = {"member": row.staff, "decision": may.may_change_assignment(request.actor, row), "submit": "Spara"}
    return show(
        request, "administration/member_form.html", form, lead="", title=f"Uppdrag på {row.unit.name}", **context
    )


def end(request: Asking, pk: UUID) -> HttpResponse:
    row = own_assignment(request, pk)
    form = LastDayForm(request.POST or None, initial={"until": clock.today()})
    done = form.is_valid() and carry_out(form, end_assignment, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, "Uppdraget är avslutat.")
        return redirect("staff-member", pk=row.staff_id)
    context = {"member": row.staff, "decision": may.may_end_assignment(request.actor, row), "submit": "Avsluta"}
    return show(
        request,
        "administration/member_form.html",
        form,
        lead=held_words([row.pk]),
        title=f"Avsluta uppdrag på {row.unit.name}",
        **context,
    )
