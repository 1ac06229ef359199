"""What the sweep over all addresses puts in each object address: url name → the arguments, out of the world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    # url name: lambda world: {"pk": world.thing.pk},
    # people
    "person": lambda world: {"pk": world.amina.pk},
    "change-person": lambda world: {"pk": world.amina.pk},
    "change-identity": lambda world: {"pk": world.amina.pk},
    "open-case": lambda world: {"pk": world.amina.pk},
    "open-protected": lambda world: {"pk": world.amina.pk},
    "protect-person": lambda world: {"pk": world.amina.pk},
    "lift-protection": lambda world: {"pk": world.amina.pk},
    "add-representative": lambda world: {"pk": world.amina.pk},
    "representative": lambda world: {"pk": world.representative.pk},
    "end-representative": lambda world: {"pk": world.representative.pk},
    "appoint-caseworker": lambda world: {"pk": world.aminas_case.pk},
    "close-case": lambda world: {"pk": world.aminas_case.pk},
    "directory-unit": lambda world: {"pk": world.innerstaden.pk},
    "change-unit": lambda world: {"pk": world.innerstaden.pk},
    "close-unit": lambda world: {"pk": world.norr.pk},
    "staff-member": lambda world: {"pk": world.sara.staff_id},
    "give-assignment": lambda world: {"pk": world.sara.staff_id},
    "record-leaving": lambda world: {"pk": world.sara.staff_id},
    "forget-sign-in": lambda world: {"pk": world.sara.staff_id},
    "change-assignment": lambda world: {"pk": world.sara.assignment_id},
    "end-assignment": lambda world: {"pk": world.sara.assignment_id},
    "stand-in": lambda world: {"pk": world.sara.assignment_id},
    "end-stand-in": lambda world: {"pk": world.stand_in.pk},
    # plans
    "plan-start": lambda world: {"pk": world.coordination.pk},
    "plan": lambda world: {"pk": world.plan.pk},
    "plan-live": lambda world: {"pk": world.plan.pk},
    "plan-propose": lambda world: {"pk": world.plan.pk},
    "plan-close": lambda world: {"pk": world.plan.pk},
    "plan-text": lambda world: {"pk": world.plan.pk, "part": "important"},
    "plan-header": lambda world: {"pk": world.plan.pk},
    "plan-row-add": lambda world: {"pk": world.plan.pk, "kind": "insats"},
    "plan-row-change": lambda world: {"kind": "insats", "pk": world.intervention.pk},
    "plan-row-remove": lambda world: {"kind": "behov", "pk": world.need.pk},
    "plan-row-restore": lambda world: {"kind": "mal", "pk": world.goal.pk},
    "plan-row-move": lambda world: {"kind": "avbrott", "pk": world.step.pk},
    "plan-version": lambda world: {"pk": world.version.pk},
    "plan-version-pdf": lambda world: {"pk": world.version.pk},
    "plan-say": lambda world: {"pk": world.version.pk},
    "plan-record-say": lambda world: {"pk": world.version.pk},
    "plan-drop": lambda world: {"pk": world.version.pk},
    "plan-progress": lambda world: {"pk": world.care.pk},
    "plan-follow-up": lambda world: {"pk": world.plan.pk},
    # consents
    "consents": lambda world: {"pk": world.amina.pk},
    "consent-give": lambda world: {"pk": world.amina.pk},
    "consent-decline": lambda world: {"pk": world.amina.pk},
    "consent": lambda world: {"pk": world.consent.pk},
    "consent-pdf": lambda world: {"pk": world.consent.pk},
    "consent-copy": lambda world: {"pk": world.consent.pk},
    "consent-withdraw": lambda world: {"pk": world.consent.pk},
    "disclosures": lambda world: {"pk": world.coordination.pk},
    "disclosure-add": lambda world: {"pk": world.coordination.pk},
    "disclosure-end": lambda world: {"pk": world.disclosure.pk},
}

#: Addresses about organisations, not about anybody who gets help: open to all staff, or tested with another
#: organisation's administrator in tests/web/test_administration.py.
ABOUT_NOBODY = frozenset(
    {
        "directory-unit",
        "change-unit",
        "close-unit",
        "staff-member",
        "give-assignment",
        "record-leaving",
        "forget-sign-in",
        "change-assignment",
        "end-assignment",
        "stand-in",
        "end-stand-in",
    }
)
