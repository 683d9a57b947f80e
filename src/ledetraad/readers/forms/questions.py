"""What a reader would ask of a document's form: its guesses, with examples, to confirm or change.

The answers make a mapping, by which the document is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Answers
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.wording import excerpt
from ledetraad.readers.blocks import Block, Document, Heading, Table
from ledetraad.readers.forms.cells import is_empty
from ledetraad.readers.forms.columns import OTHER, REFERENCE, SURE
from ledetraad.readers.forms.layout import HEAD_WITHIN
from ledetraad.readers.forms.mapping import (
    IGNORED,
    ColumnMapping,
    DepthMapping,
    LabelMapping,
    Mapping,
)
from ledetraad.readers.forms.words import rank
from ledetraad.readers.vocabulary import vocabulary
from ledetraad.validation import first_fault

What = Literal["column", "heading", "number", "label"]
FORMS = ("labels", "numbers", "bullets")
_EXAMPLES = 3
_LONGEST_EXAMPLE = 90
_LONGEST_HEAD = 70


@dataclass(frozen=True, slots=True)
class Question:
    """One guess.

    Args:
        key: its name among the answers.
        what: what it is about: a column, headings or numbers of a depth, or a label.
        name: the column's head, the depth, or the label.
        meaning: what it was taken for.
        confidence: how sure that is, from 0 to 1.
        examples: what stands there, a few.
    """

    key: str
    what: What
    name: str
    meaning: str
    confidence: float
    examples: tuple[str, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether the reader would rather ask than go on."""
        return self.confidence < SURE + 0.01


def questions(document: Document, mapping: Mapping) -> list[Question]:
    """Every guess that a document was read by, the unsure ones first.

    Args:
        document: taken apart into blocks.
        mapping: how it was understood.
    """
    asked = [
        *(
            Question(
                f"column-{nth}",
                "column",
                one.head,
                one.meaning,
                one.confidence,
                _first(_under_head(document, one.head, one.nth)),
            )
            for nth, one in enumerate(mapping.columns)
        ),
        *(
            Question(
                f"heading-{one.depth}",
                "heading",
                str(one.depth),
                one.level,
                one.confidence,
                _first(_headings(document.blocks, one.depth)),
            )
            for one in mapping.headings
        ),
        *(
            Question(
                f"number-{one.depth}",
                "number",
                str(one.depth),
                one.level,
                one.confidence,
                _first(_numbered(document.blocks, one.depth)),
            )
            for one in mapping.numbers
        ),
        *(
            Question(
                f"label-{nth}",
                "label",
                one.text,
                one.level,
                one.confidence,
                _first(_after_label(document.blocks, one.text)),
            )
            for nth, one in enumerate(mapping.labels)
        ),
    ]
    return sorted(asked, key=lambda one: not one.unsure)


def rough_mapping(document: Document, said: Mapping | None = None) -> Mapping:
    """What may be asked of a document in which nothing was recognised: its tables' columns.

    Args:
        document: taken apart into blocks.
        said: what somebody has said already.
    """
    columns: dict[str, ColumnMapping] = {}
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        for head in _likely_heads(block):
            meaning = said.column(head) if said is not None else None
            columns.setdefault(
                head.casefold(), ColumnMapping(head=head, meaning=meaning or OTHER, confidence=0.0)
            )
    return Mapping(columns=tuple(columns.values()))


def _likely_heads(table: Table) -> list[str]:
    """The cells of the first row that has several short ones."""
    for row in table.rows[:HEAD_WITHIN]:
        told = {id(cell): " ".join(cell.text.split()) for cell in row if not is_empty(cell.text)}
        if len(told) > 1 and all(len(text) <= _LONGEST_HEAD for text in told.values()):
            return list(told.values())
    return []


def meanings(what: What) -> list[str]:
    """What may be answered: levels from the highest, then, for a column, all else it can hold."""
    if what != "column":
        return [*rank(), IGNORED]
    return [
        *rank(),
        REFERENCE,
        *(key for key in vocabulary().columns if key != REFERENCE),
        OTHER,
        IGNORED,
    ]


def answered(mapping: Mapping, answers: Answers[str, str], where: str) -> Mapping:
    """A mapping by what somebody has answered; what was not asked or not answered stays.

    Args:
        mapping: what the questions were made from.
        answers: a meaning for each question's key, `form`, and `singular-KEY` and `plural-KEY` for
            each level's names.
        where: the document, for the error.

    Raises:
        UnreadableDocument: an answer is none of those that may be given.
    """
    fields = {
        "form": answers.get("form", mapping.form),
        "columns": [
            _said(one, "meaning", answers.get(f"column-{nth}"))
            for nth, one in enumerate(mapping.columns)
        ],
        "headings": [
            _said(one, "level", answers.get(f"heading-{one.depth}")) for one in mapping.headings
        ],
        "numbers": [
            _said(one, "level", answers.get(f"number-{one.depth}")) for one in mapping.numbers
        ],
        "labels": [
            _said(one, "level", answers.get(f"label-{nth}"))
            for nth, one in enumerate(mapping.labels)
        ],
        "levels": [
            level.model_dump()
            | {
                name: _word(answers.get(f"{name}-{level.key}", "")) or getattr(level, name)
                for name in ("singular", "plural")
            }
            for level in mapping.levels
        ],
    }
    try:
        return Mapping.model_validate(fields)
    except ValidationError as error:
        place, why = first_fault(error)
        raise UnreadableDocument(
            N_("This answer can't be used: %(place)s: %(reason)s."),
            where=where,
            remedy=N_("Choose one of the answers that are offered."),
            place=place,
            reason=why,
        ) from None


def _said(
    one: ColumnMapping | DepthMapping | LabelMapping, field: str, answer: str | None
) -> dict[str, object]:
    """A guess as answered: what somebody has seen and let stand is as sure as what they changed."""
    if answer is None:
        return one.model_dump()
    return one.model_dump() | {field: answer, "confidence": 1.0}


def _word(text: str) -> str:
    return " ".join(text.split())[:60]


def _first(texts: Iterator[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        said = excerpt(" ".join(text.split()), _LONGEST_EXAMPLE)
        if said and not is_empty(said):
            found[said] = None
        if len(found) == _EXAMPLES:
            break
    return tuple(found)


def _under_head(document: Document, head: str, nth: int | None) -> Iterator[str]:
    """What stands under the columns of a head; under one of them, where `nth` says which."""
    wanted = head.casefold()
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        columns: list[int] = []
        for row in block.rows:
            here = [
                place
                for place, cell in enumerate(row)
                if " ".join(cell.text.split()).casefold() == wanted
            ]
            if here:
                columns = here if nth is None else here[nth - 1 : nth]
                continue
            yield from (row[place].text for place in columns)


def _headings(blocks: tuple[Block, ...], depth: int) -> Iterator[str]:
    return (block.text for block in blocks if isinstance(block, Heading) and block.depth == depth)


def _numbered(blocks: tuple[Block, ...], depth: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            continue
        number = block.number if isinstance(block, Heading) else getattr(block, "mark", "")
        text = f"{number} {block.text}".strip()
        first = text.split(" ", 1)[0].rstrip(".)")
        if first.replace(".", "").isdigit() and first.count(".") + 1 == depth:
            yield text


def _after_label(blocks: tuple[Block, ...], label: str) -> Iterator[str]:
    wanted = label.casefold()
    for place, block in enumerate(blocks[:-1]):
        if isinstance(block, Table) or block.text.casefold() != wanted:
            continue
        after = blocks[place + 1]
        if not isinstance(after, Table):
            yield after.text
