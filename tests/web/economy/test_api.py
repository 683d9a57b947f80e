"""The economy by the API: what other systems read, exact to the øre."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import make_token
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.plans.models import WorkingCopy
from tests.economy.randaberg import ACCOUNTS
from tests.statistics.sources.office import Office
from tests.statistics.sources.tables import net_operating_result
from tests.web.api.conftest import Program
from tests.web.economy.desk import Desk
from tests.web.economy.kostra import RESULT as RESULT_OF_BERGEN
from tests.web.economy.kostra import choose_peers
from tests.web.economy.test_rules import PLAN, RESULT
from tests.web.economy.test_ties import LINES, csv, shares

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(controller: Desk) -> Program:
    """A program that may read."""
    made = make_token(
        controller.user,
        controller.municipality,
        name="x",
        scope=ApiToken.Scope.READ,
        days=1,
        now=timezone.now(),
    )
    return Program(made.text)


def test_the_statutory_tables_are_given_to_the_ore(controller: Desk, asking: Program) -> None:
    controller.send_real(ACCOUNTS)

    (ledger,) = asking.get("/ledgers").json()["items"]
    tables = asking.get("/ledgers/2025/accounts/statements").json()

    assert (ledger["year"], ledger["basis"], ledger["months"]) == (2025, "accounts", 12)
    drift = next(one for one in tables if one["key"] == "okonomisk-oversikt-drift-5-6")
    revenues = next(row for row in drift["rows"] if row["post"] == "9")
    assert Decimal(revenues["value"]) == Decimal("1351343312.41")
    assert drift["ledger"]["sha256"] == ledger["sha256"]
    assert asking.get("/ledgers/2024/accounts/statements").status_code == 404
    assert asking.get("/ledgers/2025/gull/statements").status_code == 404


def test_the_rules_states_are_given_by_year(controller: Desk, asking: Program) -> None:
    controller.post("belop/2026/", PLAN)
    controller.post("belop/2027/", PLAN)
    controller.post("regler/ny/", RESULT)

    found = asking.get("/financial-rules?year=2026").json()

    (verdict,) = found["items"]
    assert (verdict["state"], verdict["at_least"]) == ("broken", "1.75")
    assert verdict["needed"] == "6025000.00"
    assert asking.get("/financial-rules").json()["total"] == 2


def test_what_an_element_costs_is_given_with_how_sure_it_is(
    controller: Desk, asking: Program, working_copy: WorkingCopy
) -> None:
    theme = working_copy.latest().plan().elements[0]
    controller.send(csv(LINES))
    said = {"key": "Skole", "function": "202", **shares(working_copy, (theme.id, "100"))}
    controller.post("koblinger/ny/", said)

    found = asking.get(f"/plans/{working_copy.pk}/elements/{theme.id}/cost").json()

    told = {name: Decimal(found[name]) for name in ("net", "expenses", "untied", "whole")}
    assert told == {"net": 650, "expenses": 700, "untied": 300, "whole": 1000}
    assert {one["sureness"] for one in found["by_sureness"]} == {"by_hand", "by_rule", "shared"}
    assert asking.get(f"/plans/{working_copy.pk}/elements/ingen/cost").status_code == 404


def test_the_money_by_area_comes_to_the_line_of_the_first_part(
    controller: Desk, asking: Program
) -> None:
    controller.send_real(ACCOUNTS)
    assert asking.get("/ledgers/2025/accounts/areas").status_code == 404
    controller.post("omrader/", {"areas-0-name": "Oppvekst", "areas-0-unit": "2*"})

    found = asking.get("/ledgers/2025/accounts/areas").json()

    assert [one["paragraph"][-16:] for one in found] == ["§ 5-4 andre ledd", "§ 5-5 andre ledd"]
    for one in found:
        for row in one["rows"]:
            parts = sum((Decimal(each["value"]) for each in row["areas"]), Decimal(row["rest"]))
            assert parts == Decimal(row["value"])
    assert asking.get("/ledgers/2025/gull/areas").status_code == 404


def test_key_figures_are_given_with_their_edition_and_those_beside(
    controller: Desk, asking: Program, office: Office
) -> None:
    choose_peers(controller.municipality)
    office.tables["12134"] = net_operating_result("2026-03-16T07:00:00Z")
    controller.post("nokkeltall/ny/", RESULT_OF_BERGEN)
    run_waiting()

    (one,) = asking.get("/key-figures").json()["items"]

    assert (one["unit"], one["formula"]) == ("%", "x")
    assert one["tables"][0]["table"] == "12134"
    assert one["tables"][0]["updated"].startswith("2026-03-16")
    assert [each["region"] for each in one["places"]] == ["4601", "EKG12", "EAKUO"]
    newest = one["places"][0]["values"][-1]
    assert (newest["year"], newest["value"], newest["unrevised"]) == (2025, "1.0", True)
