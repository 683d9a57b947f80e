"""Sheets of tables made by people → a plan, by way of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding
from ledetraad.plan.model import SourcePlace
from ledetraad.readers import notes
from ledetraad.readers.blocks import Document
from ledetraad.readers.document_plan import plan_from_document
from ledetraad.readers.flat_rows import no_table
from ledetraad.readers.result import ReadResult
from ledetraad.readers.sheet import Sheet, sheet_blocks


def plan_from_sheets(sheets: Sequence[Sheet], hidden: Sequence[str], name: str) -> ReadResult:
    """Read a plan from sheets that don't have one row for each element.

    Args:
        sheets: those that are shown.
        hidden: the names of those that are not, to be told of.
        name: the document's name.

    Raises:
        UnreadableDocument: no table of goals in them, or they are too large.
    """
    document = sheets_document(sheets, hidden, name)
    try:
        return plan_from_document(document)
    except UnreadableDocument:
        alone = len(sheets) == 1 and sheets[0].title
        raise no_table(
            sheets[0].rows if sheets else [], f"{name}:{sheets[0].title}" if alone else name
        ) from None


def sheets_document(sheets: Sequence[Sheet], hidden: Sequence[str], name: str) -> Document:
    """Sheets as the blocks of a document; see `plan_from_sheets`."""
    return Document(
        name=name,
        blocks=sheet_blocks(sheets, name),
        findings=tuple(_passed_over(title, name) for title in hidden),
    )


def _passed_over(title: str, name: str) -> Finding:
    return Finding(
        rule=notes.LOOSE_TEXT,
        template=N_("The hidden sheet “%(title)s” was passed over."),
        values={"title": title},
        place=SourcePlace(file=name, sheet=title),
        severity=notes.LOOSE_TEXT.severity,
    )
