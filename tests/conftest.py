"""What tests of several rooms need: the example plan, as a document and as read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledetraad.plan.model import Plan
from ledetraad.readers import ReadResult, read_document

EXAMPLE = Path(__file__).parents[1] / "examples" / "asker-2020-2032-forslag.txt"


@pytest.fixture(scope="session")
def example() -> Path:
    """The example plan's document."""
    return EXAMPLE


@pytest.fixture(scope="session")
def example_read() -> ReadResult:
    """The example plan as read, with the reader's findings."""
    return read_document(EXAMPLE)


@pytest.fixture(scope="session")
def example_plan(example_read: ReadResult) -> Plan:
    """The example plan."""
    return example_read.plan
