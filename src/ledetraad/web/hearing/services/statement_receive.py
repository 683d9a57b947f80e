"""Taking a statement in: whole, with its files and its receipt, or not at all.

What the public sends has no entry in the history of changes: its own versions, kept byte by byte,
are that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from ledetraad.hearing.files import Kind, safe_name, sniffed
from ledetraad.hearing.hearing import HearingValues, Moderation
from ledetraad.hearing.images import made_anew
from ledetraad.hearing.personal import find_personal
from ledetraad.hearing.sending import Sent
from ledetraad.hearing.speakers import PRIVATE
from ledetraad.web.hearing.links import Stamp, hash_of, token_of
from ledetraad.web.hearing.models import Attachment, Comment, Hearing, Statement, StatementVersion
from ledetraad.web.jobs.queue import enqueue

RECEIPT = "hearing-receipt"
_MOST_SEARCHED = 100_000
_NEXT = (
    "UPDATE hearing_hearing SET last_number = last_number + 1 WHERE id = %s RETURNING last_number"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is taken in.

    Args:
        name: safe.
        kind: what it is.
        data: as it is handed out.
        original: as it came.
    """

    name: str
    kind: Kind
    data: bytes
    original: bytes


def take(name: str, data: bytes) -> Taken:
    """A file from outside.

    Raises:
        FileRefused: it is not taken in.
    """
    kind = sniffed(data, name)
    handed_out = made_anew(data, kind, name) if kind.image else data
    return Taken(safe_name(name, kind), kind, handed_out, data)


def receive(
    hearing: Hearing,
    sent: Sent,
    files: Sequence[Taken],
    *,
    stamp: Stamp,
    original: tuple[bytes, str],
    wordings: dict[str, str],
    now: datetime,
) -> Statement:
    """Store a statement from the form, once however often the form is sent.

    Args:
        hearing: in which it is said.
        sent: what is said.
        files: what is attached.
        stamp: the form's.
        original: the form's fields as they came, and their hash.
        wordings: how the elements that are spoken to read now, by their keys.
        now: when it came in.
    """
    try:
        with transaction.atomic():
            statement = _stored(hearing, sent, stamp, now)
            data, sha256 = original
            StatementVersion.objects.create(
                statement=statement, number=1, at=now, original=data, sha256=sha256
            )
            Comment.objects.bulk_create(comments_of(statement, sent, wordings))
            attach(statement, files, now)
            if settings.MAIL and sent.mail:
                enqueue(RECEIPT, owner=hearing.municipality_id, statement=statement.pk)
    except IntegrityError:
        before = Statement.objects.filter(nonce=stamp.nonce, hearing=hearing).first()
        if before is None:
            raise
        return before
    return statement


def _stored(hearing: Hearing, sent: Sent, stamp: Stamp, now: datetime) -> Statement:
    waits = hearing.said().confirm and settings.MAIL and bool(sent.mail)
    statement = Statement(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        number=next_number(hearing),
        version=1,
        speaker=sent.speaker,
        name=sent.name,
        contact=sent.contact,
        mail=sent.mail,
        may_name=sent.may_name,
        language=sent.language,
        begun_at=stamp.at,
        received_at=now,
        confirmed_at=None if waits else now,
        nonce=stamp.nonce,
        link_hash=hash_of(token_of(stamp.nonce)),
        text_released=shown_at_once(hearing.said(), sent),
    )
    statement.save(force_insert=True)
    return statement


def next_number(hearing: Hearing) -> int:
    """The number of the next statement; nobody else gets it. Called in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [hearing.pk])
        return int(cursor.fetchone()[0])


def comments_of(statement: Statement, sent: Sent, wordings: dict[str, str]) -> list[Comment]:
    """The comments that a statement says, not stored yet."""
    return [
        Comment(
            municipality_id=statement.municipality_id,
            statement=statement,
            place=place,
            version=1,
            element=one.element,
            text=one.text,
            wording=one.wording,
            was=wordings.get(one.element, "") if one.wording else "",
        )
        for place, one in enumerate((one for one in sent.said if not one.empty), start=1)
    ]


def attach(statement: Statement, files: Sequence[Taken], now: datetime) -> None:
    """Put files to a statement."""
    Attachment.objects.bulk_create(
        Attachment(
            statement=statement,
            name=one.name,
            content_type=one.kind.content_type,
            data=one.data,
            original=one.original if one.original != one.data else None,
            sha256=hashlib.sha256(one.original).hexdigest(),
            size=len(one.data),
            at=now,
        )
        for one in files
    )


def shown_at_once(said: HearingValues, sent: Sent) -> bool:
    """Whether others may read it before anybody has looked: only where nothing personal is found.

    What an organisation says is searched, too: it may speak of somebody. What is so long that the
    search would keep others waiting is left to people.
    """
    if said.moderation is not Moderation.AFTER:
        return False
    texts = [text for one in sent.said for text in (one.text, one.wording)]
    if sum(len(text) for text in texts) > _MOST_SEARCHED:
        return False
    if sent.speaker in PRIVATE and sent.name:
        names = [part for part in sent.name.lower().split() if len(part) > 2]  # noqa: PLR2004
        if any(name in text.lower() for name in names for text in texts):
            return False
    return not any(find_personal(text) for text in texts)
