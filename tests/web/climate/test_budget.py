"""The climate budget as pages: targets, measures with their effect, frame against path."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.climate.models import AccountsEdition, Budget, ClimatePart, Decision
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.recording import change, history, make
from tests.web.climate.conftest import OLDER
from tests.web.followup.reporting.place import Place, between, signed_in, words

Take = Callable[..., AccountsEdition]
TARGET = {"cut": "55", "year": "2030", "reference": "2009", "decided": "12.6.2018", "case": "45/18"}
BUSES = {
    "sector": "road",
    "source": "Tunge kjøretøy",
    "kind": "regional",
    "direct": "1",
    "method": "Rutekilometer × utslipp",
    "effects-0-year": "2027",
    "effects-0-tonnes": "2 100",
    "effects-0-low": "1 500",
    "effects-0-high": "2 500",
    "effects-1-year": "2030",
    "effects-1-tonnes": "4 200",
}


@pytest.fixture
def buses(place: Place) -> Measure:
    """A climate measure with money."""
    return place.measure(
        "Utslippsfrie busser",
        place.unit("Samferdsel"),
        kind="climate",
        money=[{"year": 2030, "kind": "operations", "amount": 4_200_000}],
    )


@pytest.fixture
def budget(municipality: Municipality, take: Take) -> Budget:
    """A budget of 2027 to 2030 toward half of 2009."""
    edition = take()
    make(
        Decision(municipality=municipality),
        {"year": 2030, "cut": "50", "reference": 2009},
        user=None,
    )
    values = {"name": "Klimabudsjett", "first": 2027, "last": 2030, "edition": edition.pk}
    return make(Budget(municipality=municipality), values, user=None)


def part(measure: Measure, **said: Any) -> ClimatePart:
    values = {
        "sector": "road",
        "method": "Eksempel",
        "effects": {"2027": {"tonnes": "1000"}, "2030": {"tonnes": "2000"}},
    }
    new = ClimatePart(municipality=measure.municipality, measure=measure)
    return make(new, {**values, **said}, user=None)


def test_a_later_target_takes_over_and_the_earlier_stays_to_be_read(
    place: Place, controller: Client, take: Take
) -> None:
    take()
    ny = place.address("klima/mal/ny/")

    controller.post(ny, TARGET)
    controller.post(ny, TARGET | {"cut": "65", "decided": "15.6.2021"})

    page = words(controller, place.address("klima/mal/"))
    assert between(page, "In force today", "65 % less", "Earlier targets", "55 % less", "45/18")
    assert "35 %" in page, "the tonnes say how they are reckoned"


def test_a_target_that_says_nothing_is_asked_for_at_its_field(
    place: Place, controller: Client
) -> None:
    answer = controller.post(place.address("klima/mal/ny/"), TARGET | {"cut": "", "year": "2000"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="cut-problem"' in page
    assert 'value="45/18"' in page
    assert not Decision.objects.exists()


def test_a_budget_is_made_and_changed_by_its_form(
    place: Place, controller: Client, take: Take
) -> None:
    edition = take()
    controller.post(place.address("klima/mal/ny/"), TARGET)
    form = {
        "name": "Klimabudsjett 2027–2030",
        "first": "2027",
        "last": "2030",
        "edition": str(edition.pk),
        "baseline": "growth",
        "growth_road": "−3",
        "baseline_source": "NOU 2025",
        "frame": "budget",
        "frame_tonnes": "300 000",
        "frame_first": "2025",
        "frame_last": "2030",
        "discount": "4",
    }

    answer = controller.post(place.address("klima/budsjett/ny/"), form)

    kept = Budget.objects.get()
    assert answer["Location"] == place.address(f"klima/budsjett/{kept.pk}/")
    page = words(controller, answer["Location"])
    assert "Road traffic −3 % (NOU 2025)" in page
    assert "300\xa0000 tonnes in all from 2025 to 2030" in page
    edit = place.address(f"klima/budsjett/{kept.pk}/rediger/")
    assert 'value="300000"' in words(controller, edit)
    controller.post(
        edit, form | {"frame": "steps", "steps-0-year": "2027", "steps-0-cut": "40", "version": "1"}
    )
    assert "2027: −40 %" in words(controller, answer["Location"])
    assert history(kept).count() == 2
    assert between(page := words(controller, answer["Location"]), "History", "<del>", "2027")
    assert "<ins>As decided for each year (2027: −40 %)</ins>" in page


def test_the_path_without_measures_is_taken_from_a_file(
    place: Place, controller: Client, budget: Budget
) -> None:
    edit = place.address(f"klima/budsjett/{budget.pk}/rediger/")
    sectors = ("Industri, olje og gass", "Energiforsyning", "Oppvarming", "Veitrafikk", "Sjøfart",
               "Luftfart", "Annen mobil forbrenning", "Jordbruk", "Avfall og avløp")  # fmt: skip
    rows = "".join(f"{sector};;100;70\n" for sector in sectors)
    form = {"name": "Fil", "first": "2027", "last": "2030", "version": "1",
            "edition": str(budget.said().edition), "baseline": "given",
            "baseline_source": "Beregning X", "frame": "linear"}  # fmt: skip

    without = controller.post(edit, form)
    file = SimpleUploadedFile("bane.csv", f"Sektor;Kilde;2027;2030\n{rows}".encode())
    controller.post(edit, form | {"baseline_file": file})

    assert without.status_code == 422
    assert 'id="baseline_file-problem"' in without.content.decode()
    page = words(controller, place.address(f"klima/budsjett/{budget.pk}/"))
    assert between(page, "Frame against path as a table", "2027", "900", "2028", "810")
    assert "As given (Beregning X)" in page


def test_a_budget_says_what_a_newer_edition_would_change(
    place: Place, looker: Client, municipality: Municipality, take: Take
) -> None:
    older = take(OLDER, date(2025, 3, 1))
    target = {"year": 2030, "cut": "50", "reference": 2009}
    make(Decision(municipality=municipality), target, user=None)
    values = {"name": "Klimabudsjett", "first": 2027, "last": 2030, "edition": older.pk}
    kept = make(Budget(municipality=municipality), values, user=None)
    address = place.address(f"klima/budsjett/{kept.pk}/")
    before = words(looker, address)

    newer = take()

    page = words(looker, address)
    assert "newer edition" not in before
    assert between(page, "There is a newer edition of the accounts, 2026", "instead of")
    found = re.search(
        r"would be (-?[\d,]+) tonnes instead of (-?[\d,]+)\. Of the difference, (-?[\d,]+) tonnes "
        r"are because it revised the years before, and (-?[\d,]+) because",
        page,
    )
    assert found is not None
    by_newer, now, revised, real = (int(one.replace(",", "")) for one in found.groups())
    assert by_newer - now == revised + real
    assert revised and real
    assert f"klima/regnskap/{newer.pk}/#changes" in page


def test_one_who_comes_second_is_told_and_loses_nothing(
    place: Place, controller: Client, budget: Budget
) -> None:
    edit = place.address(f"klima/budsjett/{budget.pk}/rediger/")
    change(budget, {"name": "Et annet navn"}, user=None)

    answer = controller.post(
        edit,
        {"name": "Mitt navn", "first": "2027", "last": "2030", "version": "1",
         "edition": str(budget.said().edition), "baseline": "flat", "frame": "linear"},
    )  # fmt: skip

    assert answer.status_code == 422
    page = answer.content.decode()
    assert between(page, "What stands there now", "Et annet navn", 'value="Mitt navn"')
    budget.refresh_from_db()
    assert budget.name == "Et annet navn"


def test_the_same_measure_gets_its_effect_and_stands_in_the_budget(
    place: Place, controller: Client, budget: Budget, buses: Measure
) -> None:
    answer = controller.post(place.address(f"klima/tiltak/{buses.number}/"), BUSES)

    assert answer["Location"] == place.address(f"tiltak/{buses.number}/")
    assert "2,100" in words(controller, answer["Location"])
    page = words(controller, place.address(f"klima/budsjett/{budget.pk}/"))
    assert between(page, "Measures with figures", "Utslippsfrie busser", "Samferdsel", "2,100")
    assert between(page, "What a tonne costs", "Utslippsfrie busser", "1,000")
    change(buses, {"name": "Elektriske busser"}, user=None)
    assert "Elektriske busser" in words(controller, place.address(f"klima/budsjett/{budget.pk}/"))


def test_a_measure_without_figures_stands_by_itself_and_is_never_zero(
    place: Place, looker: Client, budget: Budget, buses: Measure
) -> None:
    part(buses, effects={}, method="", not_quantified="Ingen metode")

    page = words(looker, place.address(f"klima/budsjett/{budget.pk}/"))

    assert between(page, "Measures without figures", "Utslippsfrie busser", "Ingen metode")
    assert "No measure has figures yet." in page


def test_an_effect_says_either_figures_or_why_there_are_none(
    place: Place, controller: Client, buses: Measure
) -> None:
    both = BUSES | {"not_quantified": "Vet ikke", "effects-0-low": "9 000"}

    answer = controller.post(place.address(f"klima/tiltak/{buses.number}/"), both)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="effects-0-tonnes-problem"' in page
    assert 'value="9 000"' in page
    assert not ClimatePart.objects.exists()


def test_a_result_indicator_is_never_tonnes(
    place: Place, controller: Client, buses: Measure, municipality: Municipality
) -> None:
    tonnes, buses_run = (
        make(Indicator(municipality=municipality), {"name": name, "measure_unit": unit}, user=None)
        for name, unit in (("Utslipp", "tonn CO2e"), ("Elbusser", "stk."))
    )
    own = place.address(f"klima/tiltak/{buses.number}/")

    refused = controller.post(own, BUSES | {"indicator": str(tonnes.pk)})
    controller.post(own, BUSES | {"indicator": str(buses_run.pk)})

    assert refused.status_code == 422
    assert ClimatePart.objects.get().indicator == buses_run
    assert "Elbusser" in words(controller, place.address(f"tiltak/{buses.number}/"))


def test_what_overlaps_is_shown_and_taken_off(
    place: Place, looker: Client, budget: Budget, buses: Measure
) -> None:
    part(buses, source="Tunge kjøretøy")
    part(place.measure("Nullutslippssone"), source="Tunge kjøretøy")

    page = words(looker, place.address(f"klima/budsjett/{budget.pk}/"))

    assert between(page, "Each alone, summed", "2,000", "Counted twice, taken off", "-42")


def test_a_measure_that_cannot_be_counted_is_told_and_the_rest_is_shown(
    place: Place, looker: Client, budget: Budget, buses: Measure
) -> None:
    part(buses, source="Hest og kjerre")
    part(place.measure("Ladepunkter"))

    page = words(looker, place.address(f"klima/budsjett/{budget.pk}/"))

    assert between(page, "can't be counted", "Utslippsfrie busser", "Hest og kjerre")
    assert between(page, "Measures with figures", "Ladepunkter")


def test_a_reader_sees_a_budget_and_changes_nothing(
    place: Place, looker: Client, budget: Budget, buses: Measure
) -> None:
    for rest in (
        "mal/ny/",
        "budsjett/ny/",
        f"budsjett/{budget.pk}/rediger/",
        f"tiltak/{buses.number}/",
    ):
        assert looker.get(place.address(f"klima/{rest}")).status_code == 404
    assert looker.post(place.address(f"klima/budsjett/{budget.pk}/slett/")).status_code == 404
    assert looker.get(place.address("klima/")).status_code == 200


def test_a_unit_leader_writes_the_effect_of_a_measure_of_their_own(
    place: Place, buses: Measure
) -> None:
    leader = signed_in(place.person("lise", Role.LEADER, buses.unit))
    other = place.measure("Andres tiltak", place.unit("Skole"), kind="climate")

    page = words(leader, place.address(f"tiltak/{buses.number}/"))
    answer = leader.post(place.address(f"klima/tiltak/{buses.number}/"), BUSES)

    assert "Say its effect on emissions" in page
    assert answer.status_code == 302
    assert ClimatePart.objects.get().measure == buses
    assert leader.get(place.address(f"klima/tiltak/{other.number}/")).status_code == 404
    assert leader.get(place.address("klima/mal/ny/")).status_code == 404


def test_the_budget_asks_no_more_for_more_measures(
    place: Place, looker: Client, budget: Budget, buses: Measure
) -> None:
    address = place.address(f"klima/budsjett/{budget.pk}/")

    def asked() -> int:
        words(looker, address)
        with CaptureQueriesContext(connection) as queries:
            words(looker, address)
        return len(queries)

    part(buses)
    few = asked()
    for number in range(6):
        part(
            place.measure(
                f"Tiltak {number}", money=[{"year": 2027, "kind": "operations", "amount": 5}]
            )
        )

    assert asked() <= few
