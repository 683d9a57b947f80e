"""Which of a municipality's numbers are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ledetraad.followup.bands import Judgement
from ledetraad.i18n import N_
from ledetraad.statistics.methods.judged import Status
from ledetraad.statistics.methods.moved import Moved
from ledetraad.web.followup.indicators.elements import Elements, Named, NamedPlan
from ledetraad.web.followup.listing import Asked, as_query
from ledetraad.web.followup.numbers.gather import Row

SORTS: Final = {
    "navn": N_("name"),
    "framdrift": N_("the wrong way first"),
    "sjanse": N_("least likely to be met first"),
    "endring": N_("moved most first"),
    "alder": N_("oldest value first"),
}
_WORST_FIRST: Final = (
    Status.WRONG_WAY,
    Status.OFF_TRACK,
    Status.UNKNOWN,
    Status.ON_TRACK,
    Status.REACHED,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which numbers are asked for.

    Args:
        plan: the address of a plan, with ":" and an element's key where only that one, and what
            stands under it, is meant.
        status: how it goes with the target.
        judgement: how the newest value is judged.
        words: all in the name or the definition.
        sort: one of `SORTS`.
        page: from 1.
    """

    plan: str = ""
    status: Status | None = None
    judgement: Judgement | None = None
    words: str = ""
    sort: str = "navn"
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filter:
        """What an address asks for; what makes no sense in it is passed over."""
        asked = Asked(query)
        return cls(
            plan=asked.plan,
            status=asked.one_of("framdrift", Status),
            judgement=asked.one_of("vurdering", Judgement),
            words=asked.words,
            sort=asked.among("sorter", SORTS, "navn"),
            page=asked.page,
        )

    def query(self, **other: Any) -> str:
        """The address's part after the question mark, with other values in place of some."""
        said = {
            "plan": self.plan,
            "framdrift": self.status,
            "vurdering": self.judgement,
            "ord": self.words,
            "sorter": self.sort if self.sort != "navn" else "",
        }
        return as_query(said | other)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.plan or self.status or self.judgement or self.words)

    def place_in(self, elements: Elements) -> tuple[NamedPlan | None, Named | None]:
        """The plan that is asked for, and the element in it."""
        slug, _, element = self.plan.partition(":")
        known = elements.by_slug(slug)
        return known, known.elements.get(element) if known is not None else None


def chosen(wanted: Filter, rows: Sequence[Row], elements: Elements) -> list[Row]:
    """The rows that are asked for, in order."""
    found = [one for one in _under(wanted, rows, elements) if _fits(wanted, one)]
    return sorted(found, key=_ORDERS[wanted.sort]) if wanted.sort in _ORDERS else found


def _under(wanted: Filter, rows: Sequence[Row], elements: Elements) -> Sequence[Row]:
    if not wanted.plan:
        return rows
    slug, _, element = wanted.plan.partition(":")
    known = elements.by_slug(slug)
    if known is None:
        return ()
    below = frozenset(known.under(element)) if element else None
    return [one for one in rows if one.under(known.plan.pk, below)]


def _fits(wanted: Filter, row: Row) -> bool:
    one = row.counted
    if wanted.status not in {None, one.status} or wanted.judgement not in {None, one.judgement}:
        return False
    text = f"{row.name} {one.said.definition}".casefold()
    return all(word in text for word in wanted.words.casefold().split())


def _moved(row: Row) -> float:
    return -row.counted.moved.times if isinstance(row.counted.moved, Moved) else 1.0


def _chance(row: Row) -> float:
    return row.counted.chance if row.counted.chance is not None else 2.0


def _age(row: Row) -> date:
    return row.counted.latest.measured if row.counted.latest is not None else date.min


_ORDERS: Final[Mapping[str, Callable[[Row], Any]]] = {
    "framdrift": lambda row: _WORST_FIRST.index(row.counted.status),
    "sjanse": _chance,
    "endring": _moved,
    "alder": _age,
}
