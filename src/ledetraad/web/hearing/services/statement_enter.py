"""Entering a statement that came by letter or mail, by hand or from a mail that was saved."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from ledetraad.hearing.sending import Sent
from ledetraad.web.hearing.links import hash_of, new_nonce, token_of
from ledetraad.web.hearing.models import Comment, Hearing, Statement, StatementVersion
from ledetraad.web.hearing.services.statement_receive import (
    Taken,
    attach,
    comments_of,
    next_number,
)
from ledetraad.web.history.recording import make


def enter(
    hearing: Hearing,
    sent: Sent,
    files: Sequence[Taken],
    *,
    channel: Statement.Channel,
    journal: str,
    received_at: datetime,
    original: tuple[bytes, str],
    nonce: str = "",
    user: User | None,
) -> Statement:
    """Store a statement that came another way than by the form.

    Args:
        hearing: to which.
        sent: what is said and by whom.
        files: what was enclosed.
        channel: how it came.
        journal: its number in the municipality's records.
        received_at: when it came.
        original: what it was entered from, and its hash.
        nonce: what it is known by, where entering it twice is to be one statement; see `nonce_of`.
        user: who enters it.
    """
    nonce = nonce or new_nonce()
    try:
        with transaction.atomic():
            statement = Statement(
                municipality_id=hearing.municipality_id,
                hearing=hearing,
                number=next_number(hearing),
                channel=channel,
                name=sent.name,
                contact=sent.contact,
                mail=sent.mail,
                area=sent.area,
                language=sent.language,
                begun_at=received_at,
                received_at=received_at,
                confirmed_at=received_at,
                nonce=nonce,
                link_hash=hash_of(token_of(nonce)),
            )
            made = make(statement, {"speaker": sent.speaker.value, "journal": journal}, user=user)
            data, sha256 = original
            StatementVersion.objects.create(
                statement=made, number=1, at=received_at, original=data, sha256=sha256
            )
            Comment.objects.bulk_create(comments_of(made, sent, {}))
            attach(made.pk, files, received_at)
    except IntegrityError:
        before = Statement.objects.filter(nonce=nonce).first()
        if before is None:
            raise
        return before
    return made


def nonce_of(hearing: int, once: bytes) -> str:
    """What a statement is known by, so that what it was entered from is taken in once.

    Args:
        hearing: the hearing's key.
        once: the file, or what else tells it from all others.
    """
    return hashlib.sha256(str(hearing).encode() + once).hexdigest()
