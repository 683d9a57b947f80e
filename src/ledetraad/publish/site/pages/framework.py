"""The UN's pages: all goals with a matrix of themes, one goal, one target; and the chart's data."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from ledetraad.frameworks.un_sdg import FrameworkItem
from ledetraad.plan.model import Element
from ledetraad.plan.trace import ItemTrace
from ledetraad.publish.site.cards import Card
from ledetraad.publish.site.pages.content import Content, Resource
from ledetraad.publish.site.presented import Presented

HEAT = (0, 1, 3, 6, 10, 15)
"""The fewest statements for each of the matrix's five shades."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix: how many statements of a theme rest on a goal, and its shade."""

    goal: FrameworkItem
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Under:
    """A theme's statements that rest on an item."""

    theme: Card
    cards: list[Card]


def build(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """The page of all 17 goals."""
    trace = site.book.trace
    goals = site.book.framework.goals
    rows = [
        (
            site.cards[theme],
            [_cell(goal, trace.items[goal.code].by_theme.get(theme.id, 0)) for goal in goals],
        )
        for theme in site.plan.elements
    ]
    most = max((len(trace.items[goal.code].resting) for goal in goals), default=0)
    main = site.render(
        "framework.html",
        goals=[(goal, trace.items[goal.code], _targets_used(site, goal)) for goal in goals],
        rows=rows,
        most=max(1, most),
        unserved=[goal for goal in goals if not trace.items[goal.code].resting],
        own=len(trace.own),
        only_own=len(trace.only_own),
        statements=sum(1 for element in site.book.index.ordered if not element.title),
        up="../",
    )
    return Content(
        title=site.translate("The UN's goals in the plan"),
        main=main,
        description=site.translate("How much of the plan rests on each of the UN's 17 goals."),
        section="framework",
        script="explore",
    )


def _targets_used(site: Presented, goal: FrameworkItem) -> int:
    return sum(
        1
        for target in site.book.framework.targets(goal.code)
        if site.book.trace.items[target.code].named
    )


def _cell(goal: FrameworkItem, count: int) -> Cell:
    return Cell(goal, count, sum(count >= least for least in HEAT) - 1)


def build_item(site: Presented, item: FrameworkItem, _query: str = "") -> Content:
    """The page of one goal or one target."""
    found: ItemTrace = site.book.trace.items[item.code]
    name = item.names[site.language]
    framework = site.book.framework
    main = site.macro("framework_item.html", "page")(
        item=item,
        goal=framework.items[item.goal],
        found=found,
        under=_by_theme(site, found.resting),
        through=_by_theme(site, found.through),
        targets=[
            (target, len(site.book.trace.items[target.code].named))
            for target in framework.targets(item.goal)
        ],
        exactly=[site.cards[element] for element in found.named],
        before=_beside(site, item, -1),
        after=_beside(site, item, 1),
    )
    return Content(
        title=f"{item.code} {name}",
        main=main,
        description=site.translate("What in the plan rests on %(code)s %(name)s.")
        % {"code": item.code, "name": name},
        section="framework",
    )


def _beside(site: Presented, item: FrameworkItem, step: int) -> FrameworkItem | None:
    """The goal before or after a goal, or the target before or after a target."""
    framework = site.book.framework
    row = framework.goals if item.is_goal else framework.targets(item.goal)
    place = row.index(item) + step
    return row[place] if 0 <= place < len(row) else None


def _by_theme(site: Presented, elements: tuple[Element, ...]) -> list[Under]:
    under: dict[str, Under] = {}
    for element in elements:
        theme = site.book.index.top(element)
        group = under.setdefault(theme.id, Under(site.cards[theme], []))
        group.cards.append(site.cards[element])
    return list(under.values())


def build_coverage(site: Presented, _argument: None = None, _query: str = "") -> Resource:
    """The chart's data: one row for each goal, level and theme with anything on it."""
    rows = []
    depths = {level.key: depth for depth, level in enumerate(site.plan.levels)}
    for goal in site.book.framework.goals:
        for element in site.book.trace.items[goal.code].resting:
            rows.append(
                {
                    "goal": f"{goal.code} {goal.names[site.language]}",
                    "order": int(goal.code),
                    "colour": goal.colour,
                    "depth": depths[element.level],
                    "level": site.cards.names[element.level][0],
                    "theme": site.book.index.top(element).words,
                    "number": element.number,
                    "address": f"../e/{element.id}.html",
                }
            )
    return Resource(orjson.dumps(rows), "application/json")
