"""The style sheets, scripts and fonts of the pages; made by `make`, shipped in the package."""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from pathlib import Path

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import N_

FOLDER = Path(__file__).parent / "assets"


def copy(folder: Path) -> None:
    """Copy every asset to a folder of its own.

    Raises:
        UnwritableOutput: the assets have not been built.
    """
    fingerprint("site.css")
    shutil.copytree(FOLDER, folder)


@cache
def fingerprint(name: str) -> str:
    """A short hash of an asset, so that a changed one is fetched anew."""
    path = FOLDER / name
    if not path.is_file():
        raise UnwritableOutput(
            N_("The site's style sheets and scripts have not been built."),
            where=str(path),
            remedy=N_("Run `make assets` in the project, or install a released package."),
        )
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
