"""Statements: who has spoken, with the original of every version that came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.crypto import salted_hmac

from ledetraad.errors import Phrase
from ledetraad.hearing.personal import without
from ledetraad.hearing.speakers import Speaker, called, may_be_named
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.hearing.models.hearing import Hearing
from ledetraad.web.history.models import Recorded, Values

_DECIDED = (
    "speaker",
    "journal",
    "summary",
    "text_released",
    "masked",
    "name_released",
    "hidden_why",
    "files_released",
    "letter_sent",
)
"""What staff decide of a statement, and the history keeps. What the sender has said of themselves
is not among it, so that it can be taken away for good."""


class Statement(Recorded):
    """What somebody has said in a hearing."""

    class Channel(models.TextChoices):
        """How it came."""

        WEB = "web"
        MAIL = "mail"
        LETTER = "letter"
        MEETING = "meeting"

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, db_index=False)
    """Whose its hearing is, by which it is found."""
    hearing = models.ForeignKey(
        Hearing, on_delete=models.PROTECT, related_name="statements", db_index=False
    )
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=7, choices=Channel.choices, default=Channel.WEB)
    speaker = models.CharField(max_length=11, choices=[(one.value, one.value) for one in Speaker])
    name = models.CharField(max_length=150, blank=True)
    contact = models.CharField(max_length=150, blank=True)
    mail = models.CharField(max_length=254, blank=True)
    may_name = models.BooleanField(default=False)
    area = models.CharField(max_length=200, blank=True)
    """The part of the municipality that its sender lives in, where the hearing asks and it is said;
    for the counts alone."""
    language = models.CharField(max_length=2, default="nb")
    begun_at = models.DateTimeField()
    received_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    """When it began to count; None while a link in a mail is waited for."""
    withdrawn_at = models.DateTimeField(null=True)
    anonymised_at = models.DateTimeField(null=True)
    nonce = models.CharField(max_length=64)
    """What the private link is made from, with the application's secret."""
    link_hash = models.CharField(max_length=64)
    """SHA-256 of the private link's secret part, which is not kept."""
    answer_mailed_at = models.DateTimeField(null=True)
    supported = models.PositiveIntegerField(default=0)
    """How many support it; counted in the transaction that stores the support."""
    letter_sent = models.DateField(null=True)
    """The day that its reply was sent on paper or otherwise by hand."""

    journal = models.CharField(max_length=60, blank=True)
    """Its number in the municipality's records."""
    summary = models.TextField(blank=True)
    text_released = models.BooleanField(default=False)
    masked = models.BooleanField(default=False)
    """Whether it is shown without what the finder of personal data finds."""
    left_out = models.CharField(max_length=500, blank=True)
    """What else is left out of it where it is masked, with commas between. It may be names, so
    the history has only that it was changed."""
    name_released = models.BooleanField(default=False)
    hidden_why = models.CharField(max_length=300, blank=True)
    """Why it is not shown; said to its sender. Empty where it isn't hidden."""

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hearing", "number"], name="statements_numbered"),
            models.UniqueConstraint(fields=["nonce"], name="statements_once"),
            models.UniqueConstraint(fields=["link_hash"], name="statements_linked"),
        ]

    def __str__(self) -> str:
        return f"{self.hearing}, {self.number}"

    @property
    def title(self) -> str:
        """What people call it; no name, since the history keeps it."""
        return str(self)

    @property
    def left_out_mark(self) -> str:
        """What tells some words to leave out from others without saying them; empty for none."""
        return self.mark_of(self.left_out)

    def mark_of(self, words: str) -> str:
        """Such a mark of other words. It can't be found by trying names without the secret."""
        if not words:
            return ""
        kept = salted_hmac("ledetraad.hearing.left-out", f"{self.pk} {words}", algorithm="sha256")
        return kept.hexdigest()[:32]

    @property
    def counts(self) -> bool:
        """Whether it is to be answered: it is confirmed, and not withdrawn."""
        return self.confirmed_at is not None and self.withdrawn_at is None

    @property
    def shown(self) -> bool:
        """Whether everybody may read it."""
        return self.counts and self.text_released and not self.hidden_why

    def as_shown(self, text: str) -> str:
        """Some of what it says, as everybody may read it once it is released."""
        return without(text, self.left_out.split(",")) if self.masked else text

    def called(self, today: date, *, inside: bool = False) -> Phrase:
        """What its sender is called.

        Args:
            today: the day; names are not shown for ever.
            inside: whether it is for those who run the hearing.
        """
        speaker = Speaker(self.speaker)
        named = inside or may_be_named(
            speaker,
            released=self.name_released,
            agreed=self.may_name,
            anonymised=self.anonymised_at is not None,
            closes=self.hearing.closes,
            today=today,
        )
        return called(speaker, self.name, self.number, named=named)

    def values(self) -> Values:
        """What staff have decided of it."""
        released = self.attachments.filter(released=True).order_by("pk")
        said: Values = {name: getattr(self, name) for name in _DECIDED if name != "files_released"}
        said["letter_sent"] = self.letter_sent.isoformat() if self.letter_sent else None
        said["files_released"] = list(released.values_list("pk", flat=True)) if self.pk else []
        return said

    def assign(self, values: Mapping[str, Any]) -> None:
        """Decide what some fields say, and store it.

        Raises:
            KeyError: a field is none that is decided.
        """
        for name, value in values.items():
            if name not in _DECIDED:
                raise KeyError(name)
            if name != "files_released":
                setattr(self, name, value)
        self.speaker = Speaker(self.speaker)
        self.save()
        if "files_released" in values:
            chosen = values["files_released"]
            self.attachments.exclude(pk__in=chosen).update(released=False)
            self.attachments.filter(pk__in=chosen).update(released=True)


class StatementVersion(models.Model):
    """A statement as it came in or was corrected: bytes, time and hash, never altered."""

    statement = models.ForeignKey(
        Statement, on_delete=models.CASCADE, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    original = models.BinaryField()
    """The form's fields as they were sent, or the letter as it was typed in; JSON. Empty where it
    has been erased on request."""
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["statement", "number"], name="statement_versions_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new version.

        Raises:
            ValueError: it is stored already; what came in never changes.
        """
        if self.pk is not None:
            raise ValueError("what came in can't be changed")
        super().save(*args, **kwargs)
