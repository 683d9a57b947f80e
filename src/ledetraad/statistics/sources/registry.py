"""The sources by their short names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnknownTable
from ledetraad.statistics.sources.base import Source
from ledetraad.statistics.sources.fhi import ADDRESS as FHI_ADDRESS
from ledetraad.statistics.sources.fhi import Fhi
from ledetraad.statistics.sources.http import Http
from ledetraad.statistics.sources.pxweb1 import PxWeb1
from ledetraad.statistics.sources.pxweb2 import PxWeb2

SSB_PAGE: Final = "https://www.ssb.no/statbank/table/{table}"


@dataclass(frozen=True, slots=True)
class Registered:
    """A source that is known.

    Args:
        name: its short name.
        title: whose it is.
        address: of its API.
        make: makes it, from how to ask and the address.
    """

    name: str
    title: str
    address: str
    make: Callable[[Http, str], Source]


SOURCES: Final[dict[str, Registered]] = {
    each.name: each
    for each in (
        Registered(
            "ssb",
            "Statistisk sentralbyrå",
            "https://data.ssb.no/api/pxwebapi/v2",
            lambda http, address: PxWeb2("ssb", address, http, page=SSB_PAGE),
        ),
        Registered(
            "ssb-v1",
            "Statistisk sentralbyrå, PxWebApi v1",
            "https://data.ssb.no/api/v0/no",
            lambda http, address: PxWeb1("ssb", address, http, page=SSB_PAGE),
        ),
        Registered(
            "fhi",
            "Folkehelseinstituttet",
            FHI_ADDRESS,
            Fhi,
        ),
    )
}


def open_source(name: str, http: Http, address: str = "") -> Source:
    """A source by its short name.

    Args:
        name: such as "ssb".
        http: how to ask.
        address: of its API, where it is another than usual.

    Raises:
        UnknownTable: there is no source of that name.
    """
    known = SOURCES.get(name)
    if known is None:
        raise UnknownTable(
            N_("There is no source called “%(name)s”."),
            where=name,
            remedy=N_("There are these: %(known)s."),
            name=name,
            known=", ".join(SOURCES),
        )
    return known.make(http, address or known.address)
