"""The red thread as a picture: UN goals → themes → subgoals, as bands whose width is references.

A Sankey diagram in three columns, laid out here and drawn as SVG by a template. Widths are counts
of printed references; a statement with two references is two threads wide.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ledetraad.plan.model import Element
from ledetraad.publish.site.book import Book

WIDTH = 1160
COLUMNS = (186, 474, 786)
NODE = 10
UNIT = 3.4
"""Height of one reference, in the picture's units."""
LEAST = 3.0
AROUND = 6.0
"""The least room between two bars."""
LABEL = (34.0, 44.0, 25.0)
"""The least height that each column's bars take with their names, so that no two names meet."""
APART = 11.0
"""The room between the last bar of one theme and the first of the next, in the right column."""
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
    """A thread between two bars, as an SVG path around it."""

    source: str
    target: str
    path: str
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
    ends = {below[-1].id for theme in themes if (below := second_level(theme))}
    slots = [_slots(column, least, ends) for column, least in zip(weights, LABEL, strict=True)]
    height = max(sum(column.values()) for column in slots)
    columns = [
        _column(column, x, slot, height)
        for column, x, slot in zip(weights, COLUMNS, slots, strict=True)
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


def _slots(weights: dict[str, int], least: float, ends: set[str]) -> dict[str, float]:
    """The height that each bar takes with its name and the room around both."""
    return {
        key: max(least, _tall(count) + AROUND) + (APART if key in ends else 0)
        for key, count in weights.items()
    }


def _tall(count: int) -> float:
    return max(LEAST, count * UNIT)


def _column(
    weights: dict[str, int], x: float, slots: dict[str, float], height: float
) -> list[Node]:
    """A column's bars, each in the middle of its slot, spread evenly over the whole height."""
    more = (height - sum(slots.values())) / len(slots) if slots else 0
    y = 0.0
    nodes = []
    for key, count in weights.items():
        room = slots[key] + more
        tall = _tall(count)
        nodes.append(Node(key, x, round(y + (room - tall) / 2, 1), round(tall, 1), count))
        y += room
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
        path = _ribbon(start.x + NODE, starts[pair], end.x, ends[pair], width)
        bands.append(Band(pair[0], pair[1], path, counts[pair]))
    return bands


def _ribbon(x1: float, y1: float, x2: float, y2: float, width: float) -> str:
    """A band as the outline of its two edges, so that bands side by side never overlap."""
    bend = (x1 + x2) / 2
    y3, y4 = y1 + width, y2 + width
    return (
        f"M{x1:g} {y1:.1f}C{bend:g} {y1:.1f} {bend:g} {y2:.1f} {x2:g} {y2:.1f}"
        f"V{y4:.1f}C{bend:g} {y4:.1f} {bend:g} {y3:.1f} {x1:g} {y3:.1f}Z"
    )
