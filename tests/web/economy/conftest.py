"""A municipality whose economy is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy import books
from tests.statistics.sources.office import Office, open_office
from tests.statistics.sources.tables import net_operating_result
from tests.web.economy.desk import Desk
from tests.web.economy.kostra import children, kindergartens


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


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Iterator[Office]:
    """Statistics Norway's office, open on this machine."""
    tables = {
        "12134": net_operating_result(),
        "13502": kindergartens(),
        "09169": children(),
    }
    with open_office(Office(tables)) as opened:
        settings.SOURCES = {"ssb": f"{opened.address}/v2", "klass": f"{opened.address}/v1"}
        settings.STATISTICS = tmp_path / "statistics"
        yield opened
