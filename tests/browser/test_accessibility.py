"""WCAG 2.2 AA by axe, on every kind of page, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from ledetraad.plan.model import Plan
from tests.browser.conftest import Violations

KINDS = [
    "",
    "theme",
    "main_goal",
    "subgoal",
    "strategy",
    "fn/index.html",
    "fn/11.html",
    "fn/11.3.html",
    "fn/1.html",
    "oversikt.html",
    "sok.html",
    "sok.html?q=barn",
    "stikkord.html",
    "funn.html",
    "data.html",
    "om.html",
    "tilgjengelighet.html",
    "styleguide.html",
    "404.html",
]
STAFF = ["logg-inn/", "plan/finnes-ikke/", "plan/asker-kommune-2020-2032/publikasjoner/"]


def address_of(kind: str, plan: Plan) -> str:
    """The address of a page: that of the first element where a level is named."""
    for element in plan.walk():
        if element.level == kind:
            return f"e/{element.id}.html"
    return kind


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(
    page: Page, static: str, example_plan: Plan, violations: Violations, kind: str
) -> None:
    page.goto(static + address_of(kind, example_plan))
    if "?q=" in kind:
        page.wait_for_selector(".result")

    assert violations(page) == []


@pytest.mark.parametrize(
    "kind", ["", "theme", "strategy", "fn/index.html", "fn/4.html", "funn.html"]
)
def test_axe_finds_nothing_on_a_narrow_screen_in_the_dark(
    page: Page, static: str, example_plan: Plan, violations: Violations, kind: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme="dark")
    page.goto(static + address_of(kind, example_plan))

    assert violations(page) == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_axe_finds_nothing_in_other_languages(
    page: Page, static: str, violations: Violations, language: str
) -> None:
    page.goto(f"{static}{language}/")

    assert violations(page) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sok.html?q=barn",
        "funn.html",
        "oppfolging.html",
        "tiltak/1.html",
        "indikator/1.html",
        "indikator/7.html",
        "tall.html",
        "tall-endret.html",
        "nn/oppfolging.html",
    ],
)
def test_axe_finds_nothing_on_the_servers_pages(
    page: Page, server: str, violations: Violations, address: str
) -> None:
    page.goto(server + address)

    assert violations(page) == []


@pytest.mark.parametrize("address", STAFF)
def test_axe_finds_nothing_on_the_staffs_pages(
    page: Page, server: str, violations: Violations, address: str
) -> None:
    page.goto(server.split("plan/", maxsplit=1)[0] + address)

    assert violations(page) == []
