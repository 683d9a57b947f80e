"""The plan as the editor shows it: a row for each element, with what the checks find there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledetraad.plan.finding import Finding, Severity, Translate
from ledetraad.plan.model import Element, Level
from ledetraad.web.editor.drafted import Drafted

LARGE = 300
"""The most elements that a page shows whole; above it, it shows a theme at a time."""
_FEWEST = 20
"""Themes with fewer elements than this are shown together with the next."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding as a sentence."""

    severity: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Row:
    """An element.

    Args:
        element: the element.
        level: its level.
        depth: how many stand above it.
        rank: its level's place from the top.
        edited: whether the draft has changed it.
        found: what the checks find there.
        onward: the address of the next finding; "" after the last.
    """

    element: Element
    level: Level
    depth: int
    rank: int
    edited: bool
    found: tuple[Noted, ...]
    onward: str


@dataclass(frozen=True, slots=True)
class Theme:
    """What is shown at a time of a large plan: an element at its top, or several small ones.

    Args:
        element: the first of them.
        more: how many come with it.
        found: how many elements the checks have found something at.
        here: whether it is what is shown.
    """

    element: Element
    more: int
    found: int
    here: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown of a plan.

    Args:
        rows: the elements, in the plan's order.
        whole: what the checks find in the plan as a whole.
        themes: the plan's themes, where it is shown a theme at a time.
        theme: the id of the one that is shown; "" for all.
        counts: how many findings there are of each severity, in the whole plan.
        first: the address of the first finding; "" for none.
    """

    rows: tuple[Row, ...]
    whole: tuple[Noted, ...]
    themes: tuple[Theme, ...]
    theme: str
    counts: Mapping[str, int]
    first: str


def sheet(now: Drafted, translate: Translate, *, theme: str = "", shown: str = "") -> Sheet:
    """What a page shows.

    Args:
        now: the plan with the draft's changes.
        translate: gives sentences in the page's language.
        theme: the id of the theme to show of a large plan; the first if there is no such.
        shown: the id of an element that is to be among what is shown, whatever `theme` is.
    """
    index, plan = now.index, now.plan
    is_large = len(index.ordered) > LARGE
    parts = _parts(plan.elements) if is_large else [plan.elements]
    part_of = {element.id: part[0].id for part in parts for top in part for element in top.walk()}
    here = part_of.get(shown) or (theme if theme in part_of.values() else "")
    if is_large and not here:
        here = parts[0][0].id
    places = [element.id for element in index.ordered if element.id in now.findings]

    def address(element: str) -> str:
        part = part_of[element]
        return f"#f-{element}" if part == here or not is_large else f"?tema={part}#f-{element}"

    onward = {one: address(after) for one, after in pairwise(places)}
    rank = {level.key: place for place, level in enumerate(plan.levels)}
    rows = []
    for top in plan.elements:
        if is_large and part_of[top.id] != here:
            continue
        stack = [(top, 0)]
        while stack:
            element, depth = stack.pop()
            found = noted(now.findings.get(element.id, ()), translate)
            rows.append(
                Row(
                    element=element,
                    level=plan.levels[rank[element.level]],
                    depth=depth,
                    rank=rank[element.level],
                    edited=element.id in now.edited,
                    found=found,
                    onward=onward.get(element.id, ""),
                )
            )
            stack.extend((child, depth + 1) for child in reversed(element.children))
    in_part = Counter(part_of[one] for one in places)
    return Sheet(
        rows=tuple(rows),
        whole=noted(now.findings.get("", ()), translate),
        themes=tuple(
            Theme(part[0], len(part) - 1, in_part[part[0].id], part[0].id == here)
            for part in parts
            if is_large
        ),
        theme=here if is_large else "",
        counts=_counts(now),
        first=address(places[0]) if places else "",
    )


def noted(findings: tuple[Finding, ...], translate: Translate) -> tuple[Noted, ...]:
    """Findings as sentences."""
    return tuple(
        Noted(one.severity.value, one.message(translate), translate(one.rule.remedy))
        for one in findings
    )


def _parts(tops: Sequence[Element]) -> list[tuple[Element, ...]]:
    """The elements at the top, in parts that are worth a page."""
    parts: list[tuple[Element, ...]] = []
    part: list[Element] = []
    size = 0
    for top in tops:
        part.append(top)
        size += sum(1 for _ in top.walk())
        if size >= _FEWEST:
            parts.append(tuple(part))
            part, size = [], 0
    return [*parts, tuple(part)] if part else parts


def _counts(now: Drafted) -> Mapping[str, int]:
    counts = Counter(one.severity.value for found in now.findings.values() for one in found)
    return {severity.value: counts[severity.value] for severity in Severity}
