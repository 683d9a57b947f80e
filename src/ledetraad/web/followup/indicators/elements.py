"""What the elements of a municipality's plans are called, for lists and choices.

A revision never changes, so its names are kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledetraad.plan.model import Element, Plan
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.newest import newest_revisions
from ledetraad.web.shelf import Shelf

RevisionKey = tuple[int, datetime]
_LONGEST_CHOICE = 110


@dataclass(frozen=True, slots=True)
class Named:
    """An element as it is called.

    Args:
        id: its key in the plan.
        level: what its level is called in the plan, "delmål".
        number: its printed number, or empty.
        words: its text.
        theme: the key of the outermost element that it stands under, or its own.
        choice: on one line of a list to choose from.
    """

    id: str
    level: str
    number: str
    words: str
    theme: str
    choice: str


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan with its elements' names.

    Args:
        plan: as stored.
        revision: what tells its newest revision from any other.
        elements: by their keys, in the plan's order.
        by_theme: for each outermost element the keys of its own and all that stands under it.
        by_element: the same for every other element that has any under it.
    """

    plan: WorkingCopy
    revision: RevisionKey
    elements: Mapping[str, Named]
    by_theme: Mapping[str, Sequence[str]]
    by_element: Mapping[str, Sequence[str]]

    @property
    def themes(self) -> list[Named]:
        """The outermost elements."""
        return [self.elements[theme] for theme in self.by_theme]

    def choices(self, theme: Named) -> list[tuple[str, str]]:
        """A theme's elements to choose from: each one's value "PLAN:ELEMENT", and its words."""
        key = self.plan.pk
        return [(f"{key}:{one}", self.elements[one].choice) for one in self.under(theme.id)]

    def under(self, element: str) -> Sequence[str]:
        """The keys of an element and of all that stands under it; none where there is none such."""
        found = self.by_theme.get(element) or self.by_element.get(element)
        return found or ((element,) if element in self.elements else ())


class Elements:
    """The plans of a municipality with their elements; in two queries at most.

    Args:
        municipality: whose.
    """

    def __init__(self, municipality: Municipality) -> None:
        found = newest_revisions(municipality)
        missing = [one.pk for one in found if _KEPT.get(_key(one)) is None]
        whole = Revision.objects.defer("source").in_bulk(missing) if missing else {}
        self.plans = {
            one.working_copy_id: NamedPlan(
                one.working_copy, _key(one), *_names_of(whole.get(one.pk, one))
            )
            for one in found
        }

    def find(self, plan: int | None, element: str | None) -> Named | None:
        """An element; None where there is none such any more."""
        known = self.plans.get(plan or 0)
        return known.elements.get(element or "") if known is not None else None

    def by_slug(self, slug: str) -> NamedPlan | None:
        """The plan of an address."""
        return next((one for one in self.plans.values() if one.plan.slug == slug), None)

    def groups(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Every element to choose from, by theme: its value "PLAN:ELEMENT", and its words."""
        for one in self.plans.values():
            for theme in one.themes:
                yield self.called(one, theme.words), one.choices(theme)

    def called(self, plan: NamedPlan, theme: str) -> str:
        """What a theme is called among all the municipality's."""
        return f"{plan.plan}: {theme}" if len(self.plans) > 1 else theme


_Names = tuple[Mapping[str, Named], Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]
_KEPT: Shelf[RevisionKey, _Names] = Shelf(20)


def _key(revision: Revision) -> RevisionKey:
    return revision.pk, revision.made_at


def _names_of(revision: Revision) -> _Names:
    return _KEPT.of(_key(revision), lambda: _names(revision.plan()))


def _names(plan: Plan) -> _Names:
    levels = {level.key: level.singular for level in plan.levels}
    elements = {
        one.id: _named(one, levels.get(one.level, ""), theme.id)
        for theme in plan.elements
        for one in theme.walk()
    }
    by_theme = {theme.id: tuple(one.id for one in theme.walk()) for theme in plan.elements}
    by_element = {
        one.id: tuple(each.id for each in one.walk())
        for theme in plan.elements
        for one in theme.walk()
        if one is not theme and one.children
    }
    return elements, by_theme, by_element


def _named(one: Element, level: str, theme: str) -> Named:
    number = one.number or ""
    before = " ".join(part for part in (level, number) if part)
    choice = f"{before[:1].upper()}{before[1:]}: {one.words}" if before else one.words
    if len(choice) > _LONGEST_CHOICE:
        choice = f"{choice[: _LONGEST_CHOICE - 1]}…"
    return Named(one.id, level, number, one.words, theme, choice)
