"""Ledgers sent in: whole or not at all, told by row, mended, replaced and undone."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.models import CodeList, LedgerFile, LedgerYear
from ledetraad.web.economy.store import ledger_store
from tests.economy.randaberg import ACCOUNTS, BUDGET, FOLDER
from tests.web.economy.desk import HEADS, Desk, balanced, csv

pytestmark = pytest.mark.django_db

SMALL = balanced([("1010", "202", "300", "", 3, 700), ("1870", "800", "900", "", 3, -900)])
State = LedgerFile.State


def in_use(municipality: Municipality) -> dict[tuple[int, str], str]:
    return {(book.year, book.basis.value): book.file.name for book in Books(municipality).all}


def test_a_ledger_without_faults_is_taken_in_and_in_use(controller: Desk) -> None:
    file = controller.send(csv(SMALL), note="Foreløpig")

    page = controller.get(f"filer/{file.pk}/")

    assert file.state == State.TAKEN
    assert in_use(controller.municipality) == {(2025, "accounts"): "regnskap.csv"}
    assert "in use for 2025" in page
    assert "until month 3" in controller.get()


def test_one_fault_keeps_the_whole_file_out_and_is_told_by_row(controller: Desk) -> None:
    data = csv(SMALL).replace(b";700\n", b";mange\n")

    file = controller.send(data)
    page = controller.get(f"filer/{file.pk}/")

    assert file.state == State.REFUSED
    assert not LedgerYear.objects.exists()
    assert "1 row: 2" in page
    assert "Mend the cells, or choose another column for the amount." in page
    assert "This can't be accepted" in page


def test_codes_that_the_years_list_lacks_are_told_and_accepted_by_name(controller: Desk) -> None:
    controller.take_in_code_lists()
    file = controller.send(BUDGET.read_bytes(), BUDGET.name, basis="budget")
    assert file.state == State.REFUSED
    assert {fault["kind"] for fault in file.faults} == {"unknown-kind"}

    controller.post(f"filer/{file.pk}/godta/", {"kind": "unknown-kind"}, 422)
    controller.send_real(BUDGET, "budget")

    file = LedgerFile.objects.latest("pk")
    assert file.accepted == ["unknown-kind"]
    assert file.reason == "Gamle koder"
    assert file.accepted_by == controller.user.get_full_name()
    assert "Gamle koder" in controller.get(f"filer/{file.pk}/")


def test_columns_that_somebody_chooses_are_kept_for_the_next_file(controller: Desk) -> None:
    heads = HEADS.replace("Beløp", "Kostnad 2025")
    file = controller.send(csv(SMALL, heads))
    assert file.state == State.FAILED

    said = {"account": "Konto", "period": "Periode", "unit": "Ansvar", "amount": "Kostnad 2025"}
    controller.post(f"filer/{file.pk}/kolonner/", said)
    again = controller.send(csv(SMALL, heads))

    assert again.state == State.TAKEN
    assert again.said is None
    mapping = again.mapping()
    assert mapping is not None
    assert mapping.amount == "Kostnad 2025"


def test_a_newer_file_takes_the_place_of_the_one_before_until_it_is_undone(
    controller: Desk,
) -> None:
    place = controller.municipality
    old = controller.send(csv(SMALL), "mars.csv")
    new = controller.send(csv(SMALL), "april.csv")
    assert in_use(place) == {(2025, "accounts"): "april.csv"}

    controller.post(f"filer/{new.pk}/angre/")
    assert in_use(place) == {(2025, "accounts"): "mars.csv"}
    controller.post(f"filer/{new.pk}/bruk/")
    assert in_use(place) == {(2025, "accounts"): "april.csv"}

    assert "a newer file is in use" in controller.get(f"filer/{old.pk}/")
    controller.post(f"filer/{old.pk}/forkast/")
    assert LedgerFile.objects.filter(pk=old.pk).exists()


def test_a_file_that_was_never_taken_in_can_be_thrown_away_with_all_its_bytes(
    controller: Desk,
) -> None:
    file = controller.send(b"Dette er ikke et regnskap")
    kept = ledger_store().original(file.key, file.ending)
    assert kept.is_file()

    with TestCase.captureOnCommitCallbacks(execute=True):
        controller.post(f"filer/{file.pk}/forkast/")

    assert not LedgerFile.objects.exists()
    assert not kept.exists()


def test_a_file_of_several_years_is_in_use_for_each(controller: Desk) -> None:
    lines = [f"{year};{';'.join(map(str, line))}" for year in (2024, 2025) for line in SMALL]
    data = "\n".join([f"År;{HEADS}", *lines, ""]).encode()

    controller.send(data, year=2024, last_year="2025")

    assert sorted(in_use(controller.municipality)) == [(2024, "accounts"), (2025, "accounts")]


def test_a_line_of_another_year_is_told(controller: Desk) -> None:
    data = f"År;{HEADS}\n2023;1010;202;300;;3;5\n".encode()

    file = controller.send(data)

    assert [fault["kind"] for fault in file.faults] == ["wrong-year"]


def test_a_form_that_lacks_its_file_or_year_says_so_and_keeps_the_rest(controller: Desk) -> None:
    page = controller.post("filer/", {"basis": "budget", "note": "Vedtatt"}, 422)

    assert "No file was chosen." in page
    assert "The year is missing." in page
    assert 'value="Vedtatt"' in page


def test_a_file_of_a_strange_kind_is_not_kept(controller: Desk) -> None:
    file = SimpleUploadedFile("regnskap.exe", b"MZ")
    said = {"document": file, "basis": "accounts", "year": "2025"}

    page = controller.post("filer/", said, 422)

    assert "can&#39;t be read from files that end in" in page
    assert not LedgerFile.objects.exists()
    assert not list(ledger_store().original(LedgerFile().key, "").parent.glob("*"))


def test_who_only_reads_sees_ledgers_and_sends_none(controller: Desk, onlooker: Desk) -> None:
    file = controller.send(csv(SMALL))

    assert "Send the file" not in onlooker.get("filer/")
    assert "Undo" not in onlooker.get(f"filer/{file.pk}/")
    for rest in ("filer/", f"filer/{file.pk}/angre/", f"filer/{file.pk}/godta/", "kodelister/"):
        onlooker.post(rest, status=404)
    assert in_use(controller.municipality)


def test_another_municipality_finds_none_of_it(controller: Desk) -> None:
    file = controller.send(csv(SMALL))
    other = Desk(Municipality.objects.create(name="Eksempel kommune"), Role.ADMINISTRATOR)

    other.get(f"filer/{file.pk}/", 404)
    other.get(f"filer/{file.pk}/fil/", 404)
    other.get("tabeller/2025/", 404)


def test_a_list_of_codes_is_taken_in_by_year_and_replaced(controller: Desk) -> None:
    path = FOLDER / "referanse" / "kostra-regnskapsarter-2025.json"
    for _ in range(2):
        file = SimpleUploadedFile(path.name, path.read_bytes())
        controller.post("kodelister/", {"of": "kinds", "year": "2025", "document": file})
    bad = {"of": "kinds", "year": "2025", "document": SimpleUploadedFile("x.json", b"{}")}

    assert CodeList.objects.count() == 1
    assert "is no list of codes" in controller.post("kodelister/", bad, 422)
    assert "kinds (Klass 259)" in controller.get("kodelister/")


def test_the_number_of_queries_does_not_grow_with_ledgers(controller: Desk) -> None:
    controller.send(csv(SMALL))
    for rest in ("", "filer/"):
        controller.get(rest)
    counted = {rest: queries(controller, rest) for rest in ("", "filer/")}
    for year in range(2015, 2021):
        controller.send(csv(SMALL), year=year)

    assert {rest: queries(controller, rest) for rest in ("", "filer/")} == counted


def queries(desk: Desk, rest: str) -> int:
    with CaptureQueriesContext(connection) as context:
        desk.get(rest)
    return len(context)


def test_the_real_accounts_are_taken_in_whole(controller: Desk) -> None:
    controller.take_in_code_lists()

    file = controller.send_real(ACCOUNTS)

    part = file.parts.get()
    assert part.lines > 6_000
    assert ledger_store().lines(file.key, 2025).num_rows == part.lines
