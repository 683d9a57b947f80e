"""The lists of indicators and of their values, changed in a spreadsheet and sent back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Indicator, Measure, Observation
from ledetraad.web.history.recording import change, history, make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.sheets.sending import INDICATORS, VALUES, Desk, cells, faults

SignIn = Callable[..., Client]
Make = Callable[..., Indicator]
YEAR = date.today().year - 1
LAST = str(YEAR)


@pytest.fixture
def an_indicator(municipality: Municipality, units: dict[str, Unit]) -> Make:
    """Make an indicator that says so and so."""

    def made(**values: Any) -> Indicator:
        said = {"name": "Antall boliger", "unit": units["roads"].pk, **values}
        return make(Indicator(municipality=municipality), said, user=None)

    return made


def observed(of: Indicator, year: int, value: str | None, **fields: Any) -> Observation:
    missing = "" if value is not None else "not_measured"
    return Observation.objects.create(
        indicator=of,
        period=str(year),
        measured=date(year, 12, 31),
        value=value,
        missing=missing,
        by_name="Kari",
        **fields,
    )


def stored(of: Indicator, year: int = YEAR) -> list[Any]:
    found = Observation.objects.filter(indicator=of, period=str(year)).order_by("pk")
    return [one.value if one.value is not None else one.missing for one in found]


class TestIndicators:
    @pytest.fixture(autouse=True)
    def _a_planner(self, signed_in: SignIn) -> None:
        signed_in(Role.PLANNER)

    def test_what_was_not_touched_changes_nothing(self, desk: Desk, an_indicator: Make) -> None:
        an_indicator(
            definition="Ferdigattest i året.",
            measure_unit="boliger",
            decimals=2,
            baseline_year=2020,
            baseline="1234.50",
            desired="300–399",
            accepted="250–299, 400–449",
            not_approved="<250, >449",
            frequency="second_year",
        )
        an_indicator(name="Uten noe")

        shown = desk.shown(desk.fetch(INDICATORS).data)

        assert (shown.kind, shown.rows, shown.same) == ("indicators", (), 2)
        assert "Verdi" in shown.unread

    def test_changes_are_shown_and_taken_in(
        self, desk: Desk, an_indicator: Make, units: dict[str, Unit]
    ) -> None:
        indicator = an_indicator(decimals=1)
        list_ = desk.fetch(INDICATORS)
        list_.put(2, "Definisjon", "Ferdigattest i året.")
        list_.put(2, "Enhet med ansvar", "Skole")
        list_.put(2, "Hvor ofte", "Hvert tertial")
        list_.put(2, "Startverdi", "1 234,5")
        list_.put(2, "Året for startverdien", 2020)

        desk.shown(list_.data)
        desk.confirm()

        indicator.refresh_from_db()
        said = indicator.said()
        assert (said.unit, said.baseline, said.baseline_year) == (
            units["school"].pk,
            Decimal("1234.5"),
            2020,
        )
        assert said.definition == "Ferdigattest i året."
        assert history(indicator).first().reason == "Excel: tiltak.xlsx"

    def test_bands_that_make_no_sense_and_half_a_baseline_are_told(
        self, desk: Desk, an_indicator: Make
    ) -> None:
        an_indicator()
        an_indicator(name="Det andre")
        list_ = desk.fetch(INDICATORS)
        at = list_.put(2, "Ønsket", "litt")
        list_.put(3, "Startverdi", 3)

        shown = desk.shown(list_.data)

        assert len(shown.faulty) == 2
        assert at in {fault.split(":")[0] for fault in faults(shown)}

    def test_a_row_without_a_key_is_a_new_indicator(
        self,
        desk: Desk,
        an_indicator: Make,
        working_copy: WorkingCopy,
        units: dict[str, Unit],
    ) -> None:
        an_indicator()
        plan = working_copy.latest().plan()
        goal = plan.elements[0].children[0].children[0]
        list_ = desk.fetch(INDICATORS)
        list_.put(3, "Indikator", "Trygge skoleveier")
        list_.put(3, "Tegn på", f"{plan.level(goal.level).singular} {goal.number}")
        list_.put(3, "Enhet med ansvar", "Vei")
        list_.put(3, "Hvilken vei som er bra", "less is better")

        shown = desk.shown(list_.data)
        assert (shown.new, shown.changed, shown.same) == (1, 0, 1), faults(shown)
        desk.confirm()

        made = Indicator.objects.get(name="Trygge skoleveier")
        said = made.said()
        assert (said.plan, said.element) == (working_copy.pk, goal.id)
        assert (said.unit, said.direction, said.frequency) == (units["roads"].pk, "down", "year")
        desk.undo()
        made.refresh_from_db()
        assert made.deleted_at is not None

    def test_what_one_speaks_for_is_moved(
        self, desk: Desk, an_indicator: Make, a_measure: Callable[..., Measure]
    ) -> None:
        first, second = a_measure(name="Gang- og sykkelvei"), a_measure(name="Turkart")
        indicator = an_indicator(measure=first.pk)
        list_ = desk.fetch(INDICATORS)
        assert list_.get(2, "Tegn på") == f"Tiltak {first.number}: Gang- og sykkelvei"
        for cell in (
            "turkart",
            f"Tiltak {second.number}",
            f"Measure {second.number}: Hva som helst",
        ):
            list_.put(2, "Tegn på", cell)
            assert desk.shown(list_.data).changed == 1, cell

        desk.confirm()

        indicator.refresh_from_db()
        assert indicator.said().measure == second.pk

    def test_what_one_speaks_for_has_to_be_there(self, desk: Desk, an_indicator: Make) -> None:
        an_indicator()
        list_ = desk.fetch(INDICATORS)
        at = list_.put(2, "Tegn på", "Tiltak 404")

        [told] = faults(desk.shown(list_.data))
        assert told.startswith(f"{at}:")

    def test_others_changes_are_shown_beside_and_all_is_undone(
        self, desk: Desk, an_indicator: Make, publisher: User
    ) -> None:
        indicator = an_indicator(definition="Før")
        list_ = desk.fetch(INDICATORS)
        change(indicator, {"definition": "Karis"}, user=publisher)
        at = list_.put(2, "Definisjon", "Min")

        assert cells(desk.shown(list_.data))[at].clash
        desk.confirm(**{at: "mine"})
        indicator.refresh_from_db()
        assert indicator.said().definition == "Min"
        desk.undo()
        indicator.refresh_from_db()
        assert indicator.said().definition == "Karis"


class TestValues:
    @pytest.fixture(autouse=True)
    def _a_planner(self, signed_in: SignIn) -> None:
        signed_in(Role.PLANNER)

    def test_what_was_not_touched_changes_nothing(self, desk: Desk, an_indicator: Make) -> None:
        one, other = an_indicator(decimals=1), an_indicator(name="Annet", frequency="tertial")
        observed(one, YEAR, "12.345")
        observed(one, YEAR - 1, None)
        Observation.objects.create(
            indicator=other, period=f"{LAST}-T1", measured=date(YEAR, 4, 30), value="0.1"
        )
        list_ = desk.fetch(VALUES)

        shown = desk.shown(list_.data)

        assert (shown.kind, shown.rows, shown.same) == ("values", (), 2)
        assert list_.get(3, LAST) == 12.345
        assert list_.get(3, str(YEAR - 1)) == "ikke målt"

    def test_a_new_value_and_a_correction_are_rows_of_their_own(
        self, desk: Desk, an_indicator: Make
    ) -> None:
        indicator = an_indicator(source="SSB")
        observed(indicator, YEAR - 1, "10")
        list_ = desk.fetch(VALUES)
        list_.put(2, LAST, "1 100,5")
        list_.put(2, str(YEAR - 1), 12)

        shown = desk.shown(list_.data)
        page = desk.page()
        assert stored(indicator) == []
        desk.confirm()

        assert {cell.after for cell in cells(shown).values()} == {"12", "1100.5"}
        assert "mer enn ti ganger" in page
        assert stored(indicator, YEAR - 1) == [Decimal(10), Decimal(12)]
        newest = Observation.objects.get(indicator=indicator, period=LAST)
        assert (newest.value, newest.source, newest.note, newest.by_name) == (
            Decimal("1100.5"),
            "SSB",
            "Excel: tiltak.xlsx",
            "planner-technical",
        )

    @pytest.mark.parametrize(
        ("unit", "typed", "value"),
        [
            ("%", "12 %", "12"),
            ("%", 12.5, "12.5"),
            ("", "ikke målt", "!not_measured"),
            ("", "Not measured", "!not_measured"),
            ("", 1 / 3, "0.33333333"),
            ("", "-3", "-3"),
        ],
    )
    def test_values_are_read_as_people_fill_them_in(
        self, desk: Desk, an_indicator: Make, unit: str, typed: Any, value: str
    ) -> None:
        an_indicator(measure_unit=unit)
        list_ = desk.fetch(VALUES)
        at = list_.put(2, LAST, typed)

        assert cells(desk.shown(list_.data))[at].after == value

    def test_a_cell_in_percent_is_the_percentage_that_it_shows(
        self, desk: Desk, an_indicator: Make
    ) -> None:
        an_indicator(measure_unit="%")
        list_ = desk.fetch(VALUES)
        at = list_.put(2, LAST, 0.12)
        list_.sheet[at].number_format = "0%"

        assert cells(desk.shown(list_.data))[at].after == "12"

    @pytest.mark.parametrize("typed", ["1.234", "mange", "12 %", date(2026, 3, 1), "=1/0", 1e300])
    def test_what_is_no_value_is_told_at_its_cell(
        self, desk: Desk, an_indicator: Make, typed: Any
    ) -> None:
        an_indicator(measure_unit="boliger")
        list_ = desk.fetch(VALUES)
        at = list_.put(2, LAST, typed)

        assert [fault.split(":")[0] for fault in faults(desk.shown(list_.data))] == [at]

    def test_a_value_for_a_period_that_the_indicator_has_not_is_told(
        self, desk: Desk, an_indicator: Make
    ) -> None:
        an_indicator(name="A")
        an_indicator(name="B", frequency="tertial")
        list_ = desk.fetch(VALUES)
        at = list_.put(2, f"{LAST}-T1", 3)

        assert [fault.split(":")[0] for fault in faults(desk.shown(list_.data))] == [at]

    def test_a_file_of_text_with_rounded_values_changes_nothing(
        self, desk: Desk, an_indicator: Make
    ) -> None:
        indicator = an_indicator(decimals=1)
        observed(indicator, YEAR, "1234.567")
        list_ = desk.fetch(VALUES)
        heads = ";".join(str(head) for head in list_.heads)
        row = [list_.get(2, str(head)) for head in list_.heads]
        row[list_.column(LAST) - 1] = "1 234,6"
        text = f"{heads}\n{';'.join('' if one is None else str(one) for one in row)}\n"

        assert desk.shown(text.encode(), "verdier.csv").rows == ()

    def test_an_empty_cell_takes_nothing_away(self, desk: Desk, an_indicator: Make) -> None:
        observed(an_indicator(), YEAR, "10")
        list_ = desk.fetch(VALUES)
        list_.put(2, LAST, None)

        assert desk.shown(list_.data).rows == ()

    def test_a_value_that_another_has_entered_since_is_shown_beside(
        self, desk: Desk, an_indicator: Make
    ) -> None:
        indicator = an_indicator()
        list_ = desk.fetch(VALUES)
        observed(indicator, YEAR, "11")
        at = list_.put(2, LAST, 12)

        cell = cells(desk.shown(list_.data))[at]
        assert (cell.clash, cell.by, cell.now) == (True, "Kari", "11")
        desk.confirm(**{at: "theirs"})
        assert stored(indicator) == [11]

    def test_a_value_that_another_enters_before_the_confirmation_stops_it(
        self, desk: Desk, an_indicator: Make
    ) -> None:
        indicator = an_indicator()
        list_ = desk.fetch(VALUES)
        at = list_.put(2, LAST, 12)
        desk.shown(list_.data)
        observed(indicator, YEAR, "11")

        assert desk.confirm().status_code == 422
        assert stored(indicator) == [11]
        assert cells(desk.latest.shown())[at].clash

    def test_undoing_enters_again_what_stood_before(self, desk: Desk, an_indicator: Make) -> None:
        one, other = an_indicator(name="A"), an_indicator(name="B")
        observed(one, YEAR, "10", note="Talt for hånd")
        list_ = desk.fetch(VALUES)
        list_.put(2, LAST, 12)
        list_.put(3, LAST, 5)
        list_.put(3, str(YEAR - 1), 6)
        desk.shown(list_.data)
        desk.confirm()
        observed(other, YEAR - 1, "7")

        desk.undo()

        assert stored(one) == [10, 12, 10]
        assert Observation.objects.filter(indicator=one).latest("pk").note == "Talt for hånd"
        assert stored(other) == [5, "not_yet"]
        assert stored(other, YEAR - 1) == [6, 7]
        assert str(YEAR - 1) in " ".join(desk.latest.left)


def test_a_contributor_enters_values_for_own_units_alone(
    desk: Desk, signed_in: SignIn, an_indicator: Make, units: dict[str, Unit]
) -> None:
    own, other = an_indicator(name="A"), an_indicator(name="B", unit=units["school"].pk)
    signed_in(Role.CONTRIBUTOR)
    list_ = desk.fetch(VALUES)
    list_.put(2, LAST, 1)
    list_.put(3, LAST, 2)

    shown = desk.shown(list_.data)
    desk.confirm()

    assert [row.number for row in shown.faulty] == [3]
    assert (stored(own), stored(other)) == ([1], [])


def test_a_contributor_changes_no_indicator(
    desk: Desk, signed_in: SignIn, an_indicator: Make
) -> None:
    an_indicator()
    signed_in(Role.CONTRIBUTOR)
    list_ = desk.fetch(INDICATORS)
    list_.put(2, "Definisjon", "Min")

    assert len(desk.shown(list_.data).faulty) == 1
