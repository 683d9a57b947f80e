"""A ledger is read whole, or not at all with the reason by row."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from ledetraad.economy.code_lists import CodeLists
from ledetraad.economy.columns import Columns, columns_from_json, guess
from ledetraad.economy.faults import UnreadableLedger
from ledetraad.economy.ledger import Basis
from ledetraad.economy.ledger_faults import FaultKind, LedgerReading
from ledetraad.economy.ledger_files import read_ledger
from tests.economy.randaberg import ACCOUNTS, BUDGET, code_lists, ledger

HEAD = "Konto;Funksjon;Ansvar;Prosjekt;Periode;Beløp"
GOOD = (
    HEAD,
    "1010 - Fastlønn;202 - Grunnskole;100 - Skole;;1;1 234,50",
    "1800 - Rammetilskudd;840;900;;1;-1234,50",
)


def read(
    tmp_path: Path,
    *lines: str,
    accept: set[FaultKind] | None = None,
    codes: CodeLists | None = None,
    years: set[int] | None = None,
    encoding: str = "utf-8",
) -> LedgerReading:
    path = tmp_path / "ledger.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return read_ledger(
        path,
        years=years or {2025},
        basis=Basis.ACCOUNTS,
        accept=accept or set(),
        codes=codes or CodeLists(),
    )


def told(reading: LedgerReading) -> dict[FaultKind, tuple[int, ...]]:
    return {fault.kind: fault.rows for fault in reading.stopping}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_ledger_is_read_in_any_common_encoding(tmp_path: Path, encoding: str) -> None:
    reading = read(tmp_path, *GOOD, encoding=encoding)

    assert reading.faults == ()
    assert reading.ledger is not None
    first = reading.ledger.lines.to_pylist()[0]
    assert first == {
        "row": 2, "year": 2025, "class": "1", "code": "010", "function": "202", "unit": "100",
        "project": "", "free": "", "period": 1, "amount": Decimal("1234.50"),
    }  # fmt: skip
    assert reading.ledger.name_of("account", "1010") == "Fastlønn"
    assert reading.ledger.name_of("unit", "900") == "900"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234.5", "1234.50"),
        ("-1 234,50", "-1234.50"),
        ("−1 234,5", "-1234.50"),
        ("1.234.567,00", "1234567.00"),
        ("1.234,00", "1234.00"),
        ("17.5000", "17.50"),
        ("12", "12.00"),
    ],
)
def test_amounts_are_read_as_norwegians_and_programs_write_them(
    tmp_path: Path, written: str, amount: str
) -> None:
    reading = read(tmp_path, HEAD, f"1010;202;1;;1;{written}", accept={FaultKind.UNBALANCED})

    assert reading.ledger is not None
    assert reading.ledger.lines["amount"].to_pylist() == [Decimal(amount)]


@pytest.mark.parametrize("written", ["tolv", "1.234", "1,2345", "1e3", "12 kr", "=A1", "1_000"])
def test_what_is_no_amount_or_could_be_two_is_not_guessed(tmp_path: Path, written: str) -> None:
    reading = read(tmp_path, *GOOD, f"1010;202;1;;1;{written}", accept=set(FaultKind))

    assert reading.ledger is None
    assert told(reading)[FaultKind.TEXT_IN_AMOUNT] == (4,)
    assert written in reading.stopping[0].words.said()


def test_a_ledger_out_of_balance_is_not_loaded(tmp_path: Path) -> None:
    reading = read(tmp_path, *GOOD, "1010;202;1;;2;100")

    assert reading.ledger is None
    assert list(told(reading)) == [FaultKind.UNBALANCED]
    assert "100,00" in reading.stopping[0].words.said()


def test_a_line_that_comes_twice_is_told_by_its_row(tmp_path: Path) -> None:
    reading = read(tmp_path, *GOOD, *GOOD[1:])

    assert told(reading) == {FaultKind.DOUBLE_LINE: (4, 5)}


def test_vouchers_tell_lines_apart_that_are_alike(tmp_path: Path) -> None:
    lines = [f"{line};{{}}" for line in GOOD[1:]]
    rows = [line.format(n) for n in (1, 2) for line in lines]

    assert read(tmp_path, f"{HEAD};Bilag", *rows).ledger is not None


def test_a_line_of_another_year_is_told_by_its_row(tmp_path: Path) -> None:
    rows = [line.replace(";1;", ";202401;") for line in GOOD]

    assert told(read(tmp_path, *rows)) == {FaultKind.WRONG_YEAR: (2, 3)}


def test_several_years_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    old = [line.replace(";1;", ";202401;") for line in GOOD]
    new = [line.replace(";1;", ";2025-02;") for line in GOOD[1:]]
    reading = read(tmp_path, *old, *new, years={2024, 2025})

    assert reading.ledger is not None
    assert reading.ledger.years == (2024, 2025)
    assert reading.ledger.sums(2025)["1", "010"].amount == Decimal("1234.50")


def test_codes_outside_the_lists_are_told_and_can_be_accepted(tmp_path: Path) -> None:
    lists = CodeLists({"010": "Fastlønn"}, {"202": "Grunnskole"}, "lists of 2025")
    refused = read(tmp_path, *GOOD, codes=lists)
    unknown = {FaultKind.UNKNOWN_KIND, FaultKind.UNKNOWN_FUNCTION}
    accepted = read(tmp_path, *GOOD, codes=lists, accept=unknown)

    assert told(refused) == {FaultKind.UNKNOWN_KIND: (3,), FaultKind.UNKNOWN_FUNCTION: (3,)}
    assert "lists of 2025" in refused.faults[0].words.said()
    assert accepted.ledger is not None
    assert len(accepted.faults) == 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lønn;202;1;;1;1", FaultKind.UNCLEAR_ACCOUNT),
        ("3010;202;1;;1;1", FaultKind.UNCLEAR_ACCOUNT),
        ("1010;202;1;;14;1", FaultKind.UNCLEAR_PERIOD),
        ("1010;202;1;;våren;1", FaultKind.UNCLEAR_PERIOD),
        ("1010;202;1;;1", FaultKind.WRONG_WIDTH),
        ("1010;202;1;;1;1;2", FaultKind.WRONG_WIDTH),
    ],
)
def test_a_line_without_meaning_is_never_accepted(
    tmp_path: Path, line: str, kind: FaultKind
) -> None:
    reading = read(tmp_path, *GOOD, line, accept=set(FaultKind))

    assert reading.ledger is None
    assert told(reading) == {kind: (4,)}


def test_rows_are_told_by_their_line_also_after_empty_lines_and_text_of_several(
    tmp_path: Path,
) -> None:
    reading = read(tmp_path, GOOD[0], "", '1010;202;1;"to\nlinjer";1;5', "", "1010;202;1;;1;fem")

    assert told(reading) == {FaultKind.TEXT_IN_AMOUNT: (6,)}


def test_lines_above_the_heads_are_passed_over(tmp_path: Path) -> None:
    reading = read(tmp_path, "sep=;", "Regnskap 2025", *GOOD)

    assert reading.ledger is not None
    assert reading.ledger.lines["row"].to_pylist() == [4, 5]


@pytest.mark.parametrize(
    ("heads", "row", "amounts"),
    [
        ("Jan;Feb;Mar", "1;2;3", [1, 2, 3]),
        ("IB/2025;..Jan/2025;..Feb/2025", "1;3;6", [1, 2, 3]),
    ],
)
def test_months_in_columns_are_checked_against_their_total(
    tmp_path: Path, heads: str, row: str, amounts: list[int]
) -> None:
    head = f"Konto;{heads};Totalt"
    good = read(tmp_path, head, f"1010;{row};6", accept={FaultKind.UNBALANCED})
    bad = read(tmp_path, head, f"1010;{row};7", accept={FaultKind.UNBALANCED})

    assert good.ledger is not None
    assert good.ledger.lines["amount"].to_pylist() == amounts
    assert told(bad) == {FaultKind.WRONG_TOTAL: (2,)}


def test_a_name_that_could_be_a_pattern_is_a_name(tmp_path: Path) -> None:
    for name in ("ledger[1].csv", "ledger1.csv", "*.csv"):
        (tmp_path / name).write_text("\n".join(GOOD), encoding="utf-8")
    reading = read_ledger(tmp_path / "*.csv", years={2025}, basis=Basis.ACCOUNTS)
    other = read_ledger(tmp_path / "ledger[1].csv", years={2025}, basis=Basis.ACCOUNTS)

    assert reading.ledger is not None
    assert reading.ledger.lines.num_rows == 2
    assert reading.ledger.source.endswith("*.csv")
    assert other.ledger is not None


def test_a_quotation_mark_that_never_ends_loads_nothing(tmp_path: Path) -> None:
    try:
        reading = read(tmp_path, *GOOD, '1010;202;"aldri ferdig;;1;5', *GOOD[1:])
    except UnreadableLedger:
        return

    assert reading.ledger is None


def test_a_workbook_is_read_like_its_csv(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(1, 0, HEAD.split(";"))
        sheet.write_row(2, 0, [1010, 202, "100", "", 1, 1234.5])
        sheet.write_row(4, 0, ["1800", 840, "900", "", 1, -1234.5])
    reading = read_ledger(path, years={2025}, basis=Basis.ACCOUNTS)

    assert reading.ledger is not None
    assert reading.ledger.lines["row"].to_pylist() == [3, 5]
    assert reading.ledger.sums(2025)["1", "010"].amount == Decimal("1234.50")


def test_records_of_json_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    records = [
        {"kontoklasse": "1", "art": "010", "funksjon": "202", "debet": 5.1, "kredit": 0},
        {"kontoklasse": "1", "art": "800", "funksjon": "840", "debet": None, "kredit": "5,10"},
    ]
    path.write_text(json.dumps({"lines": records}))
    reading = read_ledger(path, years={2025}, basis=Basis.BUDGET)

    assert reading.ledger is not None
    assert reading.ledger.lines["amount"].to_pylist() == [Decimal("5.10"), Decimal("-5.10")]


def test_a_mapping_is_saved_and_used_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("A;B;C\n1010;10;x\n1800;-10;y\n")
    mapping = columns_from_json(Columns(account="A", amount="B").to_json(), "mapping.json")

    assert read_ledger(path, years={2025}, basis=Basis.PLAN, columns=mapping).ledger is not None


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", "won't do"), ('{"acount": "A"}', "acount"), ('{"account": 3}', "account")],
)
def test_a_mapping_that_is_none_is_refused(text: str, says: str) -> None:
    with pytest.raises(UnreadableLedger, match=says):
        columns_from_json(text, "mapping.json")


def test_a_mapping_to_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("A;B\n1010;10\n")

    with pytest.raises(UnreadableLedger, match="“D”"):
        read_ledger(path, years={2025}, basis=Basis.PLAN, columns=Columns(account="A", amount="D"))


@pytest.mark.parametrize(("heads", "says"), [("Dato;Beløp", "accounts"), ("Konto;Navn", "amounts")])
def test_a_file_without_accounts_or_amounts_says_which_heads_it_has(heads: str, says: str) -> None:
    with pytest.raises(UnreadableLedger, match=says) as refused:
        guess(heads.split(";"), "ledger.csv")

    assert heads.split(";", maxsplit=1)[0] in refused.value.remedy()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF"),
        ("a.json", b"{"),
        ("a.json", b'{"a": [1, 2]}'),
        ("a.csv", b"1;2\n3;4\n"),
        ("a.csv", b""),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableLedger):
        read_ledger(path, years={2025}, basis=Basis.ACCOUNTS)


def test_randabergs_budget_has_a_kind_that_had_gone_out_of_use() -> None:
    reading = read_ledger(BUDGET, years={2025}, basis=Basis.BUDGET, codes=code_lists())

    assert reading.ledger is None
    assert told(reading) == {FaultKind.UNKNOWN_KIND: (2415,)}
    assert "875" in reading.stopping[0].words.said()
    assert ledger(BUDGET).lines.num_rows == 2427


def test_randabergs_accounts_are_read_by_month_from_sums_of_the_year_so_far() -> None:
    accounts = ledger(ACCOUNTS)
    salaries = [
        line["amount"]
        for line in accounts.lines.to_pylist()
        if (line["row"], line["code"]) == (1, "010")
    ]

    assert salaries[:3] == [Decimal("67114.31")] * 3
    assert sum(salaries) == Decimal("1328187.36")
    assert sum(accounts.lines["amount"].to_pylist()) == 0
