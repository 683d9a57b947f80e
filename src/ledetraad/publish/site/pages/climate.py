"""The climate budget and its accounts, as far as they are published with the plan."""

from __future__ import annotations

from ledetraad.climate.sectors import BOUNDARY_NAMES
from ledetraad.publish.climate.offered import ACCOUNTS_FILES, FILES
from ledetraad.publish.climate.pages import (
    ACCOUNTS_PAGE,
    BUDGET_PAGE,
    public_accounts,
    public_budget,
)
from ledetraad.publish.climate.report import gap_said
from ledetraad.publish.site.climate import ClimatePlace
from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented


def build(site: Presented, place: ClimatePlace, _query: str = "") -> Content:
    """A climate budget."""
    statement = place.published.statements[site.language]
    others = [
        (site.translate(BOUNDARY_NAMES[other.published.boundary]), other.page)
        for other in site.climate
        if other is not place
    ]
    main = site.render(
        BUDGET_PAGE,
        **public_budget(place.published, statement, site.translate),
        accounts=place.accounts,
        files=[(FILES[ending], address) for ending, address in place.files.items()],
        newer="",
        others=[(f"{words[:1].upper()}{words[1:]}", address) for words, address in others],
    )
    said = gap_said(statement).said(site.translate)
    return Content(statement.name, main, said, section="climate")


def build_accounts(site: Presented, place: ClimatePlace, _query: str = "") -> Content:
    """The accounts that a budget begins from."""
    accounts = place.published.accounts
    if accounts is None:
        raise AssertionError("a page of accounts is built where none are published")
    main = site.render(
        ACCOUNTS_PAGE,
        **public_accounts(accounts, site.translate),
        budget=place.page,
        files=[(ACCOUNTS_FILES[end], address) for end, address in place.accounts_files.items()],
    )
    title = site.translate("Climate accounts, edition %(name)s") % {"name": accounts.name}
    return Content(title, main, title, section="climate")
