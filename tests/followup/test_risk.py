"""Risk by likelihood and consequence."""

from __future__ import annotations

import pytest

from ledetraad.followup.faults import InvalidRule
from ledetraad.followup.risk import (
    CONSEQUENCE_NAMES,
    LIKELIHOOD_NAMES,
    RISK_LEVEL_MARKS,
    STEPS,
    Risk,
    RiskLevel,
    RiskMatrix,
)

LOW, MEDIUM, HIGH = RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH


def test_the_usual_matrix() -> None:
    matrix = RiskMatrix()

    assert matrix.levels == (
        (LOW, LOW, LOW, LOW, MEDIUM),
        (LOW, LOW, MEDIUM, MEDIUM, MEDIUM),
        (LOW, MEDIUM, MEDIUM, MEDIUM, HIGH),
        (LOW, MEDIUM, MEDIUM, HIGH, HIGH),
        (MEDIUM, MEDIUM, HIGH, HIGH, HIGH),
    )
    assert matrix.level(Risk(likelihood=5, consequence=1)) is MEDIUM
    assert matrix.level(Risk(likelihood=4, consequence=4)) is HIGH


def test_a_municipality_can_have_a_matrix_of_its_own() -> None:
    matrix = RiskMatrix(levels=((LOW,) * 4 + (HIGH,),) * 5)

    assert matrix.level(Risk(likelihood=1, consequence=5)) is HIGH
    assert matrix.level(Risk(likelihood=5, consequence=4)) is LOW


@pytest.mark.parametrize("step", [0, 6, -1])
def test_a_step_is_from_1_to_5(step: int) -> None:
    with pytest.raises(InvalidRule):
        Risk(likelihood=step, consequence=3)
    with pytest.raises(InvalidRule):
        Risk(likelihood=3, consequence=step)


@pytest.mark.parametrize("levels", [(), ((LOW,) * 5,) * 4, ((LOW,) * 4,) * 5])
def test_a_matrix_is_five_by_five(levels: tuple[tuple[RiskLevel, ...], ...]) -> None:
    with pytest.raises(InvalidRule):
        RiskMatrix(levels)


@pytest.mark.parametrize(
    "levels",
    [
        ((HIGH,) + (LOW,) * 4,) * 5,
        ((LOW,) * 3 + (MEDIUM, LOW),) * 5,
        ((HIGH,) * 5, *((LOW,) * 5,) * 4),
    ],
)
def test_a_matrix_never_falls_where_it_should_rise(
    levels: tuple[tuple[RiskLevel, ...], ...],
) -> None:
    with pytest.raises(InvalidRule) as caught:
        RiskMatrix(levels)

    assert caught.value.what() == "The matrix falls where it should rise."


def test_every_step_has_a_name_and_every_level_a_mark_of_its_own() -> None:
    assert set(LIKELIHOOD_NAMES) == set(CONSEQUENCE_NAMES) == set(STEPS)
    assert len(set(RISK_LEVEL_MARKS.values())) == len(RiskLevel)
