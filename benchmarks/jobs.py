"""One of our jobs in a process of its own; prints the plan's elements and the job's seconds.

The seconds, on the clock and of the cores, are the job's alone: Python's start, the imports and
what comes before are left out.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import orjson
import typst

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.publish.pdf_document import pdf_document
from ledetraad.publish.profile import Profile
from ledetraad.publish.site.write import write_site
from ledetraad.publish.snapshot import Snapshot
from ledetraad.publish.typst_process import FOLDER
from ledetraad.publish.write_pdf import PdfWriter
from ledetraad.readers import read_document


def _timed(job: Callable[[], object], times: int) -> dict[str, float]:
    clock, cores = [], []
    for _ in range(times):
        began, spent = time.perf_counter(), sum(os.times()[:4])
        job()
        clock.append(time.perf_counter() - began)
        cores.append(sum(os.times()[:4]) - spent)
    return {"seconds": median(clock), "cores": median(cores)}


def _typst(files: dict[str, bytes]) -> None:
    """Typst's own work alone: the same source and data, already in memory."""
    compiler = typst.Compiler(ignore_system_fonts=True, font_paths=[str(FOLDER / "fonts")])
    compiler.compile(input=files, pdf_standards=["ua-1"])


def main(job: str, document: Path, out: Path) -> None:
    """Do a job with a document; a site goes to `out`."""
    plan = read_document(document).plan
    snapshot = Snapshot(plan=plan, profile=Profile(languages=("nb",)))
    data = orjson.dumps(pdf_document(plan, Profile(), "nb")) if job == "typst" else b""
    files = {"main": (FOLDER / "plan.typ").read_bytes(), "plan.json": data}
    jobs: dict[str, tuple[Callable[[], object], int]] = {
        "read": (lambda: read_document(document), 3),
        "check": (lambda: run_checks(plan, CheckSettings()), 3),
        "site": (lambda: write_site(snapshot, out), 1),
        "pdf": (lambda: PdfWriter().write(plan, io.BytesIO(), language="nb"), 1),
        "typst": (lambda: _typst(files), 1),
    }
    print(json.dumps({"elements": sum(1 for _ in plan.walk())} | _timed(*jobs[job])))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
