"""The command line, `ledetraad …`.

Thin: each command calls what does the work and shows what it says.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the arguments ask for, and end with its exit code."""
    from ledetraad.cli.app import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))
