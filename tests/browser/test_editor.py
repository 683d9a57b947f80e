"""Editing a plan as a person does: by keyboard, by dragging, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Violations, serving

PLAN = "arbeid/asker-kommune-2020-2032/rediger/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The demo's address, and the password of the one who may do all."""
    data = tmp_path_factory.mktemp("editor")
    with serving("demo", data) as address:
        told = (data / "log").read_text(encoding="utf-8")
        password = re.search(r"navn demo, passord (\S+)", told)
        assert password is not None, told
        yield address, password[1]


def sign_in(page: Page, site: tuple[str, str]) -> None:
    address, password = site
    page.goto(f"{address}logg-inn/")
    page.fill("[name=name]", "demo")
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/arbeid/")
    page.goto(address + PLAN)


@pytest.fixture
def editor(page: Page, site: tuple[str, str]) -> Page:
    """The editor's page, with no draft."""
    sign_in(page, site)
    if page.locator("#undo").count():
        page.click("button[form=discard-form]")
        page.goto(site[0] + PLAN)
    return page


@pytest.fixture
def plain(chromium: Browser, site: tuple[str, str]) -> Iterator[Page]:
    """The same in a browser without scripts, as narrow as a phone."""
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    sign_in(page, site)
    if page.locator("#undo").count():
        page.click("button[form=discard-form]")
        page.goto(site[0] + PLAN)
    yield page
    context.close()


def elements(page: Page) -> list[str]:
    """The elements in their order, all at once: a page that is being swapped has some of each."""
    every = page.locator("[data-element]")
    found: list[str] = every.evaluate_all("all => all.map((one) => one.dataset.element)")
    return found


def strategies(page: Page) -> list[str]:
    """The first subgoal's strategies, from the second: the ids."""
    numbers = page.locator("[data-element]").filter(has=page.locator(".badge--3"))
    return [one.get_attribute("data-element") or "" for one in numbers.all()[1:4]]


def number(page: Page, element: str) -> str:
    return page.locator(f"#e-{element} .badge").inner_text()


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id")
    return found


def test_an_element_is_moved_with_alt_and_arrows_and_keeps_the_focus(editor: Page) -> None:
    one = strategies(editor)[0]
    before, began = number(editor, one), elements(editor)
    editor.focus(f"#rett-{one}")

    for _ in range(3):
        editor.keyboard.press("Alt+ArrowDown")
    expect(editor.locator(f"#e-{one} .badge")).not_to_have_text(before)
    expect(editor.locator(".editor__count strong")).to_contain_text("3")
    expect(editor.locator("#said")).to_contain_text(number(editor, one))
    assert focused(editor) == f"rett-{one}"

    for _ in range(3):
        editor.keyboard.press("Alt+ArrowUp")
    expect(editor.locator(".editor__count strong")).to_contain_text("6")
    expect(editor.locator(f"#e-{one} .badge")).to_have_text(before)
    assert elements(editor) == began
    assert focused(editor) == f"rett-{one}"

    editor.keyboard.press("Alt+ArrowLeft")
    expect(editor.locator(f"#e-{one} .badge--2")).to_be_visible()
    editor.keyboard.press("Control+z")
    expect(editor.locator(f"#e-{one} .badge--3")).to_be_visible()
    assert elements(editor) == began


def test_the_tree_is_one_stop_of_the_keyboard_and_the_arrows_go_through_it(editor: Page) -> None:
    first, second = elements(editor)[:2]

    editor.focus(f"#rett-{first}")
    editor.keyboard.press("ArrowDown")
    assert focused(editor) == f"rett-{second}"

    for _ in range(12):
        editor.keyboard.press("Tab")
        if focused(editor) == "note":
            return
    raise AssertionError("Tab does not lead out of the tree")


def test_text_is_changed_in_place_and_only_that_element_with_it(editor: Page) -> None:
    one = strategies(editor)[0]
    editor.evaluate("document.querySelector('[data-element]').setAttribute('data-untouched', '')")
    editor.focus(f"#rett-{one}")
    editor.keyboard.press("Enter")
    expect(editor.locator(f"#text-{one}")).to_be_focused()

    editor.fill(f"#text-{one}", "Alle barn kan svømme.")
    editor.fill(f"#find-{one}", "vann")
    editor.locator(".editor__targets button").first.click()
    expect(editor.locator(f"#references-{one}")).to_be_focused()
    editor.keyboard.press("Enter")

    expect(editor.locator(f"#e-{one} .import__words")).to_have_text("Alle barn kan svømme.")
    expect(editor.locator(f"#rett-{one}")).to_be_focused()
    expect(editor.locator("[data-untouched]")).to_have_count(1)
    expect(editor.locator("#undo")).to_be_visible()


def test_what_the_checks_find_is_told_beside_the_text_as_one_types(editor: Page) -> None:
    one = strategies(editor)[0]
    editor.focus(f"#rett-{one}")
    editor.keyboard.press("Enter")
    said = editor.locator(f"#form-{one} .editor__proof")
    expect(said).to_be_empty()

    editor.fill(f"#text-{one}", "Alle barn kan svømme.")
    expect(said.locator(".severity")).to_be_visible()
    editor.locator(f"#text-{one}").press_sequentially(" Og så")
    expect(editor.locator(f"#text-{one}")).to_be_focused()

    editor.fill(f"#references-{one}", "FN-T 99")
    expect(said).to_contain_text("99")
    expect(editor.locator("#undo")).to_have_count(0)


def test_what_is_half_written_stays_when_something_else_is_moved(editor: Page) -> None:
    one, other, _ = strategies(editor)
    editor.click(f"#rett-{one}")
    editor.fill(f"#text-{one}", "Halvskrevet")

    editor.click(f"#remove-{other}")

    expect(editor.locator(f"#e-{other}")).to_have_count(0)
    expect(editor.locator(f"#text-{one}")).to_have_value("Halvskrevet")
    editor.click(f"#save-{one}")
    expect(editor.locator(f"#e-{one} .import__words")).to_have_text("Halvskrevet")


def test_escape_leaves_a_form_that_nothing_is_written_in(editor: Page) -> None:
    one = strategies(editor)[0]
    editor.click(f"#rett-{one}")
    expect(editor.locator(f"#text-{one}")).to_be_focused()

    editor.keyboard.press("Escape")

    expect(editor.locator(f"#form-{one}")).to_have_count(0)
    expect(editor.locator(f"#rett-{one}")).to_be_focused()


def test_what_is_taken_out_leaves_the_focus_with_its_neighbour(editor: Page) -> None:
    one, other, _ = strategies(editor)
    editor.focus(f"#remove-{one}")
    editor.keyboard.press("Enter")

    expect(editor.locator(f"#e-{one}")).to_have_count(0)
    expect(editor.locator(f"#rett-{other}")).to_be_focused()
    editor.click("#undo")
    expect(editor.locator(f"#e-{one}")).to_be_visible()


def test_an_element_is_dragged_before_another(editor: Page) -> None:
    one, other, _ = strategies(editor)
    grip, target = editor.locator(f"#e-{other} .editor__grip"), editor.locator(f"#e-{one}")
    target.evaluate("place => place.scrollIntoView({block: 'center'})")
    start, end = grip.bounding_box(), target.bounding_box()
    assert start is not None and end is not None

    editor.mouse.move(start["x"] + 8, start["y"] + 8)
    editor.mouse.down()
    editor.mouse.move(start["x"] + 20, start["y"] - 10, steps=4)
    editor.mouse.move(end["x"] + 300, end["y"] + 4, steps=4)
    editor.mouse.up()

    expect(editor.locator(f"#e-{other} + #e-{one}")).to_be_visible()


def test_next_goes_from_finding_to_finding(editor: Page) -> None:
    editor.click("#next-found")
    first = focused(editor)
    editor.click("#next-found")

    assert first.startswith("rett-") and focused(editor) != first


def test_the_plan_is_edited_without_scripts_and_on_a_phone(plain: Page) -> None:
    one, other, _ = strategies(plain)

    plain.click(f"#rett-{one}")
    plain.fill(f"#text-{one}", "Alle barn kan sykle.")
    plain.fill(f"#find-{one}", "11.2")
    plain.click(f"#look-{one}")
    plain.click(".editor__targets button")
    assert plain.input_value(f"#text-{one}") == "Alle barn kan sykle."
    assert "11.2" in plain.input_value(f"#references-{one}")
    plain.click(f"#save-{one}")
    expect(plain.locator(f"#e-{one} .import__words")).to_have_text("Alle barn kan sykle.")

    plain.click(f"#ny-{one}")
    plain.fill(f"#text-{one}", "Alle barn kan gå.")
    plain.click(f"#add-{one}")
    expect(plain.locator(f"#e-{one} + li .import__words")).to_have_text("Alle barn kan gå.")

    plain.click(f"#up-{other}")
    plain.click(f"#remove-{one}")
    expect(plain.locator(f"#e-{one}")).to_have_count(0)
    plain.click("#undo")
    expect(plain.locator(f"#e-{one}")).to_have_count(1)

    plain.fill("#note", "Etter høringen")
    plain.click("#save-form button[type=submit]")
    plain.wait_for_url("**?lagret=*")
    expect(plain.locator("main")).to_contain_text("Etter høringen")


@pytest.mark.parametrize("opened", ["", "rett", "ny"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_editor_has_no_faults_that_axe_can_see(
    editor: Page, violations: Violations, opened: str, width: int
) -> None:
    one = strategies(editor)[0]
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto(f"{editor.url.split('?')[0]}?{opened}={one}")

    assert violations(editor) == []
    wide = editor.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not wide
