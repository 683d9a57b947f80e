"""The changes between two versions as the pages show them: named, linked, grouped by theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.i18n import Language, catalogue
from ledetraad.plan.diff import Change, Diff, Kind
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Fact
from ledetraad.plan.word_changes import Run
from ledetraad.plan.wording import excerpt
from ledetraad.publish.diff_words import KIND_NAMES, DiffWords
from ledetraad.publish.site import addresses
from ledetraad.publish.site.cards import Cards, Chip

MOST_ON_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Said:
    """An element of one of the versions.

    Args:
        label: its level and number.
        words: what it says there.
        address: its page; empty where there is none.
    """

    label: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change as shown.

    `runs` is empty where the texts are shown whole, one after the other. `taken_for_one` says
    whether two with different words, or in different parts of the plan, were taken for the same.
    """

    key: str
    kinds: tuple[tuple[str, str], ...]
    label: str
    heading: bool
    runs: tuple[Run, ...]
    old: tuple[Said, ...]
    new: tuple[Said, ...]
    moved_from: Said | None
    moved_to: Said | None
    reordered: bool
    chips_added: tuple[Chip, ...]
    chips_removed: tuple[Chip, ...]
    facts_added: tuple[Fact, ...]
    facts_removed: tuple[Fact, ...]
    taken_for_one: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with changes in it."""

    key: str
    label: str
    words: str
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the changes is asked for.

    Args:
        kind: the value of a kind; empty for all.
        theme: the key of a theme; empty for all.
        page: which page of them, from 1.
    """

    kind: str = ""
    theme: str = ""
    page: int = 1


class ShownDiff:
    """A comparison as shown in one language.

    Args:
        diff: the comparison.
        language: the language of the screen.
        old_root, new_root: where each version's pages are; empty where they can't be linked to.
    """

    def __init__(
        self, diff: Diff, language: Language, *, old_root: str = "", new_root: str = ""
    ) -> None:
        self.diff = diff
        self.words = DiffWords(diff, language)
        self._translate = catalogue(language).gettext
        self._old = PlanIndex(diff.old)
        self._new = PlanIndex(diff.new)
        self._roots = (old_root, new_root)
        self._cards = Cards(diff.new, un_sdg(), language)

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds that there are, each with its name."""
        return [(kind.value, self._translate(KIND_NAMES[kind])) for kind in self.diff.by_level]

    @cached_property
    def themes(self) -> list[tuple[str, str]]:
        """The themes with changes in them, each by its key and name, in order."""
        found: dict[str, str] = {}
        for change in self.diff.changes:
            theme = self._theme(change)
            found.setdefault(theme.id, f"{theme.number} {theme.words}".strip())
        return list(found.items())

    @property
    def plan_changes(self) -> list[tuple[str, str, str]]:
        """What has changed of the plan itself: name, before, now."""
        return [
            (
                self.words.field(each.field),
                self.words.value(each.field, each.old),
                self.words.value(each.field, each.new),
            )
            for each in self.diff.plan_changes
        ]

    def named(self, kind: Kind) -> list[tuple[str, str]]:
        """The elements of one kind of change, each by its id and what it is called and says."""
        return [
            (each.element.id, f"{self.words.label(each.element)}: {excerpt(each.element.words)}")
            for each in self.diff.changes
            if kind in each.kinds
        ][:MOST_ON_A_PAGE]

    def chosen(self, chosen: Chosen) -> tuple[list[Theme], int]:
        """The changes that are asked for, by theme, and how many there are on all pages."""
        fitting = [
            (theme, change)
            for change, theme in ((change, self._theme(change)) for change in self.diff.changes)
            if chosen.kind in ("", *change.kinds) and chosen.theme in ("", theme.id)
        ]
        groups: dict[str, tuple[Element, list[Change]]] = {}
        for theme, change in fitting:
            groups.setdefault(theme.id, (theme, []))[1].append(change)
        ordered = [(theme, change) for theme, changes in groups.values() for change in changes]
        start = (chosen.page - 1) * MOST_ON_A_PAGE
        shown: dict[str, tuple[Element, list[ShownChange]]] = {}
        for theme, change in ordered[start : start + MOST_ON_A_PAGE]:
            shown.setdefault(theme.id, (theme, []))[1].append(self._shown(change))
        return [
            Theme(key, self.words.label(theme), theme.words, tuple(changes))
            for key, (theme, changes) in shown.items()
        ], len(ordered)

    @cached_property
    def _became(self) -> dict[str, str]:
        became = dict(self.diff.unchanged)
        for change in self.diff.changes:
            for element in change.old if change.new else ():
                became[element.id] = change.new[0].id
        return became

    def _theme(self, change: Change) -> Element:
        """The theme that a change belongs to, as it is now where it still is."""
        if change.new:
            return self._new.top(change.new[0])
        top = self._old.top(change.old[0])
        became = self._became.get(top.id)
        return self._new.top(self._new.by_id[became]) if became is not None else top

    def _shown(self, change: Change) -> ShownChange:
        whole = Kind.SPLIT in change.kinds or Kind.MERGED in change.kinds
        runs = () if whole else change.runs
        if not change.old:
            runs = (Run("inserted", change.new[0].words),)
        elif not change.new:
            runs = (Run("removed", change.old[0].words),)
        moved = Kind.MOVED in change.kinds
        elsewhere = moved and not self._still_under(change)
        reordered = moved and not elsewhere and not change.relevelled
        return ShownChange(
            key=change.element.id,
            kinds=tuple((kind.value, self._translate(KIND_NAMES[kind])) for kind in change.kinds),
            label=self.words.label(change.element),
            heading=bool(change.element.title),
            runs=runs,
            old=self._all_said(change.old, 0),
            new=self._all_said(change.new, 1),
            moved_from=self._said(change.old_parent, 0) if elsewhere else None,
            moved_to=self._said(change.new_parent, 1) if elsewhere else None,
            reordered=reordered,
            chips_added=tuple(map(self._cards.chip, change.references_added)),
            chips_removed=tuple(map(self._cards.chip, change.references_removed)),
            facts_added=change.facts_added,
            facts_removed=change.facts_removed,
            taken_for_one=len(change.old) == len(change.new) == 1
            and (Kind.REWORDED in change.kinds or (moved and not reordered)),
        )

    def _still_under(self, change: Change) -> bool:
        before, after = change.old_parent, change.new_parent
        if before is None or after is None:
            return before is after
        return self._became.get(before.id) == after.id

    def _all_said(self, elements: Iterable[Element], side: int) -> tuple[Said, ...]:
        return tuple(self._of(element, side) for element in elements)

    def _said(self, element: Element | None, side: int) -> Said | None:
        return self._of(element, side) if element is not None else None

    def _of(self, element: Element, side: int) -> Said:
        root = self._roots[side]
        address = f"{root}{addresses.element(element.id)}" if root else ""
        return Said(self.words.label(element), element.words, address)
