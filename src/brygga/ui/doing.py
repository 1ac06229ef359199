"""Carrying out an act from a page, whoever's page it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from brygga.core.acts import NotAllowed
from brygga.ui.drafts import save_themselves

REFUSED = object()


def carry_out(form: BaseForm, act: Callable[..., Any], subject: Any, /, **facts: Any) -> Any:
    """What the act answers, or REFUSED with the reason put on the form; what was typed stays."""
    try:
        return act(subject, **facts)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return REFUSED


def carried_out(request: Any, form: BaseForm, act: Callable[..., Any], subject: Any, *, told: str) -> bool:
    """Whether what the form says was done; then the one who did it is told so."""
    if not form.is_valid() or carry_out(form, act, subject, by=request.actor, **form.cleaned_data) is REFUSED:
        return False
    messages.success(request, told)
    return True


def sent(request: HttpRequest) -> Any:
    """What was sent, also when nothing was filled in; nothing when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def show(request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any) -> HttpResponse:
    """The page; 422 when its form came back with faults. Long texts in it save themselves."""
    if form is not None:
        save_themselves(request, form, context.values())
    return show_as_it_is(request, template, form, **context)


def show_as_it_is(request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any) -> HttpResponse:
    """The same for a page that sees to the draft of its form itself."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
