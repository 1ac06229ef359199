"""Forms with long texts save themselves, and hold what was typed when one comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.forms import BaseForm, Textarea
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from brygga.core.drafts import IDENTIFYING, Fields, kept_for


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the form saves itself, when it last did, and where it is sent if not to its own page."""

    url: str
    saved_at: datetime | None = None
    action: str = ""


def save_themselves(request: HttpRequest, form: BaseForm, others: Iterable[Any]) -> None:
    """Puts `draft` on the form, and the words of the draft in it and the forms beside it."""
    actor = getattr(request, "actor", None)
    forms = [form, *_forms(others)]
    if actor is None or not actor.is_staff or not _keepable(forms):
        return
    kept = None if form.is_bound else kept_for(actor, [request.path]).get(request.path)
    if kept:
        for one in forms:
            _fill(one, kept[0])
    url = f"{reverse('keep-draft')}?{urlencode({'sida': request.path})}"
    form.draft = Draft(url, kept[1] if kept else None)  # type: ignore[attr-defined]


def save_within(request: HttpRequest, sent_to: Mapping[str, BaseForm]) -> None:
    """The same for unsent forms in a page that are sent to addresses of their own; after a draft is thrown away one is
    back on the page."""
    actor = getattr(request, "actor", None)
    keepable = {address: form for address, form in sent_to.items() if _keepable([form])}
    if actor is None or not actor.is_staff or not keepable:
        return
    drafts = kept_for(actor, keepable)
    for address, form in keepable.items():
        words, saved_at = drafts.get(address, ({}, None))
        _fill(form, words)
        url = f"{reverse('keep-draft')}?{urlencode({'sida': address, 'fran': request.path})}"
        form.draft = Draft(url, saved_at, address)  # type: ignore[attr-defined]


def _forms(values: Iterable[Any]) -> Iterator[BaseForm]:
    for value in values:
        yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, BaseForm))


def _keepable(forms: list[BaseForm]) -> bool:
    """A long text, and nothing that says who somebody is."""
    fields = [(name, field) for form in forms for name, field in form.fields.items()]
    long = any(isinstance(field.widget, Textarea) for _, field in fields)
    return long and not any(IDENTIFYING.search(name) for name, _ in fields)


def _fill(form: BaseForm, words: Fields) -> None:
    """The hidden fields too, as they were when it was typed: what a colleague has changed since is not overwritten."""
    said = QueryDict(mutable=True)
    for name, values in words.items():
        said.setlist(name, values)
    for name, field in form.fields.items():
        widget, key = field.widget, form.add_prefix(name)
        if field.disabled or widget.value_omitted_from_data(said, MultiValueDict(), key):
            continue
        form.initial[name] = widget.value_from_datadict(said, MultiValueDict(), key)
