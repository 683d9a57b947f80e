"""The style sheets, scripts and fonts of the pages; made by `make`, shipped in the package."""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from pathlib import Path

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import N_

FOLDER = Path(__file__).parent / "assets"
OF_THE_STAFF = ("work.css", "htmx.js", "import.js", "reporting.js", "palette.js", "editor.js")
"""What only the application's own pages use."""


def copy(folder: Path) -> None:
    """Copy every asset of the public pages to a folder of its own.

    Raises:
        UnwritableOutput: the assets have not been built.
    """
    fingerprint("site.css")
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns(*OF_THE_STAFF))


@cache
def fingerprint(name: str) -> str:
    """A short hash of an asset, so that a changed one is fetched anew.

    Raises:
        UnwritableOutput: the assets have not been built.
    """
    return hashlib.sha256(_built(name).read_bytes()).hexdigest()[:10]


def text(name: str) -> str:
    """An asset's text, for a page that is one file.

    Raises:
        UnwritableOutput: the assets have not been built.
    """
    return _built(name).read_text(encoding="utf-8")


def _built(name: str) -> Path:
    path = FOLDER / name
    if not path.is_file():
        raise UnwritableOutput(
            N_("The site's style sheets and scripts have not been built."),
            where=str(path),
            remedy=N_("Run `make assets` in the project, or install a released package."),
        )
    return path
