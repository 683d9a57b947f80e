"""Compiled templates kept between runs, as Python keeps its modules' bytecode."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from jinja2 import FileSystemBytecodeCache


class TemplateCache(FileSystemBytecodeCache):
    """A cache that is only good for what its templates were compiled with.

    Args:
        folder: where, in a folder that nobody else may write to.
        made_with: all that a compiled template depends on beside its source: the language's
            catalogue, the code that compiles.
    """

    def __init__(self, folder: Path, made_with: Iterable[bytes]) -> None:
        super().__init__(str(folder), "%s.bytecode")
        self._made_with = hashlib.sha256(b"\0".join(made_with)).hexdigest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A key of its own for each template and what it is compiled with."""
        return hashlib.sha256(f"{self._made_with}\0{name}\0{filename}".encode()).hexdigest()


def cache_folder() -> Path | None:
    """This user's folder for compiled templates; None where there can be none."""
    given = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(given) if given else Path.home() / ".cache") / "ledetraad" / "templates"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mine = folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & 0o022
    except (OSError, RuntimeError, AttributeError):
        return None
    return folder if mine and os.access(folder, os.W_OK) else None
