"""My plan: reading it, and saying yes or no to what is put forward (BOR-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from brygga.core import clock
from brygga.plans.acts import say
from brygga.plans.answers import answered
from brygga.plans.may import may_say_as_person
from brygga.plans.models import PlanVersion
from brygga.plans.states import OPEN_TO_ANSWERS, Say
from brygga.portal.forms import SAYS
from brygga.portal.planning import changes, earlier, open_plans, paper, readings
from brygga.ui.doing import REFUSED, carry_out, show
from brygga.ui.forms import Form

if TYPE_CHECKING:
    from brygga.web.asking import Asking

THANKS = {
    Say.YES: "Tack. Du har sagt ja till planen.",
    Say.PARTLY: "Tack. Du har sagt ja till en del av planen. Resten pratar ni om senare.",
    Say.NO: "Tack. Du har sagt nej till planen. De andra får läsa det du skrev.",
}


def my_plan(request: Asking) -> HttpResponse:
    actor = request.actor
    past = earlier(actor, request.GET.get("efter", ""))
    more = f"{reverse('my-plan')}?efter={past.after}" if past.after else ""
    return render(
        request, "portal/plan.html", {"plans": open_plans(actor), "past": past, "more": more, "today": clock.today()}
    )


def my_version(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    version = _seen(request, pk)
    answers = answered(version)
    context = {
        "version": version,
        "reading": readings(actor, [version])[version.pk],
        "changes": changes(actor, version) if version.state in OPEN_TO_ANSWERS else (),
        "answers": answers,
        "mine": next(row for row in answers.rows if row.is_person),
        "is_open": version.state in OPEN_TO_ANSWERS,
        "may": may_say_as_person(actor, version),
    }
    return render(request, "portal/version.html", context)


def my_say(request: Asking, pk: UUID) -> HttpResponse:
    """Three ways to answer, a form each: a yes takes one press."""
    version = _seen(request, pk)
    may = may_say_as_person(request.actor, version)
    said = next((one for one in SAYS if one == request.POST.get("say")), None)
    forms = {one: _form(request, one, is_sent=one is said) for one in SAYS}
    form = forms.get(said) if said else None
    if form is not None and form.is_valid():
        done = carry_out(form, say, version, by=request.actor, say=said, **form.cleaned_data)
        if done is not REFUSED:
            messages.success(request, THANKS[Say(done.say)])
            return redirect("my-version", version.pk)
    context = {"yes": forms[Say.YES], "part": forms[Say.PARTLY], "no": forms[Say.NO], "said": said}
    return show(request, "portal/say.html", form, **context, version=version, may=may, answers=answered(version))


def _form(request: Asking, answer: Say, *, is_sent: bool) -> Form:
    return SAYS[answer](request.POST if is_sent else None, auto_id=f"{answer.value}_%s")


def my_version_pdf(request: Asking, pk: UUID) -> HttpResponse:
    """The form of the place on paper, as the version was put forward."""
    version = _seen(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="min-plan-version-{version.number}.pdf"'}
    return HttpResponse(paper(request.actor, version), content_type="application/pdf", headers=headers)


def _seen(request: Asking, pk: UUID) -> Any:
    rows = PlanVersion.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("plan__coordination__unit"), pk=pk)
