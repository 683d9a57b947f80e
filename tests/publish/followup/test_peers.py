"""An indicator beside others: ranked where that can be, never a mean of rates, nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from ledetraad.followup.direction import Direction
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.publish.followup.counted import counted
from ledetraad.publish.followup.fetched import Fetched, Numbers, Peer
from ledetraad.publish.followup.movement import movement
from ledetraad.publish.followup.outlook import outlook
from ledetraad.publish.followup.peers import Beside, beside, indexed, middle_of
from ledetraad.publish.followup.small import small
from ledetraad.publish.site.number_words import NUMBER_WORDS
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.methods.judged import Reason, Status
from ledetraad.statistics.methods.moved import Unsaid
from ledetraad.statistics.peers.regions import PlaceKind
from ledetraad.statistics.series import Point, Series

SHARE = IndicatorValues(name="Dekning", measure_unit="%", decimals=1, direction="up")
COUNT = IndicatorValues(name="Boliger", measure_unit="antall", direction="up")


@dataclass
class Value:
    """A year's value."""

    period: str
    value: Decimal | None
    missing: str = ""
    source: str = ""

    @property
    def measured(self) -> date:
        return date(int(self.period), 12, 31)


def values(first: int, *numbers: float | None) -> list[Value]:
    return [
        Value(str(year), None if each is None else Decimal(str(each)), "" if each else "not_shown")
        for year, each in enumerate(numbers, first)
    ]


def peer(region: str, first: int, *numbers: float | str, unrevised: tuple[int, ...] = ()) -> Peer:
    said = {str(year): str(each) for year, each in enumerate(numbers, first)}
    return Peer(region=region, name=f"Sted {region}", values=said, unrevised=unrevised)


def shown(said: IndicatorValues, own: list[Value], *peers: Peer, **about: object) -> Beside:
    found = beside("Asker", said, own, Fetched(peers=peers, **about))
    assert found is not None
    return found


class TestShares:
    def test_it_is_ranked_among_municipalities_alone(self) -> None:
        found = shown(
            SHARE,
            values(2024, 50, 60),
            peer("1103", 2024, 55, 70),
            peer("4601", 2024, 40, 50),
            peer("5001", 2024, 45, 65),
            peer("EKG12", 2024, 99, 99),
        )

        assert found.standing is not None
        assert (found.standing.rank, found.standing.of, found.standing.quartile) == (3, 4, 3)
        assert found.standing.median == 62.5
        assert [one.kind for one in found.panels][-1] is PlaceKind.GROUP

    def test_a_groups_number_is_as_it_was_published(self) -> None:
        found = shown(SHARE, values(2024, 50, 60), peer("EKG12", 2024, 51.25, 61.75))

        (group,) = found.panels
        assert (group.value, group.difference) == (61.75, -1.75)
        assert found.municipalities == ()

    def test_what_is_missing_is_told_as_what_it_means(self) -> None:
        found = shown(SHARE, values(2024, 50, 60), peer("1103", 2024, 55, ":"))

        assert found.standing is not None
        assert found.standing.missing == ("1103",)
        assert (found.panels[0].value, found.panels[0].mark) == (None, Mark.CONFIDENTIAL)
        assert NUMBER_WORDS.table(found, str).rows[-1] == ("2025", "60,0", "confidential")

    def test_an_unrevised_number_of_another_is_told_at_that_number(self) -> None:
        found = shown(SHARE, values(2024, 50, 60), peer("1103", 2024, 55, 57, unrevised=(2025,)))

        assert found.panels[0].unrevised
        assert NUMBER_WORDS.table(found, str).rows[-1][2] == "57,0 (not finally checked)"

    def test_development_is_held_against_theirs_from_the_last_break_on(self) -> None:
        own = values(2018, 30, 31, 60, 61, 62, 63)
        found = shown(SHARE, own, peer("1103", 2018, 1, 2, 3, 4, 5, 6), breaks=(2020,))

        assert found.development is not None
        assert (found.development.since, found.development.until) == (2020, 2023)
        assert (found.development.change, found.development.median) == (3, 3)

    def test_the_middle_of_fewer_than_three_is_not_told(self) -> None:
        two = shown(SHARE, values(2024, 50, 60), peer("1103", 2024, 55, 57))
        three = shown(
            SHARE, values(2024, 50, 60), peer("1103", 2024, 55, 57), peer("4601", 2024, ".", 10)
        )

        assert middle_of(two) is None
        middle = middle_of(three)
        assert middle is not None
        assert [(one.year, one.value) for one in middle.points] == [(2025, 57)]

    def test_nobody_is_beside_where_nobody_has_numbers(self) -> None:
        assert beside("Asker", SHARE, values(2024, 50), Fetched()) is None
        assert beside("Asker", SHARE, values(2024, 50), None) is None
        assert beside("Asker", SHARE, [], Fetched(peers=(peer("1103", 2024, 1),))) is None


class TestCounts:
    def test_they_are_held_against_their_own_first_year_and_not_ranked(self) -> None:
        found = shown(COUNT, values(2023, 100, 110, 120), peer("1103", 2023, 1000, 900, 800))

        assert found.since == 2023
        assert found.standing is not None
        assert found.standing.rank is None
        assert [one.value for one in found.own.points] == [100, pytest.approx(110), 120]
        assert found.panels[0].value == pytest.approx(80)
        assert found.development is not None
        assert found.development.rank == 1

    def test_numbers_across_a_break_are_not_held_against_each_other(self) -> None:
        points = (Point(2019, 10), Point(2020, 50, break_before=True), Point(2021, 60))

        found = indexed(Series(points), 2020)

        assert [(one.value, one.mark) for one in found.points] == [
            (None, Mark.NOT_APPLICABLE),
            (100, None),
            (120, None),
        ]

    def test_one_without_a_number_in_the_first_year_can_not_be_held_against_it(self) -> None:
        found = indexed(Series((Point(2020, None, Mark.CONFIDENTIAL), Point(2021, 60))), 2020)

        assert found.known() == ()


class TestSmallCharts:
    def test_no_line_goes_over_a_gap_or_a_break(self) -> None:
        points = [
            Point(year, float(year % 7), break_before=year == 2022) for year in range(2018, 2026)
        ]
        del points[2]

        found = small(Series(tuple(points)))

        assert found is not None
        assert [line.count(",") for line in found.lines] == [2, 4]
        assert len(found.breaks) == 1
        assert len(found.dots) == 2  # the one that stands alone, and the last

    def test_one_number_is_no_chart(self) -> None:
        assert small(Series((Point(2025, 1.0),))) is None


class TestRow:
    def test_change_is_for_the_better_by_the_indicators_own_direction(self) -> None:
        said = SHARE.model_copy(update={"direction": Direction.DOWN})
        own = values(2024, 50, 48)

        found = counted(1, said, own, place="Asker", fetched=None, expected=outlook(said, own))

        assert (found.change, found.gain) == (Decimal("-2.0"), Decimal("2.0"))

    def test_no_change_is_told_over_a_break(self) -> None:
        found = counted(
            1,
            SHARE,
            values(2024, 50, 48),
            place="A",
            fetched=Fetched(breaks=(2025,)),
            expected=None,
        )

        assert found.change is None
        assert found.broken

    def test_the_middle_that_the_chart_shows_stands_among_the_figures(self) -> None:
        peers = (peer("1103", 2024, 1, 3), peer("4601", 2024, 2, 9))

        shares = counted(
            1, SHARE, values(2024, 5, 6), place="A", fetched=Fetched(peers=peers), expected=None
        )
        counts = counted(
            2, COUNT, values(2024, 5, 6), place="A", fetched=Fetched(peers=peers), expected=None
        )

        assert shares.middles == {2024: 2, 2025: 6}
        assert counts.middles == {}
        assert counts.chart is not None
        assert counts.chart.beside == []

    def test_why_progress_can_not_be_said(self) -> None:
        found = counted(1, SHARE, values(2024, 50), place="A", fetched=None, expected=None)

        assert (found.status, found.reason) == (Status.UNKNOWN, Reason.NO_TARGET)


class TestMovement:
    def test_each_is_by_its_direction_and_the_rest_has_its_reason(self) -> None:
        down = SHARE.model_copy(update={"direction": Direction.DOWN})
        keep = SHARE.model_copy(update={"direction": Direction.KEEP})
        steady = values(2020, 10, 11, 10, 11, 10, 14)
        rows = [
            counted(number, said, own, place="A", fetched=None, expected=None)
            for number, said, own in (
                (1, SHARE, steady),
                (2, down, values(2020, 10, 11, 10, 11, 10, 20)),
                (3, down, steady),
                (4, keep, steady),
                (5, SHARE, values(2024, 1)),
                (6, SHARE, values(2015, 1, 2, 1, 2, 1, 3)),
            )
        ]

        found = movement(rows, date(2026, 5, 1))

        assert [one.one.number for one in found.better] == [1]
        assert [one.one.number for one in found.worse] == [2, 3]
        assert [one.one.number for one in found.neither] == [4]
        assert [(one.number, why) for one, why in found.unsaid] == [
            (5, Unsaid.NO_YEAR_BEFORE),
            (6, Unsaid.TOO_OLD),
        ]


class TestPerInhabitant:
    def counts(self, *peers: Peer) -> Beside:
        divisors = {
            "": Numbers(values={"2024": "1000", "2025": "2000"}),
            "1103": Numbers(values={"2024": "5000", "2025": "5000"}),
        }
        fetched = Fetched(peers=peers, per="Folketall", divisors=divisors)
        found = beside("Asker", COUNT, values(2024, 10, 30), fetched)
        assert found is not None
        return found

    def test_counts_are_ranked_by_what_they_are_for_each_thousand(self) -> None:
        found = self.counts(peer("1103", 2024, 100, 50))

        assert (found.since, found.per) == (None, "Folketall")
        assert [one.value for one in found.own.points] == [10, 15]
        assert found.panels[0].value == 10
        assert found.standing is not None
        assert (found.standing.rank, found.standing.of) == (1, 2)

    def test_those_whose_inhabitants_are_not_known_are_left_out(self) -> None:
        found = self.counts(peer("1103", 2024, 100, 50), peer("EKG12", 2024, 9, 9))

        assert [one.region for one in found.panels] == ["1103"]
