"""The demonstration's numbers: invented and marked so, fetched by the same way as any others."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from ledetraad.cli.example import example_year
from ledetraad.web.demo.year import set_up_year
from ledetraad.web.followup.figures.models import Feed
from ledetraad.web.followup.numbers.gather import rows_in
from ledetraad.web.plans.models import WorkingCopy


@pytest.fixture
def shown(working_copy: WorkingCopy, settings: Settings, tmp_path: Path) -> WorkingCopy:
    """The demonstration with its year."""
    settings.DEMO = True
    settings.DATA = tmp_path
    settings.STATISTICS = tmp_path / "statistics"
    set_up_year(working_copy, example_year())
    return working_copy


def test_what_is_fetched_is_compared_over_a_merger_and_marked_as_invented(
    shown: WorkingCopy,
) -> None:
    feeds = list(Feed.objects.all())

    assert len(feeds) == 3
    assert all(feed.fault() is None for feed in feeds)
    peers = [peer for feed in feeds for peer in feed.last().peers]
    assert all("oppdiktet" in peer.name for peer in peers)
    rows = {row.name: row.counted for row in rows_in(shown.municipality)}
    waste = rows["Restavfall per innbygger (eksempel)"]
    assert waste.series.points[0].year == 2014
    assert [point.year for point in waste.series.points if point.break_before] == [2020]
    chargers = rows["Ladepunkter for elbil (eksempel)"].beside
    assert chargers is not None
    assert chargers.per == "Folkemengde (oppdiktet)"
    assert chargers.standing is not None
    assert chargers.standing.rank is not None


def test_nothing_is_fetched_from_examples_elsewhere(
    working_copy: WorkingCopy, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    set_up_year(working_copy, example_year())

    assert not Feed.objects.exists()
