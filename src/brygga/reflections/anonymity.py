"""A reflection names nobody: no number, no way to reach anybody, nobody whom the writer's units work with."""

from __future__ import annotations

from collections.abc import Mapping

from brygga.consultations.anonymity import identities_in
from brygga.core.actor import Actor
from brygga.rules.contact_ways import way_in


def shown_in(actor: Actor, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that show somebody, each with what to do; the same three questions however many people."""
    found = {
        key: f"Ta bort ”{way}”. Det får inte framgå vem det gäller."
        for key, text in texts.items()
        if (way := way_in(text))
    }
    return {**found, **identities_in(actor, None, texts)}
