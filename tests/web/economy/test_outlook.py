"""Early warning on a page: from the months so far against the budget."""

from __future__ import annotations

import pytest

from tests.economy.randaberg import ACCOUNTS, BUDGET
from tests.web.economy.desk import Desk, Line, balanced, csv

pytestmark = pytest.mark.django_db


def year(amount: int, months: int = 12, unit: str = "300") -> list[Line]:
    """A unit's wages, as much every month, and what pays for them."""
    return [("1010", "202", unit, "", month, amount) for month in range(1, months + 1)]


def test_a_unit_that_spends_too_fast_is_told_with_the_kroner(controller: Desk) -> None:
    controller.send(csv(balanced(year(10_000))), basis="budget")
    controller.send(csv(balanced(year(15_000, months=4))))

    page = controller.get("varsel/2025/")

    assert "After month 4 the year points to" in page
    assert "140\u00a0000" in page
    assert "20\u00a0000" in page
    assert "can't be said" in page


def test_three_earlier_years_give_an_interval(controller: Desk) -> None:
    for of, amount in ((2022, 900), (2023, 1000), (2024, 1100)):
        controller.send(csv(balanced(year(amount))), year=of)
    controller.send(csv(balanced(year(1000))), basis="budget")
    controller.send(csv(balanced(year(1000, months=6))))

    page = controller.get("varsel/2025/")

    assert "80 % probability" in page
    assert "its own earlier years" in page
    assert "Accounts 2022" in page


def test_fewer_months_can_be_counted(controller: Desk) -> None:
    controller.send(csv(balanced(year(10_000))), basis="budget")
    controller.send(csv(balanced(year(10_000, months=4))))

    assert "After month 2" in controller.get("varsel/2025/?tom=2")
    assert "After month 4" in controller.get("varsel/2025/?tom=11")
    assert "After month 4" in controller.get("varsel/2025/?tom=x")


def test_what_is_missing_is_told(controller: Desk) -> None:
    assert "Neither has been taken in yet" in controller.get("varsel/")
    controller.send(csv(balanced(year(10, months=4))))
    assert "There is no budget for 2025" in controller.get("varsel/2025/")
    controller.get("varsel/2019/", 404)
    controller.get("varsel/", 302)


def test_the_real_accounts_of_a_year_end_where_they_ended(controller: Desk) -> None:
    controller.send_real(ACCOUNTS)
    controller.send_real(BUDGET, "budget")

    assert "After month 12" in controller.get("varsel/2025/")


def test_a_forecast_leads_to_its_formula_its_earlier_years_and_its_lines(controller: Desk) -> None:
    controller.send(csv(balanced(year(1000))), year=2024)
    controller.send(csv(balanced(year(1200))), basis="budget")
    controller.send(csv(balanced(year(1500, months=3))))
    assert "varsel/2025/ansvar/?kode=300" in controller.get("varsel/2025/")

    page = controller.get("varsel/2025/ansvar/?kode=300&tom=3")

    assert "4\u00a0500 kroner have come after month 3" in page
    assert "75,0 % of the budget of 14\u00a0400 kroner usually comes later" in page
    assert "Together that is 15\u00a0300 kroner" in page
    assert "25,0 %" in page
    assert page.count("1\u00a0500,00") == 3
    controller.get("varsel/2025/ansvar/?kode=999", 404)
    controller.get("varsel/2025/ansvar/", 404)
    controller.get("varsel/2019/ansvar/?kode=300", 404)
