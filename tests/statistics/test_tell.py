"""All that is told of a series hangs together."""

from __future__ import annotations

from decimal import Decimal

from ledetraad.followup.direction import Direction
from ledetraad.followup.target import TargetPath, TargetValue
from ledetraad.statistics.methods.forecast import Forecast, NoForecast, Refusal
from ledetraad.statistics.methods.judged import Method, Status
from ledetraad.statistics.peers.standing import standing
from ledetraad.statistics.series import Series
from ledetraad.statistics.tell import tell
from tests.statistics.numbers import dataset
from tests.statistics.real import randaberg

ABOUT = dataset(regions={"1127": "Randaberg", "EKG07": "KOSTRA-gruppe 7"})
TARGET = TargetPath(Direction.UP, None, (TargetValue(2030, Decimal(95)),))


def test_randabergs_goal_is_told_with_its_forecast_and_its_peers() -> None:
    series = randaberg()

    told = tell(
        ABOUT,
        ABOUT.contents[0],
        "1127",
        series["1127"],
        path=TARGET,
        standing=standing(series, "1127", Direction.UP),
        peers={"EKG07": series["EKG07"]},
    )

    assert str(told.sentence).replace("\u00a0", " ") == (
        "Randaberg has 95,2 % in 2025. The target for 2030 is 95 %. That is reached already."
        " As things go, it is 55 % likely that it still is so in 2030."
        " Of 9 municipalities it shares place 1 in 2025."
        " The municipality in the middle has 92,7 %."
    )
    assert {each.status for each in told.progress.values()} == {Status.REACHED}
    assert isinstance(told.ahead, Forecast)
    assert told.ahead.years[-1].year == 2030
    assert max(each.high_95 for each in told.ahead.years) <= 100
    assert list(told.drawn().peers) == ["KOSTRA-gruppe 7"]


def test_without_a_target_the_forecast_goes_five_years() -> None:
    told = tell(ABOUT, ABOUT.contents[0], "1127", randaberg()["1127"])

    assert isinstance(told.ahead, Forecast)
    assert [each.year for each in told.ahead.years] == list(range(2026, 2031))
    assert told.progress[Method.GROWTH].status is Status.UNKNOWN


def test_a_series_without_numbers_is_told_of_too() -> None:
    told = tell(ABOUT, ABOUT.contents[0], "1127", Series(()), path=TARGET)

    assert isinstance(told.ahead, Refusal)
    assert told.ahead.reason is NoForecast.TOO_SHORT
    assert "no numbers" in str(told.sentence)
