"""Reading PDFs beside pdfplumber: `python -m benchmarks.pdf` prints the table.

The document is the tests' overview over and over, 320 pages of ruled tables. pdfplumber is
installed by the bench into a virtual environment of its own; the project never depends on it.
Each reads in a process of its own, which tells the seconds of the reading alone; they take turns,
so that what else the machine does falls on both.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pikepdf

from benchmarks.measure import Run, run

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "benchmarks" / ".cache"
SOURCE = ROOT / "tests" / "documents" / "pdf" / "asker.pdf"
VERSION = "0.11.10"
PAGES, MANY = 320, 1_000
TIMES = 3
TARGET, MOST_MEMORY = 8, 400
_PLUMBER = """
import json, sys, time
import pdfplumber
began = time.perf_counter()
cells = []
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        cells += [" ".join((cell or "").split())
                  for table in page.extract_tables() for row in table for cell in row]
        page.close()
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "words": sum(map(len, map(str.split, cells)))}))
"""
_OURS = """
import json, sys, time
from pathlib import Path
from ledetraad.readers.blocks import Table
from ledetraad.readers.pdf.read import read_blocks
data = Path(sys.argv[1]).read_bytes()
began = time.perf_counter()
document = read_blocks(data, "bench.pdf")
seconds = time.perf_counter() - began
cells = [cell.text for block in document.blocks if isinstance(block, Table)
         for row in block.rows for cell in row]
print(json.dumps({"seconds": seconds, "words": sum(map(len, map(str.split, cells)))}))
"""
_TEXT = """
import json, sys, time
import pypdfium2
began = time.perf_counter()
words = 0
with pypdfium2.PdfDocument(sys.argv[1]) as pdf:
    for page in pdf:
        text = page.get_textpage()
        words += len(text.get_text_range().split())
        text.close()
        page.close()
print(json.dumps({"seconds": time.perf_counter() - began, "words": words}))
"""


@dataclass(frozen=True, slots=True)
class PdfSpeed:
    """What was measured.

    Args:
        ours, plumber, text: pages a second of our reader, of pdfplumber's `extract_tables`, and of
            PDFium's text alone.
        words, plumber_words: in tables' cells, ours without the heads that pages repeat.
        memory: our peak on many pages, in MB.
    """

    ours: float
    plumber: float
    text: float
    words: int
    plumber_words: int
    memory: float

    @property
    def ratio(self) -> float:
        """How many times pdfplumber's pages a second."""
        return self.ours / self.plumber


def pdf_speed() -> PdfSpeed:
    """Measure."""
    long, longer = document(PAGES), document(MANY)
    plumber_python = install()
    ours, plumber, text = [], [], []
    for _ in range(TIMES):
        ours.append(_told(_run(sys.executable, _OURS, long)))
        plumber.append(_told(_run(plumber_python, _PLUMBER, long)))
        text.append(_told(_run(sys.executable, _TEXT, long)))
    return PdfSpeed(
        _pages_a_second(ours),
        _pages_a_second(plumber),
        _pages_a_second(text),
        int(ours[0]["words"]),
        int(plumber[0]["words"]),
        _run(sys.executable, _OURS, longer).memory,
    )


def document(pages: int) -> Path:
    """The overview over and over, so many pages; made if it is not there."""
    path = CACHE / f"overview-{pages}.pdf"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with pikepdf.open(SOURCE) as source, pikepdf.new() as made:
            while len(made.pages) < pages:
                made.pages.extend(source.pages)
            del made.pages[pages:]
            made.save(path)
    return path


def install() -> Path:
    """The Python that has pdfplumber, installed if it is not there."""
    home = CACHE / f"pdfplumber-{VERSION}"
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        print(f"Installing pdfplumber {VERSION} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"pdfplumber=={VERSION}"], check=True, capture_output=True)
        (home / "ready").touch()
    return python


def _run(python: str | Path, program: str, path: Path) -> Run:
    return run([python, "-c", program, path], ROOT, {})


def _told(done: Run) -> dict[str, float]:
    told: dict[str, float] = json.loads(done.printed.splitlines()[-1])
    return told


def _pages_a_second(told: Sequence[dict[str, float]]) -> float:
    return PAGES / median(one["seconds"] for one in told)


def main() -> None:
    """Print the table."""
    seen = pdf_speed()
    print(f"PDF of {PAGES} pages of ruled tables, pages a second:")
    print(f"  ours, to headings, text, lists and tables: {seen.ours:,.0f}")
    print(f"  pdfplumber {VERSION}, extract_tables:      {seen.plumber:,.0f}")
    print(f"  PDFium, text alone:                        {seen.text:,.0f}")
    met = "met" if seen.ratio >= TARGET else "NOT met"
    print(f"  ratio: {seen.ratio:.1f} × (target ≥ {TARGET} ×: {met})")
    print(
        f"  words in cells: ours {seen.words:,}, pdfplumber {seen.plumber_words:,} with all heads"
    )
    met = "met" if seen.memory < MOST_MEMORY else "NOT met"
    print(f"Peak memory on {MANY:,} pages: {seen.memory:.0f} MB (target < {MOST_MEMORY}: {met})")


if __name__ == "__main__":
    main()
