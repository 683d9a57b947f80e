"""What the plan's goals cost, and how sure that is."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.economy.faults import InvalidTie
from ledetraad.economy.ledger import LINES, Basis, Ledger
from ledetraad.economy.ties import Allocation, Sureness, Target, Tie, allocate, ties_from_json
from tests.economy.randaberg import ledger

GOAL_4, GOAL_5 = Target("goal", "4"), Target("goal", "5")
MEASURE = Target("measure", "17")


def tie(key: str, shares: dict[str, float], **more: Any) -> Tie:
    parts = [{"to": to, "percent": str(percent)} for to, percent in shares.items()]
    return Tie.model_validate({"key": key, "shares": parts, "function": ["202"]} | more)


def small(*lines: tuple[str, str, str, str, str]) -> Ledger:
    """A ledger of lines: class, code, function, unit and amount."""
    rows = [
        {
            "row": n, "year": 2025, "class": kind, "code": code, "function": function,
            "unit": unit, "project": "", "free": "", "period": None, "amount": Decimal(amount),
        }
        for n, (kind, code, function, unit, amount) in enumerate(lines, start=2)
    ]  # fmt: skip
    return Ledger(pa.Table.from_pylist(rows, schema=LINES), Basis.ACCOUNTS, "small")


SCHOOL = small(
    ("1", "010", "202", "100", "900.01"),
    ("1", "600", "202", "100", "-100.00"),
    ("1", "010", "385", "300", "50.00"),
    ("2", "10000", "", "", "7.00"),
)


def parts(allocation: Allocation) -> dict[str, Decimal]:
    return {str(part.target): part.money.net.value for part in allocation.parts}


def test_shares_are_parted_to_the_ore_and_the_rest_is_shown() -> None:
    made = allocate(SCHOOL, 2025, [tie("t", {"goal:4": 50, "goal:5": 50})])

    assert parts(made) == {
        "goal:4": Decimal("400.01"), "goal:5": Decimal("400.00"), "None": Decimal("50.00"),
    }  # fmt: skip
    assert made.rest.net.value == 50
    assert made.whole.net.value == Decimal("850.01")


def test_the_balance_sheet_is_nobodys_cost() -> None:
    assert allocate(SCHOOL, 2025, []).whole.expenses.value == Decimal("950.01")


def test_a_tie_by_hand_goes_before_the_rules_and_the_first_rule_before_the_next() -> None:
    rules = [
        tie("first", {"goal:4": 100}),
        tie("second", {"goal:5": 100}, function=["2*", "385"]),
        tie("hand", {"measure:17": 100}, by_hand=True, unit=["100"], code=["600"]),
    ]

    assert parts(allocate(SCHOOL, 2025, rules)) == {
        "goal:4": Decimal("900.01"), "measure:17": Decimal(-100), "goal:5": Decimal(50),
    }  # fmt: skip


def test_what_a_goal_costs_says_how_sure_that_is() -> None:
    rules = [
        tie("hand", {"measure:17": 100}, by_hand=True, code=["600"]),
        tie("rule", {"goal:4": 100}, function=["385"]),
        tie("shared", {"goal:4": 25, "goal:5": 75}),
    ]
    cost = allocate(SCHOOL, 2025, rules).cost_of({GOAL_4, MEASURE})

    assert cost.money.expenses.value == Decimal("275.00")
    assert cost.money.revenues.value == Decimal(100)
    assert cost.by_sureness[Sureness.BY_HAND].revenues.value == Decimal(100)
    shares = {each: cost.share(each) for each in Sureness}
    assert {each: share and round(share.value, 1) for each, share in shares.items()} == {
        Sureness.BY_HAND: 0, Sureness.BY_RULE: Decimal("18.2"), Sureness.SHARED: Decimal("81.8"),
    }  # fmt: skip
    assert {part.tie for part in cost.parts} == {"hand", "rule", "shared"}
    assert any(("1", "010", "385", "300", "") in part.lines for part in cost.parts)


def test_what_nothing_is_tied_to_costs_nothing_that_is_known() -> None:
    cost = allocate(SCHOOL, 2025, []).cost_of({GOAL_4})

    assert cost.money.net.value == 0
    assert cost.share(Sureness.BY_RULE) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(["202", "211", "385"]), st.integers(-(10**9), 10**9)),
        min_size=1, max_size=12,
    ),
    st.integers(1, 99),
)  # fmt: skip
def test_no_money_is_lost_or_made(lines: list[tuple[str, int]], percent: int) -> None:
    made = small(
        *(("1", "010", function, str(n), str(Decimal(ore) / 100))
          for n, (function, ore) in enumerate(lines))
    )  # fmt: skip
    rules = [tie("t", {"goal:4": percent, "goal:5": 100 - percent}, function=["200-299"])]
    allocation = allocate(made, 2025, rules)

    total = sum((part.money.net.value for part in allocation.parts), Decimal(0))
    assert total == allocation.whole.net.value


def test_randabergs_schools_are_tied_by_function_and_the_rest_is_shown() -> None:
    rules = [tie("skole", {"goal:4": 100}, function=["202", "215", "222", "223"])]
    made = allocate(ledger(), 2025, rules)

    total = sum((part.money.net.value for part in made.parts), Decimal(0))
    assert total == made.whole.net.value
    assert made.cost_of({GOAL_4}).money.expenses.value > 100_000_000
    assert made.tied_share is not None
    assert 0 < made.tied_share.value < 50


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"shares": [{"to": "goal:4", "percent": "60"}]}, "60"),
        ({"shares": [{"to": "goal:4", "percent": "50"}] * 2}, "same place"),
        ({"shares": []}, "shares"),
        ({"shares": [{"to": "dream:4", "percent": "100"}]}, "shares"),
        ({"function": []}, "every line"),
        ({"function": ["2*3"]}, "2\\*3"),
        ({"function": ["2 3"]}, "2 3"),
    ],
)
def test_a_tie_that_can_not_hold_is_refused(change: dict[str, Any], says: str) -> None:
    given_tie = {
        "key": "t", "function": ["202"], "shares": [{"to": "goal:4", "percent": "100"}],
    } | change  # fmt: skip

    with pytest.raises(InvalidTie, match=says):
        ties_from_json(json.dumps({"ties": [given_tie]}), "ties.json")


def test_two_ties_of_the_same_name_are_refused() -> None:
    one = json.loads(tie("t", {"goal:4": 100}).model_dump_json())

    with pytest.raises(InvalidTie, match="“t”"):
        ties_from_json(json.dumps({"ties": [one, one]}), "ties.json")
