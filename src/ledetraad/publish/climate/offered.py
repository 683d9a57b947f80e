"""The documents that a climate budget and its accounts are offered as, and their making."""

from __future__ import annotations

import io
from typing import Final

from ledetraad.i18n import Language, catalogue
from ledetraad.publish.climate.open_data import accounts_csv, accounts_workbook, budget_csv
from ledetraad.publish.climate.published import PublishedAccounts
from ledetraad.publish.climate.report import budget_report
from ledetraad.publish.climate.statement import BudgetStatement
from ledetraad.publish.climate.write_xlsx import budget_workbook

BUDGET_FILE, ACCOUNTS_FILE = "klimabudsjett", "klimaregnskap"
FILES: Final = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV"}
"""What a budget is offered as, by ending, with what each is called."""
ACCOUNTS_FILES: Final = {"xlsx": "Excel", "csv": "CSV"}
"""What accounts are offered as."""


def budget_file(statement: BudgetStatement, ending: str, colour: str) -> bytes:
    """A budget as a document, in its own language.

    Args:
        statement: what it says.
        ending: one of `FILES`.
        colour: the municipality's; empty for none.

    Raises:
        UnwritableOutput: it could not be set.
    """
    from ledetraad.publish.report.write_docx import report_docx  # noqa: PLC0415  (seldom)
    from ledetraad.publish.report.write_pdf import report_pdf  # noqa: PLC0415

    translate = catalogue(statement.language).gettext
    if ending == "pdf":
        report = budget_report(statement)
        return report_pdf(report, colour) if colour else report_pdf(report)
    if ending == "docx":
        out = io.BytesIO()
        report_docx(budget_report(statement), out)
        return out.getvalue()
    if ending == "csv":
        return budget_csv(statement, translate)
    return budget_workbook(statement, translate)


def accounts_file(accounts: PublishedAccounts, ending: str, language: Language) -> bytes:
    """Accounts as a table; `ending` is one of `ACCOUNTS_FILES`."""
    translate = catalogue(language).gettext
    if ending == "csv":
        return accounts_csv(accounts, translate)
    return accounts_workbook(accounts, translate)
