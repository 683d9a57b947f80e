"""The example plan that the demo shows: in the package when installed, else in the project."""

from __future__ import annotations

from pathlib import Path

_PLAN = "asker-2020-2032-forslag.txt"
_YEAR = "demo-year.toml"
_ECONOMY = "demo-economy.toml"
_PACKAGE = Path(__file__).parents[1] / "examples"
_PROJECT = Path(__file__).parents[3] / "examples"


def example_plan() -> Path:
    """The example plan's document."""
    return _folder() / _PLAN


def example_year() -> Path:
    """The invented year of follow-up that the demo shows."""
    return _folder() / _YEAR


def example_economy() -> Path:
    """The invented economy that the demo shows."""
    return _folder() / _ECONOMY


def _folder() -> Path:
    return _PACKAGE if _PACKAGE.is_dir() else _PROJECT
