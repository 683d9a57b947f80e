"""Files of every kind that may be sent in, and who may send and see them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.followup.sheets.services.sheet_discard import discard_old
from ledetraad.web.history.models import Change
from tests.web.followup.sheets.ods import ods
from tests.web.followup.sheets.sending import (
    INDICATORS,
    MEASURES,
    SHEETS,
    VALUES,
    Desk,
    List,
    cells,
    words,
)

SignIn = Callable[..., Client]
Make = Callable[..., Measure]


def rows_of(list_: List) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in list_.sheet.iter_rows()]


def as_csv(list_: List, delimiter: str, encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows_of(list_))
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(";", "cp1252"), (";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16")],
)
def test_text_with_cells_parted_in_any_common_way_is_read(
    desk: Desk, signed_in: SignIn, a_measure: Make, delimiter: str, encoding: str
) -> None:
    signed_in(Role.PLANNER)
    a_measure(why="Før, og nå")
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Hvorfor", "Å; «nå», straks\nog siden")
    list_.put(2, "Frist", "1.3.27")

    shown = desk.shown(as_csv(list_, delimiter, encoding), "tiltak.csv")

    assert {cell.after for cell in cells(shown).values()} == {
        "Å; «nå», straks\nog siden",
        "2027-03-01",
    }


def test_a_spreadsheet_from_libreoffice_is_read(
    desk: Desk, signed_in: SignIn, a_measure: Make
) -> None:
    signed_in(Role.PLANNER)
    a_measure(money=[{"year": 2027, "kind": "operations", "amount": 300_000}])
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Hvorfor", "Etter")
    list_.put(2, "2027 (kroner)", 450_000)

    shown = desk.shown(ods(rows_of(list_)), "tiltak.ods")

    assert {cell.field: cell.after for cell in cells(shown).values()} == {
        "why": "Etter",
        "money:2027": 450_000,
    }


def _empty_book() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("innhold.txt", "ikke et regneark")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "tomt.xlsx"),
        (b"PK\x03\x04", "halvt.xlsx"),
        (_empty_book(), "annet.xlsx"),
        (b"%PDF-1.7", "plan.pdf"),
        (b"%PDF-1.7", "plan.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammelt.xlsx"),
        (b"Dato;Sum\n1.1.2026;3\n", "annet.csv"),
        (b"\0\1\2", "tull.csv"),
        (b"Tiltak;Hvorfor\nNoe;Fordi\n", "uten.csv"),
        (b'Tiltak;"Hvorfor\nNoe', "brutt.csv"),
        (b"x" * 5_000_001, "stor.csv"),
        (b"a", "uten"),
    ],
)
def test_a_wrong_file_is_told_and_nothing_is_kept(
    desk: Desk, signed_in: SignIn, data: bytes, name: str
) -> None:
    signed_in(Role.PLANNER)

    response = desk.send(data, name)

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not SheetImport.objects.exists()


def test_no_file_is_told(desk: Desk, signed_in: SignIn) -> None:
    signed_in(Role.PLANNER)

    assert desk.client.post(SHEETS).status_code == 422


def test_a_leader_changes_measures_of_own_units_alone_and_gives_them_to_no_other(
    desk: Desk, signed_in: SignIn, a_measure: Make, units: dict[str, Unit]
) -> None:
    own = a_measure(unit=units["roads"].pk)
    a_measure(name="Skolens", unit=units["school"].pk)
    given = a_measure(name="Gis bort", unit=units["technical"].pk)
    signed_in(Role.LEADER)
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Hvorfor", "Etter")
    list_.put(3, "Hvorfor", "Etter")
    list_.put(4, "Enhet med ansvar", "Skole")
    list_.put(5, "Tiltak", "Uten enhet")

    shown = desk.shown(list_.data)
    desk.confirm()

    assert [row.number for row in shown.faulty] == [3, 4, 5]
    for one in (own, given):
        one.refresh_from_db()
    assert (own.why, given.unit_id) == ("Etter", units["technical"].pk)
    assert Measure.objects.count() == 3


def test_a_right_that_is_lost_before_the_confirmation_is_not_used(
    desk: Desk, signed_in: SignIn, a_measure: Make, units: dict[str, Unit]
) -> None:
    measure = a_measure(unit=units["roads"].pk)
    signed_in(Role.LEADER)
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Hvorfor", "Etter")
    desk.shown(list_.data)
    units["roads"].parent = units["school"]
    units["roads"].save()

    assert desk.confirm().status_code == 422
    measure.refresh_from_db()
    assert measure.why == ""


def test_those_who_may_change_nothing_have_no_such_page(desk: Desk, signed_in: SignIn) -> None:
    signed_in(Role.READER)

    assert desk.client.get(SHEETS).status_code == 404
    assert desk.send(b"x", "x.csv").status_code == 404


def test_only_the_sender_and_administrators_see_what_was_sent(
    desk: Desk, signed_in: SignIn, a_measure: Make, stranger: Any
) -> None:
    a_measure()
    signed_in(Role.PLANNER)
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Hvorfor", "Etter")
    desk.shown(list_.data)
    there = [desk.here, f"{desk.here}angre/", f"{desk.here}forkast/"]
    elsewhere = desk.here.replace("asker", "eksempel")

    signed_in(Role.CONTROLLER)
    assert [desk.client.post(one).status_code for one in there] == [404, 404, 404]
    assert "tiltak.xlsx" not in words(desk.client.get(SHEETS))
    desk.client.force_login(stranger)
    assert [desk.client.get(one).status_code for one in (desk.here, elsewhere)] == [404, 404]
    signed_in(Role.ADMINISTRATOR)
    assert "Etter" in desk.page()
    assert "tiltak.xlsx" in words(desk.client.get(SHEETS))


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nothing_is_stored(
    desk: Desk, signed_in: SignIn, a_measure: Make
) -> None:
    for name in ("Ett", "To", "Tre"):
        a_measure(name=name)
    signed_in(Role.PLANNER)
    list_ = desk.fetch(MEASURES)
    for row in (2, 3, 4):
        list_.put(row, "Hvorfor", "Etter")
    desk.shown(list_.data)
    before = Change.objects.count()
    stored = 0

    def fail(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal stored
        stored += sql.startswith('UPDATE "followup_measure"')
        if stored == 2:
            raise DatabaseError("the server is gone")
        return execute(sql, *rest)

    with connection.execute_wrapper(fail), pytest.raises(DatabaseError):
        desk.confirm()

    assert not Measure.objects.exclude(why="").exists()
    assert Change.objects.count() == before
    assert desk.latest.state == "shown"
    desk.confirm()
    assert Measure.objects.filter(why="Etter").count() == 3


def test_a_file_is_taken_in_once(desk: Desk, signed_in: SignIn) -> None:
    signed_in(Role.PLANNER)
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Tiltak", "Ny bru")
    desk.shown(list_.data)

    desk.confirm()
    desk.confirm()

    assert Measure.objects.count() == 1


def test_what_nobody_takes_in_is_thrown_away_at_once_or_after_a_week(
    desk: Desk, signed_in: SignIn, a_measure: Make
) -> None:
    a_measure()
    signed_in(Role.PLANNER)
    data = desk.fetch(MEASURES).data
    now = timezone.now()
    for _ in range(2):
        desk.shown(data)

    desk.client.post(f"{desk.here}forkast/")

    assert SheetImport.objects.count() == 1
    assert discard_old(now + timedelta(days=6)) == 0
    assert discard_old(now + timedelta(days=8)) == 1


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_rows(
    desk: Desk,
    signed_in: SignIn,
    a_measure: Make,
    units: dict[str, Unit],
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    signed_in(Role.PLANNER)
    for count in (3, 12):
        for number in range(count):
            a_measure(name=f"Tiltak {number}", unit=units["roads"].pk)
        list_ = desk.fetch(MEASURES)
        for row in range(2, list_.sheet.max_row + 1):
            list_.put(row, "Hvorfor", f"Etter {count}")
        with django_assert_max_num_queries(32):
            desk.send(list_.data)
        with django_assert_max_num_queries(16):
            desk.page()
    for address in (MEASURES, INDICATORS, VALUES):
        with django_assert_max_num_queries(20):
            desk.fetch(address)
