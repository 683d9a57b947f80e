"""One act, killed at many points: a program that tells what each killing leaves.

It is a program and no test, because it takes copies of a database that nothing else has open.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path


def main(data: str, name: str, most: str) -> None:
    """Kill an act (DATA NAME MOST) at no more than so many points, and tell what is left.

    Told line by line: what the act changes, then for each point what is left.
    """
    from ledetraad.web import start

    start.prepare(Path(data))
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    from tests.web.faults import acts, killing

    act = acts.ACTS[name]()
    Client(headers={"host": "localhost"}).get("/logg-inn/")  # every view is imported here, once
    soon = timezone.now() + timedelta(minutes=1)
    timezone.now = lambda: soon  # two runs of one act write the same
    kept = killing.Kept(Path(data))
    before = killing.written()
    count = killing.in_a_process(act)
    after = killing.written()
    _tell({"points": count, "changes": killing.differing(before, after)})
    for fatal in killing.spread(count, int(most)):
        kept.begin()
        assert killing.in_a_process(act, fatal) == killing.NEVER
        left = killing.written()
        killing.in_a_process(act)
        again = killing.written()
        _tell(
            {
                "at": fatal,
                "since_before": killing.differing(before, left),
                "until_after": killing.differing(left, after),
                "again": [table for table in after if len(after[table]) != len(again[table])],
            }
        )


def _tell(what: dict[str, object]) -> None:
    """Write a line, and wait until it has been read."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    main(*sys.argv[1:])
