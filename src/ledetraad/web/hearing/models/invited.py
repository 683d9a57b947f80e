"""Whom a hearing is sent to, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from ledetraad.hearing.speakers import Speaker
from ledetraad.web.hearing.models.hearing import Hearing
from ledetraad.web.hearing.models.statement import Statement
from ledetraad.web.history.models import Recorded, Values

_SAID = ("name", "mail", "speaker", "bounced")


class Invited(Recorded):
    """A body that a hearing is sent to."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="invited")
    name = models.CharField(max_length=150)
    mail = models.CharField(max_length=254, blank=True)
    """In small letters; empty where it is sent a letter on paper."""
    speaker = models.CharField(max_length=11, choices=[(one.value, one.value) for one in Speaker])
    bounced = models.CharField(max_length=200, blank=True)
    """What came back instead of an answer; nothing more is sent as long as it stands."""
    statement = models.ForeignKey(
        Statement, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    """Its answer."""
    no_remarks_at = models.DateTimeField(null=True)
    """When it said that it has none."""
    sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    nonce = models.CharField(max_length=64, unique=True)
    """What its personal link is made from, with the application's secret."""
    link_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hearing", "mail"],
                condition=models.Q(deleted_at=None) & ~models.Q(mail=""),
                name="invited_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hearing}: {self.name}"

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    @property
    def answered(self) -> bool:
        """Whether it has answered, be it that it has no remarks."""
        return self.statement_id is not None or self.no_remarks_at is not None

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        no_remarks = self.no_remarks_at.isoformat() if self.no_remarks_at else None
        return {
            **{name: getattr(self, name) for name in _SAID},
            "statement": self.statement_id,
            "no_remarks_at": no_remarks,
        }

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            KeyError: a field is none of its own.
        """
        for name, value in values.items():
            if name == "statement":
                self.statement_id = value
            elif name in (*_SAID, "no_remarks_at"):
                setattr(self, name, value)
            else:
                raise KeyError(name)
        self.speaker = Speaker(self.speaker)
        self.save()
