"""Putting a finished site where it shall stand: in one move, or entry by entry where that can't be.

Where the system can let two folders change names in one step, no moment is without a site.

A folder that is a disk of its own (a container's volume), or whose parent may not be written to,
can't be exchanged as a whole. There the new site is made inside it, under a hidden name, and its
entries change places with the old ones; if anything goes wrong, the old ones are put back.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from pathlib import Path

from ledetraad.publish.site.swap import swap

HIDDEN = ".ledetraad-"
"""What the names of our own entries in a site's folder begin with."""

_NO_WAY_BESIDE = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_MOVE = {errno.EBUSY, errno.EXDEV, *_NO_WAY_BESIDE}


def make_fresh(folder: Path) -> Path:
    """A new folder to write a site in: beside its place, or inside it where that can't be.

    Args:
        folder: the site's place; its parent is there.

    Raises:
        OSError: neither can be written to.
    """
    if not (folder.is_dir() and (folder.is_mount() or folder == Path.cwd())):
        try:
            return Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        except OSError as error:
            if error.errno not in _NO_WAY_BESIDE or not folder.is_dir():
                raise
    return _inside(folder)


def put_in_place(fresh: Path, folder: Path, last: str) -> None:
    """Put a finished site in its place; the one before it is gone after that.

    Args:
        fresh: where it was written, from `make_fresh`; it is for the caller to remove what is left.
        folder: its place.
        last: the name of the entry that says that a site stands here; the last to change places.

    Raises:
        OSError: it can't be; what stood there before still does.
    """
    if fresh.parent == folder:
        _exchange_entries(fresh, folder, last)
        return
    try:
        _exchange(fresh, folder)
    except OSError as error:
        if error.errno not in _NO_MOVE or not folder.is_dir():
            raise
        within = _inside(folder)
        try:
            shutil.copytree(fresh, within, dirs_exist_ok=True)
            _exchange_entries(within, folder, last)
        finally:
            shutil.rmtree(within, ignore_errors=True)


def _inside(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(prefix=HIDDEN, dir=folder))


def _exchange(fresh: Path, folder: Path) -> None:
    """Change the whole folder in one move."""
    fresh.chmod(0o755)
    if not folder.exists():
        fresh.rename(folder)
        return
    if swap(fresh, folder):
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        folder.rename(old / "old")
        try:
            fresh.rename(folder)
        except BaseException:  # an interruption, too, or the old site would be gone
            (old / "old").rename(folder)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _exchange_entries(fresh: Path, folder: Path, last: str) -> None:
    """Change entry by entry, each with as short a gap as can be; put all back if one fails."""
    old = _inside(folder)
    moves: list[tuple[Path, Path]] = []

    def move(entry: Path, target: Path) -> None:
        moves.append((entry, target))
        entry.rename(target)

    names = sorted((entry.name for entry in fresh.iterdir()), key=lambda name: name == last)
    gone = [entry.name for entry in folder.iterdir() if entry not in {fresh, old}]
    try:
        for name in names:
            if name in gone:
                move(folder / name, old / name)
            move(fresh / name, folder / name)
        for name in set(gone) - set(names):
            move(folder / name, old / name)
    except BaseException:
        for entry, target in reversed(moves):
            if not entry.exists():
                target.rename(entry)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
