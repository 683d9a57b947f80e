"""What staff decide of a statement: what is shown, what is hidden, whose name is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Value

from ledetraad.errors import LedetraadError
from ledetraad.hearing.speakers import Speaker
from ledetraad.i18n import N_
from ledetraad.web.hearing.models import Statement, StatementVersion
from ledetraad.web.hearing.services.intake import erase_files
from ledetraad.web.hearing.services.said_anew import require_read
from ledetraad.web.history.recording import ChangedMeanwhile, change, history, keep_changes

_SHOWN = ("text_released", "name_released", "files_released")
LEFT_OUT = "left_out"
"""Under which the history has that the words to leave out were changed, by their marks."""
ANONYMISED = N_("Anonymised on request")


class NotDecided(LedetraadError):
    """Something that can't be decided so."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is left out of what is shown of a statement, besides what the finder finds.

    Args:
        words: with commas between.
        seen: the mark of the words that stood there before (`Statement.left_out_mark`).
    """

    words: str
    seen: str


def decide(
    statement: Statement,
    values: Mapping[str, Any],
    *,
    left_out: LeftOut | None = None,
    user: User | None,
    version: int | None,
) -> None:
    """Decide what is shown of a statement, or note its number, kind and summary.

    Args:
        statement: which.
        values: what some of its fields are to say.
        left_out: what else is left out; None to leave that as it is.
        user: who decides.
        version: the version that was looked at.

    Raises:
        NotDecided: a child's name is to be shown, a name that its sender won't have shown, or a
            file that is not among the statement's.
        SaidAnew: something is to be shown that its sender has corrected since.
        ChangedMeanwhile: somebody else has decided the same otherwise.
    """
    speaker = Speaker(values.get("speaker", statement.speaker))
    if values.get("name_released") and (
        speaker is Speaker.CHILD or not statement.may_name or statement.anonymised_at is not None
    ):
        raise NotDecided(
            N_("This name can't be shown: its sender has not agreed to it, or is a child."),
            where=statement.title,
            remedy=N_("Show the text without the name."),
        )
    known = set(
        statement.attachments.filter(removed_at=None, size__gt=0).values_list("pk", flat=True)
    )
    if not set(values.get("files_released", ())) <= known:
        raise NotDecided(
            N_("One of the files has been taken away by its sender."),
            where=statement.title,
            remedy=N_("Look at the files that are there now, and save again."),
        )
    with transaction.atomic():
        if any(values.get(name) for name in _SHOWN):
            require_read(statement, version)
        change(statement, values, user=user, version=version)
        if left_out is not None:
            _leave_out(statement, left_out, user=user)


def _leave_out(statement: Statement, said: LeftOut, *, user: User | None) -> None:
    """Leave other words out, if whoever asks has changed them. Called in a transaction.

    Raises:
        ChangedMeanwhile: somebody else has changed them otherwise.
    """
    held = Statement.objects.select_for_update().get(pk=statement.pk)
    before, after = held.left_out_mark, held.mark_of(said.words)
    if after in {before, said.seen}:
        return
    if before != said.seen:
        last = history(held).filter(fields__has_key=LEFT_OUT).first()
        raise ChangedMeanwhile(
            held.values(), frozenset({LEFT_OUT}), last.by_name if last is not None else ""
        )
    held.left_out = said.words
    held.version += 1
    held.save(update_fields=["left_out", "version"])
    keep_changes([(held, {LEFT_OUT: [before, after]})], user=user)
    statement.refresh_from_db()


def letters_sent(statements: Iterable[Statement], day: date, *, user: User | None) -> None:
    """Note that the replies to statements were sent by hand, on a day."""
    with transaction.atomic():
        for one in statements:
            change(one, {"letter_sent": day.isoformat()}, user=user)


def anonymise(statement: Statement, *, erase: bool, user: User | None, now: datetime) -> None:
    """Take away who has sent a statement, for good.

    The text stays, since it was part of what the council decided by; what was released is not
    released any more until somebody has looked at it anew.

    Args:
        statement: which.
        erase: whether the originals are erased, too, with every file that came with them and the
            files that they were taken in from; only where they are in the municipality's archive,
            as the journal's number shows. That there were files, and their fingerprints, is kept.
        user: who does it.
        now: the time.

    Raises:
        NotDecided: the originals are to be erased, and have no number in the journal.
    """
    if erase and not statement.journal:
        raise NotDecided(
            N_("The original can't be erased before it is in the archive."),
            where=statement.title,
            remedy=N_("Write its journal number first, or anonymise without erasing."),
        )
    with transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(
            name="", contact="", mail="", area="", may_name=False, anonymised_at=now
        )
        if erase:
            StatementVersion.objects.filter(statement=statement).update(original=Value(b""))
            statement.attachments.update(
                name="–", original=None, data=Value(b""), size=0, released=False
            )
            erase_files(statement)
        statement.refresh_from_db()
        values = {"text_released": False, "name_released": False, "files_released": []}
        change(statement, values, user=user, reason=ANONYMISED)
