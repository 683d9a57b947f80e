"""How often something may be tried: a while's tries, and then anew."""

from __future__ import annotations

import pytest

from ledetraad.web.limits import Limit

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


def test_what_is_forgotten_is_counted_anew() -> None:
    for _ in range(3):
        TWO.spend("a", now=START)

    TWO.forget("a", now=START)

    assert TWO.spend("a", now=START)


def test_the_seconds_that_are_left_are_told() -> None:
    assert TWO.left(now=START) == 300
    assert TWO.left(now=START + 299) == 1
