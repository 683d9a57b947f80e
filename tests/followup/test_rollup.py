"""How an element stands, from its measures, its indicators and what stands below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.bands import Judgement
from ledetraad.followup.faults import InvalidRule
from ledetraad.followup.rollup import (
    ChildFact,
    IndicatorFact,
    MeasureFact,
    OwnJudgement,
    Rollup,
    RollupRule,
    roll_up,
)
from ledetraad.followup.status import WORSE, ElementState, MeasureStatus

NO_DATA, ON_TRACK = ElementState.NO_DATA, ElementState.ON_TRACK
AT_RISK, OFF_TRACK = ElementState.AT_RISK, ElementState.OFF_TRACK
DELAYED, DONE = MeasureStatus.DELAYED, MeasureStatus.DONE
STOPPED, ON_SCHEDULE = MeasureStatus.STOPPED, MeasureStatus.ON_SCHEDULE


def measures(*statuses: MeasureStatus | None) -> list[MeasureFact]:
    return [MeasureFact(f"tiltak {n}", status) for n, status in enumerate(statuses, 1)]


def indicators(*judgements: Judgement) -> list[IndicatorFact]:
    return [IndicatorFact(f"indikator {n}", each) for n, each in enumerate(judgements, 1)]


def children(*states: ElementState) -> list[ChildFact]:
    return [ChildFact(f"delmål {n}", state) for n, state in enumerate(states, 1)]


@pytest.mark.parametrize(
    ("delayed", "of", "state"),
    [(0, 5, ON_TRACK), (1, 11, ON_TRACK), (1, 10, AT_RISK), (1, 4, AT_RISK), (1, 3, OFF_TRACK)],
)
def test_the_share_of_delayed_measures_decides(delayed: int, of: int, state: ElementState) -> None:
    given = measures(*[DELAYED] * delayed, *[ON_SCHEDULE] * (of - delayed))

    assert roll_up(given).state is state


@pytest.mark.parametrize(
    ("missed", "of", "state"), [(0, 3, ON_TRACK), (1, 3, AT_RISK), (1, 2, OFF_TRACK)]
)
def test_the_share_of_indicators_that_are_not_approved_decides(
    missed: int, of: int, state: ElementState
) -> None:
    given = [*[Judgement.NOT_APPROVED] * missed, *[Judgement.ACCEPTED] * (of - missed)]

    assert roll_up(indicators=indicators(*given)).state is state


@pytest.mark.parametrize(
    ("below", "state"),
    [
        ([ON_TRACK, ON_TRACK, ON_TRACK], ON_TRACK),
        ([AT_RISK, ON_TRACK, ON_TRACK, ON_TRACK], ON_TRACK),
        ([AT_RISK, ON_TRACK, ON_TRACK], AT_RISK),
        ([OFF_TRACK, ON_TRACK, ON_TRACK, ON_TRACK], AT_RISK),
        ([OFF_TRACK, ON_TRACK], OFF_TRACK),
        ([AT_RISK, AT_RISK], AT_RISK),
    ],
)
def test_the_shares_of_elements_below_that_are_at_risk_or_off_track_decide(
    below: list[ElementState], state: ElementState
) -> None:
    assert roll_up(children=children(*below)).state is state


def test_the_worst_part_decides() -> None:
    rolled = roll_up(
        measures(DONE), indicators(Judgement.NOT_APPROVED), children(ON_TRACK, ON_TRACK)
    )

    assert rolled.state is OFF_TRACK
    assert [part.state for part in rolled.parts] == [ON_TRACK, OFF_TRACK, ON_TRACK]


def test_without_anything_there_is_nothing_to_judge_by() -> None:
    rolled = roll_up()

    assert rolled.state is NO_DATA
    assert str(rolled.why) == "nothing reported: there is nothing to judge by yet"


def test_stopped_measures_are_left_out_unless_the_rule_counts_them() -> None:
    given = measures(STOPPED, ON_SCHEDULE, ON_SCHEDULE)

    assert roll_up(given).state is ON_TRACK
    assert roll_up(given, rule=RollupRule(stopped_counts=True)).state is OFF_TRACK


def test_good_news_needs_that_enough_is_known() -> None:
    assert roll_up(measures(ON_SCHEDULE, None, None)).state is NO_DATA
    assert roll_up(measures(ON_SCHEDULE, None)).state is ON_TRACK


def test_bad_news_does_not() -> None:
    assert roll_up(measures(DELAYED, None, None, None)).state is OFF_TRACK


def test_it_is_told_why_with_the_names_of_what_pulls_down() -> None:
    rolled = roll_up(measures(DELAYED, DONE, DELAYED, ON_SCHEDULE, ON_SCHEDULE))

    assert str(rolled.why) == "off track, because 2 of 5 measures delayed: tiltak 1, tiltak 3"


def test_every_part_that_is_as_bad_is_told() -> None:
    rolled = roll_up(
        measures(DELAYED), indicators(Judgement.NOT_APPROVED), children(AT_RISK, ON_TRACK)
    )

    assert str(rolled.why) == (
        "off track, because 1 of 1 measures delayed: tiltak 1; "
        "1 of 1 indicators not approved: indikator 1"
    )


def test_what_goes_well_is_told_too() -> None:
    rolled = roll_up(measures(DONE, DONE), indicators(Judgement.DESIRED))

    assert str(rolled.why) == (
        "on track, because no measure of 2 delayed; no indicator of 1 below the lowest accepted"
    )


def test_a_small_delay_is_told_though_it_does_not_decide() -> None:
    rolled = roll_up(measures(DELAYED, *[DONE] * 19), indicators(Judgement.DESIRED))

    assert str(rolled.why) == "on track, though 1 of 20 measures delayed: tiltak 1"


def test_it_is_told_how_little_is_known() -> None:
    rolled = roll_up(measures(DONE, None, None), indicators(Judgement.UNKNOWN))

    assert str(rolled.why) == (
        "nothing reported, because only 1 of 3 measures reported; only 0 of 1 indicators judged"
    )


def test_names_are_never_taken_for_templates() -> None:
    rolled = roll_up([MeasureFact("100 % fossilfri", DELAYED)])

    assert str(rolled.why) == "off track, because 1 of 1 measures delayed: 100 % fossilfri"


def test_the_words_can_be_said_in_another_language() -> None:
    rolled = roll_up(measures(DELAYED))
    norsk = {
        "%(state)s, because %(reasons)s": "%(state)s, fordi %(reasons)s",
        "off track": "ikke i rute",
        "%(bad)s of %(known)s measures delayed: %(names)s": (
            "%(bad)s av %(known)s tiltak er forsinket: %(names)s"
        ),
    }

    assert rolled.why.said(lambda text: norsk.get(text, text)) == (
        "ikke i rute, fordi 1 av 1 tiltak er forsinket: tiltak 1"
    )


def test_a_person_judges_otherwise_and_both_judgements_are_kept() -> None:
    own = OwnJudgement(AT_RISK, "Tiltaket er lyst ut på nytt.", "planlegger", date(2026, 5, 4))

    rolled = roll_up(measures(DELAYED), own=own)

    assert rolled.state is AT_RISK
    assert rolled.computed is OFF_TRACK
    assert rolled.own == own
    assert rolled.disputed
    assert str(rolled.words) == (
        "at risk, because Tiltaket er lyst ut på nytt "
        "(by the rule: off track, because 1 of 1 measures delayed: tiltak 1)"
    )


def test_a_person_who_agrees_disputes_nothing() -> None:
    rolled = roll_up(measures(DELAYED), own=OwnJudgement(OFF_TRACK, "Entreprenøren er konkurs"))

    assert rolled.state is OFF_TRACK
    assert not rolled.disputed


def test_a_judgement_of_ones_own_needs_a_reason() -> None:
    with pytest.raises(InvalidRule):
        OwnJudgement(ON_TRACK, "  ")


@pytest.mark.parametrize(
    "make",
    [
        lambda: RollupRule(measures_at_risk=50, measures_off_track=40),
        lambda: RollupRule(indicators_off_track=101),
        lambda: RollupRule(children_doubtful=-1),
        lambda: RollupRule(known=101),
    ],
)
def test_shares_that_do_not_fit_together_are_refused(make: Callable[[], RollupRule]) -> None:
    with pytest.raises(InvalidRule):
        make()


def test_the_thresholds_can_be_the_municipalitys_own() -> None:
    strict = RollupRule(measures_at_risk=1, measures_off_track=10)

    assert roll_up(measures(DELAYED, *[DONE] * 9), rule=strict).state is OFF_TRACK


some_measures = st.lists(st.sampled_from([*MeasureStatus, None]), max_size=8)
some_indicators = st.lists(st.sampled_from(list(Judgement)), max_size=8)
some_children = st.lists(st.sampled_from(list(ElementState)), max_size=8)
shares = st.integers(0, 100)
some_rules = st.builds(
    lambda pairs, doubtful, known, stopped: RollupRule(
        measures_at_risk=min(pairs[0]),
        measures_off_track=max(pairs[0]),
        indicators_at_risk=min(pairs[1]),
        indicators_off_track=max(pairs[1]),
        children_at_risk=min(pairs[2]),
        children_off_track=max(pairs[2]),
        children_doubtful=doubtful,
        known=known,
        stopped_counts=stopped,
    ),
    st.tuples(*[st.tuples(shares, shares)] * 3),
    shares,
    shares,
    st.booleans(),
)


def rolled(
    given_measures: Sequence[MeasureStatus | None],
    given_indicators: Sequence[Judgement],
    given_children: Sequence[ElementState],
    rule: RollupRule,
) -> Rollup:
    return roll_up(
        measures(*given_measures),
        indicators(*given_indicators),
        children(*given_children),
        rule=rule,
    )


def no_better(after: ElementState, before: ElementState) -> bool:
    if before is NO_DATA:
        return True
    return after is NO_DATA or WORSE.index(after) >= WORSE.index(before)


@given(some_measures, some_indicators, some_children, some_rules)
def test_one_more_delayed_measure_never_makes_it_better(
    m: list[MeasureStatus | None], i: list[Judgement], c: list[ElementState], rule: RollupRule
) -> None:
    before, after = rolled(m, i, c, rule), rolled([*m, DELAYED], i, c, rule)

    assert no_better(after.state, before.state)
    assert after.state is not NO_DATA or before.state is NO_DATA


@given(some_measures, some_indicators, some_children, some_rules)
def test_one_more_indicator_that_is_not_approved_never_makes_it_better(
    m: list[MeasureStatus | None], i: list[Judgement], c: list[ElementState], rule: RollupRule
) -> None:
    after = rolled(m, [*i, Judgement.NOT_APPROVED], c, rule)

    assert no_better(after.state, rolled(m, i, c, rule).state)


@given(some_measures, some_indicators, some_children, some_rules)
def test_one_more_element_below_that_is_off_track_never_makes_it_better(
    m: list[MeasureStatus | None], i: list[Judgement], c: list[ElementState], rule: RollupRule
) -> None:
    after = rolled(m, i, [*c, OFF_TRACK], rule)

    assert no_better(after.state, rolled(m, i, c, rule).state)


@given(some_measures, some_indicators, some_children, some_rules, st.data())
def test_what_gets_worse_never_makes_it_better(
    m: list[MeasureStatus | None],
    i: list[Judgement],
    c: list[ElementState],
    rule: RollupRule,
    data: st.DataObject,
) -> None:
    before = rolled([*m, ON_SCHEDULE], [*i, Judgement.DESIRED], [*c, ON_TRACK], rule)

    worse_measure = data.draw(st.sampled_from([MeasureStatus.NOT_STARTED, DELAYED]))
    worse_indicator = data.draw(st.sampled_from([Judgement.ACCEPTED, Judgement.NOT_APPROVED]))
    worse_child = data.draw(st.sampled_from([AT_RISK, OFF_TRACK]))

    for after in (
        rolled([*m, worse_measure], [*i, Judgement.DESIRED], [*c, ON_TRACK], rule),
        rolled([*m, ON_SCHEDULE], [*i, worse_indicator], [*c, ON_TRACK], rule),
        rolled([*m, ON_SCHEDULE], [*i, Judgement.DESIRED], [*c, worse_child], rule),
    ):
        assert no_better(after.state, before.state)


@given(some_measures, some_indicators, some_children, some_rules)
def test_every_judgement_can_be_told(
    m: list[MeasureStatus | None], i: list[Judgement], c: list[ElementState], rule: RollupRule
) -> None:
    assert "%(" not in str(rolled(m, i, c, rule).words)
