"""Walking the red thread as a reader does, on the real server and on the static site."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

TARGET = "fn/12.8.html"


def width_of(page: Page) -> tuple[int, int]:
    seen: list[int] = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return seen[0], seen[1]


def tab_to(page: Page, address: str) -> None:
    """Press Tab until the link to an address has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if href.endswith(address):
            return
    raise AssertionError(f"no link to {address} could be reached with the keyboard")


def test_from_a_un_target_to_a_strategy_and_back_by_keyboard_alone(page: Page, home: str) -> None:
    page.goto(f"{home}fn/12.8.html")
    strategy = page.locator(".statement-row__link").first.get_attribute("href") or ""

    tab_to(page, strategy)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{strategy.removeprefix('../')}")
    expect(page.locator("h1")).to_be_visible()

    tab_to(page, TARGET)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{TARGET}")


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(page: Page, home: str) -> None:
    page.goto(home)

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("ds-skip-link")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_up_the_thread_from_a_strategy_to_its_theme(page: Page, home: str) -> None:
    page.goto(f"{home}{TARGET}")
    page.locator(".statement-row__link").first.click()

    while page.locator(".thread a.knot__link").count():
        page.locator(".thread a.knot__link").last.click()

    expect(page.locator("h1.heading")).to_be_visible()
    assert page.locator(".thread .branch").count() == 1


def test_the_search_finds_other_forms_of_a_word(page: Page, home: str) -> None:
    page.goto(home)

    page.get_by_role("searchbox").fill("innbygger")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok.html?q=innbygger")

    expect(page.locator(".result mark").first).to_be_visible()
    marked = {word.lower() for word in page.locator(".result mark").all_inner_texts()}
    assert {"innbyggere", "innbyggerne"} <= marked


def test_both_kinds_of_site_find_the_same_in_the_same_order(
    page: Page, server: str, static: str
) -> None:
    for query in ("kultur", "trygge barn", "11.3", "klima", "bærekraft", "1.2", "syklende"):
        found = []
        for home in (server, static):
            page.goto(f"{home}sok.html?q={query}")
            page.wait_for_selector(".result, .results p")
            found.append(
                page.locator(".result .statement-row__link").evaluate_all(
                    "all => all.map(link => link.pathname.split('/').at(-1))"
                )
            )
        assert found[0] == found[1], query


def test_a_search_without_result_says_what_to_do(page: Page, home: str) -> None:
    page.goto(f"{home}sok.html?q=xyzzy")

    expect(page.locator("#results p").first).to_be_visible()
    assert page.locator(".result").count() == 0


def test_the_language_is_switched_on_the_same_page(page: Page, home: str) -> None:
    page.goto(f"{home}{TARGET}")

    page.get_by_role("link", name="Nynorsk").click()
    page.wait_for_url(f"**/nn/{TARGET}")
    assert page.locator("html").get_attribute("lang") == "nn"

    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/en/{TARGET}")
    page.get_by_role("link", name="Bokmål").click()
    page.wait_for_url(f"{home}{TARGET}")


@pytest.mark.parametrize(
    "address", ["", TARGET, "fn/index.html", "oversikt.html", "stikkord.html", "data.html"]
)
def test_everything_can_be_read_without_scripts(chromium: Browser, home: str, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{home}{address}")

    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main a").count() > 3
    context.close()


def test_the_thread_can_be_walked_without_scripts(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}{TARGET}")

    page.locator(".statement-row__link").first.click()
    page.locator("summary").first.click()
    page.locator(f'.reference__body a[href$="{TARGET}"]').first.click()

    page.wait_for_url(f"**/{TARGET}")
    context.close()


def test_the_server_searches_without_scripts(chromium: Browser, server: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server)

    page.get_by_role("searchbox").fill("kultur")
    page.keyboard.press("Enter")

    expect(page.locator(".result mark").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        "",
        TARGET,
        "fn/11.html",
        "fn/index.html",
        "oversikt.html",
        "sok.html?q=barn",
        "stikkord.html",
        "data.html",
        "om.html",
        "tilgjengelighet.html",
        "funn.html",
        "finnes-ikke.html",
    ],
)
def test_no_page_is_wider_than_a_screen_of_320_pixels(page: Page, home: str, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(f"{home}{address}")

    content, screen = width_of(page)
    assert content <= screen


def test_the_overview_prints_as_a_document(page: Page, home: str) -> None:
    page.goto(f"{home}oversikt.html")
    page.emulate_media(media="print")

    expect(page.locator("nav.sections")).to_be_hidden()
    expect(page.locator(".overview__theme").first).to_be_visible()
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert 5 < paper.count(b"/Type /Page\n") < 40


def test_a_bar_of_the_picture_shows_its_threads(page: Page, home: str) -> None:
    page.goto(home)
    bar = page.locator("[data-picture] .bar--goal").nth(3)

    bar.hover()

    assert page.locator("[data-picture] .band.is-lit, [data-picture] .band--lit").count() > 0


def test_the_picture_stands_as_a_table_too(page: Page, home: str) -> None:
    page.goto(home)

    page.locator(".picture__table summary").click()

    rows = page.locator(".picture__table tbody tr").count()
    assert rows == page.locator("[data-picture] .bands--first .band").count()


def test_the_chart_is_drawn_when_asked_for_and_not_before(page: Page, home: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{home}fn/index.html")
    assert not [address for address in fetched if "coverage" in address]

    page.locator("[data-explore] button").click()

    expect(page.locator(".explore__chart svg, .explore__chart canvas").first).to_be_visible(
        timeout=20_000
    )
