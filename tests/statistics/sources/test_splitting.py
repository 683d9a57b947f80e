"""A selection parted to what an answer may hold: every cell once, none too large."""

from __future__ import annotations

from itertools import product
from math import prod

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledetraad.statistics.sources.splitting import split

_SIZES = st.dictionaries(
    st.sampled_from(["Region", "Tid", "Alder", "Kjonn"]), st.integers(1, 12), min_size=1
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_SIZES, st.integers(1, 200))
def test_every_cell_is_in_just_one_box_and_no_box_is_too_large(
    sizes: dict[str, int], most: int
) -> None:
    codes = {name: tuple(map(str, range(size))) for name, size in sizes.items()}

    boxes = split(codes, most, ["Region", "Tid"])

    cells = [cell for box in boxes for cell in product(*(box[name] for name in codes))]
    assert sorted(cells) == sorted(product(*codes.values()))
    assert all(prod(map(len, box.values())) <= most for box in boxes)


def test_places_are_parted_before_years_and_years_before_the_rest() -> None:
    codes = {"Alder": list("abcdefghij"), "Tid": list("12345"), "Region": list("ABCD")}

    boxes = split(codes, 50, ["Region", "Tid"])

    assert [box["Region"] for box in boxes] == [("A",), ("B",), ("C",), ("D",)]
    assert all(len(box["Tid"]) == 5 and len(box["Alder"]) == 10 for box in boxes)


def test_what_is_small_enough_is_asked_for_at_once() -> None:
    assert len(split({"Region": ["a", "b"]}, 800_000)) == 1


def test_a_whole_nation_by_age_takes_no_more_questions_than_it_must() -> None:
    sizes = {"Region": 357, "Kjonn": 2, "Alder": 106, "Tid": 40}
    codes = {name: tuple(map(str, range(size))) for name, size in sizes.items()}

    boxes = split(codes, 800_000, ["Region", "Tid"])

    assert len(boxes) == 4  # 3,027,360 cells
