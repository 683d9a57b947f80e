"""Signing in, in a real browser: by passkey, by a code without scripts, and by a provider."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ledetraad.web.signin.factors.totp import STEP, code_at
from tests.browser.conftest import Violations, free_port, serving
from tests.web.signin.real_provider import CLIENT, SECRET, RealProvider, real_provider

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PEOPLE = {
    "guri": {"name": "Guri", "email": "guri@example.org", "email_verified": True, "groups": ["a"]},
    "xenia": {"name": "Xenia"},
}


@dataclass
class Site:
    """The demo, where a browser takes it for a host with a name: passkeys need one."""

    address: str
    log: Path
    provider: RealProvider

    @property
    def here(self) -> str:
        return f"{self.address}oppfolging/asker-kommune/folk/"

    def password(self, name: str) -> str:
        told = re.search(rf"navn {name}, passord (\S+)", self.log.read_text(encoding="utf-8"))
        assert told is not None
        return told[1]

    def first_step(self, page: Page, name: str) -> None:
        page.goto(f"{self.address}logg-inn/")
        page.fill("[name=name]", name)
        page.fill("[name=password]", self.password(name))
        page.click("form[action='/logg-inn/'] button")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data, port = tmp_path_factory.mktemp("sign-in"), free_port()
    address = f"http://localhost:{port}/"
    with real_provider(f"{address}logg-inn/med/entra/svar/", home=address) as provider:
        provider.tell(PEOPLE)
        start = "LEDETRAAD_OIDC_ENTRA_"
        environment = {
            "LEDETRAAD_OIDC": "entra",
            f"{start}NAME": "Entra ID",
            f"{start}ISSUER": provider.address,
            f"{start}CLIENT_ID": CLIENT,
            f"{start}SECRET": SECRET,
            f"{start}SCOPES": "profile email groups",
        }
        with serving("demo", data, port=port, environment=environment):
            yield Site(address, data / "log", provider)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser whose machine has a place for passkeys."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if "Policy" in told.text else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    assert not faults, faults


def fits(page: Page, violations: Violations) -> None:
    """The page has nothing against it, and fits a phone."""
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_passkey_is_added_and_is_then_the_second_step_and_the_only_one_needed(
    page: Page, site: Site, violations: Violations
) -> None:
    page.goto(f"{site.address}logg-inn/")
    fits(page, violations)
    site.first_step(page, "planlegger")
    page.wait_for_url("**/arbeid/")
    page.goto(f"{site.here}meg/totrinn/")
    page.fill("#passkey-name", "Jobbmaskinen")
    page.click("form[data-passkey] button")
    page.wait_for_selector(".recovery-codes")
    assert page.locator(".recovery-codes li").count() == 10
    fits(page, violations)
    page.click("main a.ds-button")
    assert page.locator("th", has_text="Jobbmaskinen").count() == 1
    fits(page, violations)

    page.click("footer button")
    site.first_step(page, "planlegger")
    page.wait_for_url("**/logg-inn/andre-steg/")
    fits(page, violations)
    page.click("form[data-passkey] button")
    page.wait_for_url("**/arbeid/")

    page.click("footer button")
    page.goto(f"{site.address}logg-inn/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/arbeid/")
    assert "Pia Planlegger" in page.locator("footer").inner_text()


def test_one_without_a_passkey_is_told_so_and_can_sign_in_another_way(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}logg-inn/")

    page.click("form[data-passkey] button")

    page.wait_for_selector("[data-told]:not([hidden])")
    assert page.locator("[name=password]").is_visible()


def test_an_app_for_codes_is_set_up_and_used_without_scripts(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    site.first_step(page, "controller")
    page.goto(f"{site.here}meg/totrinn/app/")
    key = page.locator(".setup__key").inner_text().replace(" ", "")
    page.fill("#code", code_at(key, int(time.time()) // STEP - 1))
    page.click("main form button")
    assert page.locator(".recovery-codes li").count() == 10

    page.click("footer button")
    site.first_step(page, "controller")
    assert not page.locator("form[data-passkey]").is_visible()
    page.fill("#code", code_at(key, int(time.time()) // STEP))
    page.click("main form button")
    assert page.url.endswith("/arbeid/")
    context.close()


def test_one_signs_in_by_a_provider_whose_group_has_a_role(
    page: Page, chromium: Browser, site: Site, violations: Violations
) -> None:
    site.first_step(page, "demo")
    page.goto(f"{site.here}grupper/")
    page.fill("#group", "a")
    page.click("main form.form button")
    page.wait_for_selector("main tbody")
    fits(page, violations)

    theirs = chromium.new_context()
    other = theirs.new_page()
    other.goto(f"{site.address}logg-inn/")
    other.click("text=Logg inn med Entra ID")
    other.fill("[name=sub]", "xenia")
    other.click("button >> nth=0")
    other.wait_for_url("**/svar/**")
    fits(other, violations)
    other.click("a[href*=annen]")
    other.fill("[name=sub]", "guri")
    other.click("button >> nth=0")
    other.wait_for_url("**/arbeid/")
    assert "Guri" in other.locator("footer").inner_text()
    theirs.close()


def test_who_is_asked_for_a_second_step_is_led_to_set_it_up(
    page: Page, site: Site, violations: Violations
) -> None:
    site.first_step(page, "demo")
    page.goto(f"{site.here}totrinn/")
    page.check("#role-contributor")
    page.fill("#starts", "1.1.2026")
    page.click("main form button")
    page.click("footer button")

    site.first_step(page, "bidrag")
    page.wait_for_url("**/logg-inn/totrinn/**")
    fits(page, violations)
    page.goto(f"{site.address}arbeid/")
    page.click("main a.ds-button")
    page.wait_for_url("**/folk/meg/totrinn/")
    page.click("form[data-passkey] button")
    page.wait_for_selector(".recovery-codes")
    page.goto(f"{site.address}arbeid/")
    assert page.url.endswith("/arbeid/")


def test_what_a_new_password_lacks_is_said_as_one_writes(page: Page, site: Site) -> None:
    site.first_step(page, "leser")
    page.goto(f"{site.here}meg/")
    kept = page.locator("[data-rule] > span:first-child")
    assert kept.all_inner_texts() == ["○", "○", "○"]

    page.fill("#new", "leser leser")
    assert kept.all_inner_texts() == ["○", "●", "○"]
    page.fill("#new", "123456789012345")
    assert kept.all_inner_texts() == ["●", "○", "●"]
    page.fill("#new", "fjorten fine fjellrever")
    assert kept.all_inner_texts() == ["●", "●", "●"]
