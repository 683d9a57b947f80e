"""A comparison of two versions on the terminal: a summary first, then each change by itself.

On a terminal with colours, removed words are struck through and inserted ones underlined; elsewhere
they stand between [-…-] and {+…+}, as in `git diff --word-diff`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledetraad.cli.screen import LANGUAGE, console, translate
from ledetraad.plan.diff import Change, Diff, Kind
from ledetraad.plan.model import Element
from ledetraad.plan.word_changes import Run, RunKind
from ledetraad.publish.diff_words import DiffWords

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES: dict[RunKind, str] = {"kept": "", "removed": "red strike", "inserted": "green underline"}
_MARKS: dict[RunKind, tuple[str, str]] = {
    "kept": ("", ""),
    "removed": ("[-", "-]"),
    "inserted": ("{+", "+}"),
}
_INDENT = "  "


def show_diff(diff: Diff) -> None:
    """The whole comparison."""
    _Page(console(), diff).show()


class _Page:
    """Prints a comparison line by line."""

    def __init__(self, screen: Console, diff: Diff) -> None:
        self._screen = screen
        self._diff = diff
        self._words = DiffWords(diff, LANGUAGE)
        self._coloured = screen.is_terminal and not screen.no_color

    def show(self) -> None:
        """The summary, what has changed of the plan itself, and each change."""
        for sentence in self._words.summary():
            self._print(sentence)
        for plan_change in self._diff.plan_changes:
            self._print()
            self._print(self._words.field(plan_change.field), style="bold")
            values: tuple[tuple[RunKind, str], ...] = (
                ("removed", plan_change.old),
                ("inserted", plan_change.new),
            )
            self._runs(
                Run(kind, self._words.value(plan_change.field, value))
                for kind, value in values
                if value
            )
        for change in self._diff.changes:
            self._print()
            self._change(change)

    def _change(self, change: Change) -> None:
        words = self._words
        before, after = (
            ", ".join(words.label(each) for each in elements)
            for elements in (change.old, change.new)
        )
        place = before if not after or before == after else after
        if before and after and before != after:
            place = f"{before} → {after}"
        self._print(f"{place}: {', '.join(words.kinds(change)).lower()}", style="bold")
        if Kind.SPLIT in change.kinds or Kind.MERGED in change.kinds:
            for element in change.old:
                self._runs([Run("removed", element.words)])
            for element in change.new:
                self._runs([Run("inserted", element.words)])
        elif not change.new:
            self._runs([Run("removed", change.old[0].words)])
        elif not change.old:
            self._runs([Run("inserted", change.new[0].words)])
        else:
            self._runs(change.runs)
        self._told(change)

    def _told(self, change: Change) -> None:
        """What has changed beside the words."""
        if Kind.MOVED in change.kinds and change.old_parent != change.new_parent:
            self._pair(
                translate("Stands under"),
                self._name(change.old_parent),
                self._name(change.new_parent),
            )
        self._pair(
            translate("References"),
            ", ".join(each.printed for each in change.references_removed),
            ", ".join(each.printed for each in change.references_added),
        )
        for fact in change.facts_removed:
            self._pair(fact.name or fact.key, fact.value, "")
        for fact in change.facts_added:
            self._pair(fact.name or fact.key, "", fact.value)

    def _name(self, element: Element | None) -> str:
        return self._words.label(element) if element is not None else translate("the top")

    def _pair(self, name: str, old: str, new: str) -> None:
        if old != new:
            runs = [Run("removed", old), Run("inserted", new)]
            self._runs([Run("kept", f"{name}: "), *(run for run in runs if run.text)])

    def _runs(self, runs: Iterable[Run]) -> None:
        from rich.text import Text  # noqa: PLC0415

        line = Text(_INDENT)
        last = "kept"
        for run in runs:
            blanks = run.text[: len(run.text) - len(run.text.lstrip())]
            if not blanks and last != "kept" and run.kind != "kept":
                blanks = " "
            opening, closing = ("", "") if self._coloured else _MARKS[run.kind]
            line.append(blanks)
            line.append(f"{opening}{run.text.lstrip()}{closing}", style=self._style(run.kind))
            last = run.kind
        self._print(line)

    def _style(self, kind: RunKind) -> str:
        return _STYLES[kind] if self._coloured else ""

    def _print(self, line: str | Text = "", *, style: str = "") -> None:
        from rich.text import Text  # noqa: PLC0415

        text = Text(line, style=style) if isinstance(line, str) else line
        self._screen.print(text, soft_wrap=not self._screen.is_terminal)
