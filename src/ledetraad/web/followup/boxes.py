"""A box for every element of a plan, those that are chosen ticked.

A plan of a thousand elements is a thousand boxes, the same on every page but for the few that are
ticked. So they are made once for each revision, and kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial

from markupsafe import Markup, escape

from ledetraad.i18n import DEFAULT
from ledetraad.web.followup.indicators.elements import NamedPlan, RevisionKey
from ledetraad.web.pages import environment
from ledetraad.web.shelf import Shelf


class Field(Enum):
    """Which form's boxes: the field, what a box's id begins with, and what its value does."""

    SERVES = ("serves", "s", "%(plan)s:")
    YEAR = ("element", "y", "")

    def __init__(self, field: str, box: str, before: str) -> None:
        self.field = field
        self.box = box
        self._before = before

    def said(self, plan: NamedPlan, element: str) -> str:
        """What the box of an element sends."""
        return self._before % {"plan": plan.plan.pk} + element


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


_MADE: Shelf[tuple[RevisionKey, Field, bool], Mapping[str, Markup]] = Shelf(8)


def boxes_of(
    plan: NamedPlan,
    field: Field,
    ticked: Collection[str],
    *,
    marks: Mapping[str, Markup] | None = None,
    disabled: bool = False,
) -> list[Boxes]:
    """The boxes of a plan's themes.

    Args:
        plan: the plan.
        field: the form's field.
        ticked: the keys of the elements that are chosen.
        marks: what stands before the words of some, by the elements' keys.
        disabled: whether nobody can change them.
    """
    made = _MADE.of((plan.revision, field, disabled), partial(_make, plan, field, disabled))
    html, many = dict(made), dict.fromkeys(made, 0)
    for element in ticked:
        known = plan.elements.get(element)
        if known is not None:
            plain = f'value="{escape(field.said(plan, element))}"'
            html[known.theme] = _after(html[known.theme], plain, " checked")
            many[known.theme] += 1
    for element, mark in (marks or {}).items():
        known = plan.elements.get(element)
        if known is not None:
            label = f'<label for="{field.box}-{plan.plan.pk}-{escape(element)}">'
            html[known.theme] = _after(html[known.theme], label, mark)
    return [Boxes(one.words, many[one.id], html[one.id]) for one in plan.themes]


def _after(html: Markup, where: str, what: str) -> Markup:
    return Markup(str(html).replace(where, where + what, 1))  # noqa: S704


def _make(plan: NamedPlan, field: Field, disabled: bool) -> dict[str, Markup]:
    page = environment(DEFAULT).get_template("followup/boxes.html")
    return {
        theme.id: Markup(  # noqa: S704
            page.render(
                name=field.field,
                id=field.box,
                plan=plan.plan.pk,
                boxes=[
                    (one, field.said(plan, one), plan.elements[one].choice)
                    for one in plan.under(theme.id)
                ],
                disabled=disabled,
            )
        )
        for theme in plan.themes
    }
