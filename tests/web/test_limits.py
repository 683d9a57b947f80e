"""How often something may be tried: a while's tries, and then anew."""

from __future__ import annotations

from typing import Any

import pytest

from ledetraad.web.limits import Advance, Limit
from ledetraad.web.tallies.models import Tally
from ledetraad.web.tallies.tidying import forget_ended

TWO = Limit("two", most=2, seconds=300)
START = 1_800_000_000.0


@pytest.fixture(autouse=True)
def _counted(db: None) -> None:
    """The counters stand in the database."""


def test_as_many_tries_as_said_are_allowed_for_each_by_itself() -> None:
    assert [TWO.spend("a", now=START) for _ in range(3)] == [True, True, False]
    assert TWO.spend("b", now=START)


def test_one_who_goes_on_trying_is_let_in_again_when_the_while_is_over() -> None:
    for second in range(0, 300, 20):
        TWO.spend("a", now=START + second)
    assert not TWO.spend("a", now=START + 299)

    assert TWO.spend("a", now=START + 300)


HOURLY = Limit("hourly", most=2, seconds=3_600)


def test_a_limit_of_an_hour_holds_for_the_hour(django_assert_num_queries: Any) -> None:
    for _ in range(3):
        HOURLY.spend("a", now=START)

    assert Tally.objects.get().ends_at == START + 3_600
    forget_ended(START + 3_599)
    with django_assert_num_queries(1):
        assert not HOURLY.spend("a", now=START + 3_599)
    assert HOURLY.spend("a", now=START + 3_600)
    assert forget_ended(START + 3_601) == 1


def test_what_is_forgotten_is_counted_anew() -> None:
    for _ in range(3):
        TWO.spend("a", now=START)

    TWO.forget("a", now=START)

    assert TWO.spend("a", now=START)


def test_the_seconds_that_are_left_are_told() -> None:
    assert TWO.left(now=START) == 300
    assert TWO.left(now=START + 299) == 1


FIFTY = Limit("fifty", most=50, seconds=300)


def test_just_so_many_are_allowed_when_they_are_taken_some_at_a_time() -> None:
    taken = Advance(20)

    assert sum(taken.spend(FIFTY, "a", now=START) for _ in range(80)) == 50
    assert taken.spend(FIFTY, "b", now=START)
    assert taken.spend(FIFTY, "a", now=START + 300)


def test_two_processes_together_let_no_more_through() -> None:
    both = (Advance(20), Advance(20))

    allowed = sum(each.spend(FIFTY, "a", now=START) for _ in range(40) for each in both)

    assert 40 <= allowed <= 50
