"""A document's blocks → a plan: what the readers of Word, PDF, spreadsheets and pages share.

Every form reads the document; the one that explains most of it, by its words placed and by how
sure their levels are, is taken. What it has no place for becomes a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from ledetraad.i18n import N_
from ledetraad.plan.model import CodeDefinition, Element, Fact, Plan, PlanStatus
from ledetraad.plan.numbering import numbered
from ledetraad.plan.wording import excerpt
from ledetraad.readers import notes
from ledetraad.readers.blocks import Block, Cell, Document, Table
from ledetraad.readers.codes import CodeReader
from ledetraad.readers.forms.bullets import read_bullets
from ledetraad.readers.forms.column_mappings import column_mappings
from ledetraad.readers.forms.columns import SURE
from ledetraad.readers.forms.draft import Reading
from ledetraad.readers.forms.front import (
    cell_lines,
    counted_levels,
    is_front_matter,
    lines_of,
    read_front,
)
from ledetraad.readers.forms.layout import Layout, find_layouts, understood_together
from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.forms.numbers import read_numbers
from ledetraad.readers.forms.outline import Outline
from ledetraad.readers.forms.scheme import document_scheme, with_words
from ledetraad.readers.forms.sentences import SentenceReader
from ledetraad.readers.forms.table_rows import layout_doubts
from ledetraad.readers.forms.tree import grow, levels_of
from ledetraad.readers.front_matter import FrontMatter, find_owner, guess_language, note_missing
from ledetraad.readers.heal import Healer
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.result import NoPlanFound, ReadResult


def plan_from_document(document: Document, mapping: Mapping | None = None) -> ReadResult:
    """Read the plan in a document.

    Args:
        document: taken apart into blocks.
        mapping: what somebody has said of its form, instead of guessing.

    Raises:
        NoPlanFound: no goals, strategies or measures were found in it.
    """
    return _Assembly(document, mapping).result()


def describe(document: Document, mapping: Mapping | None = None) -> Mapping:
    """How the document is understood, with how sure each part is, for a person to correct.

    Args:
        document: taken apart into blocks.
        mapping: what somebody has said already.

    Raises:
        NoPlanFound: no goals, strategies or measures were found in it.
    """
    return read_and_describe(document, mapping)[1]


def read_and_describe(
    document: Document, mapping: Mapping | None = None
) -> tuple[ReadResult, Mapping]:
    """The plan in a document, and how the document was understood; see the two others.

    Raises:
        NoPlanFound: no goals, strategies or measures were found in it.
    """
    return _Assembly(document, mapping).both()


@dataclass(frozen=True, slots=True)
class _Understood:
    """How a document was understood."""

    reading: Reading
    layouts: dict[int, list[Layout]]
    scheme: tuple[CodeDefinition, ...]
    has_legend: bool
    front: tuple[Block, ...]
    matter: FrontMatter


class _Assembly:
    """Builds one plan from a document, noting what is doubtful."""

    def __init__(self, document: Document, mapping: Mapping | None) -> None:
        self._document = document
        self._blocks = document.blocks
        self._mapping = mapping
        self._text = "\n".join(_texts(document.blocks))
        self._healer = Healer(self._text)
        self._notes = Notebook(document.name)

    def result(self) -> ReadResult:
        return self._result(self._understand())

    def both(self) -> tuple[ReadResult, Mapping]:
        understood = self._understand()
        result = self._result(understood)
        layouts = chain.from_iterable(understood.layouts.values())
        told = understood.reading.told.model_copy(
            update={"columns": column_mappings(layouts), "levels": result.plan.levels}
        )
        return result, told

    def _result(self, understood: _Understood) -> ReadResult:
        reading, matter = understood.reading, understood.matter
        if not any(draft.level not in {"theme", "subtheme"} for draft in reading.elements):
            raise NoPlanFound(
                N_("No goals, strategies or measures were found in the document."),
                where=self._document.name,
                remedy=N_(
                    "See that its tables or headings say what is a goal and what is a strategy."
                ),
            )
        elements, printed = grow(reading.drafts, self._notes)
        owner = matter.owner or find_owner(" ".join(code.meaning for code in understood.scheme))
        note_missing(matter, owner, self._notes)
        self._note_columns(understood)
        self._note_levels(reading)
        self._note_passed_over(understood)
        given = self._mapping.levels if self._mapping else ()
        names = counted_levels(understood.front) | dict(reading.names)
        plan = numbered(
            Plan(
                title=matter.title,
                subtitle=matter.subtitle,
                owner=owner,
                period=matter.period,
                status=matter.status or PlanStatus.DRAFT,
                decision=matter.decision,
                language=guess_language(self._text),
                levels=levels_of(elements, names, given),
                scheme=understood.scheme
                if understood.has_legend
                else with_words(understood.scheme, elements),
                elements=elements,
            )
        )
        plan = plan.model_copy(
            update={"elements": tuple(_with_numbers(one, printed) for one in plan.elements)}
        )
        return ReadResult(plan, (*self._document.findings, *self._notes.findings(plan)))

    def _understand(self) -> _Understood:
        rough = self._layouts(None)
        first = self._read(rough, self._sentences((), has_legend=False))
        start = min(first.used, default=len(self._blocks))
        front = self._blocks[:start]
        matter = read_front(front, self._healer, self._document.title)
        unused = [
            block
            for place, block in enumerate(self._blocks[start:], start)
            if isinstance(block, Table) and place not in first.used
        ]
        scheme, has_legend = document_scheme(
            lines_of([*front, *unused]), cell_lines(self._blocks[start:]), matter.owner, self._notes
        )
        codes = CodeReader(scheme)
        layouts = self._layouts(codes)
        sentences = self._sentences(scheme, has_legend=has_legend)
        reading = self._read(layouts, sentences)
        return _Understood(reading, layouts, tuple(scheme), has_legend, front, matter)

    def _sentences(self, scheme: Sequence[CodeDefinition], *, has_legend: bool) -> SentenceReader:
        return SentenceReader(
            CodeReader(scheme),
            self._healer,
            has_legend=has_legend,
            joined=self._document.joined,
        )

    def _layouts(self, codes: CodeReader | None) -> dict[int, list[Layout]]:
        """The layouts of the tables that are of a plan, by their places among the blocks."""
        layouts: dict[int, list[Layout]] = {}
        above: Layout | None = None
        title = ""
        for place, block in enumerate(self._blocks):
            if isinstance(block, Table) and block.rows:
                found = find_layouts(
                    block, codes, self._mapping, above if block.title == title else None
                )
                if found:
                    layouts[place] = found
                above, title = (found[-1] if found else None), block.title
            else:
                above = None
        return understood_together(layouts, self._blocks, codes, self._mapping)

    def _read(self, layouts: dict[int, list[Layout]], sentences: SentenceReader) -> Reading:
        """The reading that explains most of the document."""
        outline = Outline(self._blocks, layouts, sentences, self._mapping).read()
        readings = [
            outline,
            read_numbers(self._blocks, sentences, self._mapping),
            read_bullets(self._blocks, sentences, self._mapping),
        ]
        asked = self._mapping.form if self._mapping else ""
        for reading in readings:
            if reading.form == asked:
                return reading
        return max(readings, key=self._explained)

    def _explained(self, reading: Reading) -> float:
        said = sum(len(draft.words) for draft in reading.elements)
        return said / (len(self._text) or 1) * reading.confidence

    def _note_columns(self, understood: _Understood) -> None:
        for place, layouts in understood.layouts.items():
            table = self._blocks[place]
            if not isinstance(table, Table) or place not in understood.reading.used:
                continue
            for layout in layouts:
                for doubt, where in layout_doubts(table, layout, SURE):
                    self._notes.add(doubt.rule, doubt.template, place=where, **doubt.values)

    def _note_levels(self, reading: Reading) -> None:
        unsure = [draft for draft in reading.elements if draft.confidence < SURE + 0.01]
        if reading.form == "labels" or not unsure:
            return
        by_numbers = N_("Nothing says what the levels are; they were taken from the numbers.")
        by_place = N_("Nothing says what the levels are; they were taken from headings and lists.")
        self._notes.add(
            notes.LEVELS_GUESSED,
            by_numbers if reading.form == "numbers" else by_place,
            place=unsure[0].place,
        )

    def _note_passed_over(self, understood: _Understood) -> None:
        """Note each stretch of text that has no place in the plan."""
        used = understood.reading.used
        for cell in understood.reading.left:
            self._note_run([cell])
        run: list[Block] = []
        for place, block in enumerate((*self._blocks, None)):
            in_front = place < len(understood.front) and block is not None
            known = in_front and block is not None and is_front_matter(block, understood.matter)
            if block is not None and place not in used and not known:
                if any(text.strip() for text in _texts([block])):
                    run.append(block)
                continue
            if run:
                self._note_run(run)
            run = []

    def _note_run(self, run: Sequence[Block | Cell]) -> None:
        self._notes.add(
            notes.TEXT_PASSED_OVER,
            N_("“%(text)s” was passed over (paragraphs and tables: %(count)s)."),
            place=run[0].place,
            text=excerpt(" ".join(" ".join(_texts(run)[:3]).split())),
            count=len(run),
        )


def _texts(blocks: Sequence[Block | Cell]) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = {id(cell): cell.text for row in block.rows for cell in row}
            texts.extend(cells.values())
        else:
            texts.append(block.text)
    return texts


def _with_numbers(element: Element, printed: dict[str, str]) -> Element:
    """An element with the number that its document prints, where that is another than its own."""
    children = tuple(_with_numbers(child, printed) for child in element.children)
    facts = element.facts
    number = printed.get(element.id, "")
    if number and not f".{element.number}".endswith(f".{number}"):
        facts = (*facts, Fact(key="number", value=number))
    return element.model_copy(update={"children": children, "facts": facts})
