"""One of our jobs in a process of its own; prints elements, seconds and files as JSON.

The seconds are the job's alone: Python's start, imports and what comes before are left out.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.model import Plan
from ledetraad.publish.profile import Profile
from ledetraad.publish.site.write import write_site
from ledetraad.publish.snapshot import Snapshot
from ledetraad.readers import read_document


def _seconds(job: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        job()
        taken.append(time.perf_counter() - began)
    return median(taken)


def _site(plan: Plan, folder: Path) -> float:
    snapshot = Snapshot(plan=plan, profile=Profile(languages=("nb",)))
    return _seconds(lambda: write_site(snapshot, folder), 1)


def main(job: str, document: Path, out: Path) -> None:
    """Do a job (`read`, `check` or `site`) with a document; a site goes to `out`."""
    plan = read_document(document).plan
    jobs: dict[str, Callable[[], float]] = {
        "read": lambda: _seconds(lambda: read_document(document), 3),
        "check": lambda: _seconds(lambda: run_checks(plan, CheckSettings()), 3),
        "site": lambda: _site(plan, out),
    }
    print(json.dumps({"elements": sum(1 for _ in plan.walk()), "seconds": jobs[job]()}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
