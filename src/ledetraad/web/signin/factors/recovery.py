"""Recovery codes: ten, each good once; what is kept shows none of them."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

COUNT = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that can be taken for another: no i, l, o, 0 or 1."""
_LENGTH = 12
_GROUP = 4


def new_codes() -> list[str]:
    """Ten codes of 59 bits each, in groups of four letters."""
    return [_new_code() for _ in range(COUNT)]


def digest(user: User, code: str) -> str:
    """What a code is known by, for one person alone.

    Args:
        user: whose it is.
        code: as it was written: blanks, hyphens and capitals don't count.
    """
    said = "".join(one for one in code.casefold() if one.isalnum())
    return salted_hmac(f"signin.recovery.{user.pk}", said, algorithm="sha256").hexdigest()


def looks_like_one(code: str) -> bool:
    """Whether a text could be a recovery code, and not an app's."""
    return sum(one.isalnum() for one in code) == _LENGTH


def _new_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
