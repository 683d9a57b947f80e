"""Work that a browser does before a statement is sent, so that a flood costs its sender something.

It is Hashcash (Back 2002): a number is looked for that makes the SHA-256 of what the form is known
by, a colon and the number begin with so many zero bits. The server looks at one hash, and keeps
nothing: the form can be used once, and its work with it.
"""

from __future__ import annotations

import hashlib
import itertools
import re

LEVELS = ((0, 12), (3_000, 15), (12_000, 18))
"""From so many statements a minute on, so many bits: 4,000 hashes, some milliseconds in a
telephone, until more come than ever did to a hearing; 260,000 in the worst flood, about a second.
"""
CALM = 300
"""As long as fewer come in a minute, nobody needs to have done any work."""
_NUMBER = re.compile(r"[0-9]{1,12}")
_KEY_LENGTH = 32


def asked(per_minute: float) -> int:
    """How many bits are asked for when so many statements come in a minute."""
    return max(bits for least, bits in LEVELS if per_minute >= least)


def challenge(nonce: str) -> str:
    """What a form is known by in its work; short enough that it is one block with the number."""
    return nonce[:_KEY_LENGTH]


def find(nonce: str, bits: int) -> str:
    """What a browser does: the first number that shows so much work."""
    return next(str(one) for one in itertools.count() if bits_of(nonce, str(one)) >= bits)


def bits_of(nonce: str, number: str) -> int:
    """How much work a number shows: the zero bits that its hash begins with; 0 for no number."""
    if _NUMBER.fullmatch(number) is None:
        return 0
    digest = hashlib.sha256(f"{challenge(nonce)}:{number}".encode()).digest()
    return 256 - int.from_bytes(digest, "big").bit_length()
