"""The pages for those who work: axe, a phone's width, and no scripts, on the real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdfium2 import PdfDocument

from tests.browser.conftest import ROOT, Violations, serving

DOCUMENTS = ROOT / "tests" / "documents"
HERE = "oppfolging/asker-kommune/"
PLAN = "asker-kommune-2020-2032"
PAGES = [
    "arbeid/",
    "arbeid/ny/",
    f"arbeid/{PLAN}/",
    f"arbeid/{PLAN}/rediger/",
    HERE,
    f"{HERE}tiltak/",
    f"{HERE}tiltak/1/",
    f"{HERE}tiltak/1/rediger/",
    f"{HERE}indikatorer/",
    f"{HERE}indikatorer/1/",
    f"{HERE}indikatorer/1/rediger/",
    f"{HERE}indikatorer/1/kilde/",
    f"{HERE}tall/",
    f"{HERE}tall/endret/",
    f"{HERE}tall/sammenligning/",
    f"{HERE}tall/sammenligning/7/",
    f"{HERE}indikatorer/7/",
    f"plan/{PLAN}/klima/",
    f"plan/{PLAN}/nn/klima/v/1/",
    f"plan/{PLAN}/klima/v/2/regnskap/",
    f"plan/{PLAN}/klima.html",
    f"plan/{PLAN}/klimaregnskap-own-operations.html",
    f"{HERE}klima/",
    f"{HERE}klima/regnskap/",
    f"{HERE}klima/regnskap/ny/",
    f"{HERE}klima/regnskap/2/tall/?sektor=road",
    f"{HERE}klima/mal/",
    f"{HERE}klima/mal/ny/",
    f"{HERE}klima/budsjett/",
    f"{HERE}klima/budsjett/2/",
    f"{HERE}klima/budsjett/2/rediger/",
    f"{HERE}klima/tiltak/5/",
    f"{HERE}klima/aktiviteter/",
    f"{HERE}klima/regnskap/3/",
    f"{HERE}klima/budsjett/3/",
    f"{HERE}klima/aktiviteter/ny/",
    f"{HERE}klima/aktiviteter/regnskap/",
    f"{HERE}klima/aktiviteter/faktorer/ny/",
    f"{HERE}klima/aktiviteter/faktorer/1/",
    f"{HERE}klima/aktiviteter/innkjop/ny/",
    f"{HERE}mangler/",
    f"{HERE}mangler/regler/",
    f"{HERE}visninger/",
    f"{HERE}endringer/",
    f"{HERE}endringer/tiltak/1/",
    f"{HERE}slettet/",
    f"{HERE}status/",
    f"{HERE}status/{PLAN}/",
    f"{HERE}status/{PLAN}/mote/",
    f"{HERE}arsplan/2027/",
    f"{HERE}ark/",
    f"{HERE}okonomi/",
    f"{HERE}okonomi/filer/",
    f"{HERE}okonomi/filer/1/",
    f"{HERE}okonomi/tabeller/2025/",
    f"{HERE}okonomi/tabeller/2025/okonomisk-oversikt-drift-5-6/",
    f"{HERE}okonomi/tabeller/2025/okonomisk-oversikt-drift-5-6/accounts/10/",
    f"{HERE}okonomi/regler/",
    f"{HERE}okonomi/regler/1/",
    f"{HERE}okonomi/regler/1/rediger/",
    f"{HERE}okonomi/belop/",
    f"{HERE}okonomi/belop/2027/",
    f"{HERE}okonomi/scenarioer/",
    f"{HERE}okonomi/scenarioer/1/",
    f"{HERE}okonomi/scenarioer/1/rediger/",
    f"{HERE}okonomi/koblinger/",
    f"{HERE}okonomi/koblinger/1/rediger/",
    f"{HERE}okonomi/varsel/2026/",
    f"{HERE}okonomi/naboer/",
    f"{HERE}okonomi/naboer/1/",
    f"{HERE}okonomi/naboer/2/",
    f"{HERE}okonomi/naboer/ny/hent/",
    f"{HERE}okonomi/nokkeltall/",
    f"{HERE}okonomi/nokkeltall/1/",
    f"{HERE}okonomi/nokkeltall/ny/",
    f"{HERE}okonomi/tabeller/2025/fordeling/",
    f"{HERE}okonomi/tabeller/2025/fordeling/drift/accounts/6/1/",
    f"{HERE}okonomi/omrader/",
    f"{HERE}okonomi/oppstillinger/",
    f"{HERE}arshjul/",
    f"{HERE}arshjul/frister/",
    f"{HERE}varsler/",
    f"{HERE}publisering/",
    f"{HERE}publisering/{PLAN}/",
    f"{HERE}folk/",
    f"{HERE}folk/meg/",
    f"{HERE}folk/meg/token/",
    f"{HERE}folk/meg/totrinn/",
    f"{HERE}folk/meg/totrinn/app/",
    f"{HERE}folk/grupper/",
    f"{HERE}folk/totrinn/",
    f"{HERE}folk/person/ny/",
    f"{HERE}folk/person/2/",
    f"{HERE}folk/enhet/2/",
    f"{HERE}folk/enhet/2/avslutt/",
    f"{HERE}folk/enhet/sla-sammen/",
    f"{HERE}jobber/",
    f"{HERE}sok/?q=elva",
    f"{HERE}status/enhet/2/",
    f"{HERE}rapportering/",
    f"{HERE}rapportering/2/",
    f"{HERE}rapportering/2/tiltak/18/",
    f"{HERE}horing/",
    f"{HERE}horing/ny/",
    f"{HERE}horing/1/",
    f"{HERE}horing/1/rediger/",
    f"{HERE}horing/1/innspill/",
    f"{HERE}horing/1/innspill/5/",
    f"{HERE}horing/1/innspill/ny/",
    f"{HERE}horing/1/merknader/",
    f"{HERE}horing/1/merknader/2/",
    f"{HERE}horing/1/merknader/2/del/",
    f"{HERE}horing/1/merknader/plasser/",
    f"{HERE}horing/1/merknader/like/",
    f"{HERE}horing/1/logg/",
    f"{HERE}horing/1/invitert/",
    f"{HERE}horing/1/invitert/1/",
    f"{HERE}horing/1/innspill/inn/",
    f"{HERE}horing/1/innspill/inn/1/",
    f"{HERE}horing/1/tema/",
    f"{HERE}horing/1/brev/",
    f"plan/{PLAN}/horing/",
    f"plan/{PLAN}/horing/si/",
    f"plan/{PLAN}/horing/innspill/",
    f"plan/{PLAN}/horing/innspill/2/",
    f"plan/{PLAN}/horing/tall/",
    f"plan/{PLAN}/horing/folg/",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The demo's address, and the password of the one who may do all."""
    data = tmp_path_factory.mktemp("work")
    with serving("demo", data) as address:
        told = (data / "log").read_text(encoding="utf-8")
        password = re.search(r"navn demo, passord (\S+)", told)
        assert password is not None, told
        yield address, password[1]


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, site: tuple[str, str]) -> Iterator[BrowserContext]:
    """A browser in which that person is signed in."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, site)
    page.close()
    yield context
    context.close()


def sign_in(page: Page, site: tuple[str, str]) -> None:
    address, password = site
    page.goto(f"{address}logg-inn/")
    page.fill("[name=name]", "demo")
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/arbeid/")


@pytest.fixture
def work(signed_in: BrowserContext) -> Iterator[Page]:
    page = signed_in.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda told: faults.append(told.text) if told.type in {"error", "warning"} else None,
    )
    yield page
    page.close()
    assert not faults, faults


def sideways(page: Page) -> int:
    """How much wider than the screen a page is."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wider


@pytest.mark.parametrize("address", PAGES)
def test_a_working_page_has_no_fault_and_fits_a_phone(
    work: Page, site: tuple[str, str], violations: Violations, address: str
) -> None:
    work.set_viewport_size({"width": 1280, "height": 900})
    work.goto(site[0] + address)
    assert violations(work) == []

    work.set_viewport_size({"width": 320, "height": 640})
    assert sideways(work) <= 0


def test_an_indicators_chart_is_drawn_when_asked_for_and_tells_its_numbers(
    work: Page, site: tuple[str, str], violations: Violations
) -> None:
    work.set_viewport_size({"width": 1280, "height": 900})
    work.goto(f"{site[0]}{HERE}indikatorer/7/")

    work.locator("[data-explore] button").click()
    chart = work.locator(".explore__chart svg")
    expect(chart).to_be_visible(timeout=20_000)
    chart.locator("path[transform]").last.hover(force=True)

    expect(work.locator("#vg-tooltip-element")).to_contain_text("2030")
    assert violations(work) == []
    work.set_viewport_size({"width": 320, "height": 640})
    assert sideways(work) <= 0


def take(page: Page, site: tuple[str, str], file: Path) -> None:
    """Choose a document, and wait until it has been read."""
    page.goto(f"{site[0]}arbeid/ny/")
    page.set_input_files("[name=document]", file)
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile("/(deler|les/1)/"), timeout=20_000)


@pytest.mark.parametrize(
    "file",
    [
        DOCUMENTS / "pdf" / "asker.pdf",
        DOCUMENTS / "word" / "numbered.docx",
        DOCUMENTS / "sheets" / "merged.xlsx",
    ],
    ids=lambda file: file.suffix,
)
def test_every_step_of_taking_a_document_in_has_no_fault_and_fits_a_phone(
    work: Page, site: tuple[str, str], violations: Violations, file: Path
) -> None:
    work.set_viewport_size({"width": 1280, "height": 900})
    take(work, site, file)
    root = re.sub(r"(innlesing/\d+/).*", r"\1", work.url)
    for step in ("deler/", "les/1/", "ferdig/"):
        work.set_viewport_size({"width": 1280, "height": 900})
        work.goto(root + step)
        assert violations(work) == [], step
        work.set_viewport_size({"width": 320, "height": 640})
        assert sideways(work) <= 0, step

    work.goto(f"{root}les/1/")
    work.locator(".import__do a").first.click()
    assert violations(work) == []


def test_a_document_is_taken_in_corrected_and_undone_without_scripts(
    chromium: Browser, site: tuple[str, str]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    take(page, site, DOCUMENTS / "word" / "measures.docx")

    page.locator("[data-element]", has_text="Kartlegge tomter").locator("a").first.click()
    page.fill("textarea[name=text]", "Kjøpe tomter")
    page.click("button[value=save]")
    assert page.locator(".import__words", has_text="Kjøpe tomter").count() == 1
    page.click("form[action$='/angre/'] button")
    assert page.locator(".import__words", has_text="Kjøpe tomter").count() == 0

    page.click("a:has-text('Ta inn') >> nth=-1")
    page.click("button[value=finish]")
    page.wait_for_url("**/arbeid/eksempel-kommune-*/")
    context.close()


def test_where_an_element_was_read_is_shown_while_the_focus_is_on_it(
    work: Page, site: tuple[str, str]
) -> None:
    take(work, site, DOCUMENTS / "word" / "measures.docx")
    row = work.locator("[data-element]").nth(2)

    row.locator("a").first.focus()

    shown = work.locator(".sheet .is-shown")
    assert shown.count() == 1
    assert row.get_attribute("data-element") in (shown.get_attribute("data-marks") or "")


def test_a_report_is_written_and_handed_in_without_scripts(
    chromium: Browser, site: tuple[str, str]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    page.goto(f"{site[0]}{HERE}rapportering/2/tiltak/15/")

    page.check("#status-delayed")
    page.fill("[name=text]", "Kontakten er ansatt.")
    page.click("button:has-text('Lever')")

    page.goto(f"{site[0]}{HERE}tiltak/15/")
    assert "Kontakten er ansatt." in page.content()
    context.close()


def test_anything_is_found_and_opened_by_the_keyboard_alone(
    work: Page, site: tuple[str, str]
) -> None:
    work.goto(f"{site[0]}{HERE}tiltak/")

    work.keyboard.press("Control+k")
    work.keyboard.type("sykkelparkering")
    work.wait_for_selector(".palette a")
    work.keyboard.press("ArrowDown")
    work.keyboard.press("Enter")

    work.wait_for_url(f"**/{HERE}tiltak/2/")


def test_the_page_for_a_meeting_is_one_sheet_however_much_is_off_track(
    work: Page, site: tuple[str, str], tmp_path: Path
) -> None:
    status = f"{site[0]}{HERE}status/{PLAN}/"
    work.goto(status)
    found = work.locator("main a").evaluate_all("all => all.map(one => one.href)")
    elements = [one for one in dict.fromkeys(found) if re.fullmatch(status + "[a-z0-9]+/", one)]
    secret = work.locator("[name=csrfmiddlewaretoken]").first.input_value()
    for element in elements[:60]:
        said = {"state": "off_track", "reason": "Det mangler folk, og grunneierne er uenige. " * 5}
        work.request.post(
            f"{element}vurder/",
            form={"csrfmiddlewaretoken": secret, **said},
            headers={"Referer": status},
        )

    work.goto(f"{status}mote/")
    assert work.locator(".meeting__red li").count() >= 4
    assert work.locator(".meeting__named li").count() > 20
    for paper in ("A4", "Letter"):
        work.pdf(path=tmp_path / f"{paper}.pdf", format=paper)
        with PdfDocument(tmp_path / f"{paper}.pdf") as printed:
            assert len(printed) == 1, paper
            words = printed[0].get_textpage().get_text_range()
            assert "Det som er endret siden forrige periode" in words


def test_the_menu_is_opened_and_followed_by_the_keyboard_without_scripts(
    chromium: Browser, site: tuple[str, str]
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    sign_in(page, site)
    page.goto(f"{site[0]}{HERE}tiltak/1/")
    assert page.locator("nav.place > ul [aria-current]").inner_text() == "Tiltak"
    assert not page.get_by_role("link", name="Klima").is_visible()

    page.locator("nav.place summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Klima").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/{HERE}klima/")
    assert page.locator("nav.place > ul [aria-current]").inner_text() == "Klima"
    context.close()
