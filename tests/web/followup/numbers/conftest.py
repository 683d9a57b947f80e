"""An office with a table of several municipalities, and Klass beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.figures import groups
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.recording import make
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.plans.models import WorkingCopy
from tests.statistics.sources.office import Asked, Office, open_office
from tests.statistics.sources.tables import dataset

YEARS = ("2020", "2021", "2022", "2023", "2024", "2025")
MADE_UP: dict[str, tuple[str, list[float | None]]] = {
    "4601": ("Bergen", [1.0, 1.4, 1.1, 0.7, -2.4, 1.0]),
    "1103": ("Stavanger", [2.0, 2.1, 2.3, 2.2, 0.5, 2.9]),
    "5001": ("Trondheim", [0.4, 0.6, 0.5, 0.9, -0.1, 0.6]),
    "4204": ("Kristiansand", [1.5, 1.4, 1.7, 1.5, 0.0, None]),
    "EKG12": ("Kostragruppe 12", [1.6, 1.5, 1.6, 1.6, 0.1, 3.2]),
    "EKA46": ("Vestland", [1.2, 1.1, 1.0, 1.1, -0.2, 1.9]),
    "EAKUO": ("Landet uten Oslo", [1.1, 1.2, 1.0, 1.0, -0.3, 2.1]),
}
"""Numbers for the test alone."""


def table(updated: str = "2026-06-15T06:00:00Z") -> dict[str, Any]:
    """A table in the form of 12134."""
    return dataset(
        "12134: Utvalgte nøkkeltall",
        updated,
        {
            "KOKkommuneregion0000": {code: name for code, (name, _) in MADE_UP.items()},
            "ContentsCode": {"KOSAGD230000": "Netto driftresultat i prosent"},
            "Tid": {year: year for year in YEARS},
        },
        [value for _, values in MADE_UP.values() for value in values],
        notes=("Brudd i tidsserien.",),
        mandatory=(0,),
    )


def inhabitants() -> dict[str, Any]:
    """A table in the form of 07459, in which the country and the counties have other codes."""
    known = {"4601": "Bergen", "1103": "Stavanger", "46": "Vestland", "0": "Hele landet"}
    counts: list[float | None] = [290_000, 150_000, 650_000, 5_500_000]
    return dataset(
        "07459: Befolkning",
        "2026-02-25T07:00:00Z",
        {
            "Region": known,
            "ContentsCode": {"Personer1": "Personer"},
            "Tid": {year: year for year in YEARS},
        },
        [count for count in counts for _ in YEARS],
        unit=("personer", 0),
    )


class WithKlass(Office):
    """An office that knows which KOSTRA group a municipality is in, too."""

    def __init__(self, tables: dict[str, Any]) -> None:
        super().__init__(tables)
        self.klass_is_away = False

    def answer(self, asked: Asked) -> tuple[int, Any]:
        """The status and the JSON of an answer."""
        if asked.path.startswith("/klass/"):
            match = {"sourceCode": "EKG12", "sourceName": "12", "targetCode": "4601"}
            return (503, {}) if self.klass_is_away else (200, {"correspondenceMaps": [match]})
        return super().answer(asked)


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Iterator[WithKlass]:
    """The office, which the application asks in place of the real ones."""
    groups._KEPT.clear()  # an earlier office may have had the same address
    made = WithKlass({"12134": table()})
    with open_office(made):
        settings.SOURCES = {"ssb": f"{made.address}/v2", "klass": f"{made.address}/klass"}
        settings.STATISTICS = tmp_path / "statistics"
        yield made


@pytest.fixture
def planner(client: Client, publisher: User) -> Client:
    """A planner's browser, in English."""
    client.force_login(publisher)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def strategy(working_copy: WorkingCopy) -> str:
    """The id of an element at the bottom of the plan."""
    return next(one.id for one in working_copy.latest().plan().walk() if not one.children)


@pytest.fixture
def result(municipality: Municipality, working_copy: WorkingCopy, strategy: str) -> Indicator:
    """An indicator on the strategy, without values yet."""
    said = {
        "name": "Netto driftsresultat",
        "measure_unit": "%",
        "decimals": 1,
        "direction": "up",
        "targets": [{"year": 2028, "value": "2"}],
        "plan": working_copy.pk,
        "element": strategy,
    }
    return make(Indicator(municipality=municipality), said, user=None)


@pytest.fixture
def fetch(planner: Client, result: Indicator, office: WithKlass) -> Callable[[], None]:
    """Has the indicator's values fetched for Bergen."""

    def do() -> None:
        address = f"/oppfolging/asker-kommune/indikatorer/{result.pk}/kilde/bruk/"
        planner.post(address, {"katalog": "netto-driftsresultat", "sted": "4601"})
        run_waiting()

    return do
