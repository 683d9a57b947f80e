"""`python -m benchmarks.run [--full]`: the table of our times beside named references.

It says what was measured and fails only when something can't run, never because it is slow.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks import pdf, strictdoc
from benchmarks.measure import Run, middle, run
from benchmarks.plans import Node, as_text, make_plan

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "benchmarks" / ".cache"
WORK = CACHE / "work"
_COUNTED = itertools.count(1)
ASKER = ROOT / "examples" / "asker-2020-2032-forslag.txt"
SMALL, LARGE = 1_000, 10_000
TIMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table; `met` is None where there is no target."""

    job: str
    elements: int | None = None
    ours: str
    memory: float | None = None
    reference: str = "–"
    ratio: str = "–"
    by_cores: str = "–"
    target: str = "–"
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """The line's cells as text."""
        return (
            self.job,
            "–" if self.elements is None else f"{self.elements:,}",
            self.ours,
            "–" if self.memory is None else f"{self.memory:.0f} MB",
            self.reference,
            self.ratio,
            self.by_cores,
            self.target,
            "–" if self.met is None else "yes" if self.met else "NO",
        )


HEADS = ("job", "elements", "ours", "memory", "reference", "ratio", "by cores", "target", "met")


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [HEADS, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    drawn = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    drawn.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(drawn)


def our_job(job: str, document: Path, out: Path, *, module: str = "jobs") -> tuple[int, Run]:
    """One of our jobs in its own process; the plan's elements, and the job's own seconds."""
    command = [sys.executable, "-m", f"benchmarks.{module}", job, str(document), str(out)]
    done = run(command, ROOT, {})
    told = json.loads(done.printed)
    return told["elements"], Run(told["seconds"], told["cores"], done.memory, "")


def fresh(name: str) -> Path:
    """A folder that is not there yet.

    Nothing is removed before the end: ext4 is slow to write anew where much has just been removed,
    and that is not to be timed.
    """
    return WORK / f"{name}-{next(_COUNTED)}"


def reading_and_checking(documents: list[Path]) -> tuple[list[Row], Run]:
    """Elements a second; and the check of the largest plan."""
    rows = []
    for document in documents:
        for job, name in (("read", "read the text form"), ("check", "check by every rule")):
            told = [our_job(job, document, WORK) for _ in range(TIMES)]
            elements, done = told[0][0], middle([one for _, one in told])
            speed = f"{elements / done.seconds:,.0f} elements/s"
            rows.append(Row(job=name, elements=elements, ours=speed, memory=done.memory))
    return rows, done


def beside_copying(document: Path, *, target: bool) -> Row:
    """Writing the site against copying it once it is there, in turn, on the same file system."""
    ours, copies = [], []
    for _ in range(TIMES + 2):
        site, copy = fresh("site"), fresh("copy")
        elements, done = our_job("site", document, site)
        ours.append(done)
        copies.append(run(["cp", "-r", str(site), str(copy)], WORK, {}))
    done, copied = middle(ours), middle(copies)
    ratio = done.seconds / copied.seconds
    return Row(
        job="write the whole site",
        elements=elements,
        ours=f"{done.seconds:.2f} s",
        memory=done.memory,
        reference=f"`cp -r` of it: {copied.seconds:.3f} s",
        ratio=f"{ratio:.1f} ×",
        by_cores=f"{done.cores / max(copied.cores, 0.001):.1f} ×",
        target="≤ 15 ×" if target else "–",
        met=ratio <= 15 if target else None,
    )


def beside_typst(document: Path) -> Row:
    """Setting the PDF of about a hundred pages, and Typst alone with the same source, in turn."""
    ours, alone = [], []
    for _ in range(TIMES):
        elements, done = our_job("pdf", document, WORK)
        ours.append(done)
        alone.append(our_job("typst", document, WORK)[1])
    done, bare = middle(ours), middle(alone)
    ratio = done.seconds / bare.seconds
    return Row(
        job="write the PDF",
        elements=elements,
        ours=f"{done.seconds:.2f} s",
        memory=done.memory,
        reference=f"Typst's own compile of it: {bare.seconds:.2f} s",
        ratio=f"{ratio:.1f} ×",
        by_cores=f"{done.cores / bare.cores:.1f} ×",
        target="< 2 ×",
        met=ratio < 2,
    )


def beside_pdfplumber() -> list[Row]:
    """Reading a PDF of ruled tables, and what it holds in memory of one three times as long."""
    seen = pdf.pdf_speed()
    return [
        Row(
            job=f"read a PDF of {pdf.PAGES} pages",
            ours=f"{seen.ours:,.0f} pages/s",
            reference=f"pdfplumber's `extract_tables`: {seen.plumber:,.0f} pages/s",
            ratio=f"{seen.ratio:.1f} ×",
            target=f"≥ {pdf.TARGET} ×",
            met=seen.ratio >= pdf.TARGET,
        ),
        Row(
            job=f"its peak memory, {pdf.MANY:,} pages",
            ours=f"{seen.memory:.0f} MB",
            reference=f"{pdf.MOST_MEMORY} MB",
            ratio=f"{seen.memory / pdf.MOST_MEMORY:.2f} ×",
            target="< 1 ×",
            met=seen.memory < pdf.MOST_MEMORY,
        ),
    ]


def beside_difflib(document: Path) -> Row:
    """Comparing two versions element by element, and `difflib` with their sentences, in turn."""
    ours, theirs = [], []
    for _ in range(TIMES):
        elements, done = our_job("diff", document, WORK, module="versions")
        ours.append(done)
        theirs.append(our_job("difflib", document, WORK, module="versions")[1])
    done, lines = middle(ours), middle(theirs)
    return Row(
        job="compare two versions",
        elements=elements,
        ours=f"{done.seconds:.2f} s",
        memory=done.memory,
        reference=f"`difflib.Differ`, sentences alone: {lines.seconds:.2f} s",
        ratio=f"{done.seconds / lines.seconds:.1f} ×",
        by_cores=f"{done.cores / max(lines.cores, 0.001):.1f} ×",
    )


def beside_python() -> Row:
    """How soon `ledetraad --help` answers."""
    ours, bare = [], []
    for _ in range(10):
        ours.append(run([sys.executable, "-m", "ledetraad", "--help"], WORK, {}))
        bare.append(run([sys.executable, "-c", "pass"], WORK, {}))
    shown, python = middle(ours), middle(bare)
    most = 3 * python.seconds + 0.1
    return Row(
        job="`ledetraad --help`",
        ours=f"{1000 * shown.seconds:.0f} ms",
        memory=shown.memory,
        reference=f"`python -c pass`: {1000 * python.seconds:.0f} ms",
        ratio=f"{shown.seconds / python.seconds:.1f} ×",
        by_cores=f"{shown.cores / python.cores:.1f} ×",
        target=f"< 3 × + 100 ms = {1000 * most:.0f} ms",
        met=shown.seconds < most,
    )


def our_site(document: Path) -> Run:
    """The whole command as a person gives it: start, reading, every page."""
    out = fresh("command")
    site = [sys.executable, "-m", "ledetraad", "site", str(document), "-o", str(out)]
    return run([*site, "--languages", "nb"], WORK, {})


def beside_strictdoc(
    documents: dict[int, Path], plans: dict[int, tuple[Node, ...]], check: Run, *, full: bool
) -> list[Row]:
    """Whole commands, ours and StrictDoc's in turn, each from nothing kept."""
    program = strictdoc.install(CACHE)
    nodes = {size: sum(theme.count for theme in plan) for size, plan in plans.items()}
    ours: dict[int, list[Run]] = {SMALL: [], LARGE: []}
    exports = []
    for _ in range(TIMES):
        exports.append(strictdoc.export(program, plans[SMALL], WORK / "strictdoc"))
        for size, runs in ours.items():
            runs.append(our_site(documents[size]))
    theirs = {SMALL: middle(exports)}
    if full:
        theirs[LARGE] = strictdoc.export(program, plans[LARGE], WORK / "strictdoc")
    rows = [
        Row(
            job="StrictDoc's export",
            elements=nodes[size],
            ours=f"(theirs) {done.seconds:.1f} s, {nodes[size] / done.seconds:,.0f} nodes/s",
            memory=done.memory,
        )
        for size, done in theirs.items()
    ]
    for size, runs in ours.items():
        site, at = middle(runs), size if size in theirs else SMALL
        share = nodes[size] / nodes[at]  # the ratio is one of nodes a second
        ratio = share * theirs[at].seconds / site.seconds
        rows.append(
            Row(
                job="`ledetraad site`, whole command",
                elements=nodes[size],
                ours=f"{site.seconds:.2f} s, {nodes[size] / site.seconds:,.0f} nodes/s",
                memory=site.memory,
                reference=f"StrictDoc's nodes/s at {nodes[at]:,}",
                ratio=f"{ratio:.1f} ×",
                by_cores=f"{share * theirs[at].cores / site.cores:.1f} ×",
                target="≥ 20 ×",
                met=ratio >= 20,
            )
        )
    rows.append(_without_start(documents[SMALL], nodes[SMALL], theirs[SMALL], program))
    memory = max(one.memory for one in ours[LARGE])
    rows.append(
        Row(
            job="its peak memory",
            elements=nodes[LARGE],
            ours=f"{memory:.0f} MB",
            reference="300 MB",
            ratio=f"{memory / 300:.2f} ×",
            target="< 1 ×",
            met=memory < 300,
        )
    )
    export = theirs.get(LARGE, theirs[SMALL])
    scale = 1 if full else nodes[LARGE] / nodes[SMALL]
    ratio = check.seconds / (scale * export.seconds)
    marked = "measured" if full else f"extrapolated from {nodes[SMALL]:,}"
    rows.append(
        Row(
            job="check by every rule",
            elements=nodes[LARGE],
            ours=f"{check.seconds:.2f} s",
            memory=check.memory,
            reference=f"StrictDoc's export: {scale * export.seconds:.0f} s, {marked}",
            ratio=f"{ratio:.4f} ×",
            by_cores=f"{check.cores / (scale * export.cores):.4f} ×",
            target="< 0.1 ×",
            met=ratio < 0.1,
        )
    )
    return rows


def _without_start(document: Path, nodes: int, export: Run, program: Path) -> Row:
    """The work alone at the smaller size: what either tool needs to start is left out."""
    runs = [our_job("site", document, fresh("alone"))[1] for _ in range(TIMES)]
    done = middle(runs)
    start = middle([run([program, "version"], WORK, {}) for _ in range(TIMES)])
    theirs = export.seconds - start.seconds
    return Row(
        job="write the whole site, no start",
        elements=nodes,
        ours=f"{done.seconds:.2f} s, {nodes / done.seconds:,.0f} nodes/s",
        memory=done.memory,
        reference=f"StrictDoc's, its start left out: {theirs:.1f} s",
        ratio=f"{theirs / done.seconds:.1f} ×",
        by_cores=f"{(export.cores - start.cores) / done.cores:.1f} ×",
        target="≥ 20 ×",
        met=theirs / done.seconds >= 20,
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
    plans = {size: make_plan(size) for size in (SMALL, LARGE)}
    documents = {size: WORK / f"plan-{size}.txt" for size in plans}
    for size, document in documents.items():
        document.write_text(as_text(plans[size]), encoding="utf-8")
    print("Measuring; this takes a few minutes …", file=sys.stderr)
    rows, check = reading_and_checking([ASKER, *documents.values()])
    for document in (ASKER, *documents.values()):
        rows.append(beside_copying(document, target=document is documents[LARGE]))
    rows += beside_pdfplumber()
    rows.append(beside_typst(documents[SMALL]))
    rows += [beside_difflib(document) for document in documents.values()]
    rows.append(beside_python())
    rows += beside_strictdoc(documents, plans, check, full=full)
    shutil.rmtree(WORK)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores; ", end="")
    print(f"{os.getloadavg()[0]:.1f} processes wanted them in the last minute\n\n{table(rows)}")


if __name__ == "__main__":
    main()
