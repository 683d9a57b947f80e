"""The front page: what the plan is, its themes, the thread as a picture, and a way to search."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from ledetraad.frameworks.un_sdg import FrameworkItem
from ledetraad.plan.model import Element
from ledetraad.plan.wording import excerpt
from ledetraad.publish.site.cards import Card
from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented
from ledetraad.publish.site.thread_picture import OWN, Picture, thread_picture

_GOAL_LINES = (27, 2)
_THEME_LINES = (30, 2)
_STATEMENT_LINES = (52, 1)
"""The letters that a line of the picture has room for, and the lines, for each kind of bar."""


@dataclass(frozen=True, slots=True)
class BarName:
    """What a bar of the picture is called, where it leads, and what stands beside it."""

    full: str
    address: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme on the front page: its main goal's words, what it holds, and the goals it serves."""

    card: Card
    goal: Card | None
    holds: list[tuple[int, str]]
    goals: list[FrameworkItem]


def build(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """The front page."""
    plan = site.plan
    trace = site.book.trace
    served = [goal for goal in site.book.framework.goals if trace.items[goal.code].resting]
    statements = [element for element in plan.walk() if not element.title]
    picture = thread_picture(site.book)
    main = site.render(
        "front.html",
        picture=picture,
        names=_names(site, picture),
        OWN=OWN,
        themes=[_theme(site, theme) for theme in plan.elements],
        served=served,
        goals=site.book.framework.goals,
        statements=len(statements),
        own=len(trace.own),
        going=site.book.going,
        glance=site.book.going.glance() if site.book.going is not None else None,
        up="",
    )
    return Content(
        title=plan.title,
        main=main,
        description=plan.subtitle or plan.title,
        section="front",
    )


def _theme(site: Presented, theme: Element) -> ThemeCard:
    goal = theme.children[0] if theme.children and theme.children[0].text else None
    holds = []
    for level in site.plan.levels:
        count = sum(1 for element in theme.walk() if element.level == level.key)
        if level.titled or level.single or not count:
            continue
        singular, plural = site.cards.names[level.key]
        holds.append((count, singular if count == 1 else plural))
    return ThemeCard(
        card=site.cards[theme],
        goal=site.cards[goal] if goal is not None else None,
        holds=holds,
        goals=theme_goals(site, theme),
    )


def theme_goals(site: Presented, theme: Element) -> list[FrameworkItem]:
    """The UN goals that anything in a theme rests on, in the UN's order."""
    return [
        goal
        for goal in site.book.framework.goals
        if site.book.trace.items[goal.code].by_theme.get(theme.id)
    ]


def _names(site: Presented, picture: Picture) -> dict[str, BarName]:
    """For each bar of the picture: its name, its address, and the lines that fit beside it."""
    names = {}
    for goal in site.book.framework.goals:
        name = f"{goal.code} {goal.names[site.language]}"
        names[goal.code] = BarName(name, f"fn/{goal.code}.html", lines(name, *_GOAL_LINES))
    for node in (*picture.themes, *picture.subgoals):
        element = site.book.index.by_id[node.key]
        card = site.cards[element]
        room = _STATEMENT_LINES if element.text else _THEME_LINES
        beside = lines(f"{element.number} {element.words}", *room)
        names[element.id] = BarName(f"{card.label}: {element.words}", card.address, beside)
    return names


def lines(text: str, width: int, most: int) -> list[str]:
    """A text on at most so many lines of at most so many letters; the last is cut where it must."""
    wrapped = textwrap.wrap(text, width)
    if len(wrapped) <= most:
        return wrapped
    return [*wrapped[: most - 1], excerpt(" ".join(wrapped[most - 1 :]), width)]
