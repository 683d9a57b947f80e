"""Headings, labels, lists and tables in reading order → drafts.

A heading may announce a level ("Slik gjør vi det"), be a statement of one ("Delmål 2: …"), or be a
theme that such parts stand under. Tables of a plan are read where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.readers.blocks import Block, Cell, Heading, Item, Paragraph, Table
from ledetraad.readers.forms.draft import Draft, End, Reading
from ledetraad.readers.forms.layout import Layout
from ledetraad.readers.forms.mapping import IGNORED, DepthMapping, LabelMapping, Mapping
from ledetraad.readers.forms.numbers import GUESSED
from ledetraad.readers.forms.sentences import SentenceReader
from ledetraad.readers.forms.table_rows import TableReader
from ledetraad.readers.forms.words import (
    Labelled,
    Named,
    is_head,
    labelled,
    labels,
    level_words,
    rank,
    usual_name,
)
from ledetraad.readers.vocabulary import vocabulary

THEME, SUBTHEME = "theme", "subtheme"
BELOW = {"main_goal": "subgoal", "goal": "strategy", "subgoal": "strategy", "strategy": "measure"}
"""The level of what stands under a statement of a level, where nothing says."""
HEADING = 0.9
"""How sure it is that a plain heading over parts of a plan is a theme."""
_NEXT = 0.7
"""How sure a level is that is the next one under the one above."""


@dataclass(frozen=True, slots=True)
class _Role:
    """What a block is in the outline.

    Args:
        labels: the levels that it announces.
        labelled: the statement that it is, with its level.
        plain: whether it is a heading that says no level.
    """

    labels: tuple[Named, ...] = ()
    labelled: Labelled | None = None
    plain: bool = False


class Outline:
    """Reads a document by its labels and tables.

    Args:
        blocks: the document's.
        layouts: the layouts of its tables, by the tables' places among the blocks.
        sentences: reads statements.
        mapping: what somebody has said of the document.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        layouts: dict[int, list[Layout]],
        sentences: SentenceReader,
        mapping: Mapping | None = None,
    ) -> None:
        self._blocks = blocks
        self._layouts = layouts
        self._sentences = sentences
        self._mapping = mapping or Mapping()
        self._roles = [self._role(block) for block in blocks]
        self._plain = [n for n, role in enumerate(self._roles) if role.plain]
        self._plain_depths = Counter(map(self._depth, self._plain))
        self._names: dict[str, tuple[str, str]] = {}
        self._drafts: list[Draft | End] = []
        self._used: set[int] = set()
        self._left: list[Cell] = []
        self._label: tuple[Named, ...] = ()
        self._label_depth = 0
        self._listed = False
        self._last: str = ""
        self._titled: dict[int, str] = {}

    def read(self) -> Reading:
        """The drafts of the whole document."""
        self._titled = self._titled_headings()
        for place, block in enumerate(self._blocks):
            if isinstance(block, Heading):
                self._heading(place, block, self._titled.get(place, ""))
            elif isinstance(block, Table):
                self._table(place, block)
            elif isinstance(block, Item):
                self._item(place, block)
            else:
                self._paragraph(place, block)
        return Reading(
            form="labels",
            drafts=tuple(self._drafts),
            used=frozenset(self._used),
            names=self._names,
            told=self._told(),
            left=tuple(self._left),
        )

    def _told(self) -> Mapping:
        """Which headings and labels were gone by."""
        depths = {self._depth(place): level for place, level in self._titled.items() if level}
        announced = {
            block.text: [one.key for one in role.labels]
            for block, role in zip(self._blocks, self._roles, strict=True)
            if not isinstance(block, Table) and role.labels
        }
        return Mapping(
            form="labels",
            headings=tuple(
                DepthMapping(depth=depth, level=level, confidence=HEADING)
                for depth, level in sorted(depths.items())
            ),
            numbers=tuple(
                DepthMapping(depth=depth, level=level, confidence=1.0 if sure else GUESSED)
                for (depth, level), sure in self._numbered().items()
            ),
            labels=tuple(
                LabelMapping(text=text, level=keys[0], below=tuple(keys[1:]))
                for text, keys in announced.items()
            ),
        )

    def _numbered(self) -> dict[tuple[int, str], bool]:
        """The levels that numbers in tables give by their depths, and whether they are sure."""
        told: dict[int, tuple[str, bool]] = {}
        for layouts in self._layouts.values():
            for layout in layouts:
                if layout.depths is not None:
                    for depth, level in layout.depths.levels:
                        told.setdefault(depth, (level, layout.depths.sure))
        return {(depth, level): sure for depth, (level, sure) in sorted(told.items())}

    def _role(self, block: Block) -> _Role:
        if isinstance(block, Table):
            return _Role()
        announced = labels(block.text)
        said = self._mapping.label_levels(block.text)
        if IGNORED in said:
            return _Role()
        if said and tuple(one.key for one in announced) != said:
            announced = tuple(map(usual_name, said))
        if announced and not isinstance(block, Item):
            return _Role(labels=announced)
        statement = labelled(block.text)
        if statement is not None and statement.rest:
            return _Role(labelled=statement)
        return _Role(plain=isinstance(block, Heading))

    def _titled_headings(self) -> dict[int, str]:
        """The plain headings that are themes or subthemes, by place."""
        bearing: dict[int, bool] = {}
        open_headings: list[tuple[int, int]] = []
        for place, block in enumerate(self._blocks):
            role = self._roles[place]
            if isinstance(block, Heading):
                told = role.labels or (role.labelled and not self._is_titled(place))
                least = block.depth + 1 if told else block.depth
                open_headings = [one for one in open_headings if one[1] < least]
            if isinstance(block, Heading) and role.plain:
                open_headings.append((place, block.depth))
            elif self._is_mark(place):
                for nth, (heading, _) in enumerate(reversed(open_headings)):
                    bearing[heading] = bearing.get(heading, False) or nth == 0
        return self._levels_of_headings(bearing)

    def _is_mark(self, place: int) -> bool:
        """Whether a block shows that what it stands under is a part of the plan."""
        role = self._roles[place]
        statement = role.labelled is not None and not self._is_titled(place)
        announced = any(not level_words()[one.key].titled for one in role.labels)
        return statement or announced or place in self._layouts

    def _is_titled(self, place: int) -> bool:
        """Whether a block is a theme by its own words: "Satsingsområde 1: Klima"."""
        said = self._roles[place].labelled
        return said is not None and level_words()[said.level.key].titled

    def _levels_of_headings(self, bearing: dict[int, bool]) -> dict[int, str]:
        depths = {place: self._depth(place) for place in bearing if not self._is_title(place)}
        direct = {depth for place, depth in depths.items() if bearing[place]}
        counts = Counter(depths.values())
        above = {depth for depth, count in counts.items() if count > 1}
        chain = sorted(direct | above)[:2]
        said_themes = any(
            role.labelled is not None and role.labelled.level.key == THEME for role in self._roles
        )
        keys = [SUBTHEME, SUBTHEME] if said_themes else [THEME, SUBTHEME]
        levels: dict[int, str] = {}
        for place, depth in depths.items():
            said = self._mapping.heading(depth)
            if said is not None:
                levels[place] = "" if said == IGNORED else said
            elif depth in chain:
                levels[place] = keys[chain.index(depth)]
        return levels

    def _is_title(self, place: int) -> bool:
        """Whether a plain heading is the document's title: first, and alone at its depth.

        Where a paragraph stands above it, that is the title.
        """
        depth = self._depth(place)
        first = next(iter(self._plain), place)
        alone = self._plain_depths[depth]
        titled = any(isinstance(block, Paragraph) for block in self._blocks[:place])
        told = titled or self._mapping.heading(depth) is not None
        return place == first and alone == 1 and not told

    def _depth(self, place: int) -> int:
        block = self._blocks[place]
        return block.depth if isinstance(block, Heading | Item) else 0

    def _heading(self, place: int, block: Heading, level: str) -> None:
        role = self._roles[place]
        if role.labels:
            self._announce(place, role.labels, block.depth)
        elif role.labelled is not None:
            self._labelled(place, role.labelled)
        elif not level and is_head(block.text):
            self._label, self._last = (), ""
        elif self._label and block.depth > self._label_depth > 0 and not level:
            self._say(place, block.text, self._label[0].key, 1.0, number=block.number)
        elif level:
            self._label = ()
            self._say(place, block.text, level, HEADING, number=block.number)
        else:
            self._label = ()
            self._last = ""
            self._drafts.append(End())

    def _announce(self, place: int, announced: tuple[Named, ...], depth: int) -> None:
        self._used.add(place)
        for one in announced:
            self._names.setdefault(one.key, (one.singular, one.plural))
        if level_words()[announced[0].key].titled:
            self._label = ()
            return
        self._label, self._label_depth, self._last = announced, depth, ""
        self._listed = False

    def _labelled(self, place: int, said: Labelled) -> None:
        level = said.level
        self._names.setdefault(level.key, (level.singular, level.plural))
        self._say(place, said.rest, level.key, 1.0, number=said.number)
        self._label, self._label_depth, self._last = (), 0, level.key

    def _say(
        self, place: int, text: str, level: str, confidence: float, *, number: str = ""
    ) -> None:
        said = self._sentences.statement(text, level)
        if not said.words:
            return
        self._used.add(place)
        self._last = level
        self._drafts.append(
            Draft(
                level=level,
                words=said.words,
                place=self._blocks[place].place,
                references=said.references,
                doubts=said.doubts,
                confidence=confidence,
                number=number or said.number,
            )
        )

    def _item(self, place: int, block: Item) -> None:
        role = self._roles[place]
        if role.labelled is not None:
            self._labelled(place, role.labelled)
            return
        level, confidence = self._item_level(block)
        if level:
            last, self._listed = self._last, True
            number = block.mark.strip(".) ") if block.mark[:1].isdigit() else ""
            self._say(place, block.text, level, confidence, number=number)
            if not self._label:
                self._last = last

    def _item_level(self, block: Item) -> tuple[str, float]:
        """The level of an item, and how sure it is; empty where it has none."""
        if self._label:
            if block.depth <= len(self._label):
                return self._label[block.depth - 1].key, 1.0
            key = self._label[-1].key
            for _ in range(block.depth - len(self._label)):
                key = self._next(key) or key
            return key, _NEXT
        if self._last and not level_words()[self._last].titled:
            key = self._last
            for _ in range(block.depth):
                key = self._next(key) or key
            return (key, _NEXT) if key != self._last else ("", 0.0)
        return "", 0.0

    def _next(self, key: str) -> str | None:
        """The level under one, by what the document has elsewhere, else the usual one."""
        said = [
            one.key
            for role in self._roles
            for one in (*role.labels, *((role.labelled.level,) if role.labelled else ()))
            if rank()[one.key] > rank()[key]
        ]
        return min(said, key=lambda one: rank()[one], default=BELOW.get(key))

    def _paragraph(self, place: int, block: Paragraph) -> None:
        role = self._roles[place]
        if role.labels:
            self._announce(place, role.labels, 0)
        elif role.labelled is not None:
            self._labelled(place, role.labelled)
        elif self._label and not block.text.rstrip().endswith(":"):
            several = len(self._label) > 1
            if several or not (self._listed or self._items_follow(place)):
                self._say(place, block.text, self._label[0].key, 0.9)

    def _items_follow(self, place: int) -> bool:
        """Whether there are items before the next heading, label or table."""
        for after in range(place + 1, len(self._blocks)):
            block, role = self._blocks[after], self._roles[after]
            if isinstance(block, Heading | Table) or role.labels or role.labelled:
                return False
            if isinstance(block, Item):
                return True
        return False

    def _table(self, place: int, table: Table) -> None:
        layouts = self._layouts.get(place)
        if not layouts:
            return
        self._used.add(place)
        self._under_title(place, table, layouts)
        for layout in layouts:
            for column in layout.levels:
                named = labels(column.head)
                if named and named[-1].key == column.meaning:
                    self._names.setdefault(column.meaning, (named[-1].singular, named[-1].plural))
            rows = TableReader(table, layout, self._sentences)
            self._drafts.extend(rows.drafts())
            self._left.extend(rows.left)
        self._label = ()

    def _under_title(self, place: int, table: Table, layouts: Sequence[Layout]) -> None:
        """Put a table under a theme of its own title, where nothing else says which it is."""
        has_theme = any(
            level_words()[column.meaning].titled for layout in layouts for column in layout.levels
        )
        stem = table.title.strip().rstrip("0123456789 ").casefold()
        unnamed = not stem or stem in vocabulary().unnamed_sheets or bool(labels(table.title))
        alone = sum(bool(one) for one in self._layouts.values()) == 1
        if not (has_theme or unnamed or alone or self._titled):
            self._say(place, table.title, THEME, _NEXT)
