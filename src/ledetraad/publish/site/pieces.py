"""Parts of pages that many pages show, each drawn once and kept with what it shows.

A statement stands in the lists of all its siblings and of every UN target it rests on, always drawn
by the same macro. A template says so after the macro: `{% set row = once(row) %}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from markupsafe import Markup


class Shown(Protocol):
    """What keeps the parts drawn of it: a card or a chip, so they last as long as its site."""

    @property
    def pieces(self) -> dict[tuple[str, str], Markup]:
        """The parts, by the macro's name and the way up to the root."""


class once:  # noqa: N801  (a function to the templates)
    """A macro of one card or chip and the way up, whose result is kept.

    Args:
        macro: the macro; nothing else than its two arguments, the plan and the language may be in
            what it gives.
    """

    def __init__(self, macro: Callable[[Shown, str], Markup]) -> None:
        self._macro = macro
        self._name: str = macro.name  # type: ignore[attr-defined]

    def __call__(self, shown: Shown, up: str) -> Markup:
        """The part, drawn if it has not been."""
        key = (self._name, up)
        piece = shown.pieces.get(key)
        if piece is None:
            piece = shown.pieces[key] = self._macro(shown, up)
        return piece

    def each(self, all_shown: Iterable[Shown], up: str, between: str = "") -> Markup:
        """The parts of several, one after the other."""
        return Markup(between.join([self(shown, up) for shown in all_shown]))  # noqa: S704  (drawn)
