"""A worker's signs of life, given beside the work by a thread with a connection of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, connections

from ledetraad.web.jobs.lease import Lease

_log = logging.getLogger(__name__)


@contextmanager
def beating(lease: Lease) -> Iterator[None]:
    """Keep a lease alive for as long as something is done."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(lease, ended), name="heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(lease: Lease, ended: threading.Event) -> None:
    try:
        while not ended.wait(lease.timing.beat.total_seconds()):
            try:
                if not lease.renew():
                    return
            except DatabaseError as error:
                _log.warning("no sign of life for %s: %s", lease.job, error)
                connection.close_if_unusable_or_obsolete()
    finally:
        connections.close_all()
