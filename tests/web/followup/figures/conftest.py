"""An indicator, a planner, and Statistics Norway's office, open on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from ledetraad.cli.app import run
from ledetraad.web import start
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.figures import groups
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.recording import make
from tests.statistics.sources.office import Office, open_office
from tests.statistics.sources.tables import net_operating_result


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Iterator[Office]:
    """An office with table 12134, which the application asks in place of the real one."""
    groups._KEPT.clear()  # an earlier office may have had the same address
    with open_office(Office({"12134": net_operating_result()})) as opened:
        settings.SOURCES = {
            "ssb": f"{opened.address}/v2",
            "klass": f"{opened.address}/v1",  # it has no classifications
        }
        settings.STATISTICS = tmp_path / "statistics"
        yield opened


@pytest.fixture
def planner(client: Client, publisher: User) -> Client:
    """A planner's browser."""
    client.force_login(publisher)
    return client


@pytest.fixture
def result(municipality: Municipality) -> Indicator:
    """An indicator of the municipality's economy, without values yet."""
    said = {"name": "Netto driftsresultat", "measure_unit": "%", "decimals": 1, "direction": "up"}
    return make(Indicator(municipality=municipality), said, user=None)


@pytest.fixture
def refresh(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[[], tuple[int, str]]:
    """Runs the command on the test's own database; its exit code, and all that it says."""
    monkeypatch.setattr(start, "prepare", lambda data: None)

    def run_it() -> tuple[int, str]:
        code = run(["statistics", "refresh"])
        told = capfd.readouterr()
        return code, told.out + told.err

    return run_it
