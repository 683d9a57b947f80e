"""An indicator in a sentence and in a chart, and the periods of its values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledetraad.followup.bands import Judgement
from ledetraad.followup.freshness import Frequency
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.publish.followup.chart import chart
from ledetraad.publish.followup.sentence import sentence
from ledetraad.publish.followup.spans import next_span, span, spans
from ledetraad.web.followup.models import Observation
from tests.web.followup.indicators.pages import BAND, CYCLING, in_norwegian

pytestmark = pytest.mark.django_db


class TestSentence:
    """How it goes, said first."""

    def said(self, **values: Any) -> IndicatorValues:
        return IndicatorValues.model_validate({**CYCLING, **values})

    def of(self, said: IndicatorValues, code: str, value: str | None) -> str:
        one = Observation(
            period=code,
            measured=span(code).last,
            value=None if value is None else Decimal(value),
            missing="" if value else "not_measured",
        )
        return in_norwegian(sentence(said, one, one if value else None))

    def test_behind_the_path_by_percentage_points(self) -> None:
        assert (
            self.of(self.said(), "2025", "57")
            == "57 % i 2025, 3 prosentpoeng bak banen mot 74 % i 2032."
        )

    def test_ahead_of_the_path(self) -> None:
        assert (
            self.of(self.said(measure_unit="boliger"), "2026", "67")
            == "67 boliger i 2026, 5 boliger foran banen mot 74 boliger i 2032."
        )

    def test_on_the_path(self) -> None:
        assert self.of(self.said(), "2026", "62") == "62 % i 2026, på banen mot 74 % i 2032."

    def test_a_gap_that_does_not_show_is_told_all_the_same(self) -> None:
        assert self.of(self.said(), "2026", "61.7") == (
            "62 % i 2026, så vidt bak banen mot 74 % i 2032."
        )
        assert self.of(self.said(), "2032", "73.7") == (
            "74 % i 2032, så vidt unna målet på 74 % i 2032."
        )

    def test_reached(self) -> None:
        assert self.of(self.said(), "2026", "80") == "80 % i 2026, målet på 74 % i 2032 er nådd."

    def test_too_late(self) -> None:
        assert (
            self.of(self.said(), "2033", "70")
            == "70 % i 2033, 4 prosentpoeng unna målet på 74 % i 2032."
        )

    def test_before_the_path_begins(self) -> None:
        assert self.of(self.said(), "2019", "40") == "40 % i 2019, på vei mot 74 % i 2032."

    def test_to_be_kept(self) -> None:
        kept = IndicatorValues(name="Vekst", measure_unit="%", decimals=2, direction="keep",
                               desired="1,30–1,69", accepted="1,00–1,29 og 1,70–1,99")  # fmt: skip

        assert (
            self.of(kept, "2025", "1.45") == "1,45 % i 2025, innenfor grensene: fra 1,30 til 1,69."
        )
        assert self.of(kept, "2025", "2.1") == "2,10 % i 2025, utenfor grensene: fra 1,30 til 1,69."

    def test_bands_without_a_target(self) -> None:
        banded = IndicatorValues(name="Trivsel", measure_unit="%", **BAND)

        assert self.of(banded, "2025", "72") == "72 % i 2025, akseptert."

    def test_a_third_of_a_year(self) -> None:
        bare = IndicatorValues(name="Fravær", measure_unit="%", decimals=1)

        assert self.of(bare, "2026-T1", "6.25") == "6,3 % i 1. tertial 2026."

    def test_not_measured_and_the_value_before_it(self) -> None:
        newest = Observation(period="2026", measured=date(2026, 12, 31), missing="not_measured")
        latest = Observation(period="2025", measured=date(2025, 12, 31), value=Decimal(57))

        said = in_norwegian(sentence(self.said(), newest, latest))

        assert said == ("2026: ikke målt. 57 % i 2025, 3 prosentpoeng bak banen mot 74 % i 2032.")

    def test_nothing_yet(self) -> None:
        assert in_norwegian(sentence(self.said(), None, None)) == (
            "Ingen verdi er lagt inn ennå. Målet er 74 % i 2032."
        )


class TestSpans:
    """Which periods a value can be of."""

    def test_a_year_is_its_own_code(self) -> None:
        assert span("2026").code == "2026"
        assert span("2026").last == date(2026, 12, 31)

    def test_the_frequency_decides(self) -> None:
        today = date(2026, 6, 1)

        assert [one.code for one in spans(Frequency.YEAR, today, 2024)] == ["2026", "2025", "2024"]
        thirds = [one.code for one in spans(Frequency.TERTIAL, today, 2026)]
        assert thirds == ["2026-T2", "2026-T1"]
        assert spans(Frequency.MONTH, today)[0].code == "2026-M06"

    def test_the_next_one_is_offered(self) -> None:
        today = date(2026, 6, 1)

        assert next_span(Frequency.YEAR, today, None).code == "2025"
        assert next_span(Frequency.YEAR, today, date(2025, 12, 31)).code == "2026"
        assert next_span(Frequency.YEAR, today, date(2026, 12, 31)).code == "2026"
        assert next_span(Frequency.TERTIAL, today, date(2025, 12, 31)).code == "2026-T1"


class TestChart:
    """Where things are drawn."""

    def test_a_line_is_broken_where_a_value_is_missing(self) -> None:
        said = IndicatorValues.model_validate({**CYCLING, **BAND})
        values = [
            Observation(period=str(year), measured=date(year, 12, 31), value=value)
            for year, value in [(2021, 52), (2022, 54), (2023, None), (2024, 60), (2025, 61)]
        ]
        values = [
            Observation(
                period=one.period,
                measured=one.measured,
                value=None if one.value is None else Decimal(one.value),
            )
            for one in values
        ]

        drawn = chart(said, values)

        assert drawn is not None
        assert [len(line.split()) for line in drawn.lines] == [2, 2]
        assert len(drawn.points) == 4
        assert drawn.points[0].y > drawn.points[-1].y > drawn.goals[0].y
        assert {area.judgement for area in drawn.areas} == {
            Judgement.DESIRED,
            Judgement.ACCEPTED,
            Judgement.NOT_APPROVED,
        }
        for one in [*drawn.points, *drawn.goals]:
            assert drawn.left <= one.x <= drawn.right
            assert drawn.top <= one.y <= drawn.bottom

    @pytest.mark.parametrize("value", ["0", "-3", "0.00000001", "1234567890123456", "1.45"])
    def test_one_value_and_a_target_are_enough_whatever_they_are(self, value: str) -> None:
        said = IndicatorValues.model_validate({**CYCLING, "baseline": None, "baseline_year": None})
        one = Observation(period="2025", measured=date(2025, 12, 31), value=Decimal(value))

        drawn = chart(said, [one])

        assert drawn is not None and 2 <= len(drawn.up) <= 12
        assert drawn.top <= drawn.points[0].y <= drawn.bottom

    def test_one_value_alone_is_no_chart(self) -> None:
        one = Observation(period="2025", measured=date(2025, 12, 31), value=Decimal(3))

        assert chart(IndicatorValues(name="Noe"), [one]) is None

    def test_the_bands_meet_where_a_value_is_rounded_into_the_next(self) -> None:
        said = IndicatorValues.model_validate({**CYCLING, **BAND})
        values = [
            Observation(period=str(year), measured=date(year, 12, 31), value=Decimal(value))
            for year, value in ((2024, 60), (2025, 78))
        ]

        drawn = chart(said, values)

        assert drawn is not None
        desired, accepted, not_approved = drawn.areas
        assert desired.y == drawn.top
        assert desired.y + desired.height == pytest.approx(accepted.y, abs=0.2)
        assert accepted.y + accepted.height == pytest.approx(not_approved.y, abs=0.2)
        assert not_approved.y + not_approved.height == pytest.approx(drawn.bottom, abs=0.2)

    def test_thirds_stand_within_their_year(self) -> None:
        said = IndicatorValues(name="Fravær", frequency="tertial")
        values = [
            Observation(period=code, measured=span(code).last, value=Decimal(7))
            for code in ("2025-T1", "2025-T3", "2026-T2")
        ]

        drawn = chart(said, values)

        assert drawn is not None
        assert [name for _, name in drawn.across] == ["2025", "2026"]
        begins, between, ends = drawn.ticks
        assert begins < drawn.points[0].x < drawn.across[0][0] < between
        assert drawn.points[1].x == between < drawn.across[1][0] < drawn.points[2].x < ends
