"""Private links and forms' stamps: secrets that nobody can guess, and of which hashes are kept.

A form gets a stamp: a random key and the time, signed. The link to what it becomes is made from the
key, so a form that is sent twice leads to one statement and one link.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from ledetraad.web.hearing.models import Invited, Statement

_STAMP, _LINK, _CONFIRM = "hearing.stamp", "hearing.link", "hearing.confirm"
LONGEST_WRITING = timedelta(days=3)
"""How long a form may be open before it is sent."""
_TOKEN_LENGTH = 43


@dataclass(frozen=True)
class Stamp:
    """When a form was opened, and what tells it from all others."""

    key: str
    at: datetime

    @cached_property
    def nonce(self) -> str:
        """What is kept of the key."""
        return hashlib.sha256(self.key.encode()).hexdigest()

    @cached_property
    def token(self) -> str:
        """The secret part of the private link to what the form becomes."""
        return token_of(self.nonce)


def new_stamp(now: datetime) -> str:
    """A stamp for a form that is opened now."""
    return signing.dumps([secrets.token_urlsafe(24), int(now.timestamp())], salt=_STAMP)


def read_stamp(text: str) -> Stamp | None:
    """A form's stamp; None where it isn't ours, or is too old."""
    try:
        key, at = signing.loads(text, salt=_STAMP, max_age=LONGEST_WRITING)
        return Stamp(str(key), datetime.fromtimestamp(at, UTC))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def new_nonce() -> str:
    """For what no form has made."""
    return secrets.token_hex(32)


def token_of(nonce: str) -> str:
    """The secret part of a private link: 256 bits."""
    digest = salted_hmac(_LINK, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def statement_at(token: str) -> Statement | None:
    """Whose private link it is; None where it is none.

    It is looked up by its hash, and then compared in constant time.
    """
    if len(token) != _TOKEN_LENGTH:
        return None
    wanted = hash_of(token)
    found = (
        Statement.objects.filter(link_hash=wanted, deleted_at=None)
        .select_related("hearing__plan__municipality", "hearing__publication")
        .defer("hearing__publication__data")
        .first()
    )
    if found is None or not constant_time_compare(found.link_hash, wanted):
        return None
    return found


def confirm_token(statement: Statement) -> str:
    """What a mail holds to show that it reached the sender."""
    return signing.dumps([statement.nonce, statement.mail], salt=_CONFIRM)


def confirmed_by(token: str) -> Statement | None:
    """The statement that such a mail is about; None where it is none of ours, or went elsewhere."""
    try:
        nonce, mail = signing.loads(token, salt=_CONFIRM, max_age=timedelta(days=60))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    found = Statement.objects.filter(nonce=nonce, mail=mail, deleted_at=None)
    return found.select_related("hearing__plan").first()


def invited_at(token: str) -> Invited | None:
    """Whose personal invitation it is; None where it is none."""
    if len(token) != _TOKEN_LENGTH:
        return None
    wanted = hash_of(token)
    found = Invited.objects.filter(link_hash=wanted, deleted_at=None)
    invited = found.select_related("hearing__plan__municipality", "statement").first()
    if invited is None or not constant_time_compare(invited.link_hash, wanted):
        return None
    return invited
