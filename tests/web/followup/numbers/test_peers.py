"""Whom a municipality is compared with: chosen once, and fetched in the same question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.figures.jobs import fetch_soon
from ledetraad.web.followup.figures.models import Feed, PeerGroup
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.recording import change
from ledetraad.web.jobs.worker import run_waiting
from tests.web.followup.numbers.conftest import WithKlass, inhabitants, table
from tests.web.followup.publishing.pages import page

FORM = "/oppfolging/asker-kommune/tall/sammenligning/"
CHOSEN = {
    "kommune-1": "1103 Stavanger",
    "kommune-2": "trondheim",
    "kommune-4": "Kristiansand kommune",
    "group": "klass",
    "county": "1",
    "country": "1",
}


def choose(planner: Client, answer: int = 302, **other: str) -> str:
    said = {name: text for name, text in (CHOSEN | other).items() if text}
    response = planner.post(FORM, said)
    assert response.status_code == answer, response.content.decode()
    run_waiting()
    return response.content.decode()


def regions() -> list[str]:
    return [one.region for one in Feed.objects.get().last().peers]


class TestFetching:
    def test_the_group_the_county_and_the_country_come_without_choosing(
        self, fetch: Callable[[], None]
    ) -> None:
        fetch()

        assert regions() == ["EKG12", "EKA46", "EAKUO"]

    def test_others_come_in_the_same_question_as_the_municipalitys_own(
        self, planner: Client, fetch: Callable[[], None], office: WithKlass
    ) -> None:
        choose(planner)
        fetch()

        assert len(office.data_asked) == 1
        assert regions() == ["1103", "5001", "4204", "EKG12", "EKA46", "EAKUO"]

    def test_a_new_choice_has_them_fetched_although_the_table_is_as_it_was(
        self, planner: Client, fetch: Callable[[], None], office: WithKlass
    ) -> None:
        fetch()
        choose(planner, country="", county="")

        assert regions() == ["1103", "5001", "4204", "EKG12"]

        choose(planner, country="", county="", version=str(PeerGroup.objects.get().version))
        assert len(office.data_asked) == 2

    def test_the_group_stays_while_klass_is_away(
        self,
        fetch: Callable[[], None],
        office: WithKlass,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        fetch()
        office.klass_is_away = True
        office.tables["12134"] = table("2026-09-15T06:00:00Z")
        monkeypatch.setattr("ledetraad.web.followup.figures.groups.group_of", lambda place: "")

        fetch_soon(Feed.objects.get())
        run_waiting()

        assert "EKG12" in regions()
        assert len(office.data_asked) == 2

    def test_without_klass_there_is_no_group_and_the_rest_comes(
        self, fetch: Callable[[], None], office: WithKlass
    ) -> None:
        office.klass_is_away = True

        fetch()

        assert regions() == ["EKA46", "EAKUO"]


class TestOneIndicator:
    """One that is compared with others than the rest."""

    @pytest.fixture
    def form(self, result: Indicator) -> str:
        return f"{FORM}{result.pk}/"

    def choose_own(self, planner: Client, form: str, answer: int = 302, **other: str) -> str:
        said = {"hvem": "egne", "kommune-1": "4204 Kristiansand", "version": "1"} | other
        response = planner.post(form, said)
        assert response.status_code == answer, response.content.decode()
        run_waiting()
        return response.content.decode()

    def test_it_has_its_own_and_the_values_stand(
        self, planner: Client, fetch: Callable[[], None], result: Indicator, form: str
    ) -> None:
        choose(planner)
        fetch()
        before = Feed.objects.get().last().values

        self.choose_own(planner, form)

        assert regions() == ["4204"]
        assert Feed.objects.get().last().values == before
        shown = page(planner, f"/oppfolging/asker-kommune/indikatorer/{result.pk}/")
        assert "Those compared with are chosen for this indicator alone." in shown
        assert shown.count('class="small-charts__one"') == 1

    def test_a_new_choice_for_all_does_not_change_it(
        self, planner: Client, fetch: Callable[[], None], result: Indicator, form: str
    ) -> None:
        fetch()
        self.choose_own(planner, form)

        shown = page(planner, FORM)
        assert "1 indicator has a choice of its own" in shown
        assert f'href="{form}"' in shown
        choose(planner)

        assert regions() == ["4204"]

    def test_it_follows_all_others_again(
        self, planner: Client, fetch: Callable[[], None], office: WithKlass, form: str
    ) -> None:
        fetch()
        self.choose_own(planner, form)

        self.choose_own(planner, form, version="2", hvem="")

        assert Feed.objects.get().said().peers is None
        assert regions() == ["EKG12", "EKA46", "EAKUO"]

    def test_it_stays_where_the_values_come_from_elsewhere(
        self, planner: Client, fetch: Callable[[], None], result: Indicator, form: str
    ) -> None:
        fetch()
        self.choose_own(planner, form)

        planner.post(
            f"/oppfolging/asker-kommune/indikatorer/{result.pk}/kilde/bruk/",
            {"katalog": "netto-driftsresultat", "sted": "1103"},
        )
        run_waiting()

        assert regions() == ["4204"]

    def test_the_form_shows_those_of_all_until_it_has_its_own(
        self, planner: Client, fetch: Callable[[], None], form: str
    ) -> None:
        choose(planner)
        fetch()

        assert 'value="1103 Stavanger"' in page(planner, form)
        assert "Municipalities: 1103 Stavanger" in page(planner, form)

        self.choose_own(planner, form)
        assert 'value="4204 Kristiansand"' in page(planner, form)

    def test_what_can_not_be_is_told_at_its_field(
        self, planner: Client, fetch: Callable[[], None], form: str
    ) -> None:
        fetch()

        shown = self.choose_own(planner, form, 422, **{"kommune-2": "Langtvekkistan"})

        assert 'id="kommune-2-problem"' in shown
        assert Feed.objects.get().said().peers is None

    def test_two_who_choose_at_once_are_told_and_choose(
        self, planner: Client, fetch: Callable[[], None], form: str
    ) -> None:
        fetch()
        self.choose_own(planner, form)

        shown = self.choose_own(planner, form, 422, **{"kommune-1": "1103"})
        assert "Municipalities: 4204 Kristiansand" in shown
        assert "Municipalities: 1103 Stavanger" in shown

        mine = {"kommune-1": "1103", "seen": "2", "choose-peers": "mine"}
        self.choose_own(planner, form, **mine)
        assert regions() == ["1103"]

    def test_one_whose_values_are_not_fetched_has_none_to_choose(
        self, planner: Client, form: str
    ) -> None:
        assert planner.get(form).status_code == 404

    def test_those_who_only_read_may_not_nor_those_of_another_municipality(
        self,
        client: Client,
        fetch: Callable[[], None],
        reader: User,
        stranger: User,
        form: str,
    ) -> None:
        fetch()
        for user in (reader, stranger):
            client.force_login(user)
            assert client.get(form).status_code == 404
            assert client.post(form, {"hvem": "egne"}).status_code == 404
        assert Feed.objects.get().said().peers is None


class TestPerInhabitant:
    @pytest.fixture
    def counted(self, planner: Client, result: Indicator, office: WithKlass) -> Callable[[], Feed]:
        """Has a count fetched, to be compared per inhabitant."""

        def do() -> Feed:
            change(result, {"measure_unit": "antall"}, user=None)
            address = f"/oppfolging/asker-kommune/indikatorer/{result.pk}/kilde/bruk/"
            query = {"katalog": "netto-driftsresultat", "sted": "4601", "per-innbygger": "1"}
            planner.post(address, query)
            run_waiting()
            return Feed.objects.get()

        return do

    def test_the_inhabitants_come_from_their_own_table_with_its_own_codes(
        self, planner: Client, counted: Callable[[], Feed], office: WithKlass, result: Indicator
    ) -> None:
        office.tables["07459"] = inhabitants()
        choose(planner)

        told = counted().last()

        assert told.per == "Folketall 1. januar"
        assert list(told.divisors) == ["", "1103", "EKA46"]
        assert told.divisors["EKA46"].values["2025"] == "650000.0"
        shown = page(planner, f"/oppfolging/asker-kommune/indikatorer/{result.pk}/")
        assert "for each thousand of this: Folketall 1. januar." in shown
        assert "07459: Befolkning" in shown

    def test_where_they_can_not_be_had_the_rest_comes_and_why_is_told(
        self, counted: Callable[[], Feed]
    ) -> None:
        feed = counted()

        told = feed.last()
        assert feed.fault() is None
        assert told.values["2025"] == "1.0"
        assert told.divisors == {}
        assert any("07459" in one.said(str) for one in told.said())


class TestPage:
    def test_the_indicator_is_beside_them(
        self, planner: Client, fetch: Callable[[], None], result: Indicator
    ) -> None:
        choose(planner)
        fetch()

        shown = page(planner, f"/oppfolging/asker-kommune/indikatorer/{result.pk}/")

        assert "Of 3 municipalities it is number 2 in 2025." in shown
        assert "1 of those chosen has no number that year." in shown
        assert "The municipality in the middle has 1,0 %; the difference is 0,0" in shown
        assert shown.count('class="small-chart"') == 6
        assert "not applicable" in shown

    def test_the_chart_to_explore_has_them(
        self, planner: Client, fetch: Callable[[], None], result: Indicator
    ) -> None:
        choose(planner)
        fetch()
        own = f"/oppfolging/asker-kommune/indikatorer/{result.pk}/"

        assert f'data-explore="{own}diagram.json"' in page(planner, own)
        rows = planner.get(f"{own}diagram.json").json()["layer"][-1]["data"]["values"]

        assert {"Stavanger", "Kostragruppe 12", "asker kommune"} <= {
            row["who"].casefold() if row["who"].startswith("A") else row["who"] for row in rows
        }

    def test_without_values_there_is_no_chart(self, planner: Client, result: Indicator) -> None:
        own = f"/oppfolging/asker-kommune/indikatorer/{result.pk}/"

        assert "data-explore" not in page(planner, own)
        assert planner.get(f"{own}diagram.json").status_code == 404

    def test_unrevised_numbers_are_told_at_each(
        self, planner: Client, fetch: Callable[[], None], result: Indicator, office: WithKlass
    ) -> None:
        office.tables["12134"] = table("2026-03-16T07:00:00Z")
        choose(planner)
        fetch()

        shown = page(planner, f"/oppfolging/asker-kommune/indikatorer/{result.pk}/")

        assert "2,9 (not finally checked)" in shown
        assert 'class="unrevised"' in page(planner, "/oppfolging/asker-kommune/tall/")


class TestForm:
    def test_what_was_chosen_stands_there_again(self, planner: Client, office: WithKlass) -> None:
        choose(planner)

        shown = page(planner, FORM)

        for text in ("1103 Stavanger", "5001 Trondheim", "4204 Kristiansand"):
            assert f'value="{text}"' in shown

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("Langtvekkistan", "We know of no municipality called “Langtvekkistan”."),
            ("Herøy", "There are several municipalities called “Herøy”."),
        ],
    )
    def test_one_that_is_not_known_is_told_at_its_field_and_nothing_is_lost(
        self, planner: Client, office: WithKlass, written: str, told: str
    ) -> None:
        shown = choose(planner, 422, **{"kommune-3": written})

        assert told in shown
        assert 'id="kommune-3-problem"' in shown
        assert 'value="1103 Stavanger"' in shown
        assert not PeerGroup.objects.exists()

    def test_two_who_choose_at_once_are_told(self, planner: Client, office: WithKlass) -> None:
        choose(planner)
        seen = str(PeerGroup.objects.get().version)
        choose(planner, group="EKG10", version=seen)

        shown = choose(planner, 422, group="EKG11", version=seen)

        assert "KOSTRA group 10" in shown
        assert PeerGroup.objects.get().said().group == "EKG10"

    def test_those_who_only_read_may_not_choose(self, client: Client, reader: User) -> None:
        client.force_login(reader)

        assert client.get(FORM).status_code == 404
        assert client.post(FORM, CHOSEN).status_code == 404
        assert not PeerGroup.objects.exists()

    def test_nor_those_of_another_municipality(
        self, client: Client, municipality: Municipality, stranger: User
    ) -> None:
        client.force_login(stranger)

        assert client.post(FORM, CHOSEN).status_code == 404
