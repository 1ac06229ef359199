"""Each field is in one class, and what leaves the house keeps to it (core/classification.py)."""

from __future__ import annotations

import re
import typing
from inspect import signature
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from brygga.agencies.models import Staff
from brygga.core.acts import ACTS, Act
from brygga.core.classification import ARGUMENTS, Class, class_of, is_open, rows
from brygga.core.fields import BlindIndexField, EncryptedTextField
from brygga.core.models import AuditRow, Event, ReadRow
from tests.cast import as_
from tests.house.test_addresses import NAMED, address, door
from tests.house.test_house import OPEN_MODELS, SOURCE

OURS = {model._meta.label: model for model in apps.get_models() if model.__module__.startswith("brygga.")}
REAL_ACTS = [one for one in ACTS.values() if one.module.startswith("brygga.")]


def listed(label: str) -> list[str]:
    return [name for names in rows()[label].values() for name in names]


def test_every_field_is_in_exactly_one_class() -> None:
    """A new field waits for somebody to say how closely it is kept: src/brygga/classification.toml."""
    assert sorted(OURS) == sorted(set(rows()) - {ARGUMENTS})
    fields = {label: {f.name for f in model._meta.concrete_fields} for label, model in OURS.items()}
    assert {label: left for label in OURS if (left := fields[label] - set(listed(label)))} == {}
    assert [label for label in rows() if len(listed(label)) != len(set(listed(label)))] == []


def test_what_is_listed_exists() -> None:
    assert [(label, name) for label in OURS for name in listed(label) if not hasattr(OURS[label], name)] == []


def test_every_argument_of_an_act_is_classed() -> None:
    """The audit keeps what is open by its name, and only that."""
    known = {name for label in rows() for name in listed(label)}
    told = {name for one in REAL_ACTS for name in list(signature(one.run).parameters)[1:]} - {"by", "at"}
    assert told - known == set()
    assert set(listed(ARGUMENTS)) - told == set()


def test_what_is_encrypted_is_protected() -> None:
    closed = {EncryptedTextField, BlindIndexField}
    for label, model in OURS.items():
        for field in model._meta.concrete_fields:
            if type(field) in closed:
                assert class_of(label, field.name) is Class.PROTECTED, f"{label}.{field.name}"


@pytest.mark.parametrize("one", [one for one in REAL_ACTS if one.in_feed], ids=lambda one: one.name)
def test_a_sentence_borrows_only_what_is_open(one: Act) -> None:
    """Sentences are never erased, and are counted and shown far from the row that they are about."""
    hints = typing.get_type_hints(one.run, include_extras=True)
    subject = hints[next(iter(signature(one.run).parameters))]
    about = [m for m in OURS.values() if m in {subject, hints["return"], *typing.get_args(hints["return"])}]
    for name in set(re.findall(r"{(\w+)}", one.told_as)) - {"by"}:
        source = next((m for m in about if hasattr(m, name)), None)
        assert source is not None, name
        assert class_of(source._meta.label, name) is Class.OPEN, name
        field = {f.name: f for f in source._meta.concrete_fields}.get(name)
        if isinstance(field, models.ForeignKey):
            assert field.related_model.__name__ in OPEN_MODELS, name


def test_protected_names_are_shown_through_what_masks_them() -> None:
    """`shown()` and `Person.name` mask; a page or paper that takes the field itself would not."""
    only_protected = "given_name|family_name|full_name|born"
    past_the_mask = re.compile(rf"\b(\w+)\.({only_protected})\b")
    found = [
        f"{file.relative_to(SOURCE)}: {m[0]}"
        for file in SOURCE.rglob("*.html")
        for m in past_the_mask.finditer(file.read_text())
        if m[1] not in {"view", "form", "party"}  # masked, typed, and a unit
    ]
    assert found == []
    assert not any(is_open(name) for name in only_protected.split("|"))


def kept_close() -> set[str]:
    """Every text in the database that is not open, apart from what begins with the name of someone who works."""
    found: set[str] = set()
    for label, model in OURS.items():
        closed = [
            f.name
            for f in model._meta.concrete_fields
            if isinstance(f, models.CharField | models.TextField | EncryptedTextField)
            and class_of(label, f.name) is not Class.OPEN
            and not f.choices
        ]
        for row in model._base_manager.all():
            found |= {text for name in closed if len(text := getattr(row, name)) > 3}
    working = [name.split()[0] for name in Staff.objects.values_list("name", flat=True)]
    return {text for text in found if not text.startswith((*working, "personen själv"))}


#: A key's four figures may happen to be somebody's "1177".
KEY = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def leaks(texts: set[str], where: str) -> list[str]:
    where = KEY.sub("", where)
    return [text for text in texts if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", where)]


@pytest.fixture
def secrets_of(lived: Any) -> set[str]:
    texts = kept_close()
    assert {"Amina", "Hassan", "199104162384", "Jag vill bo själv.", "Rådmannen kom inte.", "Otto Frid"} <= texts
    return texts


@pytest.mark.requirement("ALL-02")
def test_logs_and_sentences_hold_nothing_that_is_kept_close(secrets_of: set[str]) -> None:
    told = [event.sentence for event in Event._base_manager.all()]
    audited = [f"{row.facts} {row.reason}" for row in AuditRow.objects.all()]
    read = [row.what for row in ReadRow.objects.all()]
    assert told
    assert audited
    assert leaks(secrets_of, "\n".join([*told, *audited, *read])) == []


@pytest.mark.requirement("ALL-04")
@pytest.mark.parametrize(("name", "who"), [("meeting-ics", "sara"), ("my-meeting-ics", "amina_herself")])
def test_a_calendar_file_holds_nothing_that_is_kept_close(
    name: str, who: str, lived: Any, secrets_of: set[str]
) -> None:
    answer = as_(Client(), getattr(lived, who)).get(address(name, lived))
    assert answer.status_code == 200
    assert leaks(secrets_of, answer.content.decode()) == []


@pytest.mark.requirement("ALL-02")
def test_addresses_and_file_names_hold_nothing_that_is_kept_close(lived: Any, secrets_of: set[str]) -> None:
    """They stay behind in histories, in the logs of proxies, and in the folder of what was fetched."""
    seen = set()
    for who, door_of in (("sara", "staff"), ("amina_herself", "person")):
        client = as_(Client(), getattr(lived, who))
        for name in sorted(NAMED):
            if door(name).door.value != door_of:
                continue
            answer = client.get(address(name, lived))
            if answer.status_code != 200:
                continue
            seen.add(name)
            page = b"" if answer.streaming else answer.content
            addresses = re.findall(r'(?:href|action|hx-[a-z]+)="(?!tel:|mailto:)([^"]*)"', page.decode(errors="ignore"))
            assert leaks(secrets_of, "\n".join([*addresses, answer.get("Content-Disposition", "")])) == [], name
    assert {"person", "plan", "consent-pdf", "my-plan"} <= seen
    assert reverse("person", kwargs={"pk": lived.amina.pk})
