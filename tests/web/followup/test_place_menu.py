"""The menu on the pages: each role's leads to pages that are there for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest
from django.test import Client
from pytest_django import Settings

from ledetraad.web.accounts.rights import Role
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.conftest import HERE


@pytest.mark.parametrize("role", list(Role))
def test_all_that_the_menu_leads_to_is_there(
    signed_in: Callable[..., Client], working_copy: WorkingCopy, role: Role
) -> None:
    browser = signed_in(role)
    page = browser.get(f"{HERE}tiltak/").content.decode()
    menu = page.split('<nav class="place"')[1].split("</nav>")[0]

    found = {one.partition("#")[0] for one in re.findall(r'href="([^"]+)"', menu)}

    assert len(found) >= 17
    for address in found:
        assert browser.get(address, follow=True).status_code == 200, address


def test_all_that_shows_what_is_invented_says_so_in_a_demonstration(
    signed_in: Callable[..., Client], working_copy: WorkingCopy, settings: Settings
) -> None:
    browser = signed_in(Role.PLANNER)

    for demo, address in product((True, False), (HERE, f"{HERE}tiltak/", "/arbeid/")):
        settings.DEMO = demo
        page = browser.get(address).content.decode()
        assert ('class="example-note"' in page) is demo, address


def test_a_plans_own_pages_have_the_menu_of_its_municipality(
    signed_in: Callable[..., Client], working_copy: WorkingCopy
) -> None:
    for role, publishes in ((Role.PLANNER, True), (Role.CONTROLLER, False)):
        page = signed_in(role).get(f"/arbeid/{working_copy.slug}/funn/").content.decode()

        assert 'aria-current="true">Planer' in page
        assert (f"{HERE}publisering/" in page) is publishes
