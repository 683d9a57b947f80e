"""Those who are at work at the same time are spread evenly over the server's processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from typing import Any

import pytest

from ledetraad.web import evenly
from ledetraad.web.evenly import APART, WINDOW, AtWork, Board


class Clock:
    """Seconds that go on when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Alive(Board):
    """A board on which one process plays several: a lock keeps nobody out who has it."""

    def _lives(self, slot: int) -> bool:
        return True


@pytest.fixture
def board(clock: Clock) -> Board:
    return Alive(clock)


def process(board: Board, clock: Clock, slot: int) -> AtWork:
    board.write(slot, 0, 0)
    return AtWork(board, slot, clock)


def test_who_is_alone_in_a_process_stays(board: Board, clock: Clock) -> None:
    one, _ = process(board, clock, 0), process(board, clock, 1)
    assert not one.begins("kari")
    assert not one.begins("kari")


def test_who_is_one_of_two_more_than_elsewhere_is_let_go(board: Board, clock: Clock) -> None:
    one, other = process(board, clock, 0), process(board, clock, 1)
    other.begins("per")
    assert [one.begins(who) for who in ("kari", "ola", "eva")] == [False, False, True]


def test_one_is_let_go_at_a_time(board: Board, clock: Clock) -> None:
    one, _ = process(board, clock, 0), process(board, clock, 1)
    assert [one.begins(who) for who in "abcd"] == [False, True, False, False]
    clock.now += APART * 2
    assert one.begins("a")


def test_who_asks_no_more_is_not_counted(board: Board, clock: Clock) -> None:
    one, other = process(board, clock, 0), process(board, clock, 1)
    for who in "abc":
        other.begins(who)
        other.ends()
    clock.now += WINDOW * 2
    assert [one.begins(who) for who in "de"] == [False, True]


def test_a_server_of_one_process_lets_nobody_go(board: Board, clock: Clock) -> None:
    one = process(board, clock, 0)
    assert not any(one.begins(who) for who in "abcdefgh")


def test_who_is_busy_with_something_long_gets_nobody_more(board: Board, clock: Clock) -> None:
    one, other = process(board, clock, 0), process(board, clock, 1)
    other.begins("kari")
    clock.now += WINDOW * 2
    assert not any(one.begins(who) for who in "abcd")

    other.ends()
    clock.now += WINDOW * 2
    assert any(one.begins(who) for who in "abcd")


def test_a_process_that_has_ended_gets_nobody_and_leaves_its_place(clock: Clock) -> None:
    board = Board(clock)
    context = multiprocessing.get_context("fork")
    child = context.Process(target=board.slot)
    child.start()
    child.join()
    clock.now += WINDOW * 2
    one = process(board, clock, 1)

    assert child.exitcode == 0
    assert not any(one.begins(who) for who in "abcd")
    assert board.slot() == 0


def test_two_processes_have_places_of_their_own() -> None:
    board = Board()
    assert board.slot() == 0
    context = multiprocessing.get_context("fork")
    places = context.SimpleQueue()
    child = context.Process(target=lambda: places.put(board.slot()))
    child.start()
    assert places.get() == 1
    child.join()


def test_the_connection_is_closed_where_fewer_are_at_work_elsewhere(
    monkeypatch: pytest.MonkeyPatch, board: Board, clock: Clock
) -> None:
    monkeypatch.setattr(evenly, "BOARD", board)
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def hello(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", "0")])
        return []

    application = evenly.evenly(hello)
    process(board, clock, 1)
    for who in ("kari", "ola"):
        application({"HTTP_COOKIE": who}, lambda *said: told.append(said))

    assert told == [
        ("200 OK", [("Content-Length", "0")]),
        ("200 OK", [("Content-Length", "0"), ("Connection", "close")]),
    ]


def test_without_a_board_the_application_is_as_it_was() -> None:
    def hello(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        return []

    assert evenly.evenly(hello) is hello
