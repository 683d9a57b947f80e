"""A job: what is to be done, how far it has come, and who is at it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality


class Job(models.Model):
    """Something to be done in the background.

    A worker that takes a job gets a lease on it: a token, and a time until which no other worker
    takes it. What the job makes is stored only by the one who still has the lease.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=60)
    """The name that its function is registered by."""
    arguments = models.JSONField(default=dict)
    owner = models.ForeignKey(Municipality, null=True, on_delete=models.CASCADE)
    """The municipality that it is done for, whose administrators see it; None for upkeep."""
    key = models.CharField(max_length=120, blank=True)
    """At most one job of a key waits to be begun."""
    occasion = models.CharField(max_length=120, null=True, unique=True)
    """What it is done for once only: the kind and the time, where it is one that repeats."""
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    """How many parts are done."""
    total = models.PositiveIntegerField(default=0)
    """How many parts there are; 0 where nobody has said."""
    error = models.JSONField(null=True)
    """Why it failed, or why the last attempt did: what `ledetraad.errors.kept_error` takes."""
    made_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True)
    """When it was last begun."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state="waiting", begun_at=None) & ~Q(key=""),
                name="one_job_of_a_key_waits",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "run_after"], name="jobs_to_take"),
            models.Index(fields=["ended_at"], name="jobs_by_end"),
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"
