"""The menu of a municipality's pages: in groups, and telling where one is."""

from __future__ import annotations

import pytest

from ledetraad.web.accounts.rights import Action
from ledetraad.web.menu import GROUPS, Menu, menu

HERE = "/oppfolging/asker-kommune/"


def at(path: str) -> Menu:
    return menu("asker-kommune", path, lambda _: True)


def where(path: str) -> tuple[str, str, str] | None:
    """The group, the entry and how it is marked."""
    found = at(path).here
    if found is None:
        return None
    (link,) = [one for one in found.links if one.current]
    return found.name, link.name, link.current


@pytest.mark.parametrize(
    ("path", "group", "entry", "mark"),
    [
        (HERE, "For you", "My work", "page"),
        (f"{HERE}tiltak/", "Following up", "Measures", "page"),
        (f"{HERE}tiltak/12/rediger/", "Following up", "Measures", "true"),
        (f"{HERE}status/enhet/2/", "Following up", "How it stands", "true"),
        (f"{HERE}rapportering/2/tiltak/18/", "Through the year", "Reporting", "true"),
        (f"{HERE}folk/", "The municipality", "Units and people", "page"),
        (f"{HERE}folk/person/3/", "The municipality", "Units and people", "true"),
        (f"{HERE}folk/meg/token/", "For you", "Your own page", "true"),
        ("/arbeid/asker-2020/rediger/", "The plan", "Plans", "true"),
        ("/innlesing/4/ferdig/", "The plan", "Plans", "true"),
    ],
)
def test_a_page_is_marked_and_so_is_what_it_is_under(
    path: str, group: str, entry: str, mark: str
) -> None:
    assert where(path) == (group, entry, mark)


def test_a_page_that_no_entry_leads_to_is_in_no_group() -> None:
    assert where(f"{HERE}sok/") is None


def test_what_somebody_may_not_come_to_is_not_in_their_menu() -> None:
    def names(*rights: Action) -> set[str]:
        shown = menu("asker-kommune", HERE, lambda action: action in rights)
        return {one.name for group in shown.groups for one in group.links}

    assert names(Action.PUBLISH) - names() == {"Publishing"}
    assert names(Action.MANAGE_PEOPLE) - names() == {"Work in the background"}
    assert names(Action.ENTER_VALUE) - names() == {"Excel in and out"}


def test_each_address_is_there_once() -> None:
    addresses = [one.address for group in GROUPS for one in group.entries]

    assert len(set(addresses)) == len(addresses)
