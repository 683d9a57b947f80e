"""Climate accounts: read by edition, revised without moving a target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from ledetraad.climate.emission_files import EmissionReading, read_emissions
from ledetraad.climate.emissions import Edition, Emission, change, latest, revisions
from ledetraad.climate.faults import FaultyEmissions, UnreadableEmissions
from ledetraad.climate.sectors import (
    AREA_SECTORS,
    INTERNATIONAL,
    PUBLISHED_NAMES,
    SECTOR_NAMES,
    Sector,
)
from ledetraad.climate.targets import TargetDecision, in_force, superseded
from ledetraad.economy.quantities import CannotSay, Percent, TonnesCO2e, year

EXAMPLES = Path(__file__).parents[2] / "examples" / "climate"
OLDER, NEWER = date(2025, 3, 1), date(2026, 3, 1)


def edition(name: str, day: date, **rows: dict[int, float]) -> Edition:
    return Edition(
        name,
        day,
        tuple(
            Emission(Sector(sector), "", "", of, Decimal(str(tonnes)))
            for sector, years in rows.items()
            for of, tonnes in years.items()
        ),
    )


FIRST = edition("2025", OLDER, road={2009: 100, 2022: 80}, heating={2009: 20, 2022: 10})
SECOND = edition(
    "2026", NEWER, road={2009: 110, 2022: 84, 2023: 79}, heating={2009: 20, 2022: 10, 2023: 8}
)


def tonnes(value: float, of: int) -> TonnesCO2e:
    return TonnesCO2e(Decimal(str(value)), year(of))


def read(path: Path, region: str = "") -> EmissionReading:
    return read_emissions(path, name="e", published=OLDER, region=region)


def test_what_an_edition_changed_is_told_apart_from_what_the_year_changed() -> None:
    found = change(FIRST, SECOND)

    assert not isinstance(found, CannotSay)
    assert (found.before, found.after) == (tonnes(90, 2022), tonnes(87, 2023))
    assert found.revised == tonnes(4, 2022)
    assert found.real == tonnes(-7, 2023)
    assert found.before.value + found.revised.value + found.real.value == found.after.value
    road = change(FIRST, SECOND, Sector.ROAD)
    assert not isinstance(road, CannotSay)
    assert (road.revised.value, road.real.value) == (4, -5)


def test_what_an_edition_revised_is_told_for_every_year() -> None:
    assert revisions(FIRST, SECOND) == {2009: tonnes(10, 2009), 2022: tonnes(4, 2022)}


def test_a_year_that_an_edition_lacks_cannot_be_said() -> None:
    assert isinstance(FIRST.total(2023), CannotSay)
    assert isinstance(change(SECOND, FIRST), CannotSay)
    assert isinstance(FIRST.total(2022, Sector.WASTE), CannotSay)


def test_the_cut_since_the_reference_year_is_of_the_edition_at_hand() -> None:
    assert FIRST.since(2009, 2022) == Percent(Decimal(25), year(2022))
    since = SECOND.since(2009, 2022)
    assert isinstance(since, Percent)
    assert round(since.value, 2) == Decimal("27.69")


def test_a_new_edition_moves_the_tonnes_of_a_target_and_not_its_percent() -> None:
    target = TargetDecision(year=2030, cut=Decimal(55), reference=2009)

    assert target.tonnes(FIRST) == tonnes(54, 2030)
    assert target.tonnes(SECOND) == tonnes(58.5, 2030)


def test_a_later_decision_takes_the_place_of_an_earlier_without_erasing_it() -> None:
    first = TargetDecision(
        year=2030, cut=Decimal(55), reference=2009, decided=date(2018, 1, 1), source="KLEM"
    )
    then = TargetDecision(year=2030, cut=Decimal(67), reference=2009, decided=date(2021, 6, 15))
    road = TargetDecision(year=2030, cut=Decimal(60), reference=2009, sector=Sector.ROAD)

    assert in_force([then, first, road], date(2020, 1, 1)) == (first, road)
    assert in_force([first, then, road], date(2022, 1, 1)) == (then, road)
    assert superseded([first, then, road], date(2022, 1, 1)) == (first,)
    assert superseded([first, then, road], date(2020, 1, 1)) == ()


def test_the_latest_edition_is_the_one_published_last() -> None:
    assert latest([SECOND, FIRST]) is SECOND


def test_a_table_with_a_column_a_year_is_read() -> None:
    reading = read(EXAMPLES / "accounts-edition-2026.csv")

    assert reading.left_out == 1
    assert reading.edition.years[:4] == (2009, 2011, 2013, 2015)
    assert reading.edition.total(2009, Sector.ROAD, "Personbiler") == tonnes(52000, 2009)
    gases = {row.gas for row in reading.edition.rows if row.sector is Sector.AGRICULTURE}
    assert gases == {"CH4", "N2O"}


def test_a_table_with_a_row_a_year_is_read_for_one_municipality(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Kommune", "Sektor", "Kilde", "Gass", "År", "Utslipp"])
        sheet.write_row(1, 0, ["3203 Asker", "Veitrafikk", "Personbiler", "CO2", 2022, 12.5])
        sheet.write_row(2, 0, ["3201 Bærum", "Veitrafikk", "Personbiler", "CO2", 2022, 99])
        sheet.write_row(3, 0, ["3203 Asker", "Luftfart", "", "CO2", 2022, ".."])

    reading = read(path, region="3203")

    assert reading.edition.total(2022) == tonnes(12.5, 2022)
    assert reading.missing == 1
    assert read(path, region="Bærum").edition.total(2022) == tonnes(99, 2022)
    with pytest.raises(UnreadableEmissions, match="twice"):
        read(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Sektor;Kilde;2020\nRomfart;x;1\n", "Romfart"),
        ("Sektor;Kilde;2020\nVeitrafikk;x;mye\n", "mye"),
        ("Sektor;Kilde;2020\nVeitrafikk;x;-4\n", "negative"),
        ("Sektor;Kilde;2020\nVeitrafikk;x;1\nVeitrafikk;x;1\n", "twice"),
        ("Sektor;Kilde;År;Utslipp\nVeitrafikk;x;nå;1\n", "nå"),
        ("Sektor;Kilde\nVeitrafikk;x\n", "years"),
        ("Kilde;2020 og;2020\nx;y;1\n", "sectors"),
        ("Sektor;Kilde;2020\nVeitrafikk;x;..\n", "no figures"),
        ("Sektor;Kilde;2020\nVeitrafikk;x\n", "cells"),
    ],
)
def test_a_table_that_is_none_is_refused_by_row(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(text)

    with pytest.raises(UnreadableEmissions, match=says):
        read(path)


def test_every_faulty_cell_is_named_by_its_row_and_year(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(
        "Sektor;Kilde;2020;2021\nVeitrafikk;x;mye;1\nRomfart;y;1;1\nAvfall og avløp;;1;-2\n"
    )

    with pytest.raises(FaultyEmissions) as refused:
        read(path)

    places = [fault.where.removeprefix(f"{path}:") for fault in refused.value.faults]
    assert places == ["2, 2020", "3", "4, 2021"]


def test_forest_and_land_use_is_kept_apart_and_missing_figures_are_no_zeros(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(
        "Sektor;Kilde;Gass;2020;2021\nVeitrafikk;Personbiler;CO2;10;..\n"
        "Skog og arealbruk;Skog;CO2;-7;\n"
    )

    edition = read(path).edition

    assert edition.total(2020) == tonnes(10, 2020)
    assert isinstance(edition.total(2021), CannotSay)
    assert edition.missing == ((Sector.ROAD, "Personbiler", "CO2", 2021),)
    assert edition.land_use == (("Skog", "CO2", 2020, Decimal(-7)),)


def test_every_sector_has_its_names_in_norwegian_and_in_the_gpc() -> None:
    assert set(PUBLISHED_NAMES.values()) == set(AREA_SECTORS)
    assert set(SECTOR_NAMES) == set(INTERNATIONAL) == set(Sector)
    assert all(INTERNATIONAL[each].sub_sectors for each in AREA_SECTORS)
