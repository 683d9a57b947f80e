"""Files out: whole or not at all, in the format that the name's ending asks for."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ledetraad.errors import UnwritableOutput, reason
from ledetraad.i18n import N_, Language
from ledetraad.plan.model import Plan
from ledetraad.publish.profile import Profile
from ledetraad.publish.registry import WRITERS, in_look_of


def convert(
    plan: Plan,
    path: Path,
    language: Language,
    profile: Profile = Profile(),  # noqa: B008  (immutable)
) -> None:
    """Write a plan to a file, in the format that its ending says.

    Args:
        plan: the plan, whole.
        path: where; a file that is there already is replaced.
        language: what headings and labels are written in.
        profile: whose look the file has, where the format has a look.

    Raises:
        UnwritableOutput: an unknown ending, a text that the format can't hold, or no way to write.
    """
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise UnwritableOutput(
            N_("Files that end in “%(ending)s” can't be written.")
            if path.suffix
            else N_("The file's name has no ending that says what to write."),
            where=str(path),
            remedy=N_("Use one of these: %(endings)s."),
            ending=path.suffix,
            endings=", ".join(WRITERS),
        )
    dressed = in_look_of(ending, profile)
    write_atomically(path, lambda out: dressed.write(plan, out, language=language))


def write_atomically(path: Path, write: Callable[[BinaryIO], None]) -> None:
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


def _write(path: Path, write: Callable[[BinaryIO], None]) -> None:
    path = path.resolve()
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnwritableOutput(
            N_("A pipe or a device has this name, and only a file can be written over."),
            where=str(path),
            remedy=N_("Choose another name."),
        )
    fresh = path.with_name(f".ledetraad-{secrets.token_hex(8)}")
    try:
        with fresh.open("xb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
