"""`python -m benchmarks.run [--full]`: the table of our times beside named references.

Says what was measured and never fails on a slow machine; it fails when something can't run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import strictdoc
from benchmarks.measure import Run, middle, run
from benchmarks.plans import as_text, make_plan

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "benchmarks" / ".cache"
WORK = CACHE / "work"
ASKER = ROOT / "examples" / "asker-2020-2032-forslag.txt"
SIZES = (1_000, 10_000)
_HEADS = ("job", "size", "ours", "memory", "reference", "ratio", "target", "met")


@dataclass(frozen=True, slots=True)
class Job:
    """One of our jobs on one document: elements, the job's own seconds, memory in MB."""

    elements: int
    seconds: float
    memory: float

    @property
    def speed(self) -> float:
        """Elements a second."""
        return self.elements / self.seconds


class Table:
    """The rows as they are measured."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = [_HEADS]

    def put(
        self,
        job: str,
        size: int,
        ours: str,
        memory: float | None = None,
        reference: str = "–",
        ratio: str = "–",
        target: str = "–",
        met: bool | None = None,
    ) -> None:
        """Add a row; `met` is None where there is no target."""
        held = "–" if memory is None else f"{memory:.0f} MB"
        said = "–" if met is None else "yes" if met else "NO"
        self.rows.append((job, f"{size:,}", ours, held, reference, ratio, target, said))
        print(f"  {job}, {size:,}: {ours}, {ratio}", file=sys.stderr)

    def __str__(self) -> str:
        widths = [max(map(len, column)) for column in zip(*self.rows, strict=True)]
        lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in self.rows]
        lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        return "\n".join(lines)


def _ours(job: str, document: Path, out: Path) -> Job:
    command = [sys.executable, "-m", "benchmarks.jobs", job, document, out]
    done = run(command, ROOT, {})
    told = json.loads(done.printed)
    return Job(told["elements"], told["seconds"], done.memory)


def _middle(jobs: list[Job]) -> Job:
    return Job(jobs[0].elements, median(j.seconds for j in jobs), max(j.memory for j in jobs))


def _command(document: Path, out: Path) -> Run:
    """The whole command as a person runs it: start, reading, every page."""
    shutil.rmtree(out, ignore_errors=True)
    site = [sys.executable, "-m", "ledetraad", "site", document, "-o", out, "--languages", "nb"]
    return run(site, WORK, {})


def reading_and_checking(table: Table, documents: dict[int, Path]) -> dict[int, Job]:
    """Elements a second; gives the checks by size."""
    checks = {}
    for size, document in documents.items():
        for job, name in (("read", "read the text form"), ("check", "check, every rule")):
            done = _middle([_ours(job, document, WORK) for _ in range(3)])
            table.put(name, size, f"{done.speed:,.0f} elements/s", done.memory)
            if job == "check":
                checks[size] = done
    return checks


def beside_strictdoc(
    table: Table, documents: dict[int, Path], checks: dict[int, Job], full: bool
) -> None:
    """Whole commands, ours and StrictDoc's in turn, from a cold start each time."""
    program = strictdoc.install(CACHE)
    plans = {size: make_plan(int(size)) for size in SIZES}
    ours: dict[int, list[Run]] = {size: [] for size in SIZES}
    theirs: list[Run] = []
    for _ in range(3):
        theirs.append(strictdoc.export(program, plans[1_000], WORK / "strictdoc"))
        for size in SIZES:
            ours[size].append(_command(documents[size], WORK / "command"))
    nodes = {size: sum(theme.count for theme in plan) for size, plan in plans.items()}
    export = middle(theirs)
    rate = nodes[1_000] / export.seconds
    at_ten_thousand, marked = nodes[10_000] / rate, "extrapolated from 1,000"
    if full:
        done = strictdoc.export(program, plans[10_000], WORK / "strictdoc")
        at_ten_thousand, marked = done.seconds, "measured"
        table.put("StrictDoc export", nodes[10_000], f"{done.seconds:.1f} s", done.memory)
    table.put("StrictDoc export", nodes[1_000], f"{export.seconds:.1f} s", export.memory)
    for size in SIZES:
        site = middle(ours[size])
        speed = nodes[size] / site.seconds
        for at, their in ((1_000, rate), (10_000, nodes[10_000] / at_ten_thousand)):
            if at == 1_000 or (full and at == size):
                table.put(
                    "`ledetraad site`, whole command",
                    nodes[size],
                    f"{site.seconds:.2f} s, {speed:,.0f} nodes/s",
                    site.memory,
                    f"StrictDoc at {at:,}: {their:,.0f} nodes/s",
                    f"{speed / their:.1f} ×",
                    "≥ 20 ×",
                    speed >= 20 * their,
                )
    memory = middle(ours[10_000]).memory
    said = f"{memory:.0f} MB"
    table.put("its memory", nodes[10_000], said, None, "–", "–", "< 300 MB", memory < 300)
    share = checks[10_000].seconds / at_ten_thousand
    table.put(
        "check, every rule",
        nodes[10_000],
        f"{checks[10_000].seconds:.2f} s",
        checks[10_000].memory,
        f"StrictDoc's export: {at_ten_thousand:.0f} s, {marked}",
        f"{share:.3f} ×",
        "< 0.1 ×",
        share < 0.1,
    )


def beside_copying(table: Table, documents: dict[int, Path]) -> None:
    """Writing the site against copying it when it is there, in turn, on the same file system."""
    for size, document in documents.items():
        ours: list[Job] = []
        copies: list[Run] = []
        site, copy = WORK / "site", WORK / "copy"
        for _ in range(5):
            shutil.rmtree(site, ignore_errors=True)
            ours.append(_ours("site", document, site))
            shutil.rmtree(copy, ignore_errors=True)
            copies.append(run(["cp", "-r", site, copy], WORK, {}))
        done, copied = _middle(ours), middle(copies)
        ratio = done.seconds / copied.seconds
        target, met = ("≤ 15 ×", ratio <= 15) if size == 10_000 else ("–", None)
        table.put(
            "write the whole site",
            done.elements,
            f"{done.seconds:.2f} s",
            done.memory,
            f"cp -r of it: {copied.seconds:.3f} s",
            f"{ratio:.1f} ×",
            target,
            met,
        )


def beside_python(table: Table) -> None:
    """How soon `ledetraad --help` answers."""
    ours, bare = [], []
    for _ in range(10):
        ours.append(run([sys.executable, "-m", "ledetraad", "--help"], WORK, {}))
        bare.append(run([sys.executable, "-c", "pass"], WORK, {}))
    help_, python = middle(ours), middle(bare)
    most = 3 * python.seconds + 0.1
    table.put(
        "`ledetraad --help`",
        0,
        f"{1000 * help_.seconds:.0f} ms",
        help_.memory,
        f"python -c pass: {1000 * python.seconds:.0f} ms",
        f"{help_.seconds / python.seconds:.1f} ×",
        f"< 3 × + 100 ms = {1000 * most:.0f} ms",
        help_.seconds < most,
    )


def main() -> None:
    """Measure everything and print the table."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    arguments.add_argument(
        "--full", action="store_true", help="let StrictDoc export 10,000 elements too (minutes)"
    )
    full = arguments.parse_args().full
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    documents: dict[int, Path] = {}
    for size in SIZES:
        documents[size] = WORK / f"plan-{size}.txt"
        documents[size].write_text(as_text(make_plan(size)), encoding="utf-8")
    table = Table()
    asker = _ours("check", ASKER, WORK).elements
    everything = {asker: ASKER} | documents
    checks = reading_and_checking(table, everything)
    beside_copying(table, everything)
    beside_python(table)
    beside_strictdoc(table, documents, checks, full)
    shutil.rmtree(WORK)
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {_load()}\n\n{table}")


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f} when it ended"


if __name__ == "__main__":
    main()
