"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ledetraad.errors import UnwritableOutput, reason
from ledetraad.i18n import N_

FRESH = ".ledetraad-"
"""What the name of a file begins with while it is being written; one left is of no use."""


def write_atomically(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file beside its place and put it there when it is whole.

    Until then a file of that name stays as it was, and so it does if anything goes wrong.

    Args:
        path: the file's place; its folder must be there.
        write: called once with the open file.

    Raises:
        UnwritableOutput: the folder is not there, is full, or may not be written to; or a pipe, a
            device or a folder has that name.
    """
    try:
        _write(path, write)
    except OSError as error:
        raise UnwritableOutput(
            N_("The file can't be written: %(reason)s."),
            where=str(path),
            remedy=N_("See that the folder is there, has room, and that you may write there."),
            reason=reason(error),
        ) from None


def _write(path: Path, write: Callable[[BinaryIO], object]) -> None:
    path = path.resolve()
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnwritableOutput(
            N_("A pipe or a device has this name, and only a file can be written over."),
            where=str(path),
            remedy=N_("Choose another name."),
        )
    fresh = path.with_name(f"{FRESH}{secrets.token_hex(8)}")
    try:
        with fresh.open("xb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path)
        _keep_name(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """See that the folder's list of names is on the disk too, where the system lets one."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
