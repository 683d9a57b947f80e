"""Changes, written once and never altered, and the kind of object that they are kept for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from ledetraad.web.accounts.models import Municipality

Values = dict[str, Any]
"""What an object says, each field as JSON holds it."""


class Change(models.Model):
    """One change of one object, or what a person changed in one sitting."""

    class What(models.TextChoices):
        """What was done."""

        MADE = "made"
        CHANGED = "changed"
        UNDONE = "undone"
        DELETED = "deleted"
        RESTORED = "restored"

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    kind = models.CharField(max_length=40)
    """The object's model, such as "followup.measure"."""
    object_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=300)
    """What the object was called then."""
    what = models.CharField(max_length=8, choices=What.choices)
    version = models.PositiveIntegerField()
    """The object's version after the change."""
    fields = models.JSONField()
    """For each field that changed, what it said before and after."""
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)
    """What the person was called; stays when the account is gone."""

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "object_id"], name="changes_of_object"),
            models.Index(fields=["municipality", "at"], name="changes_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.object_id}, version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new change.

        Raises:
            ValueError: it is stored already; history never changes.
        """
        if self.pk is not None:
            raise ValueError("history can't be changed")
        super().save(*args, **kwargs)


class Step(models.Model):
    """One of what a sitting saved one after another; see `history.sittings`."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()
    fields = models.JSONField()

    class Meta:
        ordering: ClassVar = ["version"]

    def __str__(self) -> str:
        return f"version {self.version} of {self.change}"


class Edition(models.Model):
    """A mark that is another one whenever things of a kind have changed; see `history.editions`."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=40)
    mark = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "kind"], name="editions_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.mark}"


class Recorded(models.Model):
    """An object of which every change is kept, and which is never wholly deleted at once."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    version = models.PositiveIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def kind(cls) -> str:
        """What its changes are kept under."""
        return cls._meta.label_lower

    @abstractmethod
    def values(self) -> Values:
        """What it says, with all that belongs to it."""

    @abstractmethod
    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it with all that belongs to it."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What people call it."""
