"""Forms: the frame, the key against double posts, the error summary, the draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.middleware.csrf import get_token
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from brygga.core import clock
from brygga.ui.components.actions import Weight
from brygga.ui.components.dates import day
from brygga.ui.components.register import register, render
from brygga.ui.drafts import Draft


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question and what was answered; or the heading over a group of them."""

    text: str
    answers: tuple[str, ...] = ()
    is_heading: bool = False


@register.simple_tag
def once() -> SafeString:
    """The key by which the server knows that two posts are the same one."""
    return format_html('<input type="hidden" name="_once" value="{}" autocomplete="off">', uuid4())


@register.simple_block_tag(takes_context=True)
def form(
    context: Context,
    content: str,
    *,
    form: BaseForm | None = None,
    submit: str = "",
    action: str = "",
    id: str = "",
    cancel_url: str = "",
    cancel_text: str = "Avbryt",
    draft_url: str = "",
    draft_saved_at: datetime | None = None,
    weight: Weight = "main",
    method: str = "post",
) -> SafeString:
    """A whole form: key, error summary, fields (or the content, if there is any), buttons, draft."""
    sections = list(form.sections()) if form is not None and hasattr(form, "sections") else []
    return render(
        "form",
        content=content,
        form=form,
        sections=sections,
        submit=submit,
        action=action,
        id=id,
        cancel_url=cancel_url,
        cancel_text=cancel_text,
        draft_url=draft_url,
        draft_saved_at=draft_saved_at,
        draft=None if draft_url or method != "post" else _draft(form, action),
        weight=weight,
        method=method,
        multipart=bool(form and form.is_multipart()),
        csrf_token=get_token(context["request"]) if method == "post" and "request" in context else "",
    )


def _draft(form: BaseForm | None, action: str) -> Draft | None:
    draft: Draft | None = getattr(form, "draft", None)
    return draft if draft and draft.action == action else None


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*, form: BaseForm) -> dict[str, object]:
    """What must be put right, each a link to its field."""
    wrong = sum(len(errors) for errors in form.errors.values()) if form.is_bound else 0
    return {
        "form": form,
        "wrong": wrong,
        "heading": "En sak behöver rättas" if wrong == 1 else f"{wrong} saker behöver rättas",
    }


@register.inclusion_tag("ui/components/draft_status.html")
def draft_status(*, saved_at: datetime | None = None) -> dict[str, object]:
    """«Utkast sparat 14.32»; the script keeps it up to date."""
    return {"saved_at": saved_at}


@register.inclusion_tag("ui/components/kept_draft.html")
def kept_draft(*, draft: Draft) -> dict[str, object]:
    """«Utkast sparat 14.32» and the button that throws it away, for a form that saves itself (brygga.ui.drafts)."""
    return {"draft": draft, "today": bool(draft.saved_at) and day(draft.saved_at) == day(clock.now())}


@register.inclusion_tag("ui/components/answers.html")
def answers(*, rows: Iterable[AnswerRow]) -> dict[str, object]:
    """A filled-in questionnaire to read (rows from brygga.ui.questionnaires.answers)."""
    return {"rows": list(rows)}


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """«Fel: » first in the page's title when a form on it was refused."""
    found = context.flatten().values()
    refused = any(
        isinstance(value, BaseForm | BaseFormSet) and value.is_bound and not value.is_valid() for value in found
    )
    return "Fel: " if refused else ""
