"""Raw cells → ledger lines: each distinct text is understood once, then put into every row.

A file of millions of lines has a few thousand different accounts, units and periods; those are
read in Python, and the rows are joined to what was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import pyarrow as pa

from ledetraad.economy.amount_text import AMOUNT, prepare
from ledetraad.economy.code_lists import CodeLists
from ledetraad.economy.columns import Columns
from ledetraad.economy.ledger import BALANCE, LINES
from ledetraad.economy.ledger_codes import Account, Period, read_account, read_period, split_name
from ledetraad.economy.ledger_faults import FIRST_ROWS, NEVER_ACCEPTED, FaultKind, LedgerFault
from ledetraad.economy.raw_table import RawTable
from ledetraad.errors import Phrase
from ledetraad.i18n import N_

Names = dict[str, dict[str, str]]
_MOST_SAID = 40


class _Read(NamedTuple):
    """What the distinct texts mean."""

    accounts: Mapping[str, Account]
    dimensions: Mapping[str, Mapping[str, str]]
    times: Mapping[str, Period]


def lines_of(
    raw: RawTable, columns: Columns, years: AbstractSet[int], codes: CodeLists
) -> tuple[pa.Table | None, Names, list[LedgerFault]]:
    """The lines of raw cells, as the table `lines` in their database too.

    Args:
        raw: the cells.
        columns: which column means what.
        years: the years that lines may be of.
        codes: the kinds and functions that there are; what is empty is not checked.

    Returns:
        The lines, None where some could not be understood; what codes are called; the faults.
    """
    names: Names = {}
    faults: list[LedgerFault] = []
    accounts = _accounts(raw, columns, codes, names, faults)
    dimensions = {
        name: _coded(raw, head, name, names)
        for name in ("function", "unit", "project", "free")
        if (head := getattr(columns, name)) is not None
    }
    if codes.functions and "function" in dimensions:
        faults += _function_faults(raw, columns, codes, dimensions["function"], accounts)
    times = _times(raw, columns, years, faults)
    prepare(raw.database)
    faults += _amount_faults(raw, columns)
    faults += _wrong_totals(raw, columns)
    if any(fault.kind not in _READABLE for fault in faults):
        return None, names, faults
    _join(raw, columns, _Read(accounts, dimensions, times))
    table = raw.database.sql("SELECT * FROM lines").to_arrow_table()
    return table.cast(LINES), names, faults


_READABLE = frozenset(FaultKind) - NEVER_ACCEPTED


def _distinct(raw: RawTable, expression: str) -> list[str]:
    found = raw.database.execute(f"SELECT DISTINCT {expression} FROM raw").fetchall()  # noqa: S608
    return [text for (text,) in found]


def _rows_with(raw: RawTable, expression: str, texts: list[str]) -> tuple[tuple[int, ...], int]:
    """The first rows that have one of some texts, and how many do."""
    rows = raw.database.execute(
        f"SELECT row FROM raw WHERE {expression} IN (SELECT unnest(?::VARCHAR[])) ORDER BY row",  # noqa: S608
        [texts],
    ).fetchall()
    return tuple(row for (row,) in rows[:FIRST_ROWS]), len(rows)


def _account_expression(raw: RawTable, columns: Columns) -> str:
    if columns.account is not None:
        return f"coalesce({raw.column(columns.account)}, '')"
    kind = raw.column(columns.kind or "")
    account_class = "'1'" if columns.account_class is None else raw.column(columns.account_class)
    return f"trim(coalesce({account_class}, '')) || trim(coalesce({kind}, ''))"


def _accounts(
    raw: RawTable, columns: Columns, codes: CodeLists, names: Names, faults: list[LedgerFault]
) -> dict[str, Account]:
    expression = _account_expression(raw, columns)
    read = {text: read_account(text) for text in _distinct(raw, expression)}
    unclear = [text for text, account in read.items() if account is None]
    if unclear:
        words = Phrase(
            N_("“%(text)s” is no account: it has neither class and kind nor a chapter."),
            text=_said(unclear),
        )
        faults.append(
            LedgerFault(FaultKind.UNCLEAR_ACCOUNT, words, *_rows_with(raw, expression, unclear))
        )
    known = {text: account for text, account in read.items() if account is not None}
    called = names.setdefault("account", {})
    for account in known.values():
        called.setdefault(account.account_class + account.code, account.name)
    if codes.kinds:
        strange: dict[str, list[str]] = {}
        for text, account in known.items():
            if account.account_class != BALANCE and account.code not in codes.kinds:
                strange.setdefault(account.code, []).append(text)
        for code, texts in sorted(strange.items()):
            words = Phrase(
                N_("Kind %(code)s is not in the list of kinds (%(source)s)."),
                code=code,
                source=codes.source,
            )
            faults.append(
                LedgerFault(FaultKind.UNKNOWN_KIND, words, *_rows_with(raw, expression, texts))
            )
    return known


def _coded(raw: RawTable, head: str, name: str, names: Names) -> dict[str, str]:
    """The code of each text of a dimension."""
    texts = _distinct(raw, f"coalesce({raw.column(head)}, '')")
    split = {text: split_name(text) for text in texts}
    called = names.setdefault(name, {})
    for code, said in split.values():
        if said:
            called.setdefault(code, said)
    return {text: code for text, (code, _) in split.items()}


def _function_faults(
    raw: RawTable,
    columns: Columns,
    codes: CodeLists,
    functions: Mapping[str, str],
    accounts: Mapping[str, Account],
) -> list[LedgerFault]:
    """Every line outside the balance sheet has a function that there is."""
    faults = []
    column = f"coalesce({raw.column(columns.function or '')}, '')"
    outside = [text for text, account in accounts.items() if account.account_class != BALANCE]
    strange: dict[str, list[str]] = {}
    for text, code in functions.items():
        if code[:3] not in codes.functions:
            strange.setdefault(code, []).append(text)
    for code, texts in sorted(strange.items()):
        rows = raw.database.execute(
            f"""
            SELECT row FROM raw WHERE {column} IN (SELECT unnest(?::VARCHAR[]))
            AND {_account_expression(raw, columns)} IN (SELECT unnest(?::VARCHAR[])) ORDER BY row
            """,  # noqa: S608
            [texts, outside],
        ).fetchall()
        if rows:
            said = N_("Function %(code)s is not in the list of functions (%(source)s).")
            words = Phrase(said if code else N_("The function is missing."), code=code,
                           source=codes.source)  # fmt: skip
            first = tuple(row for (row,) in rows[:FIRST_ROWS])
            faults.append(LedgerFault(FaultKind.UNKNOWN_FUNCTION, words, first, len(rows)))
    return faults


def _time_expression(raw: RawTable, columns: Columns) -> str:
    parts = [
        f"trim(coalesce({raw.column(head)}, ''))"
        for head in (columns.year, columns.period)
        if head is not None
    ]
    return " || '\x1f' || ".join(parts) or "''"


def _times(
    raw: RawTable, columns: Columns, years: AbstractSet[int], faults: list[LedgerFault]
) -> dict[str, Period]:
    """The year and period of each text; months in columns of their own come later."""
    expression = _time_expression(raw, columns)
    read: dict[str, Period] = {}
    unclear: list[str] = []
    wrong: dict[int, list[str]] = {}
    only = next(iter(years)) if len(years) == 1 else None
    for text in _distinct(raw, expression):
        time = _read_time(text, columns)
        if time is None or (time.year is None and only is None):
            unclear.append(text)
            continue
        year = time.year if time.year is not None else only
        if year is not None and year not in years:
            wrong.setdefault(year, []).append(text)
        read[text] = Period(year, time.period)
    if unclear:
        said = _said([text.replace("\x1f", " ").strip() for text in unclear])
        words = Phrase(N_("“%(text)s” says no year and period of account."), text=said)
        faults.append(
            LedgerFault(FaultKind.UNCLEAR_PERIOD, words, *_rows_with(raw, expression, unclear))
        )
    for year, texts in sorted(wrong.items()):
        words = Phrase(N_("The line is of %(year)s."), year=str(year))
        faults.append(LedgerFault(FaultKind.WRONG_YEAR, words, *_rows_with(raw, expression, texts)))
    return read


def _read_time(text: str, columns: Columns) -> Period | None:
    parts = text.split("\x1f")
    year = None
    if columns.year is not None:
        written = parts.pop(0)
        if not (written.isascii() and written.isdigit()):
            return None
        year = int(written)
    if columns.period is None:
        return Period(year, None)
    time = read_period(parts[0])
    if time is None or (year is not None and time.year not in (None, year)):
        return None
    return Period(time.year if year is None else year, time.period)


def _amount_columns(raw: RawTable, columns: Columns) -> dict[str, str]:
    """The columns of amounts, by their heads."""
    heads = [columns.amount, columns.debit, columns.credit, *(m.head for m in columns.months)]
    return {head: raw.column(head) for head in heads if head is not None}


def _amount_faults(raw: RawTable, columns: Columns) -> list[LedgerFault]:
    faults = []
    for head, column in _amount_columns(raw, columns).items():
        texts = raw.database.execute(
            f"SELECT row, {column} FROM raw WHERE {AMOUNT.format(column)} IS NULL ORDER BY row"  # noqa: S608
        ).fetchall()
        if texts:
            words = Phrase(
                N_("“%(text)s” in the column “%(head)s” is no amount in kroner and øre."),
                text=_said([text for _, text in texts[:3]]),
                head=head,
            )
            rows = tuple(row for row, _ in texts[:FIRST_ROWS])
            faults.append(LedgerFault(FaultKind.TEXT_IN_AMOUNT, words, rows, len(texts)))
    return faults


def _wrong_totals(raw: RawTable, columns: Columns) -> list[LedgerFault]:
    """The rows whose months don't come to the total that stands beside them."""
    if columns.total is None:
        return []
    months = [AMOUNT.format(raw.column(month.head)) for month in columns.months]
    come_to = months[-1] if columns.cumulative else " + ".join(months)
    rows = raw.database.execute(
        f"""
        SELECT row FROM raw
        WHERE {come_to} IS DISTINCT FROM {AMOUNT.format(raw.column(columns.total))} ORDER BY row
        """  # noqa: S608
    ).fetchall()
    if not rows:
        return []
    words = Phrase(N_("The months don't come to the year's total beside them."))
    first = tuple(row for (row,) in rows[:FIRST_ROWS])
    return [LedgerFault(FaultKind.WRONG_TOTAL, words, first, len(rows))]


def _said(texts: list[str]) -> str:
    shown = [text.strip()[:_MOST_SAID] for text in texts[:3]]
    return "”, “".join(shown) + ("” …" if len(texts) > len(shown) else "")


def _join(
    raw: RawTable,
    columns: Columns,
    read: _Read,
) -> None:
    """Make the table `lines` out of the rows and what was understood of their texts."""
    database = raw.database
    database.register(
        "accounts",
        pa.table(
            {
                "text": list(read.accounts),
                "class": [account.account_class for account in read.accounts.values()],
                "code": [account.code for account in read.accounts.values()],
            }
        ),
    )
    database.register(
        "times",
        pa.table(
            {
                "text": pa.array(list(read.times), pa.string()),
                "year": pa.array([time.year for time in read.times.values()], pa.int16()),
                "period": pa.array([time.period for time in read.times.values()], pa.int8()),
            }
        ),
    )
    joins = [
        f"JOIN accounts ON accounts.text = {_account_expression(raw, columns)}",
        f"JOIN times ON times.text = {_time_expression(raw, columns)}",
    ]
    selected = dict.fromkeys(("function", "unit", "project", "free"), "''")
    for name, texts in read.dimensions.items():
        database.register(f"{name}s", pa.table({"text": list(texts), "code": list(texts.values())}))
        column = raw.column(getattr(columns, name))
        joins.append(f"JOIN {name}s ON {name}s.text = coalesce({column}, '')")
        selected[name] = f"{name}s.code"
    parts = []
    for period, amount in _amounts(raw, columns):
        time = "times.period" if period is None else f"{period}::TINYINT"
        only = "" if period is None else f"WHERE {amount} <> 0"
        parts.append(
            f"""
            SELECT row, times.year, accounts.class, accounts.code,
              {", ".join(f"{code} AS {name}" for name, code in selected.items())},
              {time} AS period, ({amount})::DECIMAL(18, 2) AS amount
            FROM raw {" ".join(joins)} {only}
            """  # noqa: S608
        )
    database.execute(f"CREATE TABLE lines AS {' UNION ALL '.join(parts)}")


def _amounts(raw: RawTable, columns: Columns) -> list[tuple[int | None, str]]:
    """The amount of a line, by period; where a row has one amount, its period is its own."""
    read = {head: AMOUNT.format(column) for head, column in _amount_columns(raw, columns).items()}
    if not columns.months:
        if columns.amount is not None:
            return [(None, read[columns.amount])]
        debit = read[columns.debit or ""]
        return [(None, f"{debit} - {read[columns.credit]}" if columns.credit else debit)]
    amounts: list[tuple[int | None, str]] = []
    before = ""
    for month in columns.months:
        amount = read[month.head]
        amounts.append((month.period, f"{amount} - {before}" if before else amount))
        before = amount if columns.cumulative else ""
    return amounts
