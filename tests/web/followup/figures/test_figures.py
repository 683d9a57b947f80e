"""An indicator's values fetched from published tables: seen first, kept by edition, never lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.statistics.catalogue.load import catalogue
from ledetraad.statistics.store.store import Store
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.followup.figures.choosing import way_to
from ledetraad.web.followup.figures.jobs import fetch_all, fetch_soon
from ledetraad.web.followup.figures.models import Feed
from ledetraad.web.followup.figures.places import UnknownPlace, place_code
from ledetraad.web.followup.models import Indicator, Observation
from ledetraad.web.history.recording import change
from ledetraad.web.jobs.kinds import Run
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.worker import run_waiting
from tests.statistics.sources.office import Fault, Office
from tests.statistics.sources.tables import dataset, net_operating_result
from tests.web.conftest import PASSWORD

ENTRY = {"katalog": "netto-driftsresultat", "sted": "4601"}


def address(indicator: Indicator, rest: str = "") -> str:
    return f"/oppfolging/asker-kommune/indikatorer/{indicator.pk}/{rest}"


def chosen(planner: Client, indicator: Indicator) -> Feed:
    """The values fetched from table 12134 for Bergen from now on, and once already."""
    sent = planner.post(address(indicator, "kilde/bruk/"), ENTRY)
    assert sent.status_code == 302, sent.content.decode()
    run_waiting()
    return Feed.objects.get()


def values(indicator: Indicator) -> dict[str, Decimal | None]:
    """The newest value of each year."""
    found = Observation.objects.filter(indicator=indicator).order_by("pk")
    return {one.period: one.value for one in found}


def revised() -> dict[str, object]:
    """Table 12134 as it was published later, with another number for 2025."""
    table = net_operating_result("2026-09-15T06:00:00Z")
    table["value"][2] = 1.4
    return table


class TestChoosing:
    def test_the_catalogue_is_searched_by_words_and_numbers(
        self, planner: Client, result: Indicator
    ) -> None:
        shown = planner.get(address(result, "kilde/"), {"q": "12134"}).content.decode()

        assert "katalog=netto-driftsresultat" in shown

    def test_the_values_are_seen_before_anything_is_stored(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        shown = planner.get(address(result, "kilde/"), ENTRY).content.decode()

        assert "−2,4" in shown
        assert "Brudd i tidsserien" in shown
        assert not Feed.objects.exists()
        assert not Observation.objects.exists()

    def test_any_other_table_is_found_and_chosen_from(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        found = planner.get(address(result, "kilde/"), {"hos": "ssb", "ord": "nøkkeltall"})
        assert "tabell=12134" in found.content.decode()

        query = {"hos": "ssb", "tabell": "12134"}
        form = planner.get(address(result, "kilde/"), query).content.decode()
        assert 'name="v-ContentsCode"' in form
        query |= {"se": "1", "sted": "4601", "v-ContentsCode": "KOSAGD230000", "formel": "10 * x"}
        assert "−24" in planner.get(address(result, "kilde/"), query).content.decode()

        planner.post(address(result, "kilde/bruk/"), query)
        run_waiting()
        assert values(result)["2024"] == Decimal("-24")

    @pytest.mark.parametrize(
        ("query", "told"),
        [
            ({"hos": "ssb", "tabell": "99999"}, "99999"),
            (
                {
                    "hos": "ssb",
                    "tabell": "12134",
                    "se": "1",
                    "sted": "4601",
                    "v-ContentsCode": "KOSAGD230000",
                    "formel": "x +",
                },
                "formel",
            ),
            (ENTRY | {"sted": "Langtvekkistan"}, "Langtvekkistan"),
        ],
    )
    def test_what_can_not_be_is_told_and_nothing_is_stored(
        self,
        planner: Client,
        result: Indicator,
        office: Office,
        query: dict[str, str],
        told: str,
    ) -> None:
        response = planner.get(address(result, "kilde/"), query)

        assert response.status_code == 422
        assert told in response.content.decode()
        assert planner.post(address(result, "kilde/bruk/"), query).status_code in {302, 422}
        assert not Observation.objects.exists()

    def test_a_source_that_is_away_is_told_plainly(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        office.faults.extend([Fault(503)] * 10)

        response = planner.get(address(result, "kilde/"), ENTRY)

        assert response.status_code == 422
        assert "Traceback" not in response.content.decode()

    def test_only_what_is_measured_yearly_can_be_fetched(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        change(result, {"frequency": "month"}, user=None)

        response = planner.post(address(result, "kilde/bruk/"), ENTRY)

        assert response.status_code == 422
        assert "en gang i året" in response.content.decode()
        assert not Feed.objects.exists()


class TestLooking:
    """Entries of the catalogue whose code has to be looked for."""

    @pytest.fixture(autouse=True)
    def in_english(self, planner: Client) -> None:
        planner.cookies["django_language"] = "en"

    def test_an_entry_without_a_known_code_leads_to_its_table_and_says_what_to_do(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        labels = {
            "K1": "Brutto driftsutgifter",
            "K2": "Energibruk per kvadratmeter",
            "K3": "Energibruk per kvadratmeter, bare skoler",
        }
        office.tables["12150"] = dataset(
            "12150: Energi",
            "2026-06-15T06:00:00Z",
            {
                "KOKkommuneregion0000": {"4601": "Bergen"},
                "ContentsCode": labels,
                "Tid": {"2025": "2025"},
            },
            [1.0, 151.5, 99.0],
        )
        shown = planner.get(address(result, "kilde/"), {"q": "energibruk", "sted": "4601"})
        way = "hos=ssb&amp;tabell=12150&amp;fra=energibruk-kommunale-bygg&amp;sted=4601"
        assert way in shown.content.decode()

        query = dict(parse_qsl(unescape(way)))
        form = planner.get(address(result, "kilde/"), query).content.decode()

        assert "Choose the value that says “energibruk per kvadratmeter”" in form
        options = re.findall(r'<option value="(K.)"( selected)?>', form)
        assert options == [("K2", " selected"), ("K3", ""), ("K1", "")]
        query |= {"se": "1", "v-ContentsCode": "K2"}
        assert "151,5" in planner.get(address(result, "kilde/"), query).content.decode()

    def test_where_the_table_has_not_got_the_words_that_is_said(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        query = {"hos": "ssb", "tabell": "12134", "fra": "brann", "sted": "4601"}

        form = planner.get(address(result, "kilde/"), query).content.decode()

        assert "None in this table has just these words." in form
        assert "optgroup" not in form

    @pytest.mark.parametrize("key", ["trives-pa-skolen", "vaksinasjon", "drikkevann"])
    def test_an_entry_of_which_only_the_register_is_known_leads_to_a_search(
        self, planner: Client, result: Indicator, office: Office, key: str
    ) -> None:
        (entry,) = (one for one in catalogue() if one.key == key)

        assert way_to(entry, "4601") == f"hos=fhi&ord={entry.find}&fra={key}&sted=4601"
        shown = planner.get(address(result, "kilde/"), {"q": entry.name.nb}).content.decode()
        assert f"look for “{entry.find}”" in shown

    def test_what_to_do_is_told_though_the_source_is_away(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        office.faults.extend([Fault(503)] * 3)
        query = {"hos": "ssb", "tabell": "12150", "fra": "energibruk-kommunale-bygg"}

        response = planner.get(address(result, "kilde/"), query)

        assert response.status_code == 422
        assert "Choose the value that says" in response.content.decode()


class TestFetching:
    def test_the_values_come_with_their_source_and_edition(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        feed = chosen(planner, result)

        assert values(result) == {
            "2023": Decimal("0.7"),
            "2024": Decimal("-2.4"),
            "2025": Decimal("1"),
        }
        assert Observation.objects.filter(source="ssb 12134 (2026-06-15)").count() == 3
        shown = planner.get(address(result)).content.decode()
        assert "12134: Utvalgte nøkkeltall" in shown
        kept = Store(settings.STATISTICS).catalogue()
        assert [one.code for one in kept.datasets] == [f"12134/{feed.pk}/x"]

    def test_what_has_not_changed_is_not_stored_again(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        feed = chosen(planner, result)
        asked = len(office.data_asked)

        fetch_soon(feed)
        run_waiting()

        assert Observation.objects.count() == 3
        assert len(office.data_asked) == asked

    def test_a_revised_number_is_a_correction_and_the_old_one_stays(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        feed = chosen(planner, result)
        office.tables["12134"] = revised()

        fetch_soon(feed)
        run_waiting()

        assert values(result)["2025"] == Decimal("1.4")
        old_and_new = Observation.objects.filter(period="2025").order_by("pk")
        assert [one.value for one in old_and_new] == [Decimal("1"), Decimal("1.4")]
        (dataset,) = Store(settings.STATISTICS).catalogue().datasets
        assert len(dataset.editions) == 2

    def test_what_a_person_corrects_stands_until_the_source_says_another(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        feed = chosen(planner, result)
        by_hand = {"period": "2024", "measured": "2024-12-31", "value": Decimal("-2")}
        Observation.objects.create(indicator=result, by_name="Kari", **by_hand)
        office.tables["12134"] = revised()

        fetch_soon(feed)
        run_waiting()

        assert values(result)["2024"] == Decimal("-2")
        assert values(result)["2025"] == Decimal("1.4")

    def test_unrevised_numbers_are_told_of(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        office.tables["12134"] = net_operating_result("2026-03-16T07:00:00Z")
        chosen(planner, result)

        newest = Observation.objects.get(period="2025")
        assert newest.note == "Publisert før den siste kontrollen."
        shown = planner.get(address(result)).content.decode()
        assert "Publisert før den siste kontrollen: 2025" in shown

    def test_a_source_that_is_away_leaves_the_values_as_they_are_and_says_so(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        feed = chosen(planner, result)
        del office.tables["12134"]

        fetch_soon(feed)
        run_waiting()

        feed.refresh_from_db()
        assert feed.fault() is not None
        assert Observation.objects.count() == 3
        assert "12134" in planner.get(address(result)).content.decode()

    def test_all_are_asked_every_morning(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        feed = chosen(planner, result)
        effect = fetch_all(Run(lambda done, total: True))
        assert effect is not None

        effect()

        waiting = Job.objects.filter(kind="fetch-figures", state=Job.State.WAITING)
        assert [one.arguments for one in waiting] == [{"feed": feed.pk}]

    def test_fetching_ends_and_the_values_stay(
        self, planner: Client, result: Indicator, office: Office
    ) -> None:
        chosen(planner, result)

        planner.post(address(result, "kilde/slutt/"))

        assert Observation.objects.count() == 3
        assert "Hent verdiene" in planner.get(address(result)).content.decode()
        chosen(planner, result)
        assert Feed.objects.get().deleted_at is None


class TestCommand:
    def test_all_are_fetched_and_told_of(
        self,
        planner: Client,
        result: Indicator,
        office: Office,
        refresh: Callable[[], tuple[int, str]],
    ) -> None:
        planner.post(address(result, "kilde/bruk/"), ENTRY)

        code, told = refresh()

        assert code == 0
        assert "Asker kommune, Netto driftsresultat: 3 nye eller rettede verdier." in told
        assert "0 nye" in refresh()[1]

    def test_what_can_not_be_fetched_is_told_and_the_rest_goes_on(
        self,
        planner: Client,
        result: Indicator,
        office: Office,
        refresh: Callable[[], tuple[int, str]],
    ) -> None:
        chosen(planner, result)
        del office.tables["12134"]

        code, told = refresh()

        assert code == 1
        assert "12134" in told
        assert Observation.objects.count() == 3

    def test_where_nothing_is_fetched_it_says_so(
        self, db: None, refresh: Callable[[], tuple[int, str]]
    ) -> None:
        assert refresh() == (0, "Ingen indikator har en kilde.\n")


class TestRights:
    @pytest.mark.parametrize("rest", ["kilde/", "kilde/bruk/", "kilde/slutt/"])
    def test_those_who_only_read_may_not(
        self, client: Client, result: Indicator, reader: User, rest: str
    ) -> None:
        client.force_login(reader)

        method = client.get if rest == "kilde/" else client.post
        assert method(address(result, rest)).status_code == 404

    def test_nor_those_of_another_municipality(
        self, client: Client, result: Indicator, municipality: Municipality, stranger: User
    ) -> None:
        client.force_login(stranger)

        assert client.get(address(result, "kilde/")).status_code == 404

    def test_a_controller_may(
        self, client: Client, result: Indicator, municipality: Municipality
    ) -> None:
        client.force_login(add_person("kåre", PASSWORD, municipality.name, Role.CONTROLLER))

        assert client.get(address(result, "kilde/")).status_code == 200


@pytest.mark.parametrize(
    ("written", "code"),
    [("3203", "3203"), (" Asker ", "3203"), ("asker kommune", "3203"), ("EKG12", "EKG12")],
)
def test_a_place_is_named_by_number_or_name(written: str, code: str) -> None:
    assert place_code(written) == code


@pytest.mark.parametrize("written", ["", "Langtvekkistan", "æ" * 80])
def test_a_place_that_is_not_known_is_asked_back(written: str) -> None:
    with pytest.raises(UnknownPlace):
        place_code(written)
