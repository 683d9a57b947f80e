"""The red thread as a picture: UN goals → themes → subgoals, as bands whose width is references.

A Sankey diagram in three columns, laid out here and drawn as SVG by a template. Widths are counts
of printed references; a statement with two references is two threads wide.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ledetraad.plan.model import Element
from ledetraad.publish.site.book import Book

WIDTH = 1040
COLUMNS = (150, 500, 820)
NODE = 10
UNIT = 4.2
"""Height of one reference, in the picture's units."""
LEAST = 4.0
GAP = (9, 26, 8)
OWN = "own"


@dataclass(frozen=True, slots=True)
class Node:
    """A bar in the picture.

    Args:
        key: a goal's code, `own`, or an element's id.
        x, y, height: its place; every bar is `NODE` wide.
        count: the references that run through it.
    """

    key: str
    x: float
    y: float
    height: float
    count: int

    @property
    def middle(self) -> float:
        """The height of its middle, where its name stands."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A thread between two bars, as an SVG path of one width."""

    source: str
    target: str
    path: str
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture: bars by column, and bands goal→theme and theme→subgoal."""

    width: int
    height: float
    goals: list[Node]
    themes: list[Node]
    subgoals: list[Node]
    first: list[Band]
    second: list[Band]


def second_level(theme: Element) -> list[Element]:
    """The elements that the picture's right column shows for a theme: its first many below it."""
    below = theme.children
    while len(below) == 1 and below[0].children:
        below = below[0].children
    return list(below)


def thread_picture(book: Book) -> Picture:
    """Lay out the picture of a plan."""
    goal_of = {code: item.goal for code, item in book.framework.items.items()}
    themes = list(book.snapshot.plan.elements)
    first: Counter[tuple[str, str]] = Counter()
    second: Counter[tuple[str, str]] = Counter()
    for theme in themes:
        for element in theme.walk():
            for reference in element.references:
                first[_goal(reference.framework, reference.code, goal_of), theme.id] += 1
        for subgoal in second_level(theme):
            second[theme.id, subgoal.id] = max(
                1, sum(len(element.references) for element in subgoal.walk())
            )
    order = [goal.code for goal in book.framework.goals] + [OWN]
    goals = [code for code in order if any(source == code for source, _ in first)]
    weights = [
        {code: sum(n for (source, _), n in first.items() if source == code) for code in goals},
        {
            theme.id: max(
                sum(n for (_, target), n in first.items() if target == theme.id),
                sum(n for (source, _), n in second.items() if source == theme.id),
            )
            for theme in themes
        },
        {
            subgoal.id: second[theme.id, subgoal.id]
            for theme in themes
            for subgoal in second_level(theme)
        },
    ]
    height = max(_column_height(column, gap) for column, gap in zip(weights, GAP, strict=True))
    columns = [
        _column(column, x, gap, height)
        for column, x, gap in zip(weights, COLUMNS, GAP, strict=True)
    ]
    return Picture(
        width=WIDTH,
        height=height,
        goals=columns[0],
        themes=columns[1],
        subgoals=columns[2],
        first=_bands(first, columns[0], columns[1]),
        second=_bands(second, columns[1], columns[2]),
    )


def _goal(framework: str, code: str, goal_of: dict[str, str]) -> str:
    if framework == "un-sdg" and code in goal_of:
        return goal_of[code]
    return OWN


def _column_height(weights: dict[str, int], gap: float) -> float:
    return sum(max(LEAST, n * UNIT) for n in weights.values()) + gap * max(0, len(weights) - 1)


def _column(weights: dict[str, int], x: float, gap: float, height: float) -> list[Node]:
    space = height - _column_height(weights, 0)
    gap = max(gap, space / (len(weights) - 1)) if len(weights) > 1 else 0
    y = 0.0 if len(weights) > 1 else space / 2
    nodes = []
    for key, count in weights.items():
        tall = max(LEAST, count * UNIT)
        nodes.append(Node(key, x, round(y, 1), round(tall, 1), count))
        y += tall + gap
    return nodes


def _bands(counts: Counter[tuple[str, str]], left: list[Node], right: list[Node]) -> list[Band]:
    """Bands in the order of both columns, so that few of them cross."""
    left_order = {node.key: place for place, node in enumerate(left)}
    right_order = {node.key: place for place, node in enumerate(right)}
    leaving = {node.key: node.y for node in left}
    arriving = {node.key: node.y for node in right}
    nodes = {node.key: node for node in (*left, *right)}
    pairs = [pair for pair in counts if pair[0] in left_order and pair[1] in right_order]
    starts: dict[tuple[str, str], float] = {}
    ends: dict[tuple[str, str], float] = {}
    for pair in sorted(pairs, key=lambda pair: (left_order[pair[0]], right_order[pair[1]])):
        starts[pair] = leaving[pair[0]]
        leaving[pair[0]] += counts[pair] * UNIT
    for pair in sorted(pairs, key=lambda pair: (right_order[pair[1]], left_order[pair[0]])):
        ends[pair] = arriving[pair[1]]
        arriving[pair[1]] += counts[pair] * UNIT
    bands = []
    for pair in pairs:
        width = counts[pair] * UNIT
        start, end = nodes[pair[0]], nodes[pair[1]]
        x1, x2 = start.x + NODE, end.x
        y1, y2 = starts[pair] + width / 2, ends[pair] + width / 2
        bend = (x1 + x2) / 2
        path = f"M{x1:g} {y1:.1f}C{bend:g} {y1:.1f} {bend:g} {y2:.1f} {x2:g} {y2:.1f}"
        bands.append(Band(pair[0], pair[1], path, round(width, 1), counts[pair]))
    return bands
