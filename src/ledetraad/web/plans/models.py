"""A plan through its life: the working copy, its revisions, and its publications."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from ledetraad.plan.exchange import loads
from ledetraad.plan.model import Plan
from ledetraad.publish.snapshot import Snapshot, load_snapshot
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.seldom import watch
from ledetraad.web.shelf import Shelf

_PLANS: Shelf[tuple[int, datetime], Plan] = Shelf(12)


class WorkingCopy(models.Model):
    """A plan that staff work on; what it says is its latest revision."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title or self.slug

    def latest(self) -> Revision:
        """The revision in force."""
        return self.revision_set.defer("document", "source").latest("number")


class Revision(models.Model):
    """What a working copy said at one time, and the document it was read from."""

    working_copy = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    document = models.BinaryField()
    source_name = models.CharField(max_length=200, blank=True)
    source = models.BinaryField(null=True)
    notes = models.JSONField(default=list)
    """What the document's reader was unsure of."""
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["working_copy", "number"], name="revisions_numbered")
        ]
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.working_copy}, revision {self.number}"

    def plan(self) -> Plan:
        """The plan that this revision holds; kept in memory, since a revision never changes."""
        if self.pk is None:
            return self._read()
        return _PLANS.of((self.pk, self.made_at), self._read)

    def _read(self) -> Plan:
        return loads(bytes(self.document), where=str(self))


watch(WorkingCopy, lambda plan: (plan.municipality_id,))
watch(Revision, lambda revision: (revision.working_copy.municipality_id,))


class Publication(models.Model):
    """A published version: written once and never changed."""

    working_copy = models.ForeignKey(WorkingCopy, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["working_copy", "number"], name="publications_numbered")
        ]
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.working_copy}, publication {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new publication.

        Raises:
            ValueError: it is stored already; a published version never changes.
        """
        if self.pk is not None:
            raise ValueError("a publication can't be changed")
        super().save(*args, **kwargs)

    def snapshot(self) -> Snapshot:
        """What was published, checked against its hash."""
        return load_snapshot(bytes(self.data), sha256=self.sha256)
