"""How often something may be tried."""

from __future__ import annotations

from ledetraad.web.limits import Advance, Limit

LIMIT = Limit("prøve", most=50, seconds=60)


def test_just_so_many_tries_are_allowed_when_they_are_taken_some_at_a_time() -> None:
    taken = Advance(20)

    allowed = sum(taken.spend(LIMIT, "anne") for _ in range(80))

    assert allowed == 50


def test_two_processes_together_let_no_more_through() -> None:
    one, other = Advance(20), Advance(20)

    allowed = sum(each.spend(LIMIT, "anne") for _ in range(40) for each in (one, other))

    assert 40 <= allowed <= 50


def test_each_has_tries_of_their_own() -> None:
    taken = Advance(20)
    for _ in range(60):
        taken.spend(LIMIT, "anne")

    assert taken.spend(LIMIT, "lise")
