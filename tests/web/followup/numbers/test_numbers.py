"""The municipality's numbers together: of a theme, a goal or all, to sort, filter and take away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook

from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.publish.followup.counted import Counted
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.models import Indicator, Measure, Observation
from ledetraad.web.followup.numbers import gather
from ledetraad.web.followup.publishing.gather import gathered
from ledetraad.web.history.recording import change, delete, make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.conftest import MORNING
from tests.web.followup.publishing.pages import page

HERE = "/oppfolging/asker-kommune/tall/"


@pytest.fixture
def count(municipality: Municipality) -> Callable[..., Indicator]:
    """Makes an indicator with values for the years to 2025."""

    def made(name: str, *values: float, **said: object) -> Indicator:
        told = {"name": name, "measure_unit": "%", "decimals": 1, "direction": "up", **said}
        indicator = make(Indicator(municipality=municipality), told, user=None)
        for year, value in enumerate(values, 2026 - len(values)):
            enter(indicator, year, value)
        return indicator

    return made


def enter(indicator: Indicator, year: int, value: float) -> None:
    Observation.objects.create(
        indicator=indicator,
        period=str(year),
        measured=date(year, 12, 31),
        value=Decimal(str(value)),
    )


def order(shown: str, *names: str) -> list[str]:
    return sorted(names, key=shown.index)


class TestOne:
    def test_its_numbers_are_taken_away_with_source(
        self, planner: Client, count: Callable[..., Indicator]
    ) -> None:
        one, _ = count("Trivsel", 60, 61), count("Annet", 1, 2)
        shown = page(planner, f"/oppfolging/asker-kommune/indikatorer/{one.pk}/")
        assert f'href="{HERE}{one.pk}.csv"' in shown

        told = planner.get(f"{HERE}{one.pk}.csv")

        assert f"tall-{one.pk}-" in told["Content-Disposition"]
        assert told.content.decode().count("Trivsel") == 2
        assert "Annet" not in told.content.decode()


class TestTable:
    def test_each_has_its_value_change_progress_and_probability(
        self, planner: Client, count: Callable[..., Indicator]
    ) -> None:
        count("Trivsel", *(60, 61, 62.5, 63, 64.5, 66), targets=[{"year": 2028, "value": "70"}])

        shown = page(planner, HERE)

        assert "66,0 %" in shown
        assert "+1,5 percentage points" in shown
        assert "better" in shown
        assert "70,0 % in 2028" in shown
        assert "probable that the target is met" in shown
        assert shown.count('class="small-chart"') == shown.count('class="numbers__figures"') == 1

    def test_why_it_can_not_be_said_how_it_goes(
        self, planner: Client, count: Callable[..., Indicator]
    ) -> None:
        count("Uten mål", 60, 61)

        assert "no target is set" in page(planner, HERE)

    def test_they_are_sorted_and_filtered_by_what_is_reckoned(
        self, planner: Client, count: Callable[..., Indicator]
    ) -> None:
        target = {"targets": [{"year": 2030, "value": "70"}]}
        count("Alfa", *(69, 70, 71), **target)
        count("Beta", *(60, 58, 55), **target)
        count("Gamma", *(60, 60, 60, 61, 60, 66))

        worst = page(planner, f"{HERE}?sorter=framdrift")
        assert order(worst, ">Alfa<", ">Beta<", ">Gamma<") == [">Beta<", ">Gamma<", ">Alfa<"]
        moved = page(planner, f"{HERE}?sorter=endring")
        assert order(moved, ">Alfa<", ">Gamma<") == [">Gamma<", ">Alfa<"]
        wrong = page(planner, f"{HERE}?framdrift=wrong_way")
        assert ">Beta<" in wrong
        assert ">Alfa<" not in wrong
        assert "No indicator is like that." in page(planner, f"{HERE}?ord=delta")
        assert ">Alfa<" in page(planner, f"{HERE}?sorter=tull&framdrift=tull")

    def test_those_of_a_theme_and_of_a_goal_are_all_under_it_also_by_their_measures(
        self,
        planner: Client,
        count: Callable[..., Indicator],
        municipality: Municipality,
        working_copy: WorkingCopy,
        strategy: str,
    ) -> None:
        plan = working_copy.latest().plan()
        theme, other = plan.elements[0], plan.elements[-1]
        serves = [{"plan": working_copy.pk, "element": strategy}]
        measure = make(
            Measure(municipality=municipality), {"name": "Vei", "serves": serves}, user=None
        )
        count("Direkte", 1, plan=working_copy.pk, element=strategy)
        count("Ved tiltak", 1, measure=measure.pk)
        count("Et annet sted", 1, plan=working_copy.pk, element=other.id)
        goal = theme.children[0]

        for element in (theme.id, goal.id, strategy):
            shown = page(planner, f"{HERE}?plan=asker:{element}")
            assert ">Direkte<" in shown, element
            assert ">Ved tiltak<" in shown
            assert ">Et annet sted<" not in shown
        assert ">Et annet sted<" in page(planner, f"{HERE}?plan=asker:{other.id}")
        assert "No indicator is like that." in page(planner, f"{HERE}?plan=asker:ingen")

    def test_what_changes_is_seen_at_once(
        self, planner: Client, count: Callable[..., Indicator]
    ) -> None:
        indicator = count("Trivsel", 60)
        assert "60,0 %" in page(planner, HERE)

        enter(indicator, 2025, 61)
        assert "61,0 %" in page(planner, HERE)
        change(indicator, {"name": "Trygghet"}, user=None)
        assert "Trygghet" in page(planner, HERE)
        delete(indicator, user=None, now=MORNING)
        assert "Trygghet" not in page(planner, HERE)

    def test_a_new_value_costs_the_reckoning_of_one(
        self,
        planner: Client,
        count: Callable[..., Indicator],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        first = count("En", 1, 2)
        count("To", 1, 2)
        page(planner, HERE)
        reckoned: list[str] = []
        before = gather._made

        def noted(one: Indicator, *rest: Any) -> Counted:
            reckoned.append(one.name)
            return before(one, *rest)

        monkeypatch.setattr(gather, "_made", noted)

        enter(first, 2025, 3)
        page(planner, HERE)

        assert reckoned == ["En"]


class TestTakingAway:
    def test_as_csv_with_source_and_licence_and_those_compared(
        self, planner: Client, fetch: Callable[[], None]
    ) -> None:
        fetch()

        text = planner.get(f"{HERE}tall.csv").content.decode("utf-8-sig")

        own = next(line for line in text.splitlines() if ";Asker kommune;;2025;" in line)
        assert own.split(";")[5:7] == ["1", "%"]
        assert "12134: Utvalgte nøkkeltall" in own
        assert any(";EKG12;2025;3.2;%;" in line for line in text.splitlines())

    def test_as_excel_with_a_row_for_each_and_one_for_each_number(
        self, planner: Client, fetch: Callable[[], None]
    ) -> None:
        fetch()

        book = load_workbook(BytesIO(planner.get(f"{HERE}tall.xlsx").content))

        whole, every = book.worksheets
        assert [cell.value for cell in whole[2]][1:4] == ["Netto driftsresultat", 1, "%"]
        assert every.max_row == 1 + 6 + 3 * 6

    def test_only_what_is_asked_for(self, planner: Client, count: Callable[..., Indicator]) -> None:
        count("Alfa", 1)
        count("Beta", 2)

        text = planner.get(f"{HERE}tall.csv", {"ord": "alfa"}).content.decode()

        assert "Alfa" in text
        assert "Beta" not in text


class TestMoved:
    def test_both_ways_are_told_with_what_is_usual_and_the_rest_with_why(
        self, planner: Client, count: Callable[..., Indicator]
    ) -> None:
        count("Opp", *(10, 11, 10, 11, 10, 14))
        count("Ned", *(10, 11, 10, 11, 10, 4))
        count("Ny", 1)

        shown = page(planner, f"{HERE}endret/")

        assert order(shown, "For the worse", ">Ned<", "For the better", ">Opp<") == [
            "For the worse",
            ">Ned<",
            "For the better",
            ">Opp<",
        ]
        assert ">Ny</a>: there is no number for the year before" in shown

    def test_of_a_theme_alone(
        self,
        planner: Client,
        count: Callable[..., Indicator],
        working_copy: WorkingCopy,
        strategy: str,
    ) -> None:
        count("Her", 1, plan=working_copy.pk, element=strategy)
        count("Der", 1)

        shown = page(planner, f"{HERE}endret/?plan=asker:{strategy}")

        assert ">Her<" in shown
        assert ">Der<" not in shown


class TestPublishing:
    @pytest.mark.parametrize("chosen", [True, False])
    def test_others_numbers_are_published_only_where_that_is_chosen(
        self,
        fetch: Callable[[], None],
        working_copy: WorkingCopy,
        chosen: bool,
    ) -> None:
        fetch()
        choice = PublishingChoice(indicators=True, peers=chosen)

        told = gathered(working_copy, working_copy.latest().plan(), choice, MORNING)

        assert told is not None
        fetched = told.indicators[0].fetched
        assert fetched is not None
        assert [one.region for one in fetched.peers] == (
            ["EKG12", "EKA46", "EAKUO"] if chosen else []
        )
        assert fetched.notes == ("Brudd i tidsserien.",)
        assert fetched.tables[0].table == "12134"


class TestRights:
    @pytest.mark.parametrize("rest", ["", "tall.csv", "tall.xlsx", "endret/"])
    def test_whoever_reads_may_see_them_and_nobody_elsewhere(
        self, client: Client, reader: User, stranger: User, rest: str
    ) -> None:
        client.force_login(reader)
        assert client.get(HERE + rest).status_code == 200
        client.force_login(stranger)
        assert client.get(HERE + rest).status_code == 404
