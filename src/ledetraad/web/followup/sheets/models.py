"""A spreadsheet that somebody has sent in, until it is taken in, and what that changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.sheets.preview import Preview


class SheetImport(models.Model):
    """A spreadsheet on its way in, or taken in.

    Nothing of it is stored elsewhere before somebody has seen what it changes. When it is taken in
    or thrown away, the file and what was shown of it are not kept any longer.
    """

    class State(models.TextChoices):
        """Where it stands."""

        SHOWN = "shown"
        DONE = "done"
        UNDONE = "undone"

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=6, choices=State.choices, default=State.SHOWN)
    preview = models.JSONField(null=True)
    done = models.JSONField(default=list)
    """What it changed: for each thing its number, title, the version it came to, what was done."""
    left = models.JSONField(default=list)
    """What could not be undone, because it has been changed since: titles."""
    sent_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def reason(self) -> str:
        """What the history gives as the reason for the changes."""
        return f"Excel: {self.name}"

    def shown(self) -> Preview:
        """What it would change.

        Raises:
            ValueError: it has been taken in.
        """
        if self.preview is None:
            raise ValueError("there is nothing to show any more")
        return Preview.model_validate(self.preview)

    def things(self) -> list[dict[str, Any]]:
        """What it changed."""
        return list(self.done)
