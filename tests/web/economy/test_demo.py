"""The demonstration's economy: invented, marked as such, and with something on every page."""

from __future__ import annotations

import pytest

from ledetraad.economy.ledger import Basis
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.demo.economy import set_up_economy
from ledetraad.web.economy.amounts import amounts_of
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.models import KeptScenario, LedgerFile, MoneyTie, Rule
from ledetraad.web.jobs.models import Job
from ledetraad.web.plans.models import WorkingCopy
from tests.conftest import EXAMPLE
from tests.web.economy.desk import Desk

pytestmark = pytest.mark.django_db

ECONOMY = EXAMPLE.with_name("demo-economy.toml")


@pytest.fixture
def shown(controller: Desk, working_copy: WorkingCopy) -> Desk:
    """The demonstration's municipality."""
    set_up_economy(working_copy, ECONOMY)
    return controller


def test_every_ledger_is_whole_and_says_that_it_is_an_example(shown: Desk) -> None:
    files = list(LedgerFile.objects.all())

    assert {file.state for file in files} == {LedgerFile.State.TAKEN}
    assert all("eksempel" in file.name and file.note == "Oppdiktet eksempel" for file in files)
    assert [(book.year, book.basis, book.months) for book in Books(shown.municipality).all[:3]] == [
        (2026, Basis.ACCOUNTS, 8),
        (2026, Basis.BUDGET, 12),
        (2025, Basis.ACCOUNTS, 12),
    ]


def test_every_page_has_something_to_show(shown: Desk) -> None:
    assert "Aksjer og andeler" in shown.get("tabeller/2025/balanseregnskap-5-8/")
    assert "After month 8" in shown.get("varsel/2026/")
    assert "80 % probability" in shown.get("varsel/2026/")
    assert "broken" in shown.get("regler/")
    assert "is tied." in shown.get("koblinger/")
    assert "kroner" in shown.get("scenarioer/")


def test_the_balance_sheet_balances(shown: Desk) -> None:
    books = Books(shown.municipality)
    book = books.of(2025, Basis.ACCOUNTS)
    assert book is not None
    table = next(t for t in books.tables([book])[book.key] if t.definition.key.startswith("bal"))

    assert table.amount("SUM_EIENDELER") + table.amount("SUM_EGENKAPITAL_GJELD") == 0


def test_the_plans_years_and_the_ledgers_judge_the_same_rules(shown: Desk) -> None:
    assert amounts_of(shown.municipality).amounts.years == (
        2023,
        2024,
        2025,
        2026,
        2027,
        2028,
        2029,
    )


def test_it_is_set_up_once_and_leaves_no_job_behind(
    shown: Desk, working_copy: WorkingCopy, municipality: Municipality
) -> None:
    before = (Rule.objects.count(), MoneyTie.objects.count(), KeptScenario.objects.count())
    set_up_economy(working_copy, ECONOMY)

    assert (Rule.objects.count(), MoneyTie.objects.count(), KeptScenario.objects.count()) == before
    assert not Job.objects.filter(owner=municipality, state=Job.State.WAITING).exists()
