"""Publications as sites, kept ready in memory: a snapshot never changes, nor does its site."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from ledetraad.i18n import Language
from ledetraad.plan.diff import Diff, diff
from ledetraad.publish.site import Book, Site, SiteOptions
from ledetraad.web.plans.models import Publication, WorkingCopy

_MOST_BOOKS = 32
_MOST_DIFFS = 16
_FRESH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Published:
    """Which publication an address leads to, and which is the newest."""

    key: int
    sha256: str
    number: int
    newest: int


class Library:
    """The books and sites of the publications asked for last, shared by all requests.

    Args:
        clock: seconds that only grow; what is newest is asked of the database again after two.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._books: OrderedDict[str, Book] = OrderedDict()
        self._sites: dict[tuple[str, Language, SiteOptions], Site] = {}
        self._diffs: OrderedDict[tuple[str, str], Diff] = OrderedDict()
        self._found: dict[tuple[str, int | None], tuple[float, Published | None]] = {}

    def find(self, slug: str, number: int | None = None) -> Published | None:
        """The plan's newest publication, or the one with a number; None where there is none."""
        with self._lock:
            known = self._found.get((slug, number))
        if known is not None and self._clock() - known[0] < _FRESH_SECONDS:
            return known[1]
        found = self._ask(slug, number)
        with self._lock:
            if len(self._found) > 10 * _MOST_BOOKS:
                self._found.clear()
            self._found[slug, number] = (self._clock(), found)
        return found

    def forget(self, slug: str) -> None:
        """Ask the database anew of this plan, since it has just been published."""
        with self._lock:
            for key in [key for key in self._found if key[0] == slug]:
                del self._found[key]

    def forget_all(self) -> None:
        """Empty the library."""
        with self._lock:
            self._found.clear()
            self._books.clear()
            self._sites.clear()
            self._diffs.clear()

    def site(self, published: Published, language: Language, options: SiteOptions) -> Site:
        """The site of a publication in one language."""
        book = self.book(published)
        with self._lock:
            site = self._sites.get((published.sha256, language, options))
        if site is None:
            site = Site(book, language, options)
            with self._lock:
                if published.sha256 in self._books:
                    self._sites[published.sha256, language, options] = site
        return site

    def book(self, published: Published) -> Book:
        """A publication with everything about it that does not depend on language."""
        with self._lock:
            book = self._books.get(published.sha256)
            if book is not None:
                self._books.move_to_end(published.sha256)
                return book
        book = Book(Publication.objects.get(pk=published.key).snapshot())
        with self._lock:
            self._books[published.sha256] = book
            while len(self._books) > _MOST_BOOKS:
                gone, _ = self._books.popitem(last=False)
                for key in [key for key in self._sites if key[0] == gone]:
                    del self._sites[key]
        return book

    def diff(self, before: Published, after: Published) -> Diff:
        """What has changed from one publication to another."""
        key = (before.sha256, after.sha256)
        with self._lock:
            known = self._diffs.get(key)
            if known is not None:
                self._diffs.move_to_end(key)
                return known
        found = diff(self.book(before).snapshot.plan, self.book(after).snapshot.plan, lasting=True)
        with self._lock:
            self._diffs[key] = found
            while len(self._diffs) > _MOST_DIFFS:
                self._diffs.popitem(last=False)
        return found

    def languages(self, published: Published) -> tuple[Language, ...]:
        """The languages that a publication is in."""
        return self.book(published).snapshot.profile.languages

    def _ask(self, slug: str, number: int | None) -> Published | None:
        publications = Publication.objects.filter(working_copy__slug=slug).order_by("-number")
        rows = list(publications.values_list("pk", "sha256", "number")[:1])
        if not rows:
            return None
        newest = rows[0][2]
        if number is not None and number != newest:
            rows = list(publications.filter(number=number).values_list("pk", "sha256", "number"))
            if not rows:
                return None
        return Published(*rows[0], newest)


LIBRARY = Library()


def published_plans() -> list[WorkingCopy]:
    """The plans that have been published, by municipality."""
    return list(
        WorkingCopy.objects.filter(publication__isnull=False)
        .select_related("municipality")
        .distinct()
        .order_by("municipality__name", "slug")
    )
