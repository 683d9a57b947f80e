"""Own definitions of the statutory tables: taken in, checked, changed line by line, undone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.definitions.form import written_table
from ledetraad.web.economy.models import OwnDefinitions
from tests.economy.randaberg import FOLDER
from tests.web.economy.desk import Desk, balanced, csv
from tests.web.economy.test_ledgers import queries

pytestmark = pytest.mark.django_db

DRIFT = "okonomisk-oversikt-drift-5-6"
REAL = FOLDER / "oppstillinger" / "obligatoriske-tabeller-2025.json"


def upload(data: bytes) -> dict[str, Any]:
    return {"document": SimpleUploadedFile("oppstillinger.json", data)}


def begun(controller: Desk, year: int = 2025) -> OwnDefinitions:
    """A copy of the program's definitions, from a year on."""
    controller.post("oppstillinger/ny/", {"year": str(year)})
    return OwnDefinitions.objects.get()


def drift(own: OwnDefinitions) -> dict[str, str]:
    """What the form of the overview of operations says."""
    table = next(each for each in own.values()["tables"] if each["id"] == DRIFT)
    return written_table(table) | {"version": str(own.version)}


def row_of(said: dict[str, str], post: str) -> str:
    """The beginning of the names of a line's fields."""
    name = next(key for key, value in said.items() if key.endswith("-post") and value == post)
    return name.removesuffix("post")


def with_accounts(controller: Desk) -> None:
    controller.send(csv(balanced([("1010", "202", "300", "", 3, 700),
                                  ("1877", "800", "900", "", 3, -900)])))  # fmt: skip


def test_the_real_definitions_are_refused_with_the_kind_that_stands_in_two_lines(
    controller: Desk,
) -> None:
    with_accounts(controller)

    page = controller.post("oppstillinger/ny/", upload(REAL.read_bytes()), 422)

    assert "877" in page
    assert "stands in more than one line" in page
    assert not OwnDefinitions.objects.exists()


@pytest.mark.parametrize("data", [b"", b"[]", b'{"year": 2025}', b"\xff\xfe", b"{" * 10_000])
def test_what_is_no_file_of_definitions_is_told(controller: Desk, data: bytes) -> None:
    controller.post("oppstillinger/ny/", upload(data), 422)

    assert not OwnDefinitions.objects.exists()


def test_a_line_that_is_changed_changes_the_tables_and_their_explanation(controller: Desk) -> None:
    with_accounts(controller)
    own = begun(controller)
    said = drift(own)
    said[row_of(said, "1") + "label"] = "Rammetilskudd fra staten"

    controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", said)

    assert "Rammetilskudd fra staten" in controller.get(f"tabeller/2025/{DRIFT}/")
    assert "own definitions from 2025 on" in controller.get("tabeller/2025/")


def test_they_hold_from_their_year_on(controller: Desk) -> None:
    with_accounts(controller)
    own = begun(controller, 2026)
    said = drift(own)
    said[row_of(said, "1") + "label"] = "Rammetilskudd fra staten"
    controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", said)

    assert "Rammetilskudd fra staten" not in controller.get(f"tabeller/2025/{DRIFT}/")


def test_last_years_column_is_explained_by_the_definitions_that_it_is_made_by(
    controller: Desk,
) -> None:
    with_accounts(controller)
    controller.send(csv(balanced([("1010", "202", "300", "", 3, 700)])), year=2024)
    own = begun(controller, 2025)
    said = drift(own)
    said[row_of(said, "24a") + "post"] = "24b"
    controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", said)
    address = f"tabeller/2024/{DRIFT}/accounts/24b/"

    assert f"{address}?etter=2025" in controller.get(f"tabeller/2025/{DRIFT}/")

    assert "24b" in controller.get(f"{address}?etter=2025")
    controller.get(address, 404)
    controller.get(f"{address}?etter=x", 404)


def test_a_kind_in_two_lines_is_refused_and_what_was_written_stays(controller: Desk) -> None:
    with_accounts(controller)
    own = begun(controller)
    said = drift(own)
    rule = row_of(said, "1") + "rule"
    said[rule] = "800 + 877"

    page = controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", said, 422)

    assert "stands in more than one line" in page
    assert 'value="800 + 877"' in page
    own.refresh_from_db()
    assert own.version == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("rule", "800 plus", "be read"),
        ("rule", "post(99)", "not there"),
        ("label", "", "missing"),
        ("post", "2", "same number"),
    ],
)
def test_what_can_not_be_is_told(controller: Desk, field: str, value: str, words: str) -> None:
    own = begun(controller)
    said = drift(own)
    said[row_of(said, "1") + field] = value

    assert words in controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", said, 422)


def test_a_change_is_undone_and_taking_out_of_use_too(controller: Desk) -> None:
    with_accounts(controller)
    own = begun(controller)
    said = drift(own)
    said[row_of(said, "1") + "label"] = "Rammetilskudd fra staten"
    controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", said)
    own.refresh_from_db()

    controller.undo("oppstilling", own.pk, str(own.version))
    assert "Rammetilskudd fra staten" not in controller.get(f"tabeller/2025/{DRIFT}/")

    controller.post(f"oppstillinger/{own.pk}/slett/")
    assert "own definitions" not in controller.get("tabeller/2025/")
    controller.post(f"oppstillinger/{own.pk}/gjenopprett/")
    assert "own definitions" in controller.get("tabeller/2025/")


def thrown_away_and_begun_anew(controller: Desk) -> OwnDefinitions:
    """Definitions that are deleted, and others of the same year after them."""
    old = begun(controller)
    controller.post(f"oppstillinger/{old.pk}/slett/")
    controller.post("oppstillinger/ny/", {"year": "2025"})
    return old


def test_a_year_never_has_two_definitions_by_restoring(controller: Desk) -> None:
    old = thrown_away_and_begun_anew(controller)

    for page in (
        controller.post(f"oppstillinger/{old.pk}/gjenopprett/", status=422),
        controller.restore("oppstilling", old.pk, 422),
        controller.undo("oppstilling", old.pk, "2", 422),
    ):
        assert "There is something else in its place now." in page

    assert OwnDefinitions.objects.get(deleted_at=None).pk != old.pk


def doubled(controller: Desk) -> OwnDefinitions:
    """Definitions with all kinds between 620 and 660 in two lines; no ledger has any of them."""
    own = begun(controller)
    said = drift(own)
    said[row_of(said, "7") + "rule"] = "600 + sum(620:660) - 620 - 660"
    controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", said)
    own.refresh_from_db()
    assert own.version == 2
    return own


def with_sales(controller: Desk) -> None:
    controller.send(csv(balanced([("1630", "202", "300", "", 3, -700)])))


def test_definitions_with_a_kind_in_two_lines_are_not_restored(controller: Desk) -> None:
    own = doubled(controller)
    controller.post(f"oppstillinger/{own.pk}/slett/")
    with_sales(controller)

    for page in (
        controller.post(f"oppstillinger/{own.pk}/gjenopprett/", status=422),
        controller.restore("oppstilling", own.pk, 422),
        controller.undo("oppstilling", own.pk, "3", 422),
    ):
        assert "stands in more than one line" in page

    assert not OwnDefinitions.objects.filter(deleted_at=None).exists()


def test_a_kind_is_not_put_in_two_lines_again_by_undoing(controller: Desk) -> None:
    own = doubled(controller)
    said = drift(own)
    said[row_of(said, "7") + "rule"] = "600"
    controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", said)
    with_sales(controller)

    assert "stands in more than one line" in controller.undo("oppstilling", own.pk, "3", 422)

    own.refresh_from_db()
    assert own.version == 3


def test_two_who_change_at_once_do_not_write_over_each_other(controller: Desk) -> None:
    own = begun(controller)
    said = drift(own)
    first, second = dict(said), dict(said)
    first[row_of(said, "1") + "label"] = "En"
    second[row_of(said, "1") + "label"] = "To"
    controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", first)

    page = controller.post(f"oppstillinger/{own.pk}/{DRIFT}/", second, 422)

    assert "has changed this since you opened it" in page


def test_they_can_be_fetched_as_a_file_and_taken_in_again(controller: Desk) -> None:
    own = begun(controller)
    before = own.values()

    data = controller.client.get(
        f"{controller.here}oppstillinger/{own.pk}/oppstillinger.json"
    ).content
    controller.post(f"oppstillinger/{own.pk}/slett/")
    controller.post("oppstillinger/ny/", upload(data))

    assert OwnDefinitions.objects.get(deleted_at=None).values() == before
    assert json.loads(data)["year"] == 2025


def test_the_lines_that_rules_lean_on_are_told(controller: Desk) -> None:
    own = begun(controller)

    assert "§ 5-6, 24 Netto driftsresultat" in controller.get(f"oppstillinger/{own.pk}/")


def test_others_look_and_strangers_dont(controller: Desk, onlooker: Desk) -> None:
    own = begun(controller)
    stranger = Desk(Municipality.objects.create(name="Eksempel kommune"), Role.ADMINISTRATOR)

    onlooker.get("oppstillinger/")
    onlooker.get(f"oppstillinger/{own.pk}/")
    onlooker.get(f"oppstillinger/{own.pk}/{DRIFT}/", 404)
    onlooker.post("oppstillinger/ny/", {"year": "2025"}, 404)
    onlooker.post(f"oppstillinger/{own.pk}/slett/", status=404)
    stranger.get(f"oppstillinger/{own.pk}/", 404)


def test_the_number_of_queries_does_not_grow_with_ledgers(controller: Desk) -> None:
    own = begun(controller)
    with_accounts(controller)
    before = queries(controller, f"oppstillinger/{own.pk}/")
    controller.send(csv(balanced([("1010", "202", "300", "", 3, 700)])), year=2024)

    assert queries(controller, f"oppstillinger/{own.pk}/") <= before + 1
