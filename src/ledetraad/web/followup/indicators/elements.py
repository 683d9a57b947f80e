"""What the elements of a municipality's plans are called, for lists and choices.

A revision never changes, so its names are kept in memory; the plans are asked for anew each time.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from ledetraad.plan.model import Element, Plan
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.plans.models import Revision, WorkingCopy

_MOST_PLANS = 32
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
    """

    id: str
    level: str
    number: str
    words: str
    theme: str

    @property
    def choice(self) -> str:
        """On one line of a list to choose from."""
        whole = " ".join(part for part in (self.level, self.number) if part)
        whole = f"{whole[:1].upper()}{whole[1:]}: {self.words}" if whole else self.words
        return whole if len(whole) <= _LONGEST_CHOICE else f"{whole[: _LONGEST_CHOICE - 1]}…"


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan with its elements' names.

    Args:
        plan: as stored.
        elements: by their keys, in the plan's order.
    """

    plan: WorkingCopy
    elements: dict[str, Named]

    @property
    def themes(self) -> list[Named]:
        """The outermost elements."""
        return [one for one in self.elements.values() if one.id == one.theme]

    def under(self, theme: str) -> list[str]:
        """The keys of a theme and of all that stands under it."""
        return [one.id for one in self.elements.values() if one.theme == theme]


class Elements:
    """The plans of a municipality with their elements, in two queries at most.

    Args:
        municipality: whose.
    """

    def __init__(self, municipality: Municipality) -> None:
        newest = Revision.objects.filter(working_copy=OuterRef("working_copy"))
        latest = (
            Revision.objects.filter(
                working_copy__municipality=municipality,
                pk=Subquery(newest.order_by("-number").values("pk")[:1]),
            )
            .select_related("working_copy")
            .only("pk", "made_at", "working_copy")
            .order_by("working_copy__title", "working_copy__pk")
        )
        found = list(latest)
        names = _KEPT.of(found)
        self.plans = {
            one.working_copy_id: NamedPlan(one.working_copy, names[one.pk]) for one in found
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
        for key, one in self.plans.items():
            prefix = f"{one.plan}: " if len(self.plans) > 1 else ""
            groups: dict[str, list[tuple[str, str]]] = {}
            for element in one.elements.values():
                pair = (f"{key}:{element.id}", element.choice)
                groups.setdefault(element.theme, []).append(pair)
            for theme, pairs in groups.items():
                yield prefix + one.elements[theme].words, pairs


class _Kept:
    """The names of the revisions asked for last, shared by all requests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: OrderedDict[tuple[int, datetime], dict[str, Named]] = OrderedDict()

    def of(self, revisions: Iterable[Revision]) -> dict[int, dict[str, Named]]:
        """The elements' names in each revision, by its key."""
        wanted = {(one.pk, one.made_at): one for one in revisions}
        with self._lock:
            known = {key: self._names[key] for key in wanted if key in self._names}
        missing = [key[0] for key in wanted if key not in known]
        if missing:
            for one in Revision.objects.filter(pk__in=missing).defer("source"):
                known[one.pk, one.made_at] = _names(one.plan())
        with self._lock:
            for key, names in known.items():
                self._names[key] = names
                self._names.move_to_end(key)
            while len(self._names) > _MOST_PLANS:
                self._names.popitem(last=False)
        return {key[0]: names for key, names in known.items()}


_KEPT = _Kept()


def _names(plan: Plan) -> dict[str, Named]:
    levels = {level.key: level.singular for level in plan.levels}

    def under(theme: Element) -> Iterator[Named]:
        for one in theme.walk():
            level = levels.get(one.level, "")
            yield Named(one.id, level, one.number or "", one.words, theme.id)

    return {named.id: named for theme in plan.elements for named in under(theme)}
