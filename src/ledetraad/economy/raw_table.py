"""A file of ledger lines as a table of text, whatever its format: CSV, Excel or JSON.

Nothing is understood here; every cell is text as it stands, and every row knows its place. CSV is
read by DuckDB, which is what millions of lines need; the others are smaller by their nature.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
from python_calamine import CalamineError, load_workbook

from ledetraad.economy.faults import UnreadableLedger
from ledetraad.economy.ledger_faults import FIRST_ROWS, FaultKind, LedgerFault
from ledetraad.errors import Phrase, UnreadableDocument, reason
from ledetraad.i18n import N_
from ledetraad.readers.decode import decode
from ledetraad.readers.xlsx_bounds import refuse_unsafe

LARGEST_TEXT = 4_000_000_000
"""The most bytes of a CSV file."""
LARGEST_OTHER = 200_000_000
"""The most bytes of a JSON file or a workbook."""
_HEAD_WITHIN = 30
_FEWEST_HEADS = 2
_DELIMITERS = (";", "\t", "|", ",")
_SAMPLE = 1_000_000
_LONGEST_LINE = 10_000_000
_PATTERN = frozenset("*?[]{}")


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's cells in a database of its own, in the table `raw`.

    Args:
        database: where the table is: `row`, then `c0`, `c1`, … as text.
        heads: what each column is headed.
        faults: the rows that have too few or too many cells, which are not in the table.
    """

    database: duckdb.DuckDBPyConnection
    heads: tuple[str, ...]
    faults: tuple[LedgerFault, ...] = ()

    def column(self, head: str) -> str:
        """The name in the database of the column with a head."""
        return f"c{self.heads.index(head)}"


def read_raw(path: Path) -> RawTable:
    """The cells of a file.

    Args:
        path: a file that ends in .csv, .txt, .tsv, .xlsx or .json.

    Raises:
        UnreadableLedger: there is no such file, it is too large, is damaged, or is no table.
        UnreadableDocument: it is a workbook that is not safe to open, or text that is not text.
    """
    ending = path.suffix.lower()
    if ending not in READERS:
        raise UnreadableLedger(
            N_("Ledger lines can't be read from files that end in “%(ending)s”."),
            where=str(path),
            remedy=N_("Use one of these: %(endings)s."),
            ending=ending,
            endings=", ".join(READERS),
        )
    try:
        size = path.stat().st_size
        most = LARGEST_TEXT if READERS[ending] is _csv else LARGEST_OTHER
        if size > most:
            raise UnreadableLedger(
                N_("The file is too large: %(size)s MB, and the most is %(most)s MB."),
                where=str(path),
                remedy=N_("Export one year at a time, as CSV."),
                size=size // 1_000_000,
                most=most // 1_000_000,
            )
        return READERS[ending](path)
    except OSError as error:
        raise UnreadableLedger(
            N_("The file can't be read: %(reason)s."), where=str(path), reason=reason(error)
        ) from None


def _csv(path: Path) -> RawTable:
    with ExitStack() as stack:
        text_path = _readable(path, stack)
        with text_path.open(encoding="utf-8-sig", newline="") as lines:
            sample = lines.read(_SAMPLE)
        skipped, delimiter, heads = _csv_head(sample, path)
        database = duckdb.connect()
        columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(heads)))
        try:
            database.execute(
                f"""
                CREATE TABLE raw AS
                SELECT (row_number() OVER () + {skipped})::INTEGER AS row, *
                FROM read_csv(
                  ?, delim=?, header=false, skip={skipped}, quote='"', escape='"',
                  auto_detect=false, columns={{{columns}}}, store_rejects=true, rejects_limit=0,
                  max_line_size={_LONGEST_LINE}
                )
                """,  # noqa: S608  (numbers of columns and lines alone)
                [str(text_path), delimiter],
            )
        except duckdb.Error:
            database.close()
            raise UnreadableLedger(
                N_("The file is no table of cells parted by “%(delimiter)s”."),
                where=str(path),
                remedy=N_("See that quotation marks come in pairs, and save it again as CSV."),
                delimiter=delimiter,
            ) from None
        faults = _rejected(database)
        _give_lines(database, text_path, delimiter, skipped)
    return RawTable(database, heads, faults)


def _readable(path: Path, stack: ExitStack) -> Path:
    """The file as UTF-8, and under a name that can't be taken for a pattern of several files."""
    text_path = _as_utf8(path, stack)
    if not _PATTERN & set(str(text_path)):
        return text_path
    link = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "ledger.csv"
    link.symlink_to(text_path.resolve())
    return link


def _as_utf8(path: Path, stack: ExitStack) -> Path:
    """The file itself where it is UTF-8, else a copy that is."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            while chunk := file.read(_SAMPLE * 16):
                if "\0" in chunk:
                    break
            else:
                return path
    except UnicodeDecodeError:
        pass
    text = decode(path.read_bytes(), str(path))
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    copy = folder / "ledger.csv"
    copy.write_text(text, encoding="utf-8", newline="")
    return copy


def _csv_head(sample: str, path: Path) -> tuple[int, str, tuple[str, ...]]:
    """How many lines to pass over, what parts the cells, and the heads."""
    lines = sample.splitlines()[:_HEAD_WITHIN]
    for count, line in enumerate(lines, start=1):
        delimiter = max(_DELIMITERS, key=line.count)
        cells = next(csv.reader([line], delimiter=delimiter), [])
        if _is_head(cells):
            return count, delimiter, _unlike(cells)
    raise _no_head(path)


def _is_head(cells: Sequence[str]) -> bool:
    """Whether a row's cells could be heads: several, and none of them an amount."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    words = [cell for cell in filled if any(letter.isalpha() for letter in cell)]
    return len(filled) >= _FEWEST_HEADS and len(words) >= _FEWEST_HEADS


def _unlike(heads: Iterable[str]) -> tuple[str, ...]:
    """The heads without blanks around them, each only once."""
    found: dict[str, None] = {}
    for place, head in enumerate(heads, start=1):
        plain = head.strip().lstrip("\ufeff") or f"({place})"
        found[plain if plain not in found else f"{plain} ({place})"] = None
    return tuple(found)


def _no_head(path: Path) -> UnreadableLedger:
    return UnreadableLedger(
        N_("No row of the file has the columns' heads."),
        where=str(path),
        remedy=N_("Let the first row say what each column is, such as Konto, Funksjon and Beløp."),
    )


def _rejected(database: duckdb.DuckDBPyConnection) -> tuple[LedgerFault, ...]:
    told = database.execute(
        "SELECT DISTINCT line::INTEGER FROM reject_errors ORDER BY 1"
    ).fetchall()
    if not told:
        return ()
    rows = tuple(line for (line,) in told[:FIRST_ROWS])
    words = Phrase(N_("The row has too few or too many cells."))
    return (LedgerFault(FaultKind.WRONG_WIDTH, words, rows, len(told)),)


def _give_lines(
    database: duckdb.DuckDBPyConnection, path: Path, delimiter: str, skipped: int
) -> None:
    """Let each row say its line in the file, also where lines are empty or cells have several."""
    count = database.execute("SELECT count(*) FROM raw").fetchall()[0][0]
    if _line_count(path) == count + skipped:
        return
    lines = array("i")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(skipped):
            next(file)
        reader = csv.reader(file, delimiter=delimiter)
        before = 0
        for cells in reader:
            if cells:
                lines.append(skipped + before + 1)
            before = reader.line_num
    if len(lines) != count:
        return
    nth = pa.array(range(skipped + 1, skipped + count + 1), pa.int32())
    database.register("places", pa.table({"nth": nth, "line": pa.array(lines)}))
    database.execute("UPDATE raw SET row = places.line FROM places WHERE raw.row = places.nth")
    database.unregister("places")


def _line_count(path: Path) -> int:
    count, last = 0, b"\n"
    with path.open("rb") as file:
        while chunk := file.read(_SAMPLE * 16):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def _xlsx(path: Path) -> RawTable:
    data = path.read_bytes()
    refuse_unsafe(data, str(path))
    try:
        workbook = load_workbook(io.BytesIO(data))
        sheets = [
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        ]
    except (CalamineError, ValueError, OSError):
        raise UnreadableDocument(
            N_("The file is damaged, or not an Excel workbook."),
            where=str(path),
            remedy=N_("Open the file in Excel or LibreOffice and save it again as .xlsx."),
        ) from None
    for rows in sheets:
        for place, row in enumerate(rows[:_HEAD_WITHIN]):
            cells = [_shown(cell) for cell in row]
            if _is_head(cells):
                return _table(_unlike(cells), rows[place + 1 :], place + 2)
    raise _no_head(path)


def _json(path: Path) -> RawTable:
    try:
        document = json.loads(path.read_bytes(), parse_float=Decimal)
    except (ValueError, RecursionError):
        raise UnreadableLedger(
            N_("The file is not JSON."), where=str(path), remedy=N_("Export the lines again.")
        ) from None
    if isinstance(document, dict) and isinstance(document.get("field_groups"), list):
        return _grouped(document, path)
    records = document
    if isinstance(document, dict):
        records = next((each for each in document.values() if isinstance(each, list)), [])
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        records = []
    heads = tuple(dict.fromkeys(str(key) for record in records for key in record))
    if not heads:
        raise _no_head(path)
    return _table(heads, [[record.get(head) for head in heads] for record in records], 1)


def _grouped(document: dict[str, Any], path: Path) -> RawTable:
    """An export in groups of fields, as Xledger writes it: the field that has code and name."""
    try:
        groups = [
            (str(group["title"]), [str(each["title"]) for each in group["fields"]])
            for group in document["field_groups"]
        ]
        places = [_FULLEST.index(next(f for f in _FULLEST if f in fields)) for _, fields in groups]
        fields = [group[1].index(_FULLEST[p]) for group, p in zip(groups, places, strict=True)]
        rows = [[row[g][f] for g, f in enumerate(fields)] for row in document["rows"]]
    except (KeyError, TypeError, IndexError, StopIteration):
        raise _no_head(path) from None
    return _table(_unlike(title for title, _ in groups), rows, 1)


_FULLEST: Final = ("Beskrivelse", "Beløp", "Budsjett", "Kode", "Value")
"""The field of a group to take, the best first: "125 - Teknisk" says more than "125"."""


def _table(heads: tuple[str, ...], rows: Sequence[Sequence[Any]], first: int) -> RawTable:
    """Cells that are in memory already, as the table; rows that are all empty are passed over."""
    shown = [[_shown(cell) for cell in row] for row in rows]
    kept = [place for place, cells in enumerate(shown) if any(cells)]
    columns = {"row": pa.array([first + place for place in kept], pa.int32())}
    for at in range(len(heads)):
        texts = [shown[place][at] if at < len(shown[place]) else "" for place in kept]
        columns[f"c{at}"] = pa.array(texts, pa.string())
    database = duckdb.connect()
    database.register("given", pa.table(columns))
    database.execute("CREATE TABLE raw AS SELECT * FROM given")
    database.unregister("given")
    return RawTable(database, heads)


def _shown(cell: object) -> str:
    """A cell as text; a number with a full stop before its decimals and no needless ones."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float | Decimal):
        number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
        return f"{number.normalize():f}" if number.is_finite() else str(cell)
    return str(cell).strip()


READERS: Final[dict[str, Callable[[Path], RawTable]]] = {
    ".csv": _csv,
    ".txt": _csv,
    ".tsv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
}
