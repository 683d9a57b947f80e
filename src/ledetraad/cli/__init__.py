"""The command line, `ledetraad …`.

Thin: each command calls what does the work and shows what it says.
"""

from __future__ import annotations

import gc
import sys

_SELDOM = 100_000


def main() -> None:
    """Run the command that the arguments ask for, and end with its exit code."""
    gc.set_threshold(_SELDOM, 10, 10)  # a command makes much and drops little: a tenth sooner done
    from ledetraad.cli.app import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))
