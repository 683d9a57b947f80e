"""StrictDoc, the reference: a tool that writes a tree of linked statements as HTML.

Installed by the bench into a virtual environment of its own; the project never depends on it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Run, run
from benchmarks.plans import Node, as_sdoc

VERSION = "0.30.4"


def install(cache: Path) -> Path:
    """The program, installed if it is not there."""
    home = cache / f"strictdoc-{VERSION}"
    program = home / "bin" / "strictdoc"
    if not program.exists():
        print(f"Installing StrictDoc {VERSION} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"strictdoc=={VERSION}"], check=True, capture_output=True)
    return program


def export(program: Path, plan: tuple[Node, ...], folder: Path) -> Run:
    """Export a plan as HTML, with nothing kept from an earlier export."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "plan.sdoc").write_text(as_sdoc(plan), encoding="utf-8")
    return run([program, "export", "in", "--output-dir", "out"], folder, {})
