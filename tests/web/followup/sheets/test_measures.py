"""The list of measures, changed in a spreadsheet and sent back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.recording import change, history
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.sheets.sending import MEASURES, Desk, cells, faults

SignIn = Callable[..., Client]
Make = Callable[..., Measure]


@pytest.fixture(autouse=True)
def _a_planner(signed_in: SignIn) -> None:
    signed_in(Role.PLANNER)


def test_what_was_not_touched_changes_nothing(
    desk: Desk, a_measure: Make, units: dict[str, Unit], working_copy: WorkingCopy
) -> None:
    element = next(iter(working_copy.latest().plan().walk())).id
    a_measure(
        why="To linjer:\n  den andre ",
        unit=units["roads"].pk,
        person=User.objects.get(username="planner-technical").pk,
        start="2026-03-01",
        deadline="2027-12-31",
        serves=[{"plan": working_copy.pk, "element": element}],
        money=[
            {"year": 2027, "kind": "operations", "amount": 300_000},
            {"year": 2027, "kind": "investment", "amount": 1_200_000},
        ],
    )

    shown = desk.shown(desk.fetch(MEASURES).data)

    assert (shown.rows, shown.same, shown.gone) == ((), 1, 0)
    assert "ingenting å ta inn" in desk.page()


def test_each_changed_cell_is_shown_with_what_stands_there_and_nothing_is_stored_before_confirmed(
    desk: Desk, a_measure: Make, units: dict[str, Unit]
) -> None:
    measure = a_measure(why="Før")
    list_ = desk.fetch(MEASURES)
    put = {
        list_.put(2, "Hvorfor", "Etter"): ("Før", "Etter"),
        list_.put(2, "Enhet med ansvar", "Vei"): (None, units["roads"].pk),
        list_.put(2, "Frist", "31.12.27"): (None, "2027-12-31"),
        list_.put(2, "Status", "I rute"): ("not_started", "on_schedule"),
    }

    shown = desk.shown(list_.data)

    found = cells(shown)
    assert {at: (cell.before, cell.after) for at, cell in found.items()} == put
    assert all(words in desk.page() for words in ("Før", "Etter", "Vei", "31. desember 2027"))
    measure.refresh_from_db()
    assert measure.why == "Før"

    desk.confirm()

    measure.refresh_from_db()
    said = measure.said()
    assert (said.why, said.unit, said.status) == ("Etter", units["roads"].pk, "on_schedule")
    assert said.deadline == date(2027, 12, 31)
    assert history(measure).first().reason == "Excel: tiltak.xlsx"
    assert (desk.latest.state, bytes(desk.latest.data), desk.latest.preview) == ("done", b"", None)


@pytest.mark.parametrize(
    ("head", "typed", "field", "read"),
    [
        ("Start", "1.3.26", "start", "2026-03-01"),
        ("Start", datetime(2026, 3, 1, 14, 30), "start", "2026-03-01"),
        ("Start", "mars 2026", "start", "2026-03-01"),
        ("Frist", "mars 2026", "deadline", "2026-03-31"),
        ("Frist", date(2026, 3, 31), "deadline", "2026-03-31"),
        ("2027 (kroner)", "1,5 mill.", "money:2027", 1_500_000),
        ("2027 (kroner)", "1 500 000", "money:2027", 1_500_000),
        ("2027 (kroner)", 1_500_000, "money:2027", 1_500_000),
        ("2027 (kroner)", 0.1 + 0.2 + 9.7, "money:2027", 10),
        ("2027 (kroner)", None, "money:2027", None),
        ("Finansiering", "Friske midler", "financing", "new_money"),
        ("Finansiering", "New money", "financing", "new_money"),
        ("Tiltak", 2027, "name", "2027"),
    ],
)
def test_cells_are_read_as_people_fill_them(
    desk: Desk, a_measure: Make, head: str, typed: Any, field: str, read: Any
) -> None:
    a_measure(money=[{"year": 2027, "kind": "operations", "amount": 300_000}])
    list_ = desk.fetch(MEASURES)
    at = list_.put(2, head, typed)

    cell = cells(desk.shown(list_.data))[at]

    assert (cell.field, cell.after) == (field, read)


@pytest.mark.parametrize(
    ("head", "typed", "told"),
    [
        ("2027 (kroner)", "1.234", "1 234"),
        ("2027 (kroner)", "mye", "mye"),
        ("2027 (kroner)", 0.5, "helt tall"),
        ("2027 (kroner)", "=A2+1", "Formelen"),
        ("2027 (kroner)", 1e15, "høyst"),
        ("2027 (kroner)", 1e300, "høyst"),
        ("2027 (kroner)", date(2026, 3, 1), "dato"),
        ("Frist", "3/4/2026", "3. april"),
        ("Frist", 2026.5, "2026"),
        ("Frist", "i morgen", "i morgen"),
        ("Status", "på gang", "i rute"),
        ("Status", None, "valgt"),
        ("Enhet med ansvar", "Parkvesenet", "Parkvesenet"),
        ("Person med ansvar", "Ingen Slik", "Ingen Slik"),
        ("Hva det gjelder", "Strategi 99: Fly", "Fly"),
        ("Tiltak", None, "minst 1"),
        ("Tiltak", "x" * 301, "300"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_cell_and_the_row_is_left_out(
    desk: Desk, a_measure: Make, head: str, typed: Any, told: str
) -> None:
    a_measure(money=[{"year": 2027, "kind": "operations", "amount": 300_000}])
    other = a_measure(name="Det andre")
    list_ = desk.fetch(MEASURES)
    at = list_.put(2, head, typed)
    list_.put(3, "Hvorfor", "Fordi")

    shown = desk.shown(list_.data)

    assert [fault.split(":")[0] for fault in faults(shown)] == [at]
    assert told in desk.page()
    desk.confirm()
    other.refresh_from_db()
    assert other.why == "Fordi"
    assert Measure.objects.get(number=1).version == 1


def test_a_deadline_before_the_start_is_told(desk: Desk, a_measure: Make) -> None:
    a_measure(start="2026-03-01")
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Frist", "1.1.2020")

    assert len(desk.shown(list_.data).faulty) == 1
    assert "fristen er før starten" in desk.page()


def test_a_row_without_a_key_is_a_new_measure(desk: Desk, units: dict[str, Unit]) -> None:
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Tiltak", "Ny bru")
    list_.put(2, "Enhet med ansvar", "vei")
    list_.put(2, "Type", "investering")
    list_.add_column("2028")
    list_.put(2, "2028", "4 mill.")

    shown = desk.shown(list_.data)

    assert (shown.new, shown.changed) == (1, 0)
    desk.confirm()
    said = Measure.objects.get().said()
    assert (said.name, said.unit, said.kind) == ("Ny bru", units["roads"].pk, "investment")
    assert [(one.year, one.kind, one.amount) for one in said.money] == [
        (2028, "investment", 4_000_000)
    ]


def test_rows_that_are_gone_are_left_alone_and_that_is_said(desk: Desk, a_measure: Make) -> None:
    a_measure()
    a_measure(name="Det andre")
    list_ = desk.fetch(MEASURES)
    list_.sheet.delete_rows(3)

    shown = desk.shown(list_.data)

    assert (shown.gone, shown.rows) == (1, ())
    assert Measure.objects.filter(deleted_at=None).count() == 2


def test_columns_may_be_left_out_or_stand_in_another_order_below_a_title(
    desk: Desk, a_measure: Make
) -> None:
    measure = a_measure(why="Før", deadline="2027-12-31")
    list_ = desk.fetch(MEASURES)
    key, name = list_.get(2, "Nøkkel"), list_.get(2, "Tiltak")
    sheet = list_.book.create_sheet("Annet", 0)
    for row in (["Tiltakene våre"], [], ["Nøkkel (la den stå)", "Vårt eget", "Hvorfor", "Tiltak"],
                [key, "x", "Etter", name]):  # fmt: skip
        sheet.append(row)

    shown = desk.shown(list_.data)

    assert {at: cell.field for at, cell in cells(shown).items()} == {"C4": "why"}
    assert shown.unread == ("Vårt eget",)
    desk.confirm()
    measure.refresh_from_db()
    assert (measure.why, measure.deadline) == ("Etter", date(2027, 12, 31))


def test_others_changes_since_are_shown_beside_and_one_chooses_cell_by_cell(
    desk: Desk, a_measure: Make, publisher: User
) -> None:
    measure = a_measure(why="Før", deadline="2027-12-31")
    list_ = desk.fetch(MEASURES)
    change(
        measure,
        {"why": "Karis", "name": "Karis navn", "status": "delayed", "start": "2026-01-01"},
        user=publisher,
    )
    why, name = list_.put(2, "Hvorfor", "Min"), list_.put(2, "Tiltak", "Mitt navn")
    list_.put(2, "Frist", "1.6.2027")

    shown = desk.shown(list_.data)

    assert {at for at, cell in cells(shown).items() if cell.clash} == {why, name}
    assert cells(shown)[why].by == "kari"
    refused = desk.confirm(**{why: "mine"})
    assert refused.status_code == 422
    desk.confirm(**{why: "mine", name: "theirs"})
    measure.refresh_from_db()
    assert (measure.why, measure.name, measure.status) == ("Min", "Karis navn", "delayed")
    assert (measure.deadline, measure.start) == (date(2027, 6, 1), date(2026, 1, 1))


def test_money_of_another_year_that_others_have_changed_stays(
    desk: Desk, a_measure: Make, publisher: User
) -> None:
    def money(**amounts: int) -> list[dict[str, Any]]:
        return [
            {"year": int(year[1:]), "kind": "operations", "amount": amount}
            for year, amount in amounts.items()
        ]

    measure = a_measure(money=money(y2026=100, y2027=200))
    list_ = desk.fetch(MEASURES)
    change(measure, {"money": money(y2026=150, y2027=200)}, user=publisher)
    list_.put(2, "2027 (kroner)", 250)

    shown = desk.shown(list_.data)

    assert [cell.clash for cell in cells(shown).values()] == [False]
    desk.confirm()
    measure.refresh_from_db()
    assert [one.amount for one in measure.said().money] == [150, 250]


def test_money_that_is_parted_between_two_budgets_is_not_guessed_at(
    desk: Desk, a_measure: Make
) -> None:
    a_measure(
        money=[
            {"year": 2027, "kind": "operations", "amount": 300_000},
            {"year": 2027, "kind": "investment", "amount": 1_200_000},
        ]
    )
    list_ = desk.fetch(MEASURES)
    at = list_.put(2, "2027 (kroner)", 2_000_000)

    assert [fault.split(":")[0] for fault in faults(desk.shown(list_.data))] == [at]


def test_what_changes_between_the_preview_and_the_confirmation_is_shown_first(
    desk: Desk, a_measure: Make, publisher: User
) -> None:
    measure, other = a_measure(why="Før"), a_measure(name="Det andre", why="Før")
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Hvorfor", "Min")
    at = list_.put(3, "Hvorfor", "Min")
    desk.shown(list_.data)
    change(other, {"why": "Karis"}, user=publisher)

    response = desk.confirm()

    assert response.status_code == 422
    measure.refresh_from_db()
    assert measure.why == "Før", "nothing is stored"
    assert cells(desk.latest.shown())[at].clash


def test_elements_of_the_plan_are_named_one_a_line(
    desk: Desk, a_measure: Make, working_copy: WorkingCopy
) -> None:
    a_measure()
    strategies = [one for one in working_copy.latest().plan().walk() if one.level == "strategy"]
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Hva det gjelder", f"{strategies[0].words}\n{strategies[1].words.upper()}")

    desk.shown(list_.data)
    desk.confirm()

    assert [one.element for one in Measure.objects.get().said().serves] == [
        strategies[0].id,
        strategies[1].id,
    ]


def test_cells_that_are_joined_are_told_and_never_read_as_empty(
    desk: Desk, a_measure: Make
) -> None:
    a_measure(why="En")
    second = a_measure(why="To")
    list_ = desk.fetch(MEASURES)
    first, last = list_.at(2, "Hvorfor"), list_.at(3, "Hvorfor")
    list_.sheet.merge_cells(f"{first}:{last}")

    shown = desk.shown(list_.data)

    assert [fault.split(":")[0] for fault in faults(shown)] == [last]
    second.refresh_from_db()
    assert second.why == "To"


def test_the_same_key_twice_is_told(desk: Desk, a_measure: Make) -> None:
    a_measure()
    list_ = desk.fetch(MEASURES)
    for column, cell in enumerate(list(list_.sheet[2]), start=1):
        list_.sheet.cell(3, column).value = cell.value

    shown = desk.shown(list_.data)

    assert len(shown.faulty) == 1
    assert list_.at(2, "Nøkkel") in faults(shown)[0]


def test_a_measure_that_has_been_deleted_is_told(desk: Desk, a_measure: Make) -> None:
    measure = a_measure()
    list_ = desk.fetch(MEASURES)
    desk.client.post(f"{MEASURES.removesuffix('liste.xlsx')}{measure.number}/slett/")
    list_.put(2, "Hvorfor", "Fordi")

    assert len(desk.shown(list_.data).faulty) == 1


def test_keys_of_another_municipality_do_not_match(
    desk: Desk, a_measure: Make, municipality: Municipality
) -> None:
    a_measure(why="Før")
    there = Municipality.objects.create(name="Eksempel kommune")
    Measure.objects.update(municipality=there)
    Membership.objects.create(
        user=User.objects.get(username="planner-technical"), municipality=there, role=Role.PLANNER
    )
    list_ = desk.fetch("/oppfolging/eksempel-kommune/tiltak/liste.xlsx")
    Measure.objects.update(municipality=municipality)
    list_.put(2, "Hvorfor", "Etter")

    shown = desk.shown(list_.data)

    assert (len(shown.good), len(shown.faulty)) == (0, 1)


def test_all_is_undone_at_once_but_for_what_has_been_changed_since(
    desk: Desk, a_measure: Make, publisher: User
) -> None:
    first, second = a_measure(why="Før"), a_measure(name="Det andre", why="Før")
    list_ = desk.fetch(MEASURES)
    list_.put(2, "Hvorfor", "Etter")
    list_.put(3, "Hvorfor", "Etter")
    list_.put(4, "Tiltak", "Ny bru")
    desk.shown(list_.data)
    desk.confirm()
    second.refresh_from_db()
    change(second, {"status": "done"}, user=publisher)

    desk.undo()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.why, second.why) == ("Før", "Etter")
    assert Measure.objects.get(name="Ny bru").deleted_at is not None
    assert "Det andre" in desk.page()
    assert desk.undo().status_code == 422, "once"
