"""What the nightly jobs took away, told in the log: a line for each, with how many there were."""

from __future__ import annotations

import logging

_log = logging.getLogger(__name__)


def went(what: str, count: int) -> None:
    """Write a line in the log, where anything went.

    Args:
        what: what it was, in English, such as "ended sessions".
        count: how many.
    """
    if count:
        _log.info("deleted for good: %s %s", count, what)
