"""Key figures fetched from KOSTRA: seen first, kept by edition, used by rules and services."""

from __future__ import annotations

import io
from decimal import Decimal
from zipfile import ZipFile

import pytest
from django.conf import settings

from ledetraad.cli.app import run
from ledetraad.statistics.peers.choice import PeerChoice
from ledetraad.statistics.store.store import Store
from ledetraad.web import start
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.amounts import amounts_of
from ledetraad.web.economy.figures.jobs import fetch_all
from ledetraad.web.economy.models import KeyFigure, PeerCosts, Rule
from ledetraad.web.followup.numbers.services.peers_save import save_peers
from ledetraad.web.followup.services.change_together import Answer
from ledetraad.web.jobs.kinds import Run
from ledetraad.web.jobs.worker import run_waiting
from tests.statistics.sources.office import Fault, Office
from tests.statistics.sources.tables import net_operating_result
from tests.web.economy.desk import Desk
from tests.web.economy.kostra import (
    RESULT,
    by_age,
    choose_peers,
    kindergartens,
    of_table,
)
from tests.web.economy.test_ledgers import queries

pytestmark = pytest.mark.django_db


RULE = {
    "name": "Netto driftsresultat", "figure": "published", "scope": "konsern",
    "bounds-0-year": "2023", "bounds-0-at_least": "1,75",
}  # fmt: skip


def fetched(controller: Desk, query: dict[str, str] = RESULT) -> KeyFigure:
    """A key figure that has been chosen and fetched."""
    controller.post("nokkeltall/ny/", query)
    run_waiting()
    return KeyFigure.objects.latest("pk")


class _Nobody:
    def tell(self, done: int, total: int) -> bool:
        return True


def asked_again() -> None:
    """Every key figure asked for, as every morning."""
    store = fetch_all(Run(_Nobody()))
    assert store is not None
    store()
    run_waiting()


class TestChoosing:
    def test_the_numbers_are_seen_before_anything_is_stored(
        self, controller: Desk, office: Office
    ) -> None:
        page = controller.get("nokkeltall/ny/?katalog=netto-driftsresultat&sted=4601")

        assert "−2,4" in page
        assert "Brudd i tidsserien" in page
        assert not KeyFigure.objects.exists()

    def test_a_table_of_ones_own_choice_brings_its_name_and_unit(
        self, controller: Desk, office: Office
    ) -> None:
        one = fetched(controller, of_table("13502", "KOSkost0000"))

        assert one.name == "Kostnad per barn"
        assert one.said().definition.unit == "1000 kr"

    def test_what_can_not_be_is_told(self, controller: Desk, office: Office) -> None:
        controller.post("nokkeltall/ny/", RESULT | {"sted": "Langtvekkistan"}, 422)
        controller.post("nokkeltall/ny/", of_table("99999", "x"), 422)

        assert not KeyFigure.objects.exists()

    def test_only_who_may_write_chooses(
        self, controller: Desk, onlooker: Desk, office: Office
    ) -> None:
        one = fetched(controller)
        stranger = Desk(Municipality.objects.create(name="Eksempel kommune"), Role.ADMINISTRATOR)

        onlooker.get(f"nokkeltall/{one.pk}/")
        onlooker.get("nokkeltall/ny/", 404)
        onlooker.post(f"nokkeltall/{one.pk}/slett/", status=404)
        stranger.get(f"nokkeltall/{one.pk}/", 404)


class TestFetched:
    def test_the_page_tells_numbers_here_and_elsewhere_with_table_edition_and_notes(
        self, controller: Desk, office: Office, municipality: Municipality
    ) -> None:
        choose_peers(municipality)
        one = fetched(controller)

        page = controller.get(f"nokkeltall/{one.pk}/")

        assert "−2,4" in page
        assert "Kostragruppe 12" in page
        assert "3,2" in page
        assert "12134" in page
        assert "Brudd i tidsserien" in page
        assert "own estimates" in page
        assert "nrevised" not in page

    def test_what_was_published_before_its_last_check_is_marked(
        self, controller: Desk, office: Office
    ) -> None:
        office.tables["12134"] = net_operating_result("2026-03-16T07:00:00Z")
        one = fetched(controller)

        assert "unrevised" in controller.get(f"nokkeltall/{one.pk}/")
        assert "unrevised" in controller.get("nokkeltall/")

    def test_a_new_edition_takes_the_place_of_the_old_which_is_kept(
        self, controller: Desk, office: Office
    ) -> None:
        one = fetched(controller)
        later = net_operating_result("2026-09-15T06:00:00Z")
        later["value"][2] = 1.4
        office.tables["12134"] = later

        asked_again()

        one.refresh_from_db()
        assert one.last().values["2025"] == "1.4"
        kept = Store(settings.STATISTICS).catalogue().datasets
        assert [len(each.editions) for each in kept] == [2]

    def test_a_source_that_is_away_leaves_the_numbers_and_is_told(
        self, controller: Desk, office: Office
    ) -> None:
        one = fetched(controller)
        office.tables["12134"] = net_operating_result("2026-09-15T06:00:00Z")
        del office.tables["12134"]

        asked_again()

        page = controller.get(f"nokkeltall/{one.pk}/")
        assert "could not be fetched last time" in page
        assert "−2,4" in page

    def test_those_whom_the_municipality_is_compared_with_are_fetched_when_they_are_chosen(
        self, controller: Desk, office: Office, municipality: Municipality
    ) -> None:
        one = fetched(controller)
        said = PeerChoice(group="EKG12")

        save_peers(municipality, said, Answer(0, 0, {}), user=None)
        run_waiting()
        run_waiting()

        one.refresh_from_db()
        assert "EKG12" in {peer.region for peer in one.last().peers}

    def test_another_choice_can_be_undone(self, controller: Desk, office: Office) -> None:
        one = fetched(controller)
        controller.post(f"nokkeltall/{one.pk}/rediger/", of_table("13502", "KOSkost0000"))
        run_waiting()
        one.refresh_from_db()
        assert one.last().values["2025"] == "200.0"

        controller.undo("nokkeltall", one.pk, str(one.version))
        run_waiting()

        one.refresh_from_db()
        assert one.last().values["2025"] == "1.0"

    def test_the_number_of_queries_does_not_grow(self, controller: Desk, office: Office) -> None:
        fetched(controller)
        before = queries(controller, "nokkeltall/")
        fetched(controller, of_table("13502", "KOSkost0000"))
        fetched(controller, of_table("09169", "KOSbarn0000"))

        assert queries(controller, "nokkeltall/") == before


def test_the_command_that_fetches_indicators_fetches_key_figures_too(
    controller: Desk,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    one = fetched(controller)
    later = net_operating_result("2026-09-15T06:00:00Z")
    later["value"][2] = 1.4
    office.tables["12134"] = later
    monkeypatch.setattr(start, "prepare", lambda data: None)

    code = run(["statistics", "refresh"])

    one.refresh_from_db()
    told = capfd.readouterr()
    assert code == 0, told.out + told.err
    assert one.last().values["2025"] == "1.4"
    assert one.name in told.out + told.err


class TestRules:
    def test_a_rule_is_judged_by_a_key_figure_and_leads_to_its_edition(
        self, controller: Desk, office: Office
    ) -> None:
        one = fetched(controller)
        controller.post("regler/ny/", RULE | {"fetched": f"nokkeltall:{one.pk}"})

        page = controller.get(f"regler/{Rule.objects.get().pk}/")

        assert "−2,40" in page
        assert "broken" in page
        assert f"nokkeltall/{one.pk}/" in page
        assert "ssb 12134 (15.06.2026)" in page

    def test_the_documents_tell_the_edition_and_what_is_unrevised(
        self, controller: Desk, office: Office
    ) -> None:
        office.tables["12134"] = net_operating_result("2026-03-16T07:00:00Z")
        one = fetched(controller)
        controller.post("regler/ny/", RULE | {"fetched": f"nokkeltall:{one.pk}"})

        word = controller.client.get(f"{controller.here}regler/handlingsregler.docx").content

        with ZipFile(io.BytesIO(word)) as parts:
            text = parts.read("word/document.xml").decode()
        assert "ssb 12134 (16.03.2026)" in text
        assert "2025 was published before its last check" in text

    def test_the_rules_page_tells_when_its_number_is_unrevised(
        self, controller: Desk, office: Office
    ) -> None:
        office.tables["12134"] = net_operating_result("2026-03-16T07:00:00Z")
        one = fetched(controller)
        controller.post("regler/ny/", RULE | {"fetched": f"nokkeltall:{one.pk}"})

        page = controller.get(f"regler/{Rule.objects.get().pk}/")

        assert "published before its last check" in page

    def test_years_that_it_is_not_published_of_can_have_a_formula(
        self, controller: Desk, office: Office
    ) -> None:
        one = fetched(controller)
        plan = {"basis": "plan", "source": "x", "operating_revenues": "100"}
        controller.post("belop/2026/", plan | {"net_operating_result": "2"})
        ahead = "100 * net_operating_result / operating_revenues"
        said = RULE | {"fetched": f"nokkeltall:{one.pk}", "ahead": ahead}
        controller.post("regler/ny/", said)

        page = controller.get(f"regler/{Rule.objects.get().pk}/")

        assert "2,00 %" in page
        assert "1,00 %" in page
        assert ahead in page
        assert "ahead-problem" in controller.post("regler/ny/", said | {"ahead": "loans"}, 422)

    def test_a_figure_that_is_no_percentage_or_not_there_can_not_be_chosen(
        self, controller: Desk, office: Office
    ) -> None:
        money = fetched(controller, of_table("13502", "KOSkost0000"))

        for key in (f"nokkeltall:{money.pk}", "nokkeltall:0"):
            assert "fetched-problem" in controller.post("regler/ny/", RULE | {"fetched": key}, 422)

    def test_its_form_comes_back_as_it_was(self, controller: Desk, office: Office) -> None:
        one = fetched(controller)
        controller.post("regler/ny/", RULE | {"fetched": f"nokkeltall:{one.pk}"})
        rule = Rule.objects.get()

        page = controller.get(f"regler/{rule.pk}/rediger/")

        assert f'value="nokkeltall:{one.pk}" selected' in page

    def test_a_deleted_key_figure_is_missed_by_its_name(
        self, controller: Desk, office: Office
    ) -> None:
        one = fetched(controller)
        controller.post("belop/2025/", {"basis": "accounts", "source": "x", "loans": "1"})
        controller.post("regler/ny/", RULE | {"fetched": f"nokkeltall:{one.pk}"})
        controller.post(f"nokkeltall/{one.pk}/slett/")

        page = controller.get(f"regler/{Rule.objects.get().pk}/")

        assert f"{one.name} is missing" in page
        assert amounts_of(controller.municipality).amounts.years == (2025,)

    def test_a_formula_over_the_accounts_is_a_figure(self, controller: Desk) -> None:
        for year, loans in ((2024, "50"), (2025, "60")):
            said = {"basis": "accounts", "source": "x", "loans": loans, "free_revenues": "80"}
            controller.post(f"belop/{year}/", said)
        formula = "100 * loans / free_revenues"
        controller.post("regler/ny/", RULE | {"figure": "formula", "formula": formula})

        page = controller.get(f"regler/{Rule.objects.get().pk}/")

        assert "75,00 %" in page
        assert formula in page

    def test_a_formula_that_comes_to_kroner_is_refused(self, controller: Desk) -> None:
        for formula in ("loans + 1", "loans - free_revenues", "loans / finnesikke", "loans /"):
            said = RULE | {"figure": "formula", "formula": formula}
            assert "formula-problem" in controller.post("regler/ny/", said, 422)


class TestServices:
    def said(self, controller: Desk) -> dict[str, str]:
        cost = fetched(controller, of_table("13502", "KOSkost0000"))
        users = fetched(controller, of_table("09169", "KOSbarn0000"))
        return {"name": "Barnehage", "cost": str(cost.pk), "users": str(users.pk),
                "user": "et barn", "note": "Nabo fører skyss her."}  # fmt: skip

    def test_the_difference_is_told_in_kroner_for_municipality_group_and_country(
        self, controller: Desk, office: Office, municipality: Municipality
    ) -> None:
        choose_peers(municipality)
        controller.post("naboer/ny/hent/", self.said(controller))

        page = controller.get(f"naboer/{PeerCosts.objects.get().pk}/")

        assert "24\u00a0000\u00a0000" in page  # (200 000 - 180 000) × 1200
        assert "12\u00a0000\u00a0000" in page  # (200 000 - 190 000) × 1200
        assert "number 2 of 2 municipalities" in page
        assert "Landet uten Oslo" in page
        assert ">Landet<" not in page
        assert "ssb 13502 (15.06.2026)" in page
        assert "Omfatter ikke skoleskyss." in page
        assert "Nabo fører skyss her." in page

    def test_a_whole_services_cost_is_divided_by_the_users_of_each_place(
        self, controller: Desk, office: Office, municipality: Municipality
    ) -> None:
        choose_peers(municipality)
        said = self.said(controller)
        users = fetched(controller, of_table("09169", "KOSbarn0000", formel="x / 100"))

        controller.post("naboer/ny/hent/", said | {"users": str(users.pk), "divide": "1"})

        page = controller.get(f"naboer/{PeerCosts.objects.get().pk}/")
        assert "A user costs 16\u00a0667 kroner here" in page  # 200 000 / 12
        assert "18\u00a0000" in page  # Stavanger: 180 000 / 10
        assert ">Landet uten Oslo<" not in page
        alone = said | {"users": "", "divide": "1"}
        assert "users-problem" in controller.post("naboer/ny/hent/", alone, 422)

    def test_earlier_years_can_be_looked_at(
        self, controller: Desk, office: Office, municipality: Municipality
    ) -> None:
        choose_peers(municipality)
        controller.post("naboer/ny/hent/", self.said(controller))

        page = controller.get(f"naboer/{PeerCosts.objects.get().pk}/?ar=2024")

        assert "20\u00a0000\u00a0000" in page  # (190 000 - 170 000) × 1000

    def test_unrevised_figures_are_marked_in_the_list_and_on_the_page(
        self, controller: Desk, office: Office, municipality: Municipality
    ) -> None:
        choose_peers(municipality)
        office.tables["13502"] = kindergartens("2026-03-16T07:00:00Z")
        controller.post("naboer/ny/hent/", self.said(controller))

        assert "unrevised" in controller.get("naboer/")
        assert "Unrevised" in controller.get(f"naboer/{PeerCosts.objects.get().pk}/")

    def test_a_figure_of_the_wrong_unit_can_not_be_chosen(
        self, controller: Desk, office: Office
    ) -> None:
        said = self.said(controller)
        turned = said | {"cost": said["users"], "users": said["cost"]}

        page = controller.post("naboer/ny/hent/", turned, 422)

        assert "cost-problem" in page
        assert "users-problem" in page

    def test_nothing_is_told_before_it_is_fetched(
        self, controller: Desk, office: Office, municipality: Municipality
    ) -> None:
        choose_peers(municipality)
        office.data_faults.extend([Fault(404)] * 20)
        controller.post("nokkeltall/ny/", RESULT | {"enhet": "kr"})
        cost = KeyFigure.objects.get()
        controller.post("naboer/ny/hent/", {"name": "x", "cost": str(cost.pk)})

        assert "not been fetched yet" in controller.get(f"naboer/{PeerCosts.objects.get().pk}/")
        assert "not fetched yet" in controller.get("naboer/")

    def test_another_choice_is_kept_and_undone(
        self, controller: Desk, office: Office, municipality: Municipality
    ) -> None:
        said = self.said(controller)
        controller.post("naboer/ny/hent/", said)
        service = PeerCosts.objects.get()
        controller.post(f"naboer/{service.pk}/rediger/", said | {"users": "", "version": "1"})
        service.refresh_from_db()
        assert service.said().users is None

        controller.undo("nabo", service.pk, str(service.version))

        service.refresh_from_db()
        assert str(service.said().users) == said["users"]


def test_kroner_are_read_from_the_tables_units() -> None:
    from ledetraad.economy.units import is_percent, kroner_in

    assert [kroner_in(unit) for unit in ("kr", "1000 kr", "1 000 kr per barn", "mill. kr")] == [
        Decimal(1),
        Decimal(1000),
        Decimal(1000),
        Decimal(1_000_000),
    ]
    assert kroner_in("personer") is None
    assert is_percent("prosent")
    assert not is_percent("kr")


class TestScenarios:
    def test_a_fetched_population_table_is_what_the_services_cost_by(
        self, controller: Desk, office: Office
    ) -> None:
        persons = fetched(controller, of_table("09169", "KOSbarn0000"))
        controller.post("belop/2025/", {
            "basis": "budget", "source": "x", "net_operating_result": "100 000 000"})  # fmt: skip
        said = {"name": "Flere barn", "demography-0-kind": f"nokkeltall:{persons.pk}",
                "demography-0-as_in": "2024", "demography-0-cost": "200 000"}  # fmt: skip

        page = controller.post("scenarioer/ny/", said | {"op": "try"}, 200)

        assert "−40\u00a0000\u00a0000" in page  # 200 more, each at 200 000
        assert "ssb 09169 (15.06.2026)" in page
        controller.post("scenarioer/ny/", said)
        assert "Flere barn" in controller.get(f"nokkeltall/{persons.pk}/")

    def test_a_row_without_a_table_is_told(self, controller: Desk) -> None:
        said = {"name": "x", "demography-0-kind": "nokkeltall:1", "demography-0-as_in": "2024",
                "demography-0-cost": "1"}  # fmt: skip

        assert "demography-0-as_in-problem" in controller.post("scenarioer/ny/", said, 422)

    def test_several_values_of_a_table_are_put_together_where_they_are_counts(
        self, controller: Desk, office: Office
    ) -> None:
        office.tables["07459"] = by_age()
        query = {"hos": "ssb", "tabell": "07459", "se": "1", "sted": "4601",
                 "v-ContentsCode": "Personer1", "flere-Alder": "range(001,002), 003"}  # fmt: skip
        controller.post("nokkeltall/ny/", query, 422)

        one = fetched(controller, query | {"summeres": "count"})

        assert one.last().values["2025"] == "60.0"
