"""Which pages and files a site has of the climate budgets that are published with its plan.

The first budget, what is emitted within the border where there is such a one, has the plain
addresses; others have their boundary in theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledetraad.i18n import N_
from ledetraad.publish.climate.offered import ACCOUNTS_FILE, ACCOUNTS_FILES, BUDGET_FILE, FILES
from ledetraad.publish.climate.published import PublishedClimate
from ledetraad.publish.followup.model import FollowUp


@dataclass(frozen=True, slots=True)
class ClimatePlace:
    """Where a budget stands in a site.

    Args:
        published: the budget.
        page, accounts: the addresses of its page and of that of its accounts; the latter empty
            where it was published without.
        files, accounts_files: the addresses of its documents, by ending.
    """

    published: PublishedClimate
    page: str
    accounts: str
    files: Mapping[str, str]
    accounts_files: Mapping[str, str]

    def has(self, address: str) -> bool:
        """Whether one of its documents is at an address."""
        return address in {*self.files.values(), *self.accounts_files.values()}


def climate_places(follow_up: FollowUp | None) -> list[ClimatePlace]:
    """The budgets that are published with a plan; none where nothing is."""
    found = []
    for number, one in enumerate(follow_up.climate if follow_up is not None else ()):
        end = f"-{one.boundary.replace('_', '-')}" if number else ""
        has = one.accounts is not None
        found.append(
            ClimatePlace(
                one,
                f"klima{end}.html",
                f"klimaregnskap{end}.html" if has else "",
                {ending: f"data/{BUDGET_FILE}{end}.{ending}" for ending in FILES},
                {ending: f"data/{ACCOUNTS_FILE}{end}.{ending}" for ending in ACCOUNTS_FILES}
                if has
                else {},
            )
        )
    return found


BUDGET_NAMES = {
    "pdf": N_("Climate budget (PDF)"),
    "docx": N_("Climate budget (Word)"),
    "xlsx": N_("Climate budget (Excel)"),
    "csv": N_("Climate budget (CSV)"),
}
ACCOUNTS_NAMES = {
    "xlsx": N_("Climate accounts (Excel)"),
    "csv": N_("Climate accounts (CSV)"),
}
BUDGET_USES = {
    "pdf": N_("Frame, path, measures and gap, made for screen readers too (PDF/UA)."),
    "docx": N_("The same, to go on writing in."),
    "xlsx": N_("A sheet for each of its tables."),
    "csv": N_("One row for each measure and year."),
}
ACCOUNTS_USE = N_("One row for each figure, as its source published it.")
