"""Prices (priser): what an organisation says that help at a unit costs, from a day. Rows are only added (MAL-20)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Organisation
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.rules.critical import Kind
from brygga.rules.money import kronor
from brygga.rules.powers import Power

SETS = frozenset({Power.ANALYSE, Power.LEAD})
REMOVED = "Borttaget"


class Per(models.TextChoices):
    DAY = "day", "dygn"
    TIME = "time", "gång"


class UnitPriceQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Those of the organisation who lead or follow up."""
        reads = actor.is_staff and actor.powers & SETS
        return Q(organisation_id=actor.organisation_id) if reads else Q(pk__in=[])


class UnitPrice(GuardedModel):
    """Of rows alike in unit, kind and day the last is what was meant; without an amount, nothing was."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    unit = models.CharField("enhet", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=[(kind.value, kind.term) for kind in Kind])
    per = models.CharField("per", max_length=10, choices=Per.choices)
    ore = models.PositiveBigIntegerField("öre", null=True)
    since = models.DateField("gäller från")
    source = models.CharField("källa", max_length=200)
    set_by = models.CharField("skrivet av", max_length=300)
    set_at = models.DateTimeField("skrivet")

    objects = UnitPriceQuerySet.as_manager()

    class Meta:
        verbose_name = "pris"
        indexes = [models.Index(fields=["organisation", "unit", "kind", "-since", "-id"], name="price_in_force")]

    @property
    def kind_term(self) -> str:
        return Kind(self.kind).term

    @property
    def amount(self) -> str:
        return REMOVED if self.ore is None else f"{kronor(self.ore)} per {self.get_per_display()}"

    @property
    def what(self) -> tuple[str, str]:
        """What has one price at a time, by the day or by the time."""
        return (self.unit, self.kind)
