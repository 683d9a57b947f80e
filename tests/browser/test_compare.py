"""The page that compares two publications, in a real browser: on any screen, without scripts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Violations, serving

PUBLISH_TWICE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ledetraad.web import start
start.prepare(Path(sys.argv[1]))
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.plans.services.plan_import import NO_SOURCE, take_in_again, import_new
from ledetraad.web.plans.services.plan_publish import publish
from tests.conftest import EXAMPLE
from tests.revised import revised
place = Municipality.objects.create(name="Asker kommune")
data = EXAMPLE.read_bytes()
plan, read = import_new(place, data, EXAMPLE.name, user=None, slug="asker")
publish(plan, user=None, now=datetime(2026, 3, 2, 8, 30, tzinfo=UTC))
take_in_again(plan, revised(read.plan), NO_SOURCE, user=None)
publish(plan, user=None, now=datetime(2026, 6, 16, 8, 30, tzinfo=UTC))
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a plan that has been published twice."""
    data = tmp_path_factory.mktemp("twice")
    subprocess.run([sys.executable, "-c", PUBLISH_TWICE, str(data)], cwd=ROOT, check=True)
    with serving("serve", data) as address:
        yield f"{address}plan/asker/"


@pytest.mark.parametrize(
    "address",
    ["sammenlign/1/2/", "sammenlign/1/2/?hva=moved", "nn/sammenlign/1/2/", "publikasjoner/"],
)
def test_axe_finds_nothing(page: Page, plan: str, violations: Violations, address: str) -> None:
    page.goto(plan + address)

    assert violations(page) == []


@pytest.mark.parametrize("address", ["sammenlign/1/2/", "publikasjoner/"])
def test_a_narrow_screen_in_the_dark_is_enough(
    page: Page, plan: str, violations: Violations, address: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme="dark")
    page.goto(plan + address)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_two_publications_are_chosen_and_their_changes_filtered_without_scripts(
    chromium: Browser, plan: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{plan}publikasjoner/")
    page.get_by_role("button", name="Vis hva som er endret").click()
    expect(page.locator(".change")).to_have_count(11)

    page.get_by_label("Hva som har skjedd").select_option(label="Flyttet")
    page.get_by_label("Satsingsområde", exact=True).select_option(label="3 Klima og energi")
    page.get_by_role("button", name="Vis", exact=True).click()

    expect(page.locator(".change")).to_have_count(1)
    expect(page.locator(".change")).to_contain_text("veier, gang- og sykkeltraseer")
    context.close()


def test_a_change_is_more_than_a_colour(page: Page, plan: str) -> None:
    page.goto(f"{plan}sammenlign/1/2/?hva=reworded")

    removed = page.locator(".change del").first
    inserted = page.locator(".change ins").first

    line = "each => getComputedStyle(each).textDecorationLine"
    assert removed.evaluate(line) == "line-through"
    assert inserted.evaluate(line) == "underline"
    assert (removed.text_content() or "").startswith("[tatt bort: ")
