"""Files and sources of statistics as tables on the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import orjson
import pyarrow.compute as pc
from rich.table import Table
from rich.text import Text

from ledetraad.cli.screen import console, translate
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, Language
from ledetraad.statistics.catalogue.load import Entry
from ledetraad.statistics.formats.contents import Contents
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import TableDescription, TableHit

_MARK_NAMES = {
    Mark.NOT_APPLICABLE: N_("a number can't be given"),
    Mark.NOT_AVAILABLE: N_("the number is missing"),
    Mark.CONFIDENTIAL: N_("the number is confidential"),
    Mark.NONE: N_("none"),
}
_MOST_VALUES = 8
_NOTE = 200


def show_contents(contents: Contents, rows: int) -> None:
    """What a file holds."""
    screen = console()
    for number, observed in enumerate(contents.datasets):
        if number:
            screen.print()
        _show_dataset(observed, rows)
    if contents.links:
        table = _table(translate("Title"), translate("Address"))
        for link in contents.links:
            table.add_row(Text(link.title), Text(link.address))
        screen.print(table)


def contents_json(contents: Contents, rows: int) -> bytes:
    """What a file holds, for programs."""
    return _json(
        {
            "datasets": [_dataset_values(each, rows) for each in contents.datasets],
            "links": [asdict(link) for link in contents.links],
        }
    )


def show_hits(hits: Sequence[TableHit]) -> None:
    """Tables that were found."""
    table = _table(
        translate("Table"),
        translate("Title"),
        translate("Periods"),
        translate("Changed"),
        keyed=True,
    )
    for hit in hits:
        title = f"{hit.title} [{translate('ended')}]" if hit.discontinued else hit.title
        periods = f"{hit.first}–{hit.last}" if hit.last else ""
        changed = hit.updated.date().isoformat() if hit.updated is not None else ""
        table.add_row(hit.code, Text(title), periods, changed)
    console().print(table)


def hits_json(hits: Sequence[TableHit]) -> bytes:
    """Tables that were found, for programs."""
    return _json([asdict(hit) for hit in hits])


def show_description(description: TableDescription) -> None:
    """What can be chosen in a table."""
    screen = console()
    screen.print(Text(description.hit.title, style="bold"))
    if description.hit.discontinued:
        screen.print(Text(translate("This table gets no new numbers.")))
    table = _table(translate("Variable"), translate("Name"), translate("Values"))
    units = {content.code: content.unit for content in description.contents}
    for variable in description.variables:
        shown = [
            f"{code} {name}" + (f" ({units[code]})" if units.get(code) else "")
            for code, name in list(variable.values.items())[:_MOST_VALUES]
        ]
        more = len(variable.values) - len(shown)
        if more > 0:
            shown.append(translate("and %(count)s more") % {"count": more})
        table.add_row(Text(variable.code), Text(variable.label), Text("\n".join(shown)))
    screen.print(table)
    _show_notes(description.notes)


def description_json(description: TableDescription) -> bytes:
    """What can be chosen in a table, for programs."""
    return _json(
        {
            **asdict(description.hit),
            "variables": [
                {
                    "code": each.code,
                    "label": each.label,
                    "role": each.role,
                    "omissible": each.omissible,
                    "values": dict(each.values),
                }
                for each in description.variables
            ],
            "contents": [asdict(content) for content in description.contents],
            "notes": description.notes,
        }
    )


def show_catalogue(entries: Sequence[Entry], language: Language) -> None:
    """Indicators to begin with."""
    table = _table(
        translate("Indicator"),
        translate("Table"),
        translate("Unit"),
        translate("UN targets"),
        translate("Name"),
        keyed=True,
    )
    for entry in entries:
        sources = dict.fromkeys(f"{part.source} {part.table}" for part in entry.parts.values())
        name = entry.name.said(language)
        if entry.find:
            where = (
                N_("Look for “%(words)s” in the table.")
                if entry.table_known
                else N_("Find the table: `ledetraad statistics find --source fhi %(words)s`.")
            )
            name += "\n" + translate(where) % {"words": entry.find}
        table.add_row(
            entry.key,
            Text("\n".join(sources)),
            Text(entry.unit),
            Text(", ".join(entry.un)),
            Text(name),
        )
    console().print(table)


def catalogue_json(entries: Sequence[Entry]) -> bytes:
    """Indicators to begin with, for programs."""
    return _json([entry.model_dump(mode="json") for entry in entries])


def _show_dataset(observed: Observed, rows: int) -> None:
    screen = console()
    dataset = observed.dataset
    screen.print(Text(dataset.title, style="bold"))
    updated = dataset.updated.isoformat(" ", "minutes") if dataset.updated is not None else ""
    told = (dataset.source, dataset.code, updated, dataset.licence, dataset.address)
    screen.print(Text(" · ".join(part for part in told if part)))
    table = _table(translate("Code"), translate("What is counted"), translate("Unit"))
    for content in dataset.contents:
        table.add_row(Text(content.code), Text(content.label), Text(content.unit))
    screen.print(table)
    for line in _counts(observed):
        screen.print(Text(line))
    _show_notes(dataset.notes)
    if rows:
        _show_rows(observed, rows)


def _counts(observed: Observed) -> Iterable[str]:
    dataset = observed.dataset
    many = len(observed.table)
    yield translate("Numbers: %(count)s") % {"count": many}
    if many:
        first, last = (pc.min_max(observed.table["year"]).as_py()[end] for end in ("min", "max"))
        yield translate("Years: %(first)s–%(last)s") % {"first": first, "last": last}
    if dataset.regions:
        yield translate("Places: %(count)s") % {"count": len(dataset.regions)}
    for name, values in dataset.categories.items():
        yield f"{name}: {len(values)}"
    for mark, counted in _marks(observed).items():
        yield f"{mark.value}  {translate(_MARK_NAMES[mark])}: {counted}"


def _marks(observed: Observed) -> dict[Mark, int]:
    told = observed.table["mark"].value_counts().to_pylist()
    counted = {each["values"]: each["counts"] for each in told}
    return {mark: counted[mark.value] for mark in Mark if mark.value in counted}


def _show_notes(notes: Sequence[str]) -> None:
    for note in notes:
        short = note if len(note) <= _NOTE else f"{note[:_NOTE]} …"
        console().print(Text(f"* {' '.join(short.split())}"))


def _show_rows(observed: Observed, rows: int) -> None:
    table = _table(
        translate("What is counted"),
        translate("Place"),
        translate("Category"),
        translate("Period"),
        translate("Value"),
    )
    names = observed.dataset.regions
    for row in observed.table.slice(0, rows).to_pylist():
        value = row["mark"] or number_text(Decimal(repr(row["value"])))
        region = " ".join(dict.fromkeys((row["region"], names.get(row["region"], ""))))
        table.add_row(
            Text(row["content"]), Text(region), Text(row["category"]), row["period"], value
        )
    console().print(table)


def _dataset_values(observed: Observed, rows: int) -> dict[str, Any]:
    return {
        **asdict(observed.dataset),
        "rows": len(observed.table),
        "marks": {mark.value: counted for mark, counted in _marks(observed).items()},
        "first": observed.table.slice(0, rows).to_pylist(),
    }


def _table(*heads: str, keyed: bool = False) -> Table:
    """A table; `keyed` keeps its first column on one line, to be copied."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, overflow="fold", no_wrap=keyed and number == 0)
    return table


def _json(values: Any) -> bytes:
    return orjson.dumps(values, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
