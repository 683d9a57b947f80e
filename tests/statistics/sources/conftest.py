"""An office that is open during a test, and a client's clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from ledetraad.statistics.sources.http import Http, Limits
from tests.statistics.shared import JSONSTAT
from tests.statistics.sources.office import Clock, Office, open_office


@pytest.fixture
def recorded() -> dict[str, Any]:
    """Statistics Norway's real answer for table 05300, anew for each test."""
    answer: dict[str, Any] = orjson.loads((JSONSTAT / "ssb-05300.json").read_bytes())
    return answer


@pytest.fixture
def office(recorded: dict[str, Any]) -> Iterator[Office]:
    """An office with that table."""
    with open_office(Office({"05300": recorded})) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    """The client's clock."""
    return Clock()


@pytest.fixture
def http(clock: Clock) -> Http:
    """How to ask, with a clock that does not wait."""
    return Http(Limits(timeout=5, largest=5_000_000), clock=clock, sleep=clock.sleep)
