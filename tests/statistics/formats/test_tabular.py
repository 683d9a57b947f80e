"""Tables by people in CSV and Excel: long and wide, Norwegian numbers, units, notes, bad cells."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledetraad.errors import LedetraadError
from ledetraad.statistics.datasets import Content
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.registry import read_bytes, read_statistics
from ledetraad.statistics.observations import Observed

_LONG = """\
Barnehager i Asker
Foreløpige tall
Kommunenr;Kommune;Eierform;År;Barn (antall);Dekning i %
301;Oslo;Kommunal;2023;18 123;91,5
3203;Asker;Kommunal;2023;2 034;..
3203;Asker;Privat;2023;1 999;-
3203;Asker;Privat;2024;:;90

Kilde: eget register
"""


def _csv(text: str, name: str = "tabell.csv") -> Observed:
    return read_bytes(text.encode(), name).datasets[0]


def _rows(observed: Observed) -> list[tuple[object, ...]]:
    return [
        (row["content"], row["region"], row["category"], row["period"], row["value"], row["mark"])
        for row in observed.table.to_pylist()
    ]


def test_a_long_table_has_a_row_for_each_number_of_each_column() -> None:
    observed = _csv(_LONG)

    assert _rows(observed) == [
        ("Barn", "0301", "Eierform=Kommunal", "2023", 18123.0, None),
        ("Barn", "3203", "Eierform=Kommunal", "2023", 2034.0, None),
        ("Barn", "3203", "Eierform=Privat", "2023", 1999.0, None),
        ("Barn", "3203", "Eierform=Privat", "2024", None, ":"),
        ("Dekning", "0301", "Eierform=Kommunal", "2023", 91.5, None),
        ("Dekning", "3203", "Eierform=Kommunal", "2023", None, ".."),
        ("Dekning", "3203", "Eierform=Privat", "2023", 0.0, "-"),
        ("Dekning", "3203", "Eierform=Privat", "2024", 90.0, None),
    ]
    assert observed.dataset.title == "Barnehager i Asker"
    assert observed.dataset.notes == ("Foreløpige tall", "Kilde: eget register")
    assert observed.dataset.regions == {"0301": "Oslo", "3203": "Asker"}
    assert observed.dataset.contents == (
        Content("Barn", "Barn", "antall"),
        Content("Dekning", "Dekning", "%"),
    )


def test_a_wide_table_has_the_years_in_its_heads() -> None:
    observed = _csv("Kommune;2022;2023*\n3203 Asker;1,5;−2\nEKG12 KOSTRA-gruppe 12;.;3\n")

    assert [row[1:] for row in _rows(observed)] == [
        ("3203", "", "2022", 1.5, None),
        ("EKG12", "", "2022", None, "."),
        ("3203", "", "2023", -2.0, None),
        ("EKG12", "", "2023", 3.0, None),
    ]
    assert observed.dataset.regions["EKG12"] == "KOSTRA-gruppe 12"
    assert "2023*" in observed.dataset.notes


def test_years_may_stand_behind_what_is_counted() -> None:
    observed = _csv('"region","Personer 2023","Andel (prosent) 2023"\n"3203 Asker",97784,1.5\n')

    assert [row[:1] + row[3:5] for row in _rows(observed)] == [
        ("Personer", "2023", 97784.0),
        ("Andel", "2023", 1.5),
    ]
    assert observed.dataset.contents[1].unit == "prosent"


def test_what_is_counted_may_stand_over_the_years() -> None:
    observed = _csv("Tittel\n;Barn;;Vekst (%);\n;2022;2023;2022;2023\nAsker;1;2;1,1;1,2\n")

    assert [(row[0], row[3], row[4]) for row in _rows(observed)] == [
        ("Barn", "2022", 1.0),
        ("Barn", "2023", 2.0),
        ("Vekst", "2022", 1.1),
        ("Vekst", "2023", 1.2),
    ]
    assert [each.unit for each in observed.dataset.contents] == ["", "%"]


def test_number_and_percent_of_the_same_thing_are_two_things() -> None:
    observed = _csv(
        "Enhet;Indikator;Tallformat;2023\nAsker;Fattige;antall;12\nAsker;Fattige;%;1,5\n"
    )

    assert [(each.code, each.unit) for each in observed.dataset.contents] == [
        ("Fattige (antall)", "antall"),
        ("Fattige (%)", "%"),
    ]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("1 234,5", "12"), (1234.5, 12.0)),
        (("1\u00a0234", "2\u202f345,25"), (1234.0, 2345.25)),
        (("1.234,5", "2.000"), (1234.5, 2000.0)),
        (("1.234.567", "2.000"), (1234567.0, 2000.0)),
        (("12.5", "1.234"), (12.5, 1.234)),
        (("kr 12", "13 kr"), (12.0, 13.0)),
        (("12 %", "−3,5 %"), (12.0, -3.5)),
        (("1,234,567", "12"), (1234567.0, 12.0)),
    ],
)
def test_numbers_are_read_as_norwegians_and_machines_write_them(
    cells: tuple[str, str], numbers: tuple[float, float]
) -> None:
    observed = _csv(f"Kommune;År;Verdi\nAsker;2022;{cells[0]}\nAsker;2023;{cells[1]}\n")

    assert tuple(row[4] for row in _rows(observed)) == numbers


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=5), st.integers(0, 3))
def test_numbers_written_with_blanks_and_commas_read_back(numbers: list[int], places: int) -> None:
    values = [number / 10**places for number in numbers]
    written = [f"{value:,.{places}f}".replace(",", "\u00a0").replace(".", ",") for value in values]
    rows = "\n".join(f"Asker;{2000 + n};{text}" for n, text in enumerate(written))

    observed = _csv(f"Kommune;År;Verdi\n{rows}\n")

    assert [row[4] for row in _rows(observed)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "says", "place"),
    [
        ("", "empty", "tabell.csv"),
        ("bare tekst\nog mer\n", "no table here", "tabell.csv:1 (A)"),
        (
            "Kommune;År;Antall\nAsker;2020;12\nAsker;2021;13\nAsker;2022;tolv\n",
            "“tolv” is no number",
            "tabell.csv:4 (C)",
        ),
        (
            "Kommune;År;Antall\nAsker;2020;tolv\nAsker;2021;13\nAsker;2022;14\n",
            "“tolv” is no number",
            "tabell.csv:2 (C)",
        ),
        (
            "Kommune;År;Antall\nAsker;2020;1.234\nAsker;2021;1.235\n",
            "two ways",
            "tabell.csv:2 (C)",
        ),
        (
            "Kommune;År;Antall\nAsker;2020;12\nBærum;2020;1\nAsker;2020;13\n",
            "Two numbers are told for the same thing; the other is at tabell.csv:2 (A)",
            "tabell.csv:4 (A)",
        ),
        ("Kommune;Antall\nAsker;12\n", "which year", "tabell.csv:1 (A)"),
        ("Kommune;År;Antall\nAsker;i fjor;12\n", "“i fjor” has no year", "tabell.csv:2 (A)"),
        ('Kommune;År;Antall\nAsker;2020;"12\n', "does not end", "tabell.csv:3"),
    ],
)
def test_a_bad_table_is_refused_with_what_is_wrong_where_and_what_to_do(
    text: str, says: str, place: str
) -> None:
    with pytest.raises(LedetraadError) as refused:
        _csv(text)

    assert says in refused.value.what()
    assert refused.value.where.startswith(place)
    assert refused.value.remedy()


def _workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def test_statistics_norways_workbook_leaves_cells_empty_below_what_they_repeat() -> None:
    data = _workbook(
        {
            "07459": [
                ["07459: Befolkning, etter region, kjønn og år"],
                ["", "", "Personer", "", "Vekst (prosent)", ""],
                ["", "", "2023", "2024", "2023", "2024"],
                ["3203 Asker", "Menn", 48000, 49000, 1.5, ".."],
                ["", "Kvinner", 49000, 50000, 1.25, 1],
                [],
                ["Noter: Brudd i 2020."],
            ]
        }
    )

    observed = read_bytes(data, "07459.xlsx").datasets[0]

    assert len(observed.table) == 8
    assert ("Personer", "3203", "2=Kvinner", "2024", 50000.0, None) in _rows(observed)
    assert ("Vekst", "3203", "2=Menn", "2024", None, "..") in _rows(observed)
    assert observed.dataset.notes == ("Noter: Brudd i 2020.",)


def test_each_sheet_with_a_table_is_a_dataset_and_the_others_are_passed_over() -> None:
    data = _workbook(
        {
            "Om": [["Om tallene"], ["Her står det mye."]],
            "A": [["Kommune", "År", "Antall"], ["Asker", 2024, 1]],
            "B": [["Kommune", "År", "Antall"], ["Bærum", 2024, 2.5]],
        }
    )

    datasets = read_bytes(data, "to.xlsx").datasets

    assert [each.dataset.code for each in datasets] == ["A", "B"]
    assert _rows(datasets[1])[0][3:5] == ("2024", 2.5)


def test_a_bad_cell_in_a_workbook_is_named_by_sheet_and_cell() -> None:
    rows: list[list[object]] = [
        ["Kommune", "År", "Antall"],
        ["Asker", 2023, 1],
        ["Asker", 2024, "x"],
    ]

    with pytest.raises(UnreadableStatistics) as refused:
        read_bytes(_workbook({"Ark 1": [*rows, ["Asker", 2022, 3]]}), "bok.xlsx")

    assert refused.value.where == "bok.xlsx: Ark 1!C3"


def test_a_file_that_is_another_than_its_name_says_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tall.csv"
    file.write_bytes(_workbook({"A": [["x"]]}))

    with pytest.raises(LedetraadError, match="Excel workbook"):
        read_statistics(file)


@pytest.mark.parametrize("name", ["ingen.csv", "tall.docx", ""])
def test_no_file_or_one_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedetraadError):
        read_statistics(tmp_path / name)


_PLACES = st.lists(
    st.sampled_from(["3203 Asker", "3201 Bærum", "0301 Oslo", "EKG12 KOSTRA-gruppe 12"]),
    min_size=1,
    unique=True,
)
_YEARS = st.lists(st.integers(1990, 2030), min_size=1, max_size=5, unique=True)
_CELLS = st.one_of(
    st.integers(-(10**6), 10**6).map(lambda number: f"{number / 100:.2f}".replace(".", ",")),
    st.sampled_from([".", "..", ":", "-"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), _PLACES, _YEARS, st.sampled_from([";", "\t"]))
def test_a_table_says_the_same_long_and_wide(
    data: st.DataObject, places: list[str], years: list[int], delimiter: str
) -> None:
    cells = {(place, year): data.draw(_CELLS) for place in places for year in years}
    cells[places[0], years[0]] = "1,5"  # a table with no number at all is none
    long = [["Kommune", "År", "Verdi"]]
    long += [[place, str(year), cell] for (place, year), cell in cells.items()]
    wide = [["Kommune", *map(str, years)]]
    wide += [[place, *(cells[place, year] for year in years)] for place in places]

    tables = [_csv("\n".join(delimiter.join(row) for row in rows) + "\n") for rows in (long, wide)]

    one, other = (sorted(map(str, (row[1:] for row in _rows(table)))) for table in tables)
    assert one == other
    assert len(one) == len(cells)
