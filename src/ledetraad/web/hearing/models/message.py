"""What somebody is told of a hearing by mail, once for each occasion."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ledetraad.web.hearing.models.follower import Follower
from ledetraad.web.hearing.models.hearing import Hearing
from ledetraad.web.hearing.models.invited import Invited
from ledetraad.web.hearing.models.statement import Statement


class Message(models.Model):
    """A mail to one of those whom a hearing concerns; the address is looked up when it is sent."""

    class Kind(models.TextChoices):
        """What it tells."""

        INVITATION = "invitation"
        REMINDER = "reminder"
        MOVED = "moved"
        ANSWERED = "answered"
        ADOPTED = "adopted"
        AGAIN = "again"

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting"
        SENT = "sent"
        SKIPPED = "skipped"
        """When it was to be sent, there was nobody to tell any more."""
        REFUSED = "refused"
        """The mail server takes nothing for the address."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    occasion = models.CharField(max_length=60)
    """What it is told for once only."""
    known_by = models.CharField(max_length=64)
    """A hash of the address, so that nobody is told the same twice in different capacities."""
    invited = models.ForeignKey(Invited, null=True, on_delete=models.CASCADE)
    follower = models.ForeignKey(Follower, null=True, on_delete=models.CASCADE)
    statement = models.ForeignKey(Statement, null=True, on_delete=models.CASCADE)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hearing", "occasion", "known_by"], name="messages_once_an_occasion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hearing}: {self.occasion} ({self.state})"
