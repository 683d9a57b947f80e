"""A little of everything that the pages of the economy can show."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ledetraad.web.jobs.worker import run_waiting
from tests.web.economy.desk import balanced, csv

YEAR = 2026
_LINES = balanced([("1010", "202", "300", "", 3, 700), ("1870", "800", "900", "", 3, -900)])


def money_in(browser: Client, here: str, place: str) -> None:
    """Take a ledger in, and write a rule, amounts, a scenario, a tie and a service.

    Args:
        browser: of one who may.
        here: the address that the economy's pages begin with.
        place: where the tie goes, "element:PLAN:ELEMENT".
    """
    file = SimpleUploadedFile("regnskap.csv", csv(_LINES))
    browser.post(f"{here}filer/", {"document": file, "basis": "accounts", "year": str(YEAR)})
    run_waiting()
    amounts = {"basis": "plan", "source": "x", "operating_revenues": "100"}
    browser.post(f"{here}belop/{YEAR}/", amounts)
    rule = {"name": "x", "figure": "ratio", "part": "loans", "whole": "operating_revenues"}
    bound = {"scope": "kasse", "bounds-0-year": "2026", "bounds-0-at_most": "1"}
    browser.post(f"{here}regler/ny/", rule | bound)
    change = {"revenue-0-first": "2026", "revenue-0-kroner": "1", "revenue-0-kind": "operating"}
    browser.post(f"{here}scenarioer/ny/", {"name": "x"} | change)
    shares = {"shares-0-to": place, "shares-0-percent": "100"}
    browser.post(f"{here}koblinger/ny/", {"key": "x", "function": "202"} | shares)
    browser.post(f"{here}omrader/", {"areas-0-name": "x", "areas-0-unit": "300"})
    browser.post(f"{here}oppstillinger/ny/", {"year": str(YEAR)})
    places = {"places": "Oss; egen; 1; 1\nNabo; kommune; 1; 1"}
    browser.post(f"{here}naboer/ny/", {"name": "x", "year": "2025", "source": "x"} | places)
