"""What measures do to emissions, and activities: fetched as Excel, changed, and sent back."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.climate.models import ActivityLine, Budget, ClimatePart, FactorTable
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.recording import change, delete, history, make
from tests.web.climate.conftest import EXAMPLES
from tests.web.climate.test_budget import budget, part  # noqa: F401
from tests.web.conftest import MORNING
from tests.web.followup.conftest import HERE, signed_in, units  # noqa: F401
from tests.web.followup.reporting.place import Place
from tests.web.followup.sheets.conftest import desk  # noqa: F401
from tests.web.followup.sheets.sending import SHEETS, Desk, cells, faults

SignIn = Callable[..., Client]
CLIMATE = f"{SHEETS}klima.xlsx"
ACTIVITIES = f"{SHEETS}aktiviteter.xlsx"


@pytest.fixture(autouse=True)
def _a_controller(signed_in: SignIn) -> None:  # noqa: F811
    signed_in(Role.CONTROLLER).cookies["django_language"] = "en"


@pytest.fixture
def buses(place: Place) -> Measure:
    """A climate measure that costs something."""
    money = [{"year": 2027, "kind": "operations", "amount": 4_200_000}]
    return place.measure("Utslippsfrie busser", kind="climate", money=money)


def test_what_was_not_touched_changes_nothing(
    desk: Desk,  # noqa: F811
    buses: Measure,
    place: Place,
    municipality: Municipality,
) -> None:
    counted = make(Indicator(municipality=municipality), {"name": "Elbusser"}, user=None)
    part(
        buses,
        source="Tunge kjøretøy",
        means="Krav",
        kind="regional",
        direct=False,
        effects={"2027": {"tonnes": "1000.5", "low": "900"}, "2030": {"tonnes": "2000"}},
        lifetime=8,
        indicator=counted.pk,
        results={"2026": {"tonnes": "12", "method": "Målt\nto ganger"}},
        comment="Se saken",
    )
    place.measure("Ingenting ennå", kind="climate")
    place.measure("Ikke et klimatiltak")

    shown = desk.shown(desk.fetch(CLIMATE).data)

    assert (shown.kind, shown.rows, shown.same) == ("climate", (), 2)
    assert "operating budget 2027 (kroner)" in shown.unread


def test_a_row_is_filled_in_and_shown_before_anything_is_stored(
    desk: Desk,  # noqa: F811
    buses: Measure,
    budget: Budget,  # noqa: F811
) -> None:
    listed = desk.fetch(CLIMATE)
    assert {f"{of}: estimate" for of in (2027, 2028, 2029, 2030)} <= set(listed.heads)
    listed.put(2, "Sector", "Veitrafikk")
    listed.put(2, "Source in the accounts", "Tunge kjøretøy")
    listed.put(2, "2027: estimate", 2100)
    listed.put(2, "2027: low", 1500)
    listed.put(2, "2030: estimate", "4 200")
    listed.put(2, "How it was reckoned", "Rutekilometer")

    shown = desk.shown(listed.data)

    assert not ClimatePart.objects.exists()
    assert {cell.field for cell in cells(shown).values()} == {
        "sector",
        "source",
        "method",
        "effects:2027:tonnes",
        "effects:2027:low",
        "effects:2030:tonnes",
    }
    page = desk.page()
    assert "Effect on emissions" in page and "2027: estimate" in page and "2 100" in page
    desk.confirm()
    said = ClimatePart.objects.get(measure=buses).said()
    assert (said.sector, said.source, said.effects[2027].low) == ("road", "Tunge kjøretøy", 1500)
    assert said.effects[2030].tonnes == 4200
    assert f"{HERE}tiltak/{buses.number}/" in desk.client.get(desk.here).content.decode()
    desk.undo()
    assert ClimatePart.objects.get(measure=buses).deleted_at is not None


def test_a_row_that_contradicts_itself_is_told_at_its_cell(
    desk: Desk,  # noqa: F811
    buses: Measure,
    place: Place,
    municipality: Municipality,
) -> None:
    make(
        Indicator(municipality=municipality),
        {"name": "Utslipp", "measure_unit": "tonn CO2e"},
        user=None,
    )
    money = [{"year": 2027, "kind": "investment", "amount": 5}]
    for name in ("B", "C", "D", "E"):
        place.measure(name, kind="climate", money=money)
    part(buses)
    listed = desk.fetch(CLIMATE)
    low = listed.put(2, "2027: low", 5000)
    sector = listed.put(3, "Sector", "Månen")
    why = listed.put(4, "Or why it has no figures", "Ingen metode")
    lifetime = listed.at(4, "How many years")
    tonnes = listed.put(5, "Result indicator", "Utslipp")
    listed.put(6, "2027: estimate", "mange")

    told = faults(desk.shown(listed.data))

    assert [one.partition(":")[0] for one in told] == [
        low.replace(listed.at(2, "2027: low"), listed.at(2, "2027: estimate")),
        sector,
        lifetime,
        tonnes,
        listed.at(6, "2027: estimate"),
    ], (told, why)
    assert "not between the low and the high" in told[0]
    assert "counts tonnes" in told[3]


def test_a_year_is_taken_out_by_emptying_its_cells(desk: Desk, buses: Measure) -> None:  # noqa: F811
    kept = part(buses)
    listed = desk.fetch(CLIMATE)
    listed.put(2, "2027: estimate", None)

    desk.shown(listed.data)
    desk.confirm()

    kept.refresh_from_db()
    assert list(kept.said().effects) == [2030]
    assert history(kept)[0].reason == "Excel: tiltak.xlsx"


def test_what_another_has_changed_since_is_chosen_about(
    desk: Desk,  # noqa: F811
    buses: Measure,
) -> None:
    kept = part(buses)
    listed = desk.fetch(CLIMATE)
    cell = listed.put(2, "How it was reckoned", "Mitt")
    listed.put(2, "Comment", "Nytt")
    change(kept, {"method": "Deres"}, user=None)

    shown = desk.shown(listed.data)

    assert shown.clashes == 1
    desk.confirm(**{cell: "theirs"})
    kept.refresh_from_db()
    assert (kept.said().method, kept.said().comment) == ("Deres", "Nytt")


def test_an_effect_that_was_taken_out_since_is_told_and_one_taken_out_before_is_written_anew(
    desk: Desk,  # noqa: F811
    buses: Measure,
) -> None:
    kept = part(buses)
    before = desk.fetch(CLIMATE)
    before.put(2, "Comment", "Nytt")
    delete(kept, user=None, now=MORNING)
    after = desk.fetch(CLIMATE)
    after.put(2, "Or why it has no figures", "Ingen metode")

    gone = faults(desk.shown(before.data))
    desk.shown(after.data)
    desk.confirm()

    assert "isn't here any more" in gone[0]
    kept.refresh_from_db()
    assert kept.deleted_at is None
    assert kept.said().not_quantified == "Ingen metode"
    assert not kept.said().effects


def test_a_source_that_the_accounts_do_not_have_is_doubted(
    desk: Desk,  # noqa: F811
    buses: Measure,
    budget: Budget,  # noqa: F811
) -> None:
    part(buses, source="Tunge kjøretøy")
    listed = desk.fetch(CLIMATE)
    listed.put(2, "Source in the accounts", "Hest og kjerre")

    desk.shown(listed.data)

    assert "have this source in the sector" in desk.page()


def test_a_new_row_is_a_measure_first(desk: Desk, buses: Measure) -> None:  # noqa: F811
    listed = desk.fetch(CLIMATE)
    listed.put(3, "Measure", "Noe nytt")
    listed.put(3, "Sector", "Veitrafikk")

    assert "written down on the pages first" in faults(desk.shown(listed.data))[0]


def test_a_unit_hands_in_the_effects_of_its_own_measures_and_no_others(
    desk: Desk,  # noqa: F811
    buses: Measure,
    place: Place,
    units: dict[str, Unit],  # noqa: F811
    signed_in: SignIn,  # noqa: F811
) -> None:
    own = place.measure("Grusing", units["roads"], kind="climate")
    signed_in(Role.LEADER)
    listed = desk.fetch(CLIMATE)
    listed.put(2, "Or why", "Ingen metode")
    listed.put(3, "Or why", "Ingen metode")

    shown = desk.shown(listed.data)
    desk.confirm()

    assert "may not change what this measure does" in faults(shown)[0]
    assert [one.measure for one in ClimatePart.objects.all()] == [own]


def test_the_list_asks_no_more_for_more_measures(
    desk: Desk,  # noqa: F811
    place: Place,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(3):
        part(place.measure(f"Tiltak {number}", kind="climate"))
    few = _asked(desk, django_assert_max_num_queries)
    for number in range(12):
        part(place.measure(f"Flere {number}", kind="climate"))

    assert _asked(desk, django_assert_max_num_queries) <= few


def _asked(desk: Desk, at_most: Callable[..., object]) -> int:  # noqa: F811
    """How many questions it takes to fetch a list, and to be shown what it changes."""
    with at_most(200) as queries:  # type: ignore[attr-defined]
        listed = desk.fetch(CLIMATE)
        for row in range(2, 5):
            listed.put(row, "Comment", "Nytt")
        desk.shown(listed.data)
    return len(queries)


class TestActivities:
    @pytest.fixture
    def factors(self, municipality: Municipality) -> FactorTable:
        said = json.loads((EXAMPLES / "factors.json").read_text(encoding="utf-8"))
        return make(FactorTable(municipality=municipality), said, user=None)

    @pytest.fixture
    def diesel(self, factors: FactorTable) -> ActivityLine:
        said = {"what": "Diesel", "year": 2025, "amount": "120000", "unit": "liter",
                "factors": factors.pk, "factor": "diesel", "source": "Drivstoffkort"}  # fmt: skip
        return make(ActivityLine(municipality=factors.municipality), said, user=None)

    def test_what_was_not_touched_changes_nothing(
        self,
        desk: Desk,  # noqa: F811
        diesel: ActivityLine,
    ) -> None:
        listed = desk.fetch(ACTIVITIES)

        assert listed.get(2, "Tonnes") == 300
        shown = desk.shown(listed.data)
        assert (shown.kind, shown.rows, shown.same) == ("activities", (), 1)

    def test_rows_are_changed_and_added_and_undone(
        self,
        desk: Desk,  # noqa: F811
        diesel: ActivityLine,
    ) -> None:
        listed = desk.fetch(ACTIVITIES)
        listed.put(2, "How much", "130 000")
        for head, value in (("What was done", "Strøm"), ("Year", 2025), ("How much", 18.5),
                            ("Unit", "GWh"), ("Set of factors", "Eksempelfaktorer (2024)"),
                            ("Factor", "strøm")):  # fmt: skip
            listed.put(3, head, value)

        shown = desk.shown(listed.data)
        assert (shown.changed, shown.new) == (1, 1)
        assert (
            f"klima/aktiviteter/{diesel.pk}/rediger/" in desk.client.get(desk.here).content.decode()
        )
        desk.confirm()

        diesel.refresh_from_db()
        made = ActivityLine.objects.get(what="Strøm")
        assert (diesel.amount, made.amount, made.factor) == (130_000, Decimal("18.5"), "strøm")
        desk.undo()
        diesel.refresh_from_db()
        made.refresh_from_db()
        assert diesel.amount == 120_000
        assert made.deleted_at is not None

    @pytest.mark.parametrize(
        ("head", "value", "told"),
        [
            ("Unit", "kWh", "are no tonnes"),
            ("Factor", "rakett", "has none called"),
            ("Set of factors", "Mine", "no set of factors called"),
            ("Year", 20255, "is no year"),
            ("How much", "mye", "mye"),
            ("What was done", None, "is missing"),
            ("How much", 10**17, "too large"),
        ],
    )
    def test_what_does_not_go_together_is_told_at_its_cell(
        self,
        desk: Desk,  # noqa: F811
        diesel: ActivityLine,
        head: str,
        value: Any,
        told: str,
    ) -> None:
        listed = desk.fetch(ACTIVITIES)
        at = listed.put(2, head, value)

        (fault,) = faults(desk.shown(listed.data))

        assert fault.startswith(f"{at}:") and told in fault
