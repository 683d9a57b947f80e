"""Commands run as at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from ledetraad.cli.app import run

Ledetraad = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ledetraad(capfdbinary: pytest.CaptureFixture[bytes]) -> Ledetraad:
    """Run a command; its exit code, standard output and standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        told = capfdbinary.readouterr()
        return code, told.out.decode(), told.err.decode()

    return command
