"""Comments: what a statement says of one place in the plan, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from ledetraad.hearing.outcomes import Outcome, answered
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.hearing.models.statement import Statement
from ledetraad.web.history.models import Recorded, Values

_HANDLED = (
    "element",
    "tags",
    "summary",
    "assessment",
    "outcome",
    "old_text",
    "new_text",
    "carried_to",
    "divided",
)
FIRST_CUT = 101
"""The first place of a comment that staff have cut out; those below are the sender's own."""


class Comment(Recorded):
    """A comment; what it says is its sender's, how it is handled is in the history."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, db_index=False)
    """Whose its hearing is, by which it is found."""
    statement = models.ForeignKey(
        Statement, on_delete=models.CASCADE, related_name="comments", db_index=False
    )
    place = models.PositiveIntegerField()
    """Its place in the statement, from 1."""
    element = models.CharField(max_length=64, blank=True)
    """What it is about; empty for the whole plan."""
    text = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    """How the element should read instead."""
    was = models.TextField(blank=True)
    """How the element read when it was suggested."""

    assigned = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    tags = models.JSONField(default=list)
    summary = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.value) for one in Outcome]
    )
    old_text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    carried_to = models.CharField(max_length=200, blank=True)
    divided = models.BooleanField(default=False)
    """Whether it is answered by the comments that were cut out of it, and not by itself."""
    done = models.BooleanField(default=False)
    """Whether it is answered."""

    class Meta:
        ordering: ClassVar = ["statement__number", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "place"], name="comments_placed")
        ]
        indexes: ClassVar = [
            models.Index(fields=["element"], name="comments_of_element"),
            models.Index(
                fields=["assigned"],
                name="comments_assigned",
                condition=models.Q(assigned__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}.{self.place}"

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self)

    @property
    def number(self) -> str:
        """The statement's number and its own place: "14.2"."""
        return f"{self.statement.number}.{self.place}"

    def values(self) -> Values:
        """How it is handled."""
        return {**{name: getattr(self, name) for name in _HANDLED}, "assigned": self.assigned_id}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Handle it as some fields say, and store it.

        Raises:
            KeyError: a field is none that is handled.
        """
        for name, value in values.items():
            if name == "assigned":
                self.assigned_id = value
            elif name in _HANDLED:
                setattr(self, name, value)
            else:
                raise KeyError(name)
        if self.outcome:
            self.outcome = Outcome(self.outcome)
        self.done = self.divided or answered(self.outcome, self.assessment)
        self.save()
