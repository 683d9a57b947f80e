"""The rows of a table → a plan: what the readers of CSV and Excel have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat_facts import plan_head
from ledetraad.plan.flat_reading import plan_with_elements
from ledetraad.plan.flat_references import by_scheme, split_cell
from ledetraad.plan.flat_row import FlatRow, find_columns, is_element
from ledetraad.plan.model import CodeDefinition, Reference, SourcePlace
from ledetraad.plan.shared_rules import UNDECLARED_CODE, UNDECLARED_CODE_MESSAGE
from ledetraad.plan.wording import excerpt
from ledetraad.readers import notes
from ledetraad.readers.codes import CodeReader, spread, whole
from ledetraad.readers.legend import infer_legend
from ledetraad.readers.lines import Line
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.result import NoPlanFound, ReadResult
from ledetraad.readers.vocabulary import fact_key

HEAD_WITHIN = 20
"""How many rows there may be above the heads, such as a title."""
_LONGEST_PRINTED = 60
_LONGEST_CODE = 30


@dataclass(frozen=True, slots=True)
class Head:
    """The head row of a table of elements.

    Args:
        row: its place among the rows, from 0.
        columns: the column of every key that the table has.
        others: the heads that aren't known, with their columns.
    """

    row: int
    columns: dict[str, int]
    others: dict[str, int]


def find_head(rows: Sequence[Sequence[str]], where: str) -> Head | None:
    """The first row, near the top, with heads for at least the level and the text.

    Raises:
        UnreadableDocument: two of its heads are for the same thing.
    """
    for place, cells in enumerate(rows[:HEAD_WITHIN]):
        columns = find_columns(cells)
        if not is_table(columns):
            continue
        others: dict[str, int] = {}
        for column, cell in enumerate(cells):
            key = next(iter(find_columns([cell])), None)
            if key is not None and columns[key] != column:
                raise UnreadableDocument(
                    N_("Two columns are for the same thing: “%(first)s” and “%(second)s”."),
                    where=where,
                    remedy=N_("Take one of them away."),
                    first=cells[columns[key]].strip(),
                    second=cell.strip(),
                )
            if key is None and cell.strip():
                others[cell.strip()] = column
        return Head(place, columns, others)
    return None


def is_table(columns: dict[str, int]) -> bool:
    """Whether the columns are enough for a table of elements."""
    return "level" in columns and ("text" in columns or "title" in columns)


def no_table(rows: Sequence[Sequence[str]], where: str) -> NoPlanFound:
    """The error for a document without a table of elements, which says what is missing."""
    nearest = max((find_columns(cells) for cells in rows[:HEAD_WITHIN]), key=len, default={})
    if "level" in nearest:
        what = N_("The table has no column for the text.")
    elif "text" in nearest or "title" in nearest:
        what = N_("The table has no column for the level.")
    else:
        what = N_("No table of elements was found: no row has the heads of one.")
    return NoPlanFound(
        what,
        where=where,
        remedy=N_(
            "Give the first row the heads Level and Text, and more if you like; or give each level "
            "a column of its own, with the level's name as its head."
        ),
    )


def read_rows(
    rows: Sequence[FlatRow], name: str, passed_over: Sequence[tuple[str, SourcePlace]]
) -> ReadResult:
    """Read a plan from the rows of a document.

    Args:
        rows: facts and elements, in the document's order.
        name: the document's name.
        passed_over: the heads of columns that aren't known, with their places.

    Raises:
        UnreadableDocument: the rows are no plan; names the place.
    """
    if not rows:
        raise UnreadableDocument(
            N_("The table has heads, but no rows."),
            where=name,
            remedy=N_("Write one row for each goal and strategy."),
        )
    notebook = Notebook(name)
    for head, place in passed_over:
        notebook.add(
            notes.LOOSE_TEXT,
            N_("The column “%(head)s” was passed over; the plan has no such thing."),
            place=place,
            head=head,
        )
    plan = plan_head(rows, name)
    if not plan.scheme:
        plan = plan.model_copy(update={"scheme": tuple(_inferred(rows, notebook))})
    plan = plan_with_elements(plan, rows, _References(plan.scheme, notebook).of, fact_key)
    return ReadResult(plan, notebook.findings(plan))


class _References:
    """Reads the references of a row, noting what is doubtful."""

    def __init__(self, scheme: Sequence[CodeDefinition], notebook: Notebook) -> None:
        self._scheme = scheme
        self._codes = CodeReader(scheme)
        self._notebook = notebook

    def of(self, row: FlatRow) -> tuple[Reference, ...]:
        """The references of one row, in the order printed."""
        references: list[Reference] = []
        for part in _parts(row):
            if isinstance(part, Reference):
                references.append(part)
            elif (reference := by_scheme(part, self._scheme)) is not None:
                references.extend(spread([reference]))
            else:
                references.extend(self._loosely(part, row))
        return tuple(references)

    def _loosely(self, printed: str, row: FlatRow) -> list[Reference]:
        """References written as in a document: "FN-T 11.3, 11.7" or "FN 11.4 / FN 12.2"."""
        codes = self._codes.at_start(printed, undeclared=True)
        if codes is None or codes.rest:
            if len(printed) > _LONGEST_PRINTED:
                raise _not_understood(row)
            self._notebook.add(
                notes.CODE_NOT_UNDERSTOOD,
                N_("The reference “%(printed)s” was not understood."),
                place=row.place("references"),
                printed=printed,
            )
            code = printed[:_LONGEST_CODE]
            return [Reference(printed=printed, framework="other", code=code, basis="direct")]
        references = list(codes.references)
        if codes.waiting and codes.prefix is not None:
            references.append(whole(codes.prefix))
        if codes.undeclared:
            self._notebook.add(
                UNDECLARED_CODE,
                UNDECLARED_CODE_MESSAGE,
                place=row.place("references"),
                printed=printed,
                text=excerpt(row.says("text")),
            )
        return references


def _parts(row: FlatRow) -> list[str | Reference]:
    parts = split_cell(row.says("references"))
    if parts is None:
        raise _not_understood(row)
    return parts


def _inferred(rows: Sequence[FlatRow], notebook: Notebook) -> list[CodeDefinition]:
    """A scheme from how the rows use their codes, where no fact says what they mean."""
    printed = [
        (part, row.number)
        for row in rows
        if is_element(row)
        for part in _parts(row)
        if isinstance(part, str)
    ]
    if not printed:
        return []
    scheme = infer_legend(
        [
            Line(number=number, page=1, indent=0, trailing=0, text=text, page_start=False)
            for part, number in printed
            for text in (part, "")
        ]
    )
    notebook.add(
        notes.NO_LEGEND,
        N_("No legend says what the codes mean; %(codes)s were understood from their use."),
        codes=", ".join(code.prefix for code in scheme) or "–",
    )
    return scheme


def _not_understood(row: FlatRow) -> UnreadableDocument:
    return UnreadableDocument(
        N_("The references “%(text)s” can't be understood."),
        where=str(row.place("references")),
        remedy=N_("Write codes with semicolons between them, such as “FN-T 11.3; AK”."),
        text=excerpt(row.says("references")),
    )
