"""The chart to explore: everything that is known of an indicator in one drawing that answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import vl_convert

from ledetraad.followup.indicator import Target
from ledetraad.i18n import catalogue
from ledetraad.publish.followup.explored import explored, explored_spec, signs
from ledetraad.publish.followup.fetched import Fetched
from ledetraad.publish.followup.outlook import outlook
from ledetraad.statistics.charts.drawn import Drawn
from tests.publish.followup.test_peers import COUNT, SHARE, peer, values

OWN = values(2018, 80, 81.5, 81, 82.4, 83, 83.1, 84, 85)
SAID = SHARE.model_copy(update={"targets": (Target(year=2030, value=90),)})
PEERS = Fetched(peers=(peer("0301", 2018, 70, 71, 72, 73, 74, 75, 76, 77),), unrevised=(2025,))


def whole() -> Drawn:
    drawn = explored(SAID, OWN, "Asker", fetched=PEERS, expected=outlook(SAID, OWN))
    assert drawn is not None
    return drawn


def answers(drawn: Drawn, language: Any = "en") -> list[dict[str, Any]]:
    """What the points say, in order."""
    made = explored_spec(drawn, catalogue(language).gettext)
    rows: list[dict[str, Any]] = made["layer"][-1]["data"]["values"]
    return rows


def test_it_has_history_others_target_and_forecast() -> None:
    said = [
        (row["who"], row["year"], row["told"].replace("\u00a0", " ")) for row in answers(whole())
    ]

    assert ("Asker", 2024, "84,0 %") in said
    assert ("Asker", 2025, "85,0 % (not finally checked)") in said
    assert ("Sted 0301", 2018, "70,0 %") in said
    assert ("target", 2030, "90 %") in said
    assert [year for who, year, _ in said if who == "expected"] == [2026, 2027, 2028, 2029, 2030]
    assert all("(80 %: " in told for who, _, told in said if who == "expected")


def test_it_can_be_drawn() -> None:
    drawn = vl_convert.vegalite_to_svg(explored_spec(whole(), str), allowed_base_urls=[])

    assert "Sted 0301" in drawn


def test_what_the_lines_mean_is_told_of_those_that_there_are() -> None:
    assert [each.split(":")[0] for each in signs(whole())] == ["Dashed", "Dotted", "Hollow"]
    assert signs(replace(whole(), path=None, forecast=None, peers={})) == [
        "Hollow: not finally checked."
    ]


def test_counts_of_places_of_different_sizes_are_not_in_one_chart() -> None:
    drawn = explored(COUNT, values(2020, 10, 12, 14), "Asker", fetched=PEERS)

    assert drawn is not None
    assert not drawn.peers


def test_without_a_line_there_is_no_chart() -> None:
    monthly = SAID.model_copy(update={"frequency": "month"})

    assert explored(SAID, values(2025, 80), "Asker") is None
    assert explored(SAID, [], "Asker") is None
    assert explored(monthly, OWN, "Asker") is None
