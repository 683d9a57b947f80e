"""What the public pages of a climate budget and of its accounts are filled with.

The application's pages and those of a site written as files are made from the same templates.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ledetraad.climate.accounts_table import accounts_table, land_table
from ledetraad.climate.sectors import BOUNDARY_NAMES, INTERNATIONAL, SECTOR_NAMES, STANDARD_SCOPES
from ledetraad.plan.finding import Translate
from ledetraad.publish.climate.charts import cost_chart, wedge_chart
from ledetraad.publish.climate.published import PublishedAccounts, PublishedClimate
from ledetraad.publish.climate.report import gap_said
from ledetraad.publish.climate.stack_chart import stack_chart
from ledetraad.publish.climate.statement import ROUNDING, BudgetStatement

BUDGET_PAGE, ACCOUNTS_PAGE = "climate_budget.html", "climate_accounts.html"


def budget_values(statement: BudgetStatement, translate: Translate) -> dict[str, Any]:
    """What every page of a budget has beside the statement itself."""
    return {
        "statement": statement,
        "said": gap_said(statement).said(translate),
        "wedges": wedge_chart(statement, translate),
        "curve": cost_chart(statement.costs[-1]),
        "rounding": ROUNDING,
    }


def public_budget(
    published: PublishedClimate, statement: BudgetStatement, translate: Translate
) -> dict[str, Any]:
    """What the public page of a budget has; where things stand is the caller's to add."""
    return {
        **budget_values(statement, translate),
        "published": published,
        "international": INTERNATIONAL,
    }


def public_accounts(accounts: PublishedAccounts, translate: Translate) -> dict[str, Any]:
    """What the public page of accounts has."""
    edition = accounts.edition()
    table = accounts_table(edition)
    layers = [
        (
            translate(SECTOR_NAMES[row.sector]) if row.sector is not None else "",
            [None if cell.tonnes is None else Decimal(cell.tonnes) for cell in row.cells],
        )
        for row in table.rows
    ]
    sectors = [row.sector for row in table.rows if row.sector is not None]
    return {
        "accounts": accounts,
        "table": table,
        "chart": stack_chart(table.years, layers),
        "parts": [(sector, accounts_table(edition, sector=sector)) for sector in sectors],
        "land": land_table(edition),
        "sector_names": SECTOR_NAMES,
        "international": INTERNATIONAL,
        "boundary": BOUNDARY_NAMES[accounts.boundary],
        "standard": STANDARD_SCOPES[accounts.boundary],
    }
