"""How often a person wants mail, where to, and in which language."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ledetraad.i18n import DEFAULT, LANGUAGES, NAMES, Language


class NoticeChoice(models.Model):
    """What a person has chosen; who has chosen nothing is told at once, in Bokmål."""

    class Often(models.TextChoices):
        """How often."""

        AT_ONCE = "at-once"
        DAILY = "daily"
        WEEKLY = "weekly"
        NEVER = "never"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choice"
    )
    often = models.CharField(max_length=7, choices=Often.choices, default=Often.AT_ONCE)
    language = models.CharField(max_length=2, choices=list(NAMES.items()), default=DEFAULT)
    address = models.EmailField(blank=True)
    """Where to; empty for the account's own address."""
    confirmed_at = models.DateTimeField(null=True)
    """When the address was shown to be the person's; nothing is sent there before."""

    def __str__(self) -> str:
        return f"{self.user}: {self.often}"

    @property
    def screen_language(self) -> Language:
        """The language that is written in."""
        return self.language if self.language in LANGUAGES else DEFAULT

    @property
    def sent_to(self) -> str:
        """The address that mail goes to; empty where there is none."""
        if self.address and self.confirmed_at is not None:
            return self.address
        return self.user.email

    @property
    def awaits(self) -> bool:
        """Whether the address waits to be confirmed."""
        return bool(self.address) and self.confirmed_at is None
