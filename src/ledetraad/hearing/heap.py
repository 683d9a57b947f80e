"""Many files at once: those that were chosen, and what is in them where they are ZIP files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath

from ledetraad.errors import LedetraadError
from ledetraad.hearing.files import FileRefused, sniffed
from ledetraad.hearing.incoming import LARGEST
from ledetraad.hearing.text import clean_line
from ledetraad.i18n import N_
from ledetraad.readers.archive_bounds import DAMAGED, STRANGELY_PACKED, is_too_large

MOST_FILES = 2_000
_MOST_UNPACKED = 120_000_000
"""The most bytes that a ZIP file may unpack to: letters are packed already, and hardly shrink."""
_LONGEST_NAME = 200
_UNWANTED = ("__macosx/", "thumbs.db", ".ds_store", "desktop.ini")


class HeapRefused(LedetraadError):
    """A heap of files that can't be taken as it is."""


def spread(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Every file with a name that is safe to show, ZIP files as what is in them.

    A ZIP file within a ZIP file is not opened; it is refused later, by what it is.

    Args:
        files: each by its name, as it came.

    Raises:
        HeapRefused: there are too many, one is too large, or a ZIP file can't be opened.
    """
    found: list[tuple[str, bytes]] = []
    for name, data in files:
        found += _unpacked(name, data) if _is_heap(name, data) else [(_named(name), data)]
        if len(found) > MOST_FILES:
            raise HeapRefused(
                N_("There are more than %(most)s files."),
                remedy=N_("Divide them, and take in some at a time."),
                most=MOST_FILES,
            )
        for one, content in found:
            if len(content) > LARGEST:
                raise HeapRefused(
                    N_("The file is larger than %(most)s MB."),
                    where=one,
                    remedy=N_("Choose a smaller file."),
                    most=LARGEST // 1_000_000,
                )
    return found


def _is_heap(name: str, data: bytes) -> bool:
    """Whether a file is a ZIP file, and no document that is packed as one."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        sniffed(data, name)
    except FileRefused:
        return name.lower().endswith(".zip")
    return False


def _unpacked(name: str, data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if is_too_large(archive, _MOST_UNPACKED) or len(archive.infolist()) > MOST_FILES * 2:
                raise HeapRefused(
                    N_("There is too much in the ZIP file."),
                    where=_named(name),
                    remedy=N_("Divide it, and take in some at a time."),
                )
            return [
                (_named(part.filename), archive.read(part))
                for part in archive.infolist()
                if not part.is_dir() and not _is_unwanted(part.filename)
            ]
    except (*DAMAGED, *STRANGELY_PACKED) as error:
        raise HeapRefused(
            N_("The ZIP file can't be opened: %(reason)s."),
            where=_named(name),
            remedy=N_("Make it anew, without a password."),
            reason=str(error)[:200],
        ) from None


def _is_unwanted(name: str) -> bool:
    """Whether a part is something that Windows or macOS has put there."""
    low = name.lower()
    return any(low.startswith(one) or low.endswith(one) for one in _UNWANTED)


def _named(name: str) -> str:
    return clean_line(PurePosixPath(name.replace("\\", "/")).name)[:_LONGEST_NAME] or "fil"
