"""The menu of a municipality's pages: what there is, in groups, and where one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that the menu leads to.

    Args:
        name: what it is called.
        address: under the municipality's own pages, or from the root on.
        action: what one has to be allowed to do, in one unit at the least, to come there; None for
            all who read.
        also: where else the pages under it are, from the root on.
        alone: whether no other pages are under it.
    """

    name: str
    address: str
    action: Action | None = None
    also: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together, under a heading."""

    name: str
    entries: tuple[Entry, ...]


GROUPS = (
    Group(
        N_("For you"),
        (
            Entry(N_("My work"), "", alone=True),
            Entry(N_("Saved views"), "visninger/"),
            Entry(N_("The mail you get"), "varsler/"),
            Entry(N_("Your own page"), "folk/meg/"),
            Entry(N_("Start page"), "/arbeid/", alone=True),
        ),
    ),
    Group(
        N_("Following up"),
        (
            Entry(N_("Measures"), "tiltak/"),
            Entry(N_("Indicators"), "indikatorer/"),
            Entry(N_("How it stands"), "status/"),
            Entry(N_("What is missing"), "mangler/"),
            Entry(N_("Excel in and out"), "ark/", Action.ENTER_VALUE),
        ),
    ),
    Group(
        N_("Through the year"),
        (
            Entry(N_("Reporting"), "rapportering/"),
            Entry(N_("The year's plan"), "arsplan/"),
            Entry(N_("The dates of the year"), "arshjul/"),
        ),
    ),
    Group(
        N_("Numbers and money"),
        (
            Entry(N_("The numbers"), "tall/"),
            Entry(N_("Climate"), "klima/"),
            Entry(N_("Economy"), "okonomi/"),
        ),
    ),
    Group(
        N_("The plan"),
        (
            Entry(N_("Plans"), "/arbeid/#plans", also="/innlesing/"),
            Entry(N_("Hearings"), "horing/"),
            Entry(N_("Publishing"), "publisering/", Action.PUBLISH),
            Entry(N_("Public pages"), "/", alone=True),
        ),
    ),
    Group(
        N_("The municipality"),
        (
            Entry(N_("Units and people"), "folk/"),
            Entry(N_("What has changed"), "endringer/"),
            Entry(N_("What has been deleted"), "slettet/"),
            Entry(N_("Work in the background"), "jobber/", Action.MANAGE_PEOPLE),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it stands in the menu of a page.

    Args:
        name: what it is called, to be translated.
        address: from the root on.
        current: "page" where it is this page, "true" where this page is under it, else empty.
    """

    name: str
    address: str
    current: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A group as it stands in the menu of a page."""

    name: str
    links: tuple[Link, ...]

    @property
    def here(self) -> bool:
        """Whether the page is one of the group's."""
        return any(one.current for one in self.links)


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu of a page.

    Args:
        mine: the page of one's own work, which is always at hand.
        groups: all there is.
    """

    mine: Link
    groups: tuple[Shown, ...]

    @property
    def here(self) -> Shown | None:
        """The group that the page is in; None where it is in none."""
        return next((one for one in self.groups if one.here), None)


def menu(slug: str, path: str, may: Callable[[Action], bool]) -> Menu:
    """The menu of a page in a municipality.

    Args:
        slug: the municipality's part of addresses.
        path: the page's address, from the root on.
        may: whether the person may do something there, in one unit at the least.
    """
    root = f"/oppfolging/{slug}/"
    at = _entry_at(root, path)
    shown = tuple(
        Shown(
            group.name,
            tuple(
                _link(root, one, path, here=one is at)
                for one in group.entries
                if one.action is None or may(one.action)
            ),
        )
        for group in GROUPS
    )
    return Menu(shown[0].links[0], tuple(one for one in shown if one.links))


def _entry_at(root: str, path: str) -> Entry | None:
    """The entry that a page is at or under: the one whose address is the longest."""
    found: tuple[int, Entry] | None = None
    for one in (one for group in GROUPS for one in group.entries):
        for start in filter(None, (_address(root, one).partition("#")[0], one.also)):
            fits = path == start if one.alone else path.startswith(start)
            if fits and (found is None or len(start) > found[0]):
                found = len(start), one
    return found[1] if found is not None else None


def _link(root: str, one: Entry, path: str, *, here: bool) -> Link:
    address = _address(root, one)
    current = ("page" if path == address else "true") if here else ""
    return Link(one.name, address, current)


def _address(root: str, one: Entry) -> str:
    return one.address if one.address.startswith("/") else root + one.address
