"""The flat form of a plan: a table with one row for each element, and rows for the plan's facts.

CSV and Excel share it. A row's `kind` says what it is: `plan` is a fact of the plan itself (its
name under `id`, its value under `text`), everything else is an element. A level is written by the
plan's own word for it, and a reference as it is printed; what it means follows only where the
plan's scheme of codes does not say it: "FN-T 11.3; FN 11.4 [un-sdg 11.4 direct]". What else the
document says of an element stands in one cell, a line each; see `flat_element_facts`.

Heads are written in the reader's language and known again in every language, and by their keys:
people make such tables by hand and write heads in their own words, so a row of keys for machines
would be one more thing to lose. White space at the ends of a cell is not part of what it says.
The way back is in `flat_row`, `flat_facts` and `flat_reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import LANGUAGES, N_, catalogue
from ledetraad.plan.finding import Translate
from ledetraad.plan.flat_element_facts import facts_cell
from ledetraad.plan.flat_references import references_cell
from ledetraad.plan.level_names import LevelNames
from ledetraad.plan.model import Element, Plan, SourcePlace

FACT = "plan"
ELEMENT = "element"
HEADING = "heading"
STATEMENT = "statement"
TOP = "/"
"""Under `parent`: at the top, where the order of the rows would say otherwise."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Args:
        key: its name to machines; a head may be just this.
        head: its name to people.
        known_as: other heads that people give it, lower case.
        written: whether it is written; the others are only known when met.
    """

    key: str
    head: str
    known_as: tuple[str, ...] = ()
    written: bool = True


COLUMNS: tuple[Column, ...] = (
    Column("kind", N_("Kind"), ("slag",)),
    Column("id", N_("Id")),
    Column("number", N_("Number"), ("nr", "nr.", "nummer")),
    Column("level", N_("Level"), ("nivå",)),
    Column("text", N_("Text"), ("tekst", "formulering")),
    Column("references", N_("References"), ("referanse", "referanser", "referansar", "reference")),
    Column("facts", N_("Facts"), ("opplysninger", "opplysningar")),
    Column("parent", N_("Parent id"), ("overordnet", "overordna", "under")),
    Column("file", N_("Source file"), ("kilde", "kjelde")),
    Column("line", N_("Source line")),
    Column("page", N_("Source page")),
    Column("table", N_("Source table")),
    Column("row", N_("Source row")),
    Column("sheet", N_("Source sheet")),
    Column("cell", N_("Source cell")),
    Column("title", N_("Title"), ("tittel", "navn", "namn"), written=False),
)
WRITTEN: tuple[Column, ...] = tuple(column for column in COLUMNS if column.written)
COUNTED = ("line", "page", "table", "row")
SOURCE = ("file", *COUNTED, "sheet", "cell")
FACT_COLUMNS: tuple[Column, ...] = (
    Column("fact", N_("Fact"), ("opplysning",)),
    Column("value", N_("Value"), ("verdi",)),
)
"""The two columns of a table with the plan's facts alone."""


def heads(translate: Translate) -> list[str]:
    """The heads of the written columns, in the language of `translate`."""
    return [translate(column.head) for column in WRITTEN]


@cache
def known_heads(columns: tuple[Column, ...] = COLUMNS) -> dict[str, str]:
    """The key of every head that is known, in any of the screen's languages; heads lower case."""
    known: dict[str, str] = {}
    for column in columns:
        translated = (catalogue(language).gettext(column.head) for language in LANGUAGES)
        for head in (column.key, *translated, *column.known_as):
            known.setdefault(head.casefold(), column.key)
    return known


def facts(plan: Plan) -> list[tuple[str, str]]:
    """The plan's own facts by name, in a steady order.

    Levels and codes have names with dots: `level.subgoal.plural`, `code.1.prefix`; what is only
    yes or no (`titled`, `single`, `numbered`) is written where it isn't as most are.
    """
    period = plan.period
    told = [
        ("format", plan.format),
        ("title", plan.title),
        ("subtitle", plan.subtitle),
        ("owner", plan.owner),
        ("period.from", str(period.from_year) if period else ""),
        ("period.to", str(period.to_year) if period else ""),
        ("status", plan.status.value),
        ("language", plan.language),
    ]
    if plan.decision is not None:
        told.append(("decision.date", plan.decision.date.isoformat()))
        told.append(("decision.case", plan.decision.case))
        told.append(("decision.body", plan.decision.body))
    for level in plan.levels:
        told.append((f"level.{level.key}.singular", level.singular))
        told.append((f"level.{level.key}.plural", level.plural))
        told.extend(
            (f"level.{level.key}.{name}", "yes")
            for name, value in (("titled", level.titled), ("single", level.single))
            if value
        )
    for place, code in enumerate(plan.scheme, start=1):
        told.append((f"code.{place}.prefix", code.prefix))
        told.append((f"code.{place}.meaning", code.meaning))
        told.append((f"code.{place}.framework", code.framework))
        told.append((f"code.{place}.basis", code.basis))
        if not code.numbered:
            told.append((f"code.{place}.numbered", "no"))
    return told


def element_rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """A row for each element in the document's order, its cells in the order of `WRITTEN`.

    Raises:
        UnwritableOutput: a text has a character that a table can't hold.
    """
    names = LevelNames(plan.levels)
    rank = {level.key: place for place, level in enumerate(plan.levels)}
    titled = {level.key: level.titled for level in plan.levels}
    top_before = -1
    stack: list[tuple[Element, str]] = [(element, "") for element in reversed(plan.elements)]
    while stack:
        element, parent = stack.pop()
        if not parent:
            parent = TOP if -1 < top_before < rank[element.level] else ""
            top_before = rank[element.level]
        source = element.source
        row = (
            _kind(element, titled=titled[element.level]),
            element.id,
            element.number,
            names.written(element.level),
            element.words,
            references_cell(element.references, plan.scheme),
            facts_cell(element.facts),
            parent,
            *(_source_cells(source) if source else ("",) * len(SOURCE)),
        )
        for cell in row:
            refuse_unprintable(cell, where=element.number or element.id)
        yield row
        stack.extend((child, element.id) for child in reversed(element.children))


def refuse_unprintable(text: str, *, where: str) -> None:
    """Do nothing, unless the text has a character that no table can hold.

    Raises:
        UnwritableOutput: it has; `where` says which element or fact it is.
    """
    found = None if text.isprintable() else _UNPRINTABLE.search(text)  # the first is quick
    if found is not None:
        raise UnwritableOutput(
            N_("The text “%(text)s” holds the control character U+%(code)s."),
            where=where,
            remedy=N_("Take the character out of the text, and write the file again."),
            text=_UNPRINTABLE.sub("�", text)[:60],
            code=f"{ord(found[0]):04X}",
        )


def _kind(element: Element, *, titled: bool) -> str:
    """`element`; what it is in full only where it isn't what its level says."""
    if not element.words or bool(element.title) == titled:
        return ELEMENT
    return HEADING if element.title else STATEMENT


def _source_cells(source: SourcePlace) -> tuple[str, ...]:
    counted = (str(getattr(source, key) or "") for key in COUNTED)
    return (source.file, *counted, source.sheet or "", source.cell or "")
