"""How a value is judged by the bands of a scorecard."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.band_text import read_band, read_bands, read_scorecard_line
from ledetraad.followup.bands import (
    JUDGEMENT_MARKS,
    Bands,
    Judgement,
    Range,
    band_text,
    band_words,
)
from ledetraad.followup.faults import AmbiguousValue, InvalidRule, UnclearValue

DESIRED, ACCEPTED = Judgement.DESIRED, Judgement.ACCEPTED
NOT_APPROVED, UNKNOWN = Judgement.NOT_APPROVED, Judgement.UNKNOWN

GROWTH = read_bands("1.30-1.69", "1.00-1.29 og 1.70-1.99", "under 0.99 og over 2.00")
HOMES = read_scorecard_line("300-399 | 250-299, 400-449 | <249, >450")


@pytest.mark.parametrize(
    ("value", "judgement"),
    [
        ("1.30", DESIRED),
        ("1.69", DESIRED),
        ("1.29", ACCEPTED),
        ("1.70", ACCEPTED),
        ("1.00", ACCEPTED),
        ("1.99", ACCEPTED),
        ("0.98", NOT_APPROVED),
        ("2.01", NOT_APPROVED),
        ("-4", NOT_APPROVED),
    ],
)
def test_a_band_can_have_two_sides(value: str, judgement: Judgement) -> None:
    assert GROWTH.judge(Decimal(value)) is judgement


@pytest.mark.parametrize(
    ("value", "judgement"),
    [
        ("0.995", ACCEPTED),
        ("0.9949", NOT_APPROVED),
        ("1.694", DESIRED),
        ("1.695", ACCEPTED),
        ("1.2949", ACCEPTED),
    ],
)
def test_a_value_is_first_rounded_to_the_decimals_of_the_bands(
    value: str, judgement: Judgement
) -> None:
    assert GROWTH.judge(Decimal(value)) is judgement


@pytest.mark.parametrize(
    ("bands", "value"), [(GROWTH, "0.99"), (GROWTH, "2.00"), (HOMES, "249"), (HOMES, "450")]
)
def test_a_printed_limit_that_is_in_no_band_goes_with_the_range_that_names_it(
    bands: Bands, value: str
) -> None:
    assert bands.judge(Decimal(value)) is NOT_APPROVED


def test_the_homes_of_a_year_are_judged() -> None:
    assert HOMES.judge(Decimal(157)) is NOT_APPROVED
    assert HOMES.judge(Decimal(449)) is ACCEPTED
    assert HOMES.judge(Decimal(399)) is DESIRED


def test_a_band_can_have_one_side() -> None:
    bands = read_scorecard_line("≥ 75 | 70-74 | < 70")

    assert [bands.judge(Decimal(value)) for value in ("75", "74.4", "69.4", "120")] == [
        DESIRED,
        ACCEPTED,
        NOT_APPROVED,
        DESIRED,
    ]


def test_a_value_may_be_as_large_as_anyone_writes() -> None:
    assert GROWTH.judge(Decimal("1E+40")) is NOT_APPROVED


def test_no_value_is_not_judged() -> None:
    assert GROWTH.judge(None) is UNKNOWN
    assert GROWTH.judge(Decimal("NaN")) is UNKNOWN


def test_a_value_outside_every_band_is_not_judged() -> None:
    bands = read_bands("90–100", "80–89", "0–79")

    assert bands.judge(Decimal(101)) is UNKNOWN


def test_all_that_the_others_leave_is_not_approved_where_that_band_is_empty() -> None:
    bands = read_bands("over 2,00", "1,00–1,50")

    assert bands.judge(Decimal("2.01")) is DESIRED
    assert bands.judge(Decimal("2.00")) is NOT_APPROVED
    assert bands.judge(Decimal("1.75")) is NOT_APPROVED


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1,30-1,69", "1,30–1,69"),
        ("1.30–1.69", "1,30–1,69"),
        ("fra 70 til 74", "70–74"),
        ("mellom 70 og 74", "70–74"),
        ("250-299, 400-449", "250–299; 400–449"),
        ("250–299 og 400–449", "250–299; 400–449"),
        ("<249,>450", "< 249; > 450"),
        ("under 0,99 og over 2,00", "< 0,99; > 2,00"),
        ("mindre enn 5", "< 5"),
        ("lågare enn 5", "< 5"),
        ("meir enn 5", "> 5"),
        ("minst 75", "≥ 75"),
        ("75 eller mer", "≥ 75"),
        ("ikke mindre enn 75", "≥ 75"),
        ("høyst 3", "≤ 3"),
        ("høgst 3", "≤ 3"),
        ("<= 3", "≤ 3"),
        ("til og med 3", "≤ 3"),
        ("3 eller lavere", "≤ 3"),
        ("−5–−1", "−5–−1"),
        ("-5 - 0", "−5–0"),
        ("80-100 %", "80–100"),
        ("1 000–1 999", "1\u00a0000–1\u00a0999"),
        ("0", "0"),
        ("Under 70.", "< 70"),
        ("", ""),
        ("–", ""),
    ],
)
def test_a_band_is_read_as_scorecards_print_it(text: str, printed: str) -> None:
    assert band_text(read_band(text)) == printed


def test_a_band_is_said_in_words() -> None:
    assert str(band_words(read_band("<249, 300–399, >450"))) == (
        "under 249, from 300 to 399 and over 450"
    )
    assert str(band_words(read_band("≥ 75"))) == "at least 75"
    assert str(band_words(read_band("≤ 75"))) == "at most 75"
    assert str(band_words(read_band("7"))) == "just 7"


@pytest.mark.parametrize("text", ["mange", "1-2-3", "12 3-4", "5 <", "70–", "og", "70-74 80-84"])
def test_what_is_no_band_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UnclearValue) as caught:
        read_band(text, where="Boliger")

    assert caught.value.where == "Boliger"
    assert "≥ 75" in caught.value.remedy()


def test_a_limit_that_can_be_read_in_two_ways_is_asked_about() -> None:
    with pytest.raises(AmbiguousValue):
        read_band("over 1.000")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1,30–1,69 | 1,5–2", "1,30–1,69 (desired) and 1,5–2,0 (accepted) overlap at 1,50."),
        ("≥ 75 | 70–75 | < 70", "70–75 (accepted) and ≥ 75 (desired) overlap at 75."),
        ("< 5 | < 3", "< 5 (desired) and < 3 (accepted) overlap at 2."),
        ("> 5 | > 9", "> 5 (desired) and > 9 (accepted) overlap at 10."),
        ("1–5, 5–9", "1–5 (desired) and 5–9 (desired) overlap at 5."),
    ],
)
def test_bands_that_overlap_are_named(line: str, told: str) -> None:
    with pytest.raises(InvalidRule) as caught:
        read_scorecard_line(line)

    assert caught.value.what() == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "≥ 75 | 60–70 | < 60",
            "71–74 is in no band: it is between 60–70 (accepted) and ≥ 75 (desired).",
        ),
        (
            "≥ 75 | 70–73 | < 70",
            "74 is in no band: it is between 70–73 (accepted) and ≥ 75 (desired).",
        ),
        (
            "< 5 || > 5",
            "5 is in no band: it is between < 5 (desired) and > 5 (not approved).",
        ),
        (
            "1,5–2,0 | 1,00–1,49 | < 0,98",
            "0,99 is in no band: it is between < 0,98 (not approved) and 1,00–1,49 (accepted).",
        ),
    ],
)
def test_numbers_that_no_band_has_are_named(line: str, told: str) -> None:
    with pytest.raises(InvalidRule) as caught:
        read_scorecard_line(line, where="Andel")

    assert caught.value.what() == told
    assert caught.value.where == "Andel"


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidRule) as caught:
        read_band("70–60")

    assert caught.value.what() == "The range 70–60 ends before it begins."


def test_the_desired_band_must_be_there() -> None:
    with pytest.raises(InvalidRule):
        read_bands("", "5")


def test_a_scorecard_has_three_bands_at_most() -> None:
    with pytest.raises(UnclearValue):
        read_scorecard_line("1 | 2 | 3 | 4")


def test_a_range_without_limits_is_refused() -> None:
    with pytest.raises(InvalidRule):
        Range()


def test_every_judgement_has_a_mark_of_its_own() -> None:
    assert len(set(JUDGEMENT_MARKS.values())) == len(Judgement)


@st.composite
def whole_scorecards(draw: st.DrawFn) -> Bands:
    """Bands from below everything to above everything, in steps of their decimals."""
    decimals = draw(st.integers(0, 2))
    cuts = sorted(draw(st.sets(st.integers(-300, 300), min_size=2, max_size=6)))
    limits = [Decimal(cut).scaleb(-decimals) for cut in cuts]
    step = Decimal(1).scaleb(-decimals)
    ranges = [
        Range(high=limits[0], high_open=True),
        *(Range(low, high - step) for low, high in pairwise(limits)),
        Range(low=limits[-1]),
    ]
    order = draw(st.permutations(range(len(ranges))))
    bands = [tuple(ranges[place] for place in order[start::3]) for start in range(3)]
    return Bands(*bands)


@given(whole_scorecards(), st.decimals(-1000, 1000, places=4))
def test_bands_that_meet_judge_every_value(bands: Bands, value: Decimal) -> None:
    assert bands.judge(value) is not UNKNOWN


@given(whole_scorecards())
def test_what_is_printed_is_read_back(bands: Bands) -> None:
    assert read_scorecard_line(str(bands)) == bands
