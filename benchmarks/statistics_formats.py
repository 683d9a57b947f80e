"""JSON-stat beside pyjstat, PX beside pyaxis: `python -m benchmarks.statistics_formats`.

pyjstat and pyaxis are installed by the bench into a virtual environment of their own; the project
never depends on them. Each reads in a process of its own, which tells the seconds of the reading
alone; they take turns, so that what else the machine does falls on both. Ours gives the table of
observations with marks; theirs a data frame. pyjstat can't read a dimension without `index`, as
`us-labor-ds.json` has one, so both read that file with the index written in.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measure import Run, run

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "benchmarks" / ".cache"
REAL = ROOT.parent / "shared" / "data" / "jsonstat" / "us-labor-ds.json"
PYJSTAT, PYAXIS = "2.4.0", "0.4.3"
TIMES = 5
TARGET = 10
SIZES = {"Region": 360, "Kjonn": 2, "Alder": 101, "ContentsCode": 1, "Tid": 11}
_OURS = """
import json, sys, time
from pathlib import Path
from ledetraad.statistics.formats.{module} import {function}
data = Path(sys.argv[1]).read_bytes()
seconds = []
for _ in range({times}):
    began = time.perf_counter()
    cells = {function}(data, "bench").datasets[0].table.num_rows
    seconds.append(time.perf_counter() - began)
print(json.dumps({{"seconds": min(seconds), "cells": cells}}))
"""
_PYJSTAT = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from pathlib import Path
from pyjstat import pyjstat
text = Path(sys.argv[1]).read_text(encoding="utf-8")
seconds = []
for _ in range({times}):
    began = time.perf_counter()
    cells = len(pyjstat.Dataset.read(text).write("dataframe"))
    seconds.append(time.perf_counter() - began)
print(json.dumps({{"seconds": min(seconds), "cells": cells}}))
"""
_PYAXIS = """
import json, sys, time, warnings, logging
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from pyaxis import pyaxis
seconds = []
for _ in range({times}):
    began = time.perf_counter()
    cells = len(pyaxis.parse(sys.argv[1], encoding="utf-8")["DATA"])
    seconds.append(time.perf_counter() - began)
print(json.dumps({{"seconds": min(seconds), "cells": cells}}))
"""


@dataclass(frozen=True, slots=True)
class FormatSpeed:
    """What was measured of one file.

    Args:
        name: the file.
        cells: it holds.
        ours, theirs: cells a second.
        reference: what theirs is.
        memory: our peak, in MB.
    """

    name: str
    cells: int
    ours: float
    theirs: float
    reference: str
    memory: float

    @property
    def ratio(self) -> float:
        """How many times the reference's cells a second."""
        return self.ours / self.theirs


def format_speeds() -> list[FormatSpeed]:
    """Measure."""
    python = install()
    stat = {"module": "jsonstat", "function": "read_jsonstat"}
    axis = {"module": "px", "function": "read_px"}
    return [
        _measured("us-labor-ds.json", real(), stat, python, _PYJSTAT, "pyjstat", 10),
        _measured("800,000 cells, JSON-stat", large(), stat, python, _PYJSTAT, "pyjstat", 1),
        _measured("800,000 cells, PX", large_px(), axis, python, _PYAXIS, "pyaxis", 1),
    ]


def _measured(
    name: str,
    file: Path,
    ours: dict[str, str],
    python: Path,
    program: str,
    reference: str,
    times: int,
) -> FormatSpeed:
    mine, theirs = [], []
    for _ in range(TIMES):
        mine.append(run([sys.executable, "-c", _OURS.format(**ours, times=times), file], ROOT, {}))
        theirs.append(run([python, "-c", program.format(times=times), file], ROOT, {}))
    cells = int(_told(mine[0])["cells"])
    if int(_told(theirs[0])["cells"]) != cells:
        raise RuntimeError(f"{name}: the two do not read as many cells")
    return FormatSpeed(
        name,
        cells,
        _speed(mine),
        _speed(theirs),
        reference,
        max(each.memory for each in mine),
    )


def _told(done: Run) -> dict[str, float]:
    told: dict[str, float] = json.loads(done.printed.splitlines()[-1])
    return told


def _speed(done: Sequence[Run]) -> float:
    return median(told["cells"] / told["seconds"] for told in map(_told, done))


def real() -> Path:
    """The real file, with the index that pyjstat needs."""
    dataset = json.loads(REAL.read_text(encoding="utf-8"))
    dataset["dimension"]["year"]["category"]["index"] = {"2012": 0}
    return _written("us-labor-ds.json", json.dumps(dataset))


def large() -> Path:
    """An answer as large as Statistics Norway gives, every fiftieth number missing."""
    codes = _codes()
    dimension = {
        name: {
            "label": name,
            "category": {
                "index": {code: place for place, code in enumerate(each)},
                "label": {code: f"{name} {code}" for code in each},
            },
        }
        for name, each in codes.items()
    }
    cells = _cells()
    dataset = {
        "class": "dataset",
        "version": "2.0",
        "label": "07459: Alders- og kjønnsfordeling",
        "role": {"time": ["Tid"], "metric": ["ContentsCode"], "geo": ["Region"]},
        "id": list(codes),
        "size": [len(each) for each in codes.values()],
        "dimension": dimension,
        "value": [number if number % 50 else None for number in range(cells)],
        "status": {str(number): ".." for number in range(0, cells, 50)},
    }
    return _written("large.json", json.dumps(dataset))


def large_px() -> Path:
    """The same as a PX file."""
    codes = _codes()
    *stub, heading = codes
    lines = ['CHARSET="ANSI";', 'CODEPAGE="utf-8";', 'MATRIX="07459";', 'TITLE="Befolkning";']
    lines += [f"STUB={_listed(stub)};", f"HEADING={_listed([heading])};"]
    for name, each in codes.items():
        lines.append(f'VALUES("{name}")={_listed(each)};')
        lines.append(f'CODES("{name}")={_listed(each)};')
    width = len(codes[heading])
    lines.append("DATA=")
    for row in range(_cells() // width):
        numbers = range(row * width, (row + 1) * width)
        lines.append(" ".join(str(n) if n % 50 else '".."' for n in numbers))
    return _written("large.px", "\n".join([*lines, ";"]))


def _codes() -> dict[str, list[str]]:
    first = {"Tid": 2015, "Region": 1000}
    return {
        name: [str(first.get(name, 100) + number) for number in range(size)]
        for name, size in SIZES.items()
    }


def _cells() -> int:
    return sum(1 for _ in product(*_codes().values()))


def _listed(texts: Sequence[str]) -> str:
    return ",".join(f'"{text}"' for text in texts)


def _written(name: str, text: str) -> Path:
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / name
    path.write_text(text, encoding="utf-8")
    return path


def install() -> Path:
    """The Python that has pyjstat and pyaxis, installed if it is not there."""
    home = CACHE / f"pyjstat-{PYJSTAT}-pyaxis-{PYAXIS}"
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        print(f"Installing pyjstat {PYJSTAT} and pyaxis {PYAXIS} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        pip: list[Any] = [python, "-m", "pip", "install", "--quiet"]
        subprocess.run(
            [*pip, f"pyjstat=={PYJSTAT}", f"pyaxis=={PYAXIS}"], check=True, capture_output=True
        )
        (home / "ready").touch()
    return python


def main() -> None:
    """Print the table."""
    print("| file | cells | ours, cells/s | reference, cells/s | ratio | target | memory |")
    print("|---|---|---|---|---|---|---|")
    for seen in format_speeds():
        met = "met" if seen.ratio >= TARGET else "NOT met"
        target = f"≥ {TARGET} ×: {met}" if seen.reference == "pyjstat" else "–"
        print(
            f"| {seen.name} | {seen.cells:,} | {seen.ours:,.0f} | "
            f"{seen.reference}: {seen.theirs:,.0f} | {seen.ratio:.1f} × | {target} | "
            f"{seen.memory:.0f} MB |"
        )


if __name__ == "__main__":
    main()
