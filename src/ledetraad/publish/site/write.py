"""The whole site as files: written beside its place, then put there when it is whole."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path

from ledetraad.errors import UnwritableOutput, reason
from ledetraad.i18n import N_
from ledetraad.publish.site import addresses, static
from ledetraad.publish.site.book import Book
from ledetraad.publish.site.hands import by_two, has_two
from ledetraad.publish.site.place import HIDDEN, make_fresh, put_in_place
from ledetraad.publish.site.presented import SiteOptions
from ledetraad.publish.site.site import Site
from ledetraad.publish.snapshot import Snapshot

MARK = ".ledetraad-site"
"""A file in every written site, with the snapshot's hash: what may be written over, and when."""

Progress = Callable[[int, int], None]

_SELDOM = 100_000
_SHARE = 250
"""How many pages of elements one process takes at a time."""
WORTH_SHARING = 600
"""Fewer files than this are written sooner by one process."""


def write_site(
    snapshot: Snapshot | Book,
    folder: Path,
    options: SiteOptions = SiteOptions(),  # noqa: B008  (immutable)
    *,
    progress: Progress | None = None,
) -> int:
    """Write every page of a snapshot, in each of its languages, to be served by any file server.

    A site written before is replaced when the new one is whole; until then the old one stands.

    Args:
        snapshot: what is published.
        folder: where; new, empty, or a site written before.
        options: which pages are among them.
        progress: told every now and then how many files are done, and of how many.

    Returns:
        The number of files made from the plan; style sheets, scripts and fonts are not counted.

    Raises:
        UnwritableOutput: the folder holds something else, or can't be written to.
    """
    book = snapshot if isinstance(snapshot, Book) else Book(snapshot)
    folder = folder.resolve()
    with _problems(folder):
        _refuse_other_things(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = make_fresh(folder)
        try:
            with _collecting_seldom():
                written = _write(book, fresh, options, progress)
            (fresh / MARK).write_text(f"{book.sha256}\n", encoding="ascii")
            put_in_place(fresh, folder, last=MARK)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return written


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Much is made and little is dropped in rings, so looking for such is mostly in vain."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _write(book: Book, fresh: Path, options: SiteOptions, progress: Progress | None) -> int:
    static.copy(fresh / "assets")
    sites = [Site(book, language, options) for language in book.snapshot.profile.languages]
    shares = [share for site in sites for share in _shares(site)]
    for site, its in shares:
        (fresh / site.prefix / addresses.folder(its[0])).mkdir(parents=True, exist_ok=True)
    total = sum(len(its) for _, its in shares)
    write = partial(_write_share, fresh)
    shared = total >= WORTH_SHARING and has_two()
    for done in by_two(write, shares) if shared else accumulate(map(write, shares)):
        if progress is not None:
            progress(done, total)
    return total


def _shares(site: Site) -> list[tuple[Site, list[str]]]:
    """A site's addresses, those of one folder together; what takes long by itself, and first."""
    folders: dict[str, list[str]] = {}
    for address in site.addresses():
        folders.setdefault(addresses.folder(address), []).append(address)
    return [
        (site, its[start : start + most])
        for most, names in ((1, ("data", "")), (_SHARE, ("fn", "e", "tiltak", "indikator", "tall")))
        for its in (folders.get(name, []) for name in names)
        for start in range(0, len(its), most)
    ]


def _write_share(fresh: Path, share: tuple[Site, list[str]]) -> int:
    site, its = share
    root = str(fresh / site.prefix) + "/"
    for address in its:
        page = site.page(address)
        if page is None:
            raise AssertionError(f"the site lists {address}, but has no such page")
        with open(root + address, "wb", buffering=0) as file:  # noqa: PTH123  (half the time)
            file.write(page.body)
    return len(its)


def _refuse_other_things(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UnwritableOutput(
            N_("There is a file of this name, and a site needs a folder."),
            where=str(folder),
            remedy=N_("Choose another name."),
        )
    others = folder.is_dir() and any(not one.name.startswith(HIDDEN) for one in folder.iterdir())
    if others and not (folder / MARK).is_file():
        raise UnwritableOutput(
            N_("The folder holds something that is not a site written by Ledetråd."),
            where=str(folder),
            remedy=N_("Choose a new or an empty folder; nothing in this one has been touched."),
        )


@contextmanager
def _problems(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnwritableOutput(
            N_("The site can't be written: %(reason)s."),
            where=str(folder),
            remedy=N_("See that there is room and that you may write there."),
            reason=reason(error),
        ) from None
