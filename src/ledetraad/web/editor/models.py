"""A plan's draft of changes that are not a revision yet, and what each saved draft has done."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ledetraad.web.editor.steps import STEPS, Step
from ledetraad.web.plans.models import Revision, WorkingCopy

Touch = list[object]
"""The version of the draft, the key of the person, and the name: who touched an element last."""


class EditDraft(models.Model):
    """Changes to a plan, step by step, that all who edit it have in common.

    The revision that they are made to is never changed. The steps after `done` are undone, and
    can be made again until there is another one.
    """

    working_copy = models.OneToOneField(
        WorkingCopy, on_delete=models.CASCADE, related_name="edit_draft"
    )
    base = models.PositiveIntegerField()
    """The number of the revision that the changes are made to."""
    steps = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    """How many of the steps are in force."""
    set_aside = models.PositiveIntegerField(null=True)
    """How many were in force when the draft was discarded, until the next step."""
    version = models.PositiveIntegerField(default=0)
    """Grows by one at each change of the draft."""
    touched = models.JSONField(default=dict)
    """By element: the version when it was touched last, and by whom."""
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.working_copy}: {self.done}"

    def in_force(self) -> tuple[Step, ...]:
        """The steps that are made."""
        return STEPS.validate_python(self.steps[: self.done])

    def undone(self) -> tuple[Step, ...]:
        """The steps that can be made again, the next one first."""
        return STEPS.validate_python(self.steps[self.done :])


class SavedDraft(models.Model):
    """What the changes were that a revision was made by."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="saved_draft")
    note = models.CharField(max_length=500, blank=True)
    """What the person said of them."""
    steps = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.revision}: {self.note}"

    def made(self) -> tuple[Step, ...]:
        """The steps."""
        return STEPS.validate_python(self.steps)
