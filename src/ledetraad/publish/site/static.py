"""The style sheets, scripts and fonts of the pages; made by `make`, shipped in the package."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from ledetraad.errors import UnwritableOutput

FOLDER = Path(__file__).parent / "assets"


@cache
def fingerprint(name: str) -> str:
    """A short hash of an asset, so that a changed one is fetched anew."""
    path = FOLDER / name
    if not path.is_file():
        raise UnwritableOutput(
            "The site's style sheets and scripts have not been built.",
            where=str(path),
            remedy="Run `make assets` in the project, or install a released package.",
        )
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
