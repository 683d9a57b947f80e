"""A command killed while it writes leaves the file or the site that was there, or the new one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "tests" / "documents" / "word" / "measures.docx"
SECOND = ROOT / "tests" / "documents" / "word" / "numbered.docx"


def killed(folder: Path, name: str, *command: str) -> dict[str, Any]:
    """What is left where a command is killed at each point of writing over an older document."""
    done = subprocess.run(
        [
            sys.executable, "-m", "tests.cli.killing", str(folder), name,
            str(FIRST), str(SECOND), *command,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("plan.md", ("convert", "{document}", "-o", "{target}")),
        ("plan.xlsx", ("convert", "{document}", "-o", "{target}")),
        ("site", ("site", "{document}", "-o", "{target}")),
    ],
)
def test_what_was_there_stays_until_the_new_is_whole(
    name: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    found = killed(tmp_path / "work", name, *command)

    told = found["told"]
    assert found["differ"] and len(told) > 1
    assert all(one["killed"] for one in told)
    assert {one["left"] for one in told} <= {"old", "new"}
    assert all(one["again"] for one in told)
