"""Scenarios on pages: written, tried before they are kept, compared, and undone."""

from __future__ import annotations

import pytest

from ledetraad.economy.scenario import scenarios_from_json
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.models import KeptScenario
from ledetraad.web.economy.scenarios.form import written_scenario
from tests.conftest import EXAMPLE
from tests.web.economy.desk import Desk
from tests.web.economy.test_ledgers import queries
from tests.web.economy.test_rules import PLAN, RESULT

pytestmark = pytest.mark.django_db

EXAMPLES = EXAMPLE.parent / "economy" / "scenarios.json"
INTEREST = {
    "name": "Renten stiger",
    "interest-0-first": "2026",
    "interest-0-points": "1",
    "interest-0-kind": "interest_exposed_debt",
}


@pytest.fixture
def planned(controller: Desk) -> Desk:
    """A desk with a plan of two years, and a rule."""
    for year in (2026, 2027):
        said = {
            "interest_exposed_debt": "500 000 000",
            "free_revenues": "900 000 000",
            "net_finance_costs": "90 000 000",
            "net_operating_result": "27 000 000",
        }
        controller.post(f"belop/{year}/", PLAN | said)
    controller.post("regler/ny/", RESULT)
    return controller


def test_a_scenario_is_tried_with_rules_and_gap_at_once_and_nothing_is_kept(planned: Desk) -> None:
    page = planned.post("scenarioer/ny/", INTEREST | {"op": "try"}, 200)

    assert "−5\u00a0000\u00a0000" in page
    assert "22\u00a0000\u00a0000" in page
    assert "kept" in page
    assert "broken" in page
    assert 'value="Renten stiger"' in page
    assert not KeptScenario.objects.exists()


def test_scenarios_are_kept_and_stand_side_by_side(planned: Desk) -> None:
    planned.post("scenarioer/ny/", INTEREST)
    planned.post("scenarioer/ny/", {
        "name": "Mindre skatt", "revenue-0-first": "2026", "revenue-0-percent": "-1",
        "revenue-0-kind": "free",
    })  # fmt: skip

    page = planned.get("scenarioer/")

    assert "−5\u00a0000\u00a0000" in page
    assert "−9\u00a0000\u00a0000" in page
    assert "27\u00a0000\u00a0000" in page


def test_a_scenario_tells_every_effect_with_its_reason(planned: Desk) -> None:
    planned.post("scenarioer/ny/", INTEREST)

    page = planned.get(f"scenarioer/{KeptScenario.objects.get().pk}/")

    assert "1 points of interest on debt exposed to interest" in page


def test_a_population_is_pasted_from_a_spreadsheet(planned: Desk) -> None:
    table = "1–5 år\t2026\t980\t1010\t212 000\n1–5 år\t2027\t970\t1 015\t212 000"

    planned.post("scenarioer/ny/", {"name": "Flere barn", "population": table})

    page = planned.get("scenarioer/")
    assert "−6\u00a0360\u00a0000" in page
    assert "−9\u00a0540\u00a0000" in page


def test_what_is_missing_for_a_scenario_is_told_and_the_page_stands(controller: Desk) -> None:
    controller.post("belop/2026/", PLAN)
    controller.post("scenarioer/ny/", INTEREST)

    words = "needs the amount “debt exposed to interest” of 2026, which is missing"
    assert words in controller.get("scenarioer/")
    assert words in controller.get(f"scenarioer/{KeptScenario.objects.get().pk}/")


@pytest.mark.parametrize("example", scenarios_from_json(EXAMPLES.read_text("utf-8"), "x"),
                         ids=lambda each: each.name)  # fmt: skip
def test_every_example_comes_back_from_the_form_as_it_was(planned: Desk, example: object) -> None:
    planned.post("scenarioer/ny/", written_scenario(example))  # type: ignore[arg-type]

    assert KeptScenario.objects.get().said() == example


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "The name is missing."),
        ({"interest-0-points": ""}, "This is missing."),
        ({"interest-0-first": "", "interest-0-points": ""}, "Nothing is changed."),
        ({"interest-0-points": "mye"}, "interest-0-points-problem"),
        ({"interest-0-kind": "gull"}, "there is no amount called"),
        ({"revenue-0-first": "2026"}, "say either percent or kroner"),
        ({"investment-0-name": "Skole", "investment-0-year": "2026"}, "This is missing."),
        ({"population": "barn; 2026; mange"}, "Line 1 of the population"),
    ],
)
def test_what_cant_be_is_told_at_its_place(planned: Desk, said: dict[str, str], words: str) -> None:
    assert words in planned.post("scenarioer/ny/", INTEREST | said, 422)
    assert not KeptScenario.objects.exists()


def test_a_scenario_is_changed_undone_deleted_and_restored(planned: Desk) -> None:
    planned.post("scenarioer/ny/", INTEREST)
    kept = KeptScenario.objects.get()
    own = f"scenarioer/{kept.pk}/"
    planned.post(f"{own}rediger/", INTEREST | {"version": "1", "interest-0-points": "2"})
    assert "−10\u00a0000\u00a0000" in planned.get(own)

    planned.undo("scenario", kept.pk, "2")
    assert "−5\u00a0000\u00a0000" in planned.get(own)
    planned.post(f"{own}slett/")
    assert "Deleted scenarios" in planned.get("scenarioer/")
    planned.post(f"{own}gjenopprett/")
    assert "Deleted scenarios" not in planned.get("scenarioer/")


def test_others_may_look_and_strangers_not(planned: Desk, onlooker: Desk) -> None:
    planned.post("scenarioer/ny/", INTEREST)
    own = f"scenarioer/{KeptScenario.objects.get().pk}/"
    stranger = Desk(Municipality.objects.create(name="Eksempel kommune"), Role.ADMINISTRATOR)

    onlooker.get(own)
    onlooker.post(f"{own}slett/", status=404)
    onlooker.post("scenarioer/ny/", INTEREST, 404)
    stranger.get(own, 404)


def test_the_number_of_queries_does_not_grow_with_scenarios(planned: Desk) -> None:
    planned.post("scenarioer/ny/", INTEREST)
    before = queries(planned, "scenarioer/")
    for _ in range(5):
        planned.post("scenarioer/ny/", INTEREST)

    assert queries(planned, "scenarioer/") == before
