"""Codes that hold for half a minute, as RFC 6238 makes them out of a shared key and the clock.

Six digits, steps of 30 seconds and SHA-1: what every app for such codes understands. No database,
no clock: the time is passed in.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from urllib.parse import quote, urlencode

STEP = 30
"""Seconds that a code holds."""
DIGITS = 6
DRIFT = 1
"""Steps by which the clocks may differ, either way."""
_BYTES = 20
_POSITIVE = 0x7FFFFFFF


def new_secret() -> str:
    """A key of 160 bits, in base32."""
    return base64.b32encode(secrets.token_bytes(_BYTES)).decode("ascii")


def code_at(secret: str, step: int) -> str:
    """The code of a step (RFC 4226, 5.3).

    Args:
        secret: the key, in base32.
        step: how many steps have gone since 1970.
    """
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0x0F
    number = int.from_bytes(digest[at : at + 4], "big") & _POSITIVE
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, code: str, now: float, *, after: int = 0) -> int | None:
    """The step that a code is good for.

    Args:
        secret: the key, in base32.
        code: as it was written; blanks don't count.
        now: seconds since 1970.
        after: the step of the newest code that was taken: it and older ones are no good any more.

    Returns:
        The step; None where the code is none that holds now.
    """
    said = "".join(code.split())
    if len(said) != DIGITS or not (said.isascii() and said.isdigit()):
        return None
    here = int(now // STEP)
    found = None
    for step in range(here - DRIFT, here + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step), said) and step > after:
            found = step
    return found


def address(secret: str, *, person: str, issuer: str) -> str:
    """What an app for codes reads out of a picture: otpauth://totp/…"""
    asked = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{person}', safe='')}?{asked}"


def in_groups(secret: str) -> str:
    """A key as one writes it off: in groups of four."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
