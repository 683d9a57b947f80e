"""`python -m benchmarks.statistics [--full] [--indicators N]`: a made-up nation's numbers.

357 municipalities, 15 years, 10 categories; 100 indicators unless told, 1,000 with `--full`. Every
job is a process of its own; what is compared is run in turn, in this one run. pandas comes with
Ibis; Polars is installed by the bench into a folder of its own, the project never depends on it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import run
from benchmarks.statistics_data import CATEGORIES, YEARS, Size

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "benchmarks" / ".cache"
WORK = CACHE / "statistics"
POLARS = "2.1.0"
TIMES = 3


@dataclass(frozen=True, slots=True)
class Done:
    """A job's own seconds, on the clock and of the cores, and the process's peak in MB."""

    seconds: float
    cores: float
    memory: float


def job(name: str, size: Size, polars: Path) -> Done | str:
    """Run a job; what went wrong, in a word, where it could not be done."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.statistics_jobs", name]
    given = [str(WORK), str(size.municipalities), str(size.indicators)]
    try:
        done = run([*command, *given], ROOT, {"PYTHONPATH": f"{ROOT}{os.pathsep}{polars}"})
    except RuntimeError as error:
        return str(error).strip().rsplit("\n", maxsplit=1)[-1][:60] or "failed"
    told = json.loads(done.printed.strip().rsplit("\n", maxsplit=1)[-1])
    return Done(told["seconds"], told["cores"], done.memory)


def turns(names: list[str], size: Size, polars: Path, times: int) -> dict[str, Done | str]:
    """Several jobs in turn: the median of their times, the highest of their peaks."""
    runs: dict[str, list[Done | str]] = {name: [] for name in names}
    for _ in range(times):
        for name in names:
            runs[name].append(job(name, size, polars))
    return {name: _middle(done) for name, done in runs.items()}


def _middle(runs: list[Done | str]) -> Done | str:
    done = [each for each in runs if isinstance(each, Done)]
    if len(done) < len(runs):
        return next(each for each in runs if isinstance(each, str))
    return Done(
        median(each.seconds for each in done),
        median(each.cores for each in done),
        max(each.memory for each in done),
    )


def install_polars() -> Path:
    """Where Polars is, installed if it is not there."""
    home = CACHE / f"polars-{POLARS}"
    if not home.exists():
        print(f"Installing Polars {POLARS} …", file=sys.stderr)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(home)]
        subprocess.run([*pip, f"polars=={POLARS}"], check=True, capture_output=True)
    return home


def line(*cells: str) -> None:
    """A line of the table."""
    print("| " + " | ".join(cells) + " |", flush=True)


def told(name: str, done: Done | str, beside: Done | str, target: str, met: bool | None) -> None:
    """A line that compares a job with another."""
    if isinstance(done, str):
        line(name, done, "–", "–", "–", target, "–")
        return
    ratio, by_cores = "–", f"{done.cores:.3f} s"
    if isinstance(beside, Done) and beside is not done:
        ratio = f"{done.seconds / beside.seconds:.2f} ×"
        by_cores = f"{done.cores / max(beside.cores, 0.001):.2f} ×"
    verdict = "–" if met is None else "yes" if met else "NO"
    memory = f"{done.memory:,.0f} MB"
    line(name, f"{done.seconds:.3f} s", memory, ratio, by_cores, target, verdict)


def main() -> None:
    """Measure, and print the table."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.statistics", description=__doc__)
    arguments.add_argument("--full", action="store_true", help="1,000 indicators (some minutes)")
    arguments.add_argument("--indicators", type=int, default=100)
    given = arguments.parse_args()
    size = Size(indicators=1_000 if given.full else given.indicators)
    polars = install_polars()
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    print(
        f"{size.municipalities} municipalities × {size.indicators:,} indicators × {YEARS} years"
        f" × {CATEGORIES} categories = {size.rows:,} observations; {os.cpu_count()} cores, wanted"
        f" by {os.getloadavg()[0]:.1f} processes in the last minute\n"
    )
    line("job", "time", "peak memory", "against the first", "of the cores", "target", "met")
    line(*["---"] * 7)
    loads = turns(["load", "load_pandas", "load_polars"], size, polars, 1)
    ours = loads["load"]
    fast = isinstance(ours, Done) and size.rows / ours.seconds
    told(
        f"load: {fast:,.0f} a second" if fast else "load",
        ours,
        ours,
        "≥ 1,000,000 a second",
        bool(fast and fast >= 1e6),
    )
    told("pandas: sort and write, no more", loads["load_pandas"], ours, "–", None)
    told("Polars: sort and write, no more", loads["load_polars"], ours, "–", None)
    names = ["bare", "progress", "progress_polars"]
    found = turns(names, size, polars, TIMES) | turns(["progress_pandas"], size, polars, 1)
    base, progress = found["bare"], found["progress"]
    told("DuckDB's bare aggregate of all rows", base, base, "–", None)
    near = (
        isinstance(base, Done)
        and isinstance(progress, Done)
        and progress.seconds <= 5 * base.seconds
    )
    told(f"progress of {size.pairs:,} pairs", progress, base, "≤ 5 ×", near)
    told("Polars: growth and status", found["progress_polars"], base, "–", None)
    told("pandas: growth and status", found["progress_pandas"], base, "–", None)
    theme = turns(["theme"], size, polars, TIMES)["theme"]
    quick = isinstance(theme, Done) and theme.seconds < 0.05
    told("a theme page's 100 series", theme, theme, "< 50 ms", quick)
    ours_all = [each for each in (ours, progress, theme) if isinstance(each, Done)]
    peak = max((each.memory for each in ours_all), default=0)
    line("our highest peak", "–", f"{peak:,.0f} MB", "–", "–", "< 4,000 MB", _yes(peak < 4_000))
    shutil.rmtree(WORK)


def _yes(met: bool) -> str:
    return "yes" if met else "NO"


if __name__ == "__main__":
    main()
