"""What a person is told on an occasion, once."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.jobs.models import Job


class Notice(models.Model):
    """A mail to a person on an occasion, or why there is none."""

    class Kind(models.TextChoices):
        """What it tells."""

        REMINDER = "reminder"
        RETURNED = "returned"
        DIGEST = "digest"
        CONFIRM = "confirm"
        SECURITY = "security"

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting"
        SENT = "sent"
        SKIPPED = "skipped"
        """When it was to be sent there was nothing to tell any more."""
        GATHERED = "gathered"
        """It is told in the person's next digest."""
        DECLINED = "declined"
        """The person wants no mail."""
        NO_ADDRESS = "no-address"
        REFUSED = "refused"
        """The mail server takes nothing for the address."""
        GIVEN_UP = "given-up"
        """It could not be sent for so long that it is of no use."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    occasion = models.CharField(max_length=300)
    """What it is told for once only."""
    about = models.JSONField(default=dict)
    """What the letter is written from; what has changed since is looked up when it is sent."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "occasion"], name="notices_once_an_occasion")
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "made_at"], name="notices_by_state"),
            models.Index(fields=["municipality", "occasion"], name="notices_by_occasion"),
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.occasion} ({self.state})"
