"""The Environment Agency's table of greenhouse gases, as it is downloaded. Invented figures."""

from __future__ import annotations

import io

import xlsxwriter

from ledetraad.statistics.formats.registry import read_bytes
from ledetraad.statistics.observations import Observed

_HEADS = [
    "Fylke",
    "Kommunenummer",
    "Kommune",
    "Sektor",
    "Utslippskilde",
    "Klimagass",
    "År",
    "Utslipp (tonn CO₂-ekvivalenter)",
]
_ROWS: list[list[object]] = [
    ["Akershus", 3203, "Asker", "Veitrafikk", "Personbiler", "CO₂", 2009, 101234.5],
    ["Akershus", 3203, "Asker", "Veitrafikk", "Personbiler", "N₂O", 2009, 12],
    ["Akershus", 3203, "Asker", "Industri, olje og gass", "Industri", "CH₄", 2023, 0.25],
    ["Oslo", 301, "Oslo", "Avfall og avløp", "Biologisk behandling", "CH4", 2023, 7],
    ["Oslo", 301, "Oslo", "Romfart", "Raketter", "CO2", 2023, 1],
]


def _workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        workbook.add_worksheet("Om statistikken").write(0, 0, "Utgave: desember 2024")
        detailed = workbook.add_worksheet("Oversikt - detaljert")
        for number, row in enumerate([_HEADS, *_ROWS]):
            detailed.write_row(number, 0, row)
        wide = workbook.add_worksheet("Bredt")
        wide.write_row(0, 0, ["Kommunenummer", "Kommune", "Sektor", "Klimagass", 2009, 2011])
        wide.write_row(1, 0, [3203, "Asker", "Sjøfart", "CO2", 10, ".."])
    return file.getvalue()


def _read(number: int = 0) -> Observed:
    return read_bytes(_workbook(), "utslipp.xlsx").datasets[number]


def test_every_row_is_a_number_by_municipality_sector_source_gas_and_year() -> None:
    rows = _read().table.to_pylist()

    assert len(rows) == 5
    assert rows[0] == {
        "content": "Utslipp",
        "region": "3203",
        "category": "Gass=CO2;Kilde=Personbiler;Sektor=Veitrafikk",
        "period": "2009",
        "year": 2009,
        "value": 101234.5,
        "mark": None,
    }
    assert rows[3]["region"] == "0301"


def test_sectors_and_gases_are_called_the_same_however_they_are_written() -> None:
    dataset = _read().dataset

    assert set(dataset.categories["Gass"]) == {"CO2", "CH4", "N2O"}
    assert "Industri, olje og gass" in dataset.categories["Sektor"]
    assert (dataset.source, dataset.contents[0].unit) == (
        "miljodirektoratet",
        "tonn CO₂-ekvivalenter",
    )


def test_a_sector_that_is_not_known_is_kept_and_told() -> None:
    observed = _read()

    assert "Sektor: Romfart" in observed.dataset.notes
    assert any("Sektor=Romfart" in key for key in observed.table["category"].to_pylist())


def test_a_table_with_the_years_beside_each_other_is_read_too() -> None:
    wide = _read(1)

    assert wide.dataset.source == "miljodirektoratet"
    assert [(row["year"], row["value"]) for row in wide.table.to_pylist()] == [
        (2009, 10.0),
        (2011, None),
    ]
