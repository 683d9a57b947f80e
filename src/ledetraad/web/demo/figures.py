"""The demonstration's published statistics: invented numbers in a file, fetched like any others."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from ledetraad.statistics.definition import Definition, Part
from ledetraad.statistics.peers.choice import PeerChoice
from ledetraad.statistics.reforms.join import Adds
from ledetraad.statistics.sources.whole import CONTENT, REGION
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.figures.asking import EXAMPLES, examples_folder
from ledetraad.web.followup.figures.jobs import refreshed
from ledetraad.web.followup.figures.models import FeedValues, PeerGroup
from ledetraad.web.followup.figures.services.feed_set import set_feed
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.recording import make

_FILE: Final = "demo-statistics.csv"
_PLACE: Final = "3203"


def bring_statistics(beside: Path) -> None:
    """Put the example numbers where the demonstration fetches them.

    Args:
        beside: a file of the examples; the numbers lie beside it.
    """
    source = beside.with_name(_FILE)
    if settings.DEMO and source.is_file():
        folder = examples_folder()
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / _FILE)


def choose_peers(municipality: Municipality, told: Mapping[str, Any]) -> None:
    """Let the municipality be compared with those that the examples say."""
    said = PeerChoice.model_validate(dict(told))
    new = PeerGroup(municipality=municipality)
    make(new, said.model_dump(mode="json"), user=None)


def fetch_example(indicator: Indicator, told: Mapping[str, Any]) -> None:
    """Have an indicator's values from the example numbers, and fetch them."""
    said = indicator.said()
    definition = Definition(
        name=said.name,
        parts={name: _part(part["content"], part["adds"]) for name, part in told["parts"].items()},
        formula=told["formula"],
        unit=said.measure_unit,
        decimals=said.decimals,
        direction=said.direction,
    )
    per = None
    if "per" in told:
        name = f"{told['per']} (oppdiktet)"
        per = Definition(name=name, parts={"x": _part(told["per"], Adds.COUNT)})
    values = FeedValues(place=_PLACE, definition=definition, per=per)
    refreshed(set_feed(indicator, values, user=None))()


def example_values(
    name: str, content: str, *, unit: str, adds: str, decimals: int = 0
) -> FeedValues:
    """Which of the example numbers something is from.

    Args:
        name: what it is called.
        content: what is counted, as the file says it.
        unit, decimals: how it is shown.
        adds: whether the numbers of places can be summed.
    """
    definition = Definition(
        name=name, parts={"x": _part(content, adds)}, unit=unit, decimals=decimals
    )
    return FeedValues(place=_PLACE, definition=definition)


def _part(content: str, adds: str) -> Part:
    return Part(
        source=EXAMPLES,
        table=_FILE,
        region=REGION,
        choices={CONTENT: (content,)},
        adds=Adds(adds),
    )
