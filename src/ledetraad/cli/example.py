"""The example plan that the demo shows: in the package when installed, else in the project."""

from __future__ import annotations

from pathlib import Path

_NAME = "asker-2020-2032-forslag.txt"
_PACKAGE = Path(__file__).parents[1] / "examples"
_PROJECT = Path(__file__).parents[3] / "examples"


def example_plan() -> Path:
    """The example plan's document."""
    return (_PACKAGE if _PACKAGE.is_dir() else _PROJECT) / _NAME
