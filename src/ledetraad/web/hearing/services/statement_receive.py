"""Taking a statement in: whole, with its files and its receipt, or not at all.

What the public sends has no entry in the history of changes: its own versions, kept byte by byte,
are that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from ledetraad.errors import LedetraadError
from ledetraad.hearing.files import FileRefused, Kind, safe_name, sniffed
from ledetraad.hearing.hearing import HearingValues, Moderation
from ledetraad.hearing.images import made_anew
from ledetraad.hearing.personal import find_personal
from ledetraad.hearing.sending import Sent
from ledetraad.hearing.speakers import PRIVATE
from ledetraad.i18n import N_
from ledetraad.web.hearing.limits import SPEAK
from ledetraad.web.hearing.links import Stamp, hash_of
from ledetraad.web.hearing.models import Attachment, Comment, Hearing, Statement, StatementVersion
from ledetraad.web.hearing.services.rows import Batch, Looked
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.tallies.models import COUNT

RECEIPT = "hearing-receipt"
_MOST_SEARCHED = 100_000
_NEXT = "UPDATE hearing_hearing SET last_number = last_number + 1 WHERE id = %s"
_NUMBER = (
    "(SELECT last_number FROM hearing_hearing WHERE id = %s AND NOT EXISTS "
    "(SELECT 1 FROM tallies_tally WHERE key = %s AND count > %s))"
)
"""None where its sender has sent too much; a statement without a number is stored by no database,
nor what goes with it."""
_KEY = "(SELECT id FROM hearing_statement WHERE nonce = %s)"
_MADE = "SELECT id FROM hearing_statement WHERE nonce = %s"


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


class TooMany(LedetraadError):
    """More has come from one address than is taken in."""


def too_many() -> TooMany:
    """What is said to one who sends too much."""
    return TooMany(
        N_("Very many statements have come from where you are within an hour."),
        remedy=N_("Wait a while, and send again. Nothing is lost as long as the page is open."),
    )


def take(name: str, data: bytes) -> Taken:
    """A file from outside.

    Raises:
        FileRefused: it is not taken in.
    """
    kind = sniffed(data, name)
    handed_out = made_anew(data, kind, name) if kind.image else data
    return Taken(safe_name(name, kind), kind, handed_out, data)


def take_what_is_safe(files: Iterable[tuple[str, bytes]]) -> tuple[list[Taken], list[str]]:
    """What is safe of a mail's attachments, and the names of the others."""
    taken: list[Taken] = []
    left_out = []
    for name, content in files:
        try:
            taken.append(take(name, content))
        except FileRefused:
            left_out.append(name)
    return taken, left_out


def receive(
    hearing: Hearing,
    sent: Sent,
    files: Sequence[Taken],
    *,
    stamp: Stamp,
    original: tuple[bytes, str],
    wordings: dict[str, str],
    now: datetime,
    visitor: str = "",
) -> int:
    """Store a statement from the form, once however often the form is sent.

    Args:
        hearing: in which it is said.
        sent: what is said.
        files: what is attached.
        stamp: the form's.
        original: the form's fields as they came, and their hash.
        wordings: how the elements that are spoken to read now, by their keys.
        now: when it came in.
        visitor: who sends it, as it is counted; empty for nobody.

    Returns:
        The statement's key.

    Raises:
        TooMany: so many have come from there that this one isn't taken in.
    """
    at = now.timestamp()
    counter, ends_at = SPEAK.place(visitor, at)
    batch = Batch()
    if visitor:
        batch.add(COUNT, [counter, 1, ends_at])
    batch.add(_NEXT, [hearing.pk])
    batch.insert(
        Statement,
        municipality_id=hearing.municipality_id,
        hearing_id=hearing.pk,
        number=Looked(_NUMBER, (hearing.pk, counter, SPEAK.most)),
        version=1,
        speaker=sent.speaker.value,
        name=sent.name,
        contact=sent.contact,
        mail=sent.mail,
        may_name=sent.may_name,
        area=sent.area,
        language=sent.language,
        begun_at=stamp.at,
        received_at=now,
        confirmed_at=None if _waits(hearing, sent) else now,
        nonce=stamp.nonce,
        link_hash=hash_of(stamp.token),
        text_released=shown_at_once(hearing.said(), sent),
    )
    own = Looked(_KEY, (stamp.nonce,))
    data, sha256 = original
    batch.insert(StatementVersion, statement_id=own, number=1, at=now, original=data, sha256=sha256)
    for place, one in enumerate((one for one in sent.said if not one.empty), start=1):
        batch.insert(
            Comment,
            municipality_id=hearing.municipality_id,
            statement_id=own,
            place=place,
            version=1,
            element=one.element,
            text=one.text,
            wording=one.wording,
            was=wordings.get(one.element, "") if one.wording else "",
        )
    batch.add(_MADE, [stamp.nonce])
    mailed = bool(settings.MAIL and sent.mail)
    more = transaction.atomic() if files or mailed else nullcontext()
    try:
        with more:
            (key,) = batch.run()
            attach(key, files, now)
            if mailed:
                enqueue(RECEIPT, owner=hearing.municipality_id, statement=key)
    except IntegrityError:
        before = Statement.objects.filter(nonce=stamp.nonce, hearing=hearing).first()
        if before is not None:
            return before.pk
        if visitor and not SPEAK.room(visitor, now=at):
            raise too_many() from None
        raise
    return int(key)


def _waits(hearing: Hearing, sent: Sent) -> bool:
    """Whether it counts only when a mail has been opened."""
    return hearing.said().confirm and bool(settings.MAIL and sent.mail)


def next_number(hearing: Hearing) -> int:
    """The number of the next statement; nobody else gets it. Called in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_NEXT} RETURNING last_number", [hearing.pk])
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


def attach(statement: int, files: Sequence[Taken], now: datetime) -> None:
    """Put files to a statement, by its key."""
    if not files:
        return
    Attachment.objects.bulk_create(
        Attachment(
            statement_id=statement,
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
