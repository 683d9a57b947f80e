"""What a proxy says of a visitor, in a header that nobody else can write.

WSGI folds the names of headers: `X_Forwarded_For`, which a visitor may send, is to it the same as
the proxy's own `X-Forwarded-For`, and which of them counts hangs on their order. `Forwarded`
(RFC 7239) has neither a hyphen nor an underscore, so that the proxy's own replaces what the visitor
sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
_PAIR = re.compile(r'\s*([a-z]+)=("[^"]*"|[^\s;,"]*)\s*(?:;|$)', re.IGNORECASE)
_LONGEST = 1_000
_FOLDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


def by_forwarded(application: Wsgi) -> Wsgi:
    """An application that is told who asks, and how, by the last element of `Forwarded` alone."""

    def wrapped(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        for name in _FOLDED:
            environ.pop(name, None)
        said = last_forwarded(environ.get("HTTP_FORWARDED", ""))
        for name, part in zip(_FOLDED, ("for", "proto"), strict=True):
            if said.get(part):
                environ[name] = said[part]
        return application(environ, start)

    return wrapped


def last_forwarded(text: str) -> dict[str, str]:
    """What the nearest proxy says: its parameters by their names in lower case.

    Args:
        text: the header, such as `for=10.0.0.1, for="[2001:db8::1]:47011";proto=https`. An address
            is told without its port and brackets.
    """
    last = text[-_LONGEST:].rpartition(",")[2]
    said = {one[1].lower(): one[2].strip('"') for one in _PAIR.finditer(last)}
    if "for" in said:
        said["for"] = _bare(said["for"])
    return said


def _bare(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
