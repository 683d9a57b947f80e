"""Why an element stands as it does, without naming what is not published."""

from __future__ import annotations

from datetime import date

from ledetraad.followup.bands import Judgement
from ledetraad.followup.rollup import (
    ChildFact,
    IndicatorFact,
    MeasureFact,
    OwnJudgement,
    Rollup,
    roll_up,
)
from ledetraad.followup.status import ElementState, MeasureStatus
from ledetraad.publish.followup.reasons import published_state, why

DELAYED = MeasureFact("Sykkelvei", MeasureStatus.DELAYED)
DONE = MeasureFact("Turkart", MeasureStatus.DONE)
NOT_APPROVED = IndicatorFact("Andel som sykler", Judgement.NOT_APPROVED)


def told(
    rollup: Rollup, *, reasons: bool = True, measures: bool = True, indicators: bool = True
) -> str:
    state = published_state("x", rollup, reasons=reasons, measures=measures, indicators=indicators)
    said = why(state)
    return said.said() if said is not None else ""


class TestNames:
    def test_all_published_it_says_what_staff_see(self) -> None:
        rollup = roll_up([DELAYED, DONE], [NOT_APPROVED])

        assert told(rollup) == rollup.words.said()

    def test_a_measure_that_is_not_published_is_counted_not_named(self) -> None:
        rollup = roll_up([DELAYED, DONE])

        assert told(rollup, measures=False) == "off track, because 1 of 2 measures delayed"

    def test_nor_is_an_indicator(self) -> None:
        rollup = roll_up([DELAYED], [NOT_APPROVED])

        said = told(rollup, indicators=False)

        assert "1 of 1 measures delayed: Sykkelvei" in said
        assert "1 of 1 indicators not approved" in said
        assert "Andel" not in said

    def test_elements_are_named_since_the_plan_is_published(self) -> None:
        rollup = roll_up(children=[ChildFact("Trygge veier", ElementState.OFF_TRACK)])

        assert "Trygge veier" in told(rollup, measures=False, indicators=False)

    def test_what_is_not_told_is_not_in_the_snapshot_either(self) -> None:
        state = published_state(
            "x", roll_up([DELAYED]), reasons=True, measures=False, indicators=False
        )

        assert "Sykkelvei" not in state.model_dump_json()


class TestJudgement:
    own = OwnJudgement(ElementState.AT_RISK, "Det går bedre enn tallene.", "Kari", date(2026, 5, 1))

    def test_both_are_told(self) -> None:
        rollup = roll_up([DELAYED], own=self.own)

        assert told(rollup) == rollup.words.said()
        assert told(rollup, measures=False) == (
            "at risk, because Det går bedre enn tallene "
            "(by the rule: off track, because 1 of 1 measures delayed)"
        )

    def test_who_judged_is_not(self) -> None:
        state = published_state(
            "x", roll_up([DELAYED], own=self.own), reasons=True, measures=True, indicators=True
        )

        assert "Kari" not in state.model_dump_json()

    def test_without_reasons_there_is_only_the_state(self) -> None:
        rollup = roll_up([DELAYED], own=self.own)
        state = published_state("x", rollup, reasons=False, measures=True, indicators=True)

        assert state.state is ElementState.AT_RISK
        assert why(state) is None
        assert "off_track" not in state.model_dump_json()
        assert "bedre" not in state.model_dump_json()
