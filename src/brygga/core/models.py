"""What the core keeps: what was done, what was read, what happened. Rows are added, never changed."""

from __future__ import annotations

from django.db import models

from brygga.core.actor import Actor
from brygga.core.fields import EncryptedTextField
from brygga.core.ids import new_id
from brygga.core.visibility import GuardedModel, GuardedQuerySet


class Trace(models.Model):
    """Who, in which assignment, when. No foreign keys: a trace outlives what it is about."""

    happened_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_label = models.CharField(max_length=300)
    staff_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)

    class Meta:
        abstract = True


class AuditRow(Trace):
    """One row per act, done or refused. Free text never comes here, only what kind of thing was done."""

    act = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=[("done", "utfört"), ("refused", "nekat")])
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_id"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.act} ({self.outcome})"


class ReadRow(Trace):
    """One row per reading of a person's data: who read what about whom, and why (HSLF-FS 2016:40, 4 kap. 9 §)."""

    what = models.CharField(max_length=120)
    person_id = models.UUIDField()
    stream_id = models.UUIDField(null=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-id"], name="read_person"),
            models.Index(fields=["organisation_id", "-id"], name="read_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.person_id}"


class Seal(models.Model):
    """A link in the chain over a log: an HMAC over the row and the link before it."""

    log = models.CharField(max_length=10)
    seq = models.BigIntegerField()
    row_id = models.BigIntegerField()
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "seq"], name="seal_seq_once"),
            models.UniqueConstraint(fields=["log", "row_id"], name="seal_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.log} {self.seq}"


class EventQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> models.Q:
        from brygga.core.events import visible_events

        return visible_events(actor)

    def newest_first(self) -> EventQuerySet:
        return self.order_by("-id")  # type: ignore[no-any-return]


class Event(Trace):
    """What happened in a stream (a coordination), told in one sentence."""

    act = models.CharField(max_length=80)
    stream_id = models.UUIDField()
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    sentence = models.CharField(max_length=500)
    matter = models.CharField(max_length=40, blank=True)
    affects_planning = models.BooleanField(default=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["stream_id", "-id"], name="event_stream")]

    def __str__(self) -> str:
        return self.sentence


class Submission(models.Model):
    """A sent form, so that the same press counted twice is done once."""

    key = models.UUIDField(primary_key=True, default=new_id)
    owner = models.CharField(max_length=40)
    sent_at = models.DateTimeField()
    answered_with = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return str(self.key)


class DraftQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> models.Q:
        from brygga.core.once import owner_of

        return models.Q(owner=owner_of(actor))


class Draft(GuardedModel):
    """What somebody has typed in a form and not sent: theirs alone, in that assignment, and soon gone."""

    owner = models.CharField(max_length=40)
    address = models.CharField(max_length=200)
    words = EncryptedTextField()
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "address"], name="draft_once")]

    def __str__(self) -> str:
        return self.address
