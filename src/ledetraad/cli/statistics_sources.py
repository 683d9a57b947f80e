"""`ledetraad statistics read|find|describe|catalogue`: numbers from files and sources.

`register` puts the commands into the group that they share with those of the store.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledetraad.cli.screen import FOUND, LANGUAGE, note, out_bytes, translate

if TYPE_CHECKING:
    from ledetraad.statistics.observations import Observed
    from ledetraad.statistics.sources.base import Source

AsJson = Annotated[bool, typer.Option("--json", help=translate("For machines: print JSON."))]
File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        readable=False,  # whether it is, the reader says better
        help=translate("A file with statistics: JSON-stat, PX, CSV or Excel."),
    ),
]
SourceName = Annotated[
    str, typer.Option("--source", help=translate("Whose tables: ssb, ssb-v1 or fhi."))
]
Address = Annotated[
    str,
    typer.Option("--address", help=translate("The API's address, where it is another than usual.")),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS", help=translate("Words, a table, or a UN target such as 13.2.")),
]


def register(group: typer.Typer) -> None:
    """Add the commands to a group."""
    group.command(help=translate("Show what a file with statistics holds."))(read)
    group.command(help=translate("Find a source's tables by words or number."))(find)
    group.command(help=translate("Show what can be chosen in a source's table."))(describe)
    group.command(help=translate("Show indicators to begin with."))(catalogue)


def datasets(file: Path) -> Iterable[Observed]:
    """The datasets in a file, for those who keep them.

    Raises:
        LedetraadError: it can't be read as statistics.
    """
    from ledetraad.statistics.formats.registry import read_statistics

    return read_statistics(file).datasets


def read(
    file: File,
    *,
    rows: Annotated[
        int, typer.Option("--rows", min=0, help=translate("How many of its rows to show."))
    ] = 5,
    as_json: AsJson = False,
) -> None:
    """What a file holds: its datasets, what they count, and what is missing."""
    from ledetraad.cli import show_statistics
    from ledetraad.statistics.formats.registry import read_statistics

    contents = read_statistics(file)
    if as_json:
        out_bytes(show_statistics.contents_json(contents, rows))
    else:
        show_statistics.show_contents(contents, rows)


def find(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help=translate("Words, or a table's number."))
    ],
    *,
    source: SourceName = "ssb",
    address: Address = "",
    as_json: AsJson = False,
) -> int:
    """A source's tables, the best first."""
    from ledetraad.cli import show_statistics

    hits = _source(source, address).find(" ".join(words))
    if as_json:
        out_bytes(show_statistics.hits_json(hits))
    elif hits:
        show_statistics.show_hits(hits)
    else:
        note(translate("No table has these words. Try fewer, or the source's own terms."))
    return 0 if hits else FOUND


def describe(
    table: Annotated[str, typer.Argument(help=translate("The table, such as 12134."))],
    *,
    source: SourceName = "ssb",
    address: Address = "",
    as_json: AsJson = False,
) -> None:
    """A table's variables and values."""
    from ledetraad.cli import show_statistics

    description = _source(source, address).describe(table)
    if as_json:
        out_bytes(show_statistics.description_json(description))
    else:
        show_statistics.show_description(description)


def catalogue(words: Words = None, *, as_json: AsJson = False) -> int:
    """The starter catalogue, or what of it has all the words."""
    from ledetraad.cli import show_statistics
    from ledetraad.statistics.catalogue.load import catalogue as entries
    from ledetraad.statistics.catalogue.load import matching

    found = matching(" ".join(words or ()), entries())
    if as_json:
        out_bytes(show_statistics.catalogue_json(found))
    elif found:
        show_statistics.show_catalogue(found, LANGUAGE)
    else:
        note(translate("No indicator has these words. `ledetraad statistics find` looks further."))
    return 0 if found else FOUND


def _source(name: str, address: str) -> Source:
    from ledetraad.statistics.sources.http import Http
    from ledetraad.statistics.sources.registry import open_source

    return open_source(name, Http(), address)
