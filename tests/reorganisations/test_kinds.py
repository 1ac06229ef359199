"""Each field that names a unit either goes along when the unit goes into another, or stays and it is said why."""

from __future__ import annotations

from django.apps import apps

from brygga.agencies.models import Unit
from brygga.reorganisations.kinds import KINDS, STAYS


def named_units() -> set[str]:
    fields = (
        (model, field)
        for model in apps.get_models()
        if model.__module__.startswith("brygga.")
        for field in model._meta.concrete_fields
        if field.related_model is Unit
    )
    return {f"{model._meta.label}.{field.name}" for model, field in fields}


def test_no_field_that_names_a_unit_is_forgotten() -> None:
    goes = {f"{kind.model._meta.label}.{field}" for kind in KINDS for field in kind.fields}
    assert named_units() == goes | set(STAYS)
    assert goes & set(STAYS) == set()


def test_what_stays_says_why() -> None:
    assert all(len(reason) > 20 for reason in STAYS.values())
