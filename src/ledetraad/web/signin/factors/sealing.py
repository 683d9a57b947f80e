"""Secrets that stand in the database encrypted, by a key made of the application's own.

Who reads the database, or a copy of it, without the application's secret key learns nothing.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FOR = b"ledetraad.web.signin.factors.sealing"


def sealed(text: str) -> str:
    """A secret, encrypted and signed."""
    return _fernet().encrypt(text.encode()).decode("ascii")


def opened(text: str) -> str | None:
    """A secret that was sealed; None where it was by a key that is not ours any more."""
    try:
        return _fernet().decrypt(text.encode("ascii")).decode()
    except (InvalidToken, UnicodeError):
        return None


def _fernet() -> MultiFernet:
    """By the key that is in use, and for opening also by those that were before it."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(one))) for one in secrets])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_FOR).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
