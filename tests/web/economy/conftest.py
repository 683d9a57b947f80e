"""A municipality whose economy is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy import books
from tests.web.economy.desk import Desk


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.LEDGERS = tmp_path / "ledgers"
    books.forget_all()


@pytest.fixture
def controller(municipality: Municipality) -> Desk:
    """Someone who may write of the economy."""
    return Desk(municipality)


@pytest.fixture
def onlooker(municipality: Municipality) -> Desk:
    """Someone who may only look."""
    return Desk(municipality, Role.READER)
