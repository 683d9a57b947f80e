"""Files that statements are taken in from: read, looked through by somebody, then taken in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ledetraad.web.hearing.models.hearing import Hearing
from ledetraad.web.jobs.models import Job


class Intake(models.Model):
    """A heap of files that was sent at once."""

    class State(models.TextChoices):
        """Where it stands."""

        READING = "reading"
        READ = "read"
        TAKING = "taking"
        TAKEN = "taken"

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="intakes")
    state = models.CharField(max_length=7, choices=State.choices, default=State.READING)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    """What is at it, or was last."""

    total = models.PositiveIntegerField(default=0)
    """How many statements were read."""
    done = models.PositiveIntegerField(default=0)
    """How many of them have been taken in, or passed over."""

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.hearing}: {self.at:%d.%m.%Y %H:%M}"


class IntakeFile(models.Model):
    """One of the files, as it came; once it is taken in, only sheets and what couldn't be read."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    """A sheet's stays when its rows are taken in, until one of those is erased; what can't be read
    is gone by then."""
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    found = models.JSONField(default=list)
    """What statements were read in it, as `ledetraad.hearing.incoming.Incoming` dumps them; empty
    once they are taken in."""
    known = models.JSONField(default=list)
    """What those statements are known by (`Statement.nonce`), so that what is erased is found."""
    problem = models.JSONField(null=True)
    """Why it can't be read: what `ledetraad.errors.kept_error` takes."""

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="intake_files_by_hash")]

    def __str__(self) -> str:
        return self.name
