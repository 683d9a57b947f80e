"""The boxes for what a measure serves: every element of the plans, those that it serves ticked.

A plan of a thousand elements is a thousand boxes, the same in every form but for the few that are
ticked. So they are made once for each revision, and kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from ledetraad.i18n import DEFAULT
from ledetraad.web.followup.indicators.elements import Elements, NamedPlan, RevisionKey
from ledetraad.web.pages import environment
from ledetraad.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Boxes:
    """A theme's boxes.

    Args:
        theme: what it is called.
        many: how many are ticked.
        html: the boxes.
    """

    theme: str
    many: int
    html: Markup


_UNTICKED: Shelf[RevisionKey, Mapping[str, Markup]] = Shelf(8)


def boxes_of(elements: Elements, serves: Collection[str]) -> list[Boxes]:
    """The boxes of all themes.

    Args:
        elements: of the municipality's plans.
        serves: the values "PLAN:ELEMENT" that are ticked.
    """
    found = []
    for plan in elements.plans.values():
        unticked = _UNTICKED.of(plan.revision, partial(_unticked, plan))
        ticked = _by_theme(plan, serves)
        for theme in plan.themes:
            html = unticked[theme.id]
            for value in ticked.get(theme.id, ()):
                plain = f'value="{escape(value)}">'
                html = Markup(html.replace(plain, f"{plain[:-1]} checked>"))  # noqa: S704
            heading = elements.heading(plan, theme)
            found.append(Boxes(heading, len(ticked.get(theme.id, ())), html))
    return found


def _by_theme(plan: NamedPlan, serves: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for value in serves:
        key, _, element = value.partition(":")
        known = plan.elements.get(element)
        if known is not None and key == str(plan.plan.pk):
            found.setdefault(known.theme, []).append(value)
    return found


def _unticked(plan: NamedPlan) -> dict[str, Markup]:
    page = environment(DEFAULT).get_template("followup/serves_boxes.html")
    return {
        theme.id: Markup(page.render(pairs=plan.choices(theme)))  # noqa: S704
        for theme in plan.themes
    }
