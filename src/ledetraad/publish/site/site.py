"""One snapshot's pages in one language, each made when it is asked for by its address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ledetraad.publish.followup.model import PublishedIndicator
from ledetraad.publish.site import addresses
from ledetraad.publish.site.downloads import download
from ledetraad.publish.site.pages import (
    REGISTERED,
    Content,
    climate,
    element,
    framework,
    going,
    numbers,
)
from ledetraad.publish.site.presented import Presented
from ledetraad.publish.site.shell import Shell

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready to be sent or written."""

    body: bytes
    content_type: str


class Site(Presented):
    """The pages of one snapshot in one language."""

    @cached_property
    def _shell(self) -> Shell:
        return Shell(self)

    def page(self, address: str, *, query: str = "") -> Page | None:
        """The page at an address within this language, or None where there is none.

        Args:
            address: such as "e/x.html"; "" is the front page.
            query: what is searched for; only the search page asks for it.
        """
        address = address or addresses.FRONT
        if address in self.downloads:
            return Page(download(self, address), self.downloads[address].content_type)
        found = self._builder(address)
        if found is None:
            return None
        builder, argument = found
        content = builder(self, argument, query)
        if isinstance(content, Content):
            return self.whole(address, content)
        return Page(content.body, content.content_type)

    def whole(self, address: str, content: Content) -> Page:
        """A page's content with all that every page has around it.

        Args:
            address: where it is served, relative to this language's root.
            content: the inside.
        """
        return Page(self._shell.wrap(address, content), HTML)

    def addresses(self) -> Iterator[str]:
        """Every address of this language, in a steady order; downloads last."""
        for address, registered in REGISTERED.items():
            if registered.shown(self):
                yield address
        for code in self.book.framework.items:
            yield addresses.item(code)
        for statement in self.book.index.ordered:
            yield addresses.element(statement.id)
        if self.book.going is not None:
            yield from map(addresses.measure, self.book.going.measures)
            yield from map(addresses.indicator, self.book.going.indicators)
            yield from map(addresses.indicator_numbers, self.book.going.indicators)
            every = self.book.going.indicators.values()
            yield from (addresses.explored(one.number) for one in every if self._has_chart(one))
            yield from (addresses.numbers(one.id) for one, _ in self.book.going.numbered())
        for place in self.climate:
            yield place.page
            if place.accounts:
                yield place.accounts
        yield from self.downloads

    def _builder(self, address: str) -> tuple[Callable[..., Any], Any] | None:
        registered = REGISTERED.get(address)
        if registered is not None:
            return (registered.build, None) if registered.shown(self) else None
        folder, _, name = address.partition("/")
        if not name:
            return self._climate_builder(address)
        key = name.removesuffix(".html")
        if not name.endswith(".html"):
            return self._taken_builder(name) if folder == "indikator" else None
        if folder == "e" and key in self.book.index.by_id:
            return element.build, self.book.index.by_id[key]
        if folder == "fn" and key in self.book.framework.items:
            return framework.build_item, self.book.framework.items[key]
        return self._going_builder(folder, key)

    def _climate_builder(self, address: str) -> tuple[Callable[..., Any], Any] | None:
        """The page of a climate budget or of its accounts; None where there is none such."""
        for place in self.climate:
            if address == place.page:
                return climate.build, place
            if address == place.accounts:
                return climate.build_accounts, place
        return None

    def _taken_builder(self, name: str) -> tuple[Callable[..., Any], Any] | None:
        """An indicator's numbers, or its chart that a browser draws; None where there is none."""
        key, _, ending = name.rpartition(".")
        found = self._going_builder("indikator", key)
        if found is None or ending not in {"csv", "json"}:
            return None
        if ending == "csv":
            return going.build_numbers, found[1]
        return (going.build_explored, found[1]) if self._has_chart(found[1]) else None

    def _has_chart(self, one: PublishedIndicator) -> bool:
        """Whether an indicator has a chart that a browser draws."""
        return self.book.going is not None and self.book.going.explored(one) is not None

    def _going_builder(self, folder: str, key: str) -> tuple[Callable[..., Any], Any] | None:
        """The page of a measure, an indicator or some numbers; None where there is none such."""
        published = self.book.going
        if published is not None and folder == "tall":
            known = {one.id: one for one, _ in published.numbered()}
            return (numbers.build_element, known[key]) if key in known else None
        if published is None or not (key.isascii() and key.isdigit() and key[0] != "0"):
            return None
        if folder == "tiltak" and (measure := published.measures.get(int(key))) is not None:
            return going.build_measure, measure
        if folder == "indikator" and (one := published.indicators.get(int(key))) is not None:
            return going.build_indicator, one
        return None
