"""Sending lists in as people do: fetched here, changed in a spreadsheet, and sent back."""

from __future__ import annotations

import pytest

from tests.web.followup.sheets.sending import Desk


@pytest.fixture
def desk(client: object) -> Desk:
    """Where somebody fetches lists and sends them in, once they are signed in."""
    return Desk(client)
