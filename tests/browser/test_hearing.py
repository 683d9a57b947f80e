"""Speaking in a real browser: by the keyboard, without scripts, with a connection that fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ledetraad.hearing.proof import bits_of
from tests.browser.conftest import serving

PLAN = "plan/asker-kommune-2020-2032/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo's address."""
    data: Path = tmp_path_factory.mktemp("hearing")
    with serving("demo", data) as found:
        yield found


def begin(page: Page, address: str) -> None:
    """From the plan to the form for its first theme: two steps."""
    page.goto(f"{address}{PLAN}")
    page.locator(".promise__title a").first.click()
    page.get_by_role("link", name="Si din mening om dette").click()


def send(page: Page) -> None:
    """Send, and again as long as the form asks for it for being sent too quickly."""
    for _ in range(50):
        with page.expect_navigation():  # the browser may have to work first
            page.get_by_role("button", name="Send innspillet").click()
        if "/mitt/" in page.url:
            return
    raise AssertionError(page.inner_text("main"))


def test_a_statement_is_sent_without_scripts_in_three_steps(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()

    begin(page, address)
    page.get_by_label("Hva mener du?").fill("Dette er bra.")
    page.get_by_label("Navn", exact=True).fill("Berit Eksempel")
    send(page)

    assert page.get_by_text("Takk. Innspillet ditt er mottatt.").is_visible()
    page.get_by_role("link", name="Rett innspillet").click()
    assert page.get_by_label("Hva mener du?").input_value() == "Dette er bra."
    context.close()


def test_the_form_is_filled_and_sent_by_the_keyboard_alone(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    begin(page, address)
    page.get_by_label("Hva mener du?").focus()
    page.keyboard.type("Skrevet uten mus.")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "name":
            break
    page.keyboard.type("Kari Tast")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if "/mitt/" not in page.url:  # quicker than the form allows
        send(page)

    assert page.get_by_text("Skrevet uten mus.").is_visible()
    page.close()


def reach(page: Page, selector: str) -> None:
    """Go to something by the Tab key alone; it is seen that one is there."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("(it) => document.activeElement.matches(it)", selector):
            style = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(style) != "none", selector
            return
    raise AssertionError(f"{selector} is not reached on {page.url}")


def press(page: Page, selector: str) -> None:
    """Go somewhere by the keyboard, and press Enter."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["", "nn/", "en/"])
def test_all_of_it_goes_by_keyboard_without_scripts_on_a_phone_in_each_language(
    chromium: Browser, address: str, language: str
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page, send_button = context.new_page(), "form.speak .buttons button"

    page.goto(f"{address}{PLAN}{language}")
    press(page, ".promise__title a")
    press(page, "a[href*='horing/si/']")
    assert page.locator(".speak__version a").is_visible()
    reach(page, "textarea")
    page.keyboard.type("Skrevet uten mus.")
    reach(page, "input[name=who]")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    for field, text in (("#name", "Tastevelet"), ("#contact", "Kari"), ("#mail", "k@example.org")):
        reach(page, field)
        page.keyboard.type(text)
    press(page, send_button)
    while "/mitt/" not in page.url:  # quicker than the form allows
        press(page, send_button)
    assert "Tastevelet" in page.inner_text("main")

    press(page, "a[href$='/rett/']")
    reach(page, "textarea")
    page.keyboard.press("End")
    page.keyboard.type(" Og rettet.")
    press(page, send_button)
    assert "Og rettet." in page.inner_text("main")
    reach(page, "summary")
    page.keyboard.press("Enter")
    press(page, "button[value=withdraw]")
    assert page.locator("a[href$='/rett/']").count() == 0

    page.goto(f"{address}{PLAN}{language}horing/innspill/")
    press(page, ".spoken__head a")
    press(page, "form[action$='/stott/'] button")
    assert re.search(r" · [1-3] \w", page.locator(".spoken__from").inner_text())
    page.goto(f"{address}{PLAN}{language}horing/folg/")
    reach(page, "#mail")
    page.keyboard.type("k@example.org")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#mail").count() == 0
    context.close()


def test_what_was_written_survives_a_lost_connection_and_is_gone_when_it_is_sent(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    begin(page, address)
    page.get_by_label("Hva mener du?").fill("Nettet falt ut.")
    page.get_by_label("Navn", exact=True).fill("Ola Nett")
    context.set_offline(True)
    page.get_by_role("button", name="Send innspillet").click()
    context.set_offline(False)

    begin(page, address)
    assert page.get_by_label("Hva mener du?").input_value() == "Nettet falt ut."
    send(page)
    begin(page, address)
    assert page.get_by_label("Hva mener du?").input_value() == ""
    context.close()


def test_a_draft_outlives_its_tab_only_where_its_writer_wants_it_and_can_be_forgotten(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context()
    keep = "[data-draft-keep]"

    page = context.new_page()
    begin(page, address)
    page.get_by_label("Hva mener du?").fill("Bare i denne fanen.")
    page.close()
    page = context.new_page()
    begin(page, address)
    assert page.get_by_label("Hva mener du?").input_value() == ""

    page.locator(keep).check()
    page.get_by_label("Hva mener du?").fill("Også i morgen.")
    page.locator("#who-body").check()
    page.close()
    page = context.new_page()
    begin(page, address)
    expect(page.get_by_label("Hva mener du?")).to_have_value("Også i morgen.")
    expect(page.locator("#who-body")).to_be_checked()
    expect(page.locator(keep)).to_be_checked()

    page.locator("[data-draft-forget]").click()
    expect(page.get_by_label("Hva mener du?")).to_have_value("")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_the_browser_works_while_one_writes_and_the_work_is_sent(
    chromium: Browser, address: str
) -> None:
    page = chromium.new_page()
    begin(page, address)

    page.get_by_label("Hva mener du?").press_sequentially("Arbeid.")
    expect(page.locator("[data-work]")).not_to_have_value("")

    challenge, number = page.evaluate(
        "(({dataset, value}) => [dataset.work, value])(document.querySelector('[data-work]'))"
    )
    assert bits_of(challenge, number) >= 12
    page.close()
