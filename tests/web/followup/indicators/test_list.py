"""The list of indicators, the same as a workbook, and the page of one."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.recording import change, make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.indicators.pages import BAND, CYCLING, LIST, Builder, observed, page, words

pytestmark = pytest.mark.django_db


class TestList:
    """The list of indicators."""

    def test_each_has_its_value_judgement_age_and_target(
        self, planner: Client, indicator: Builder, schools: Unit
    ) -> None:
        one = indicator(**CYCLING, **BAND, unit=schools.pk)
        observed(one, "2010", "72")

        shown = words(page(planner, LIST))

        assert "Andel som sykler til jobb" in shown and "Skole" in shown
        assert "72 % 2010" in shown
        assert "≈ akseptert" in shown
        assert "år gammel" in shown and "en nyere mangler" in shown
        assert "74 % 2032" in shown

    def test_a_value_of_long_ago_that_is_entered_late_is_not_the_newest(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator()
        observed(one, "2025", "43")
        observed(one, "2020", "30")

        assert "43 2025" in words(page(planner, LIST))
        assert "43 i 2025." in page(planner, f"{LIST}{one.pk}/")

    def test_an_empty_list_says_what_an_indicator_is(self, planner: Client) -> None:
        assert "Det er ingen indikatorer ennå" in page(planner, LIST)

    def test_only_those_who_may_are_offered_a_new_one(
        self, client: Client, publisher: User, reader: User
    ) -> None:
        client.force_login(publisher)
        assert f"{LIST}ny/" in page(client, LIST)

        client.force_login(reader)
        assert f"{LIST}ny/" not in page(client, LIST)

    def test_it_is_filtered(
        self, planner: Client, indicator: Builder, schools: Unit, roads: Unit,
        working_copy: WorkingCopy,
    ) -> None:  # fmt: skip
        plan = working_copy.latest().plan()
        theme, other = plan.elements[1], plan.elements[2]
        below = theme.children[0].children[0]
        under = Unit.objects.get(name="Borgen skole")
        good = indicator(name="Øvre god", **BAND, unit=under.pk, plan=working_copy.pk,
                         element=below.id)  # fmt: skip
        bad = indicator(name="Dårlig", **BAND, unit=roads.pk, plan=working_copy.pk,
                        element=other.id)  # fmt: skip
        indicator(name="Uten verdi", definition="Telles av ØKONOMI")
        observed(good, "2025", "80")
        observed(bad, "2010", "60")

        def names(query: str) -> list[str]:
            shown = page(planner, f"{LIST}?{query}")
            return re.findall(r'indicator-table__name"><a [^>]*>([^<]*)', shown)

        assert names("") == ["Dårlig", "Uten verdi", "Øvre god"]
        assert names("plan=asker") == ["Dårlig", "Øvre god"]
        assert names(f"plan=asker:{theme.id}") == ["Øvre god"]
        assert names("plan=finnes-ikke") == []
        assert names(f"enhet={schools.pk}") == ["Øvre god"]
        assert names("vurdering=not_approved") == ["Dårlig"]
        assert names("vurdering=unknown") == ["Uten verdi"]
        assert names("gammel=1") == ["Dårlig"]
        assert names("ord=økonomi") == ["Uten verdi"]
        assert names("ord=øvre god") == ["Øvre god"]
        assert names("sorter=vurdering") == ["Dårlig", "Uten verdi", "Øvre god"]
        assert names("sorter=alder") == ["Uten verdi", "Dårlig", "Øvre god"]
        assert names("sorter=enhet") == ["Øvre god", "Dårlig", "Uten verdi"]

    def test_what_a_measure_on_the_theme_is_measured_by_is_on_the_theme(
        self, planner: Client, indicator: Builder, working_copy: WorkingCopy,
        municipality: Municipality,
    ) -> None:  # fmt: skip
        theme = working_copy.latest().plan().elements[0]
        served = {"plan": working_copy.pk, "element": theme.id}
        measure = make(
            Measure(municipality=municipality), {"name": "Sykkelvei", "serves": [served]}, user=None
        )
        indicator(name="Meter sykkelvei", measure=measure.pk)

        shown = page(planner, f"{LIST}?plan=asker:{theme.id}")

        assert "Meter sykkelvei" in shown and "Tiltak 1: Sykkelvei" in shown

    @pytest.mark.parametrize(
        "query",
        ["side=999", "side=x", "enhet=æ", "vurdering=rød", "sorter=ut", "ord=%00", "plan=:"],
    )
    def test_nonsense_in_the_address_is_passed_over(
        self, planner: Client, indicator: Builder, query: str
    ) -> None:
        indicator()

        page(planner, f"{LIST}?{query}")

    def test_a_long_list_has_pages(self, planner: Client, indicator: Builder) -> None:
        for number in range(53):
            indicator(name=f"Indikator {number:03}")

        first, second = page(planner, LIST), page(planner, f"{LIST}?side=2&ord=indikator")

        assert "53 indikatorer" in first and "Side 1 av 2." in first
        assert "Indikator 049" in first and "Indikator 050" not in first
        assert "Indikator 050" in second and "Indikator 049" not in second

    @pytest.mark.parametrize("count", [2, 30])
    @pytest.mark.parametrize("query", ["", "vurdering=desired&gammel=1", "sorter=alder&ord=a"])
    def test_the_number_of_queries_does_not_grow(
        self, *, planner: Client, indicator: Builder, schools: Unit, working_copy: WorkingCopy,
        municipality: Municipality, django_assert_max_num_queries: Any, count: int, query: str,
    ) -> None:  # fmt: skip
        element = working_copy.latest().plan().elements[0].id
        for number in range(count):
            measure = make(Measure(municipality=municipality), {"name": f"T{number}"}, user=None)
            beside: dict[str, Any] = {"measure": measure.pk}
            if number % 2:
                beside = {"plan": working_copy.pk, "element": element}
            one = indicator(name=f"Navn {number}", **BAND, unit=schools.pk, **beside)
            for year in (2009, 2010):
                observed(one, str(year), str(60 + number))

        for address in (LIST, f"{LIST}liste.xlsx"):
            with django_assert_max_num_queries(16):
                assert planner.get(f"{address}?{query}").status_code == 200


class TestWorkbook:
    """The list as Excel."""

    def sheet(self, client: Client, query: str = "") -> Any:
        response = client.get(f"{LIST}liste.xlsx?{query}")
        assert response.status_code == 200
        assert "attachment" in response.headers["Content-Disposition"]
        return openpyxl.load_workbook(io.BytesIO(response.content)).active

    def test_it_has_what_is_seen(self, planner: Client, indicator: Builder, schools: Unit) -> None:
        one = indicator(
            **CYCLING, **BAND, decimals=1, unit=schools.pk, source="Reisevaneundersøkelsen"
        )
        observed(one, "2025", "62.5", note="Utvalget var lite")
        two = indicator(name="Ikke med")
        observed(two, "2025", None)

        rows = list(self.sheet(planner, "ord=sykler").iter_rows(values_only=True))

        assert len(rows) == 2
        cells = dict(zip(rows[0], rows[1], strict=True))
        assert cells["Indikator"] == "Andel som sykler til jobb"
        assert cells["Verdi"] == 62.5 and cells["Måles i"] == "%"
        assert cells["Vurdering"] == "ikke godkjent"
        assert cells["Målt per"].date() == date(2025, 12, 31)
        assert (cells["Mål"], cells["Målår"], cells["På banen"]) == (74, 2032, "ja")
        assert cells["Enhet med ansvar"] == "Skole"
        assert cells["Kilde"] == "Reisevaneundersøkelsen"
        assert cells["Merknad"] == "Utvalget var lite"

    def test_why_there_is_no_value_is_said(self, planner: Client, indicator: Builder) -> None:
        observed(indicator(), "2025", None)

        assert [cell.value for cell in self.sheet(planner)["D"]] == ["Verdi", "ikke målt"]

    def test_what_looks_like_a_formula_is_text(self, planner: Client, indicator: Builder) -> None:
        one = indicator(name='=HYPERLINK("http://example.org")', source="@SUM(A1)")
        observed(one, "2025", "1", note="+1+1")

        cells = [cell for cell in self.sheet(planner)[2] if cell.value is not None]

        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert cells[0].value.startswith("=HYPERLINK")


class TestOneIndicator:
    """The page of one."""

    def test_it_says_how_it_goes_first_and_what_it_is(
        self, planner: Client, indicator: Builder, working_copy: WorkingCopy, schools: Unit
    ) -> None:
        element = working_copy.latest().plan().elements[0].children[0]
        one = indicator(
            **CYCLING, **BAND, definition="Av alle som jobber", source="Undersøkelse",
            since=2015, plan=working_copy.pk, element=element.id, unit=schools.pk, goal="SDG 11.2",
        )  # fmt: skip
        observed(one, "2025", "57", note="Foreløpig tall")

        shown = page(planner, f"{LIST}{one.pk}/")

        assert "57 % i 2025, 3 prosentpoeng bak banen mot 74 % i 2032." in shown
        for text in ("Av alle som jobber", "Undersøkelse", "Foreløpig tall", "Skole", "SDG 11.2",
                     "Ny fra 2015", element.words[:40], "/arbeid/asker/"):  # fmt: skip
            assert text in shown, text

    def test_the_band_of_the_value_is_marked(self, planner: Client, indicator: Builder) -> None:
        one = indicator(**BAND)
        observed(one, "2025", "72")

        shown = page(planner, f"{LIST}{one.pk}/")

        bands = re.findall(r'<li class="scorecard__band (.*?)</li>', shown)
        assert [words(f"<{band}") for band in bands] == [
            " ✓ Ønsket Minst 75 ",
            " ≈ Akseptert Fra 70 til 74 ▲ Verdien er her: 72 ",
            " ✗ Ikke godkjent Under 70 ",
        ]

    def test_a_corrected_value_is_shown_as_corrected(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator()
        observed(one, "2024", "40")
        observed(one, "2025", "41")
        observed(one, "2025", "43")

        shown = page(planner, f"{LIST}{one.pk}/")
        rows = [words(row) for row in re.findall(r"<tr.*?</tr>", shown)]

        assert [row.split()[:2] for row in rows[1:]] == [
            ["2025", "43"],
            ["rettet", "41"],
            ["2024", "40"],
        ]
        assert "<del>41</del>" in shown

    def test_a_target_that_was_changed_is_still_there(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator(
            targets=[
                {"year": 2024, "value": "300", "decided": "2020-06-01", "source": "Sak 1/20"},
                {"year": 2024, "value": "200", "decided": "2022-06-01", "source": "Sak 9/22"},
            ]
        )
        observed(one, "2024", "250")

        shown = page(planner, f"{LIST}{one.pk}/")

        assert "<del>300</del>" in shown and "en senere beslutning har tatt plassen" in shown
        assert "målet på 200 i 2024 er nådd" in shown

    def test_the_chart_needs_no_script_and_no_style(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator(**CYCLING, **BAND)
        observed(one, "2024", "55")
        observed(one, "2025", "57")

        shown = page(planner, f"{LIST}{one.pk}/")

        assert re.search(r'<svg class="line-chart" [^>]*role="img"[^>]*> <title id=', shown)
        assert "<desc id=" in shown
        assert " style=" not in shown

    def test_a_plan_without_the_element_any_more_is_told(
        self, planner: Client, indicator: Builder, working_copy: WorkingCopy
    ) -> None:
        one = indicator(plan=working_copy.pk, element="borte")

        shown = page(planner, f"{LIST}{one.pk}/")

        assert "som planen ikke har lenger" in shown
        assert "borte (ikke i planen lenger)" in page(planner, f"{LIST}{one.pk}/rediger/")

    def test_the_history_says_from_what_to_what(
        self, planner: Client, indicator: Builder, schools: Unit, publisher: User
    ) -> None:
        one = indicator(**CYCLING)
        change(
            one,
            {"unit": schools.pk, "direction": "up", "frequency": "tertial",
             "targets": [{"year": 2030, "value": "80", "decided": "2026-03-01"}]},
            user=publisher,
        )  # fmt: skip

        shown = words(page(planner, f"{LIST}{one.pk}/"))

        assert "Enhet med ansvar: – → Skole" in shown
        assert "hvert år → hvert tertial" in shown
        assert "2032: 74 → 2030: 80 (1. mars 2026)" in shown
        assert "Endret – kari" in shown

    @pytest.mark.parametrize("count", [2, 30])
    def test_the_number_of_queries_does_not_grow(
        self, planner: Client, indicator: Builder, municipality: Municipality, count: int,
        django_assert_max_num_queries: Any,
    ) -> None:  # fmt: skip
        one = indicator(**CYCLING)
        for number in range(count):
            measure = make(Measure(municipality=municipality), {"name": f"T{number}"}, user=None)
            change(one, {"measure": measure.pk}, user=None)
            observed(one, str(1990 + number), "50")

        with django_assert_max_num_queries(15):
            page(planner, f"{LIST}{one.pk}/")
