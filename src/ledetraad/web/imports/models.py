"""A document on its way to become a plan, and what was said of documents of its shape before."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ledetraad.plan.edit import Edit, apply_edits
from ledetraad.plan.exchange import loads
from ledetraad.plan.finding import Finding
from ledetraad.plan.model import Plan
from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.kept_notes import kept_notes
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.jobs.models import Job
from ledetraad.web.plan_forms import EDITS
from ledetraad.web.plans.models import Revision, WorkingCopy


class Import(models.Model):
    """A document that somebody is taking in.

    Nothing of it is in a plan before it is finished. The corrections are kept apart from what was
    read, so that they can be taken back one by one, and hold when the document is read again.
    """

    class State(models.TextChoices):
        """Where it stands."""

        READING = "reading"
        UNCLEAR = "unclear"
        READY = "ready"
        FAILED = "failed"
        FINISHED = "finished"

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    working_copy = models.ForeignKey(WorkingCopy, null=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    said = models.JSONField(null=True)
    """The mapping that it is read by; None to guess."""
    said_before = models.CharField(max_length=200, blank=True)
    """The earlier document that the mapping comes from."""
    from_scratch = models.BooleanField(default=False)
    """Whether it is to be read without what was said of earlier documents."""
    understood = models.JSONField(null=True)
    """The mapping as the reader understood it; None where the form is fixed."""
    questions = models.JSONField(default=list)
    plan = models.BinaryField(null=True)
    notes = models.JSONField(default=list)
    settled = models.JSONField(default=list)
    """The keys of the notes that somebody has looked at and found right."""
    edits = models.JSONField(default=list)
    error = models.JSONField(null=True)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-begun_at"]

    def __str__(self) -> str:
        return self.name

    def mapping(self) -> Mapping | None:
        """How the reader understood the document."""
        return Mapping.model_validate(self.understood) if self.understood is not None else None

    def plan_read(self) -> Plan:
        """The plan as read, before any correction.

        Raises:
            ValueError: none is read yet.
        """
        if self.plan is None:
            raise ValueError("no plan is read yet")
        return loads(bytes(self.plan), where=self.name)

    def corrections(self) -> tuple[Edit, ...]:
        """What somebody has corrected, in the order they did it."""
        return EDITS.validate_python(self.edits)

    def corrected(self) -> Plan:
        """The plan as read and corrected."""
        return apply_edits(self.plan_read(), self.corrections()).plan

    def doubts(self) -> tuple[Finding, ...]:
        """What the reader was unsure of and nobody has settled."""
        return kept_notes([note for note in self.notes if note["key"] not in self.settled])


class ImportPart(models.Model):
    """A part of the document as it is shown: a page, a sheet, or a stretch of text."""

    document = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    shown = models.JSONField()
    elements = models.JSONField(default=list)
    """The ids of the elements that were read from it."""
    notes = models.JSONField(default=list)
    """The keys of the notes on it."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="parts_numbered")
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.document}, part {self.number}"


class KeptMapping(models.Model):
    """How a document of a certain shape was read, for the next one of that shape."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    heads = models.JSONField()
    """The heads and labels that tell the shape, folded and sorted."""
    mapping = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-kept_at"]

    def __str__(self) -> str:
        return self.name
