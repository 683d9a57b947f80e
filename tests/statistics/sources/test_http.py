"""Asking over HTTP: limits kept, waits heeded, faults told; no test waits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledetraad.statistics.faults import SourceUnavailable
from ledetraad.statistics.sources.http import Http, Limits, Refused
from tests.statistics.sources.office import Clock, Fault, Office


def _config(office: Office) -> str:
    return f"{office.address}/v2/config"


def test_at_most_so_many_calls_are_made_in_a_span_of_time(office: Office, clock: Clock) -> None:
    http = Http(Limits(calls=3, window=60), clock=clock, sleep=clock.sleep)

    for _ in range(7):
        http.json(_config(office))

    assert clock.slept == [60.0, 60.0]


def test_the_limit_that_the_source_tells_is_kept(office: Office, clock: Clock) -> None:
    office.headers["x-ratelimit-policy"] = "2;w=10s"
    http = Http(clock=clock, sleep=clock.sleep)

    for _ in range(4):
        http.json(_config(office))

    assert clock.slept == [10.0]


def test_when_others_have_used_up_the_calls_one_waits(office: Office, clock: Clock) -> None:
    office.headers["x-ratelimit-remaining"] = "0"
    http = Http(clock=clock, sleep=clock.sleep)

    http.json(_config(office))
    http.json(_config(office))

    assert clock.slept == [60.0]


def test_after_too_many_calls_one_waits_as_long_as_is_told(
    office: Office, http: Http, clock: Clock
) -> None:
    office.faults.append(Fault(429, headers={"Retry-After": "42"}))

    assert http.json(_config(office))["maxDataCells"] == 800_000
    assert clock.slept == [42.0]


def test_a_wait_may_be_told_as_a_time_of_day(office: Office, clock: Clock) -> None:
    now = datetime(2026, 3, 16, 7, 0, 0, tzinfo=UTC)
    http = Http(clock=clock, sleep=clock.sleep, now=lambda: now)
    office.faults.append(Fault(503, headers={"Retry-After": "Mon, 16 Mar 2026 07:00:30 GMT"}))

    http.json(_config(office))

    assert clock.slept == [30.0]


def test_the_waits_grow_and_at_last_it_is_given_up(
    office: Office, http: Http, clock: Clock
) -> None:
    office.faults.extend([Fault(503)] * 5)

    with pytest.raises(SourceUnavailable) as refused:
        http.json(_config(office))

    assert clock.slept == [1.0, 2.0, 4.0, 8.0]
    assert "HTTP 503, asked 5 times" in refused.value.what()
    assert refused.value.where == _config(office)
    assert refused.value.remedy()


def test_a_wait_longer_than_one_wants_is_not_waited(
    office: Office, http: Http, clock: Clock
) -> None:
    office.faults.append(Fault(429, headers={"Retry-After": "3600"}))

    with pytest.raises(SourceUnavailable, match="wait of 3600 s"):
        http.json(_config(office))

    assert clock.slept == []


def test_a_connection_that_is_cut_is_tried_again(office: Office, http: Http, clock: Clock) -> None:
    office.faults.append(Fault(cut=True))

    assert http.json(_config(office))
    assert clock.slept == [1.0]


def test_a_connection_that_is_always_cut_is_given_up(office: Office, http: Http) -> None:
    office.faults.extend([Fault(cut=True)] * 5)

    with pytest.raises(SourceUnavailable, match="the connection was cut"):
        http.json(_config(office))


def test_nobody_there_is_told(http: Http, office: Office) -> None:
    with pytest.raises(SourceUnavailable, match="nobody answers"):
        http.json("http://127.0.0.1:1/v2/config")


def test_an_answer_without_end_is_left(office: Office, http: Http) -> None:
    office.faults.append(Fault(endless=True))

    with pytest.raises(SourceUnavailable, match="does not end"):
        http.json(_config(office))


def test_a_web_page_in_place_of_numbers_is_told(office: Office, http: Http) -> None:
    office.faults.append(Fault(200, b"<!DOCTYPE html><p>Logg inn", kind="text/html"))

    with pytest.raises(SourceUnavailable, match="a web page"):
        http.json(_config(office))


def test_a_web_page_that_says_it_is_json_is_told_too(office: Office, http: Http) -> None:
    office.faults.append(Fault(200, b"<html>", kind="application/json"))

    with pytest.raises(SourceUnavailable, match="a web page"):
        http.json(_config(office))


def test_what_is_not_json_is_told(office: Office, http: Http) -> None:
    office.faults.append(Fault(200, b"Vedlikehold", kind="text/plain"))

    with pytest.raises(SourceUnavailable, match="not JSON"):
        http.json(_config(office))


def test_a_no_is_told_at_once_with_the_sources_own_words(
    office: Office, http: Http, clock: Clock
) -> None:
    office.faults.append(Fault(400, b'{"type":"Parameter error","title":"Non-existent value"}'))

    with pytest.raises(Refused) as refused:
        http.json(_config(office))

    assert (refused.value.status, refused.value.words) == (400, "Non-existent value")
    assert clock.slept == []


def test_what_has_not_changed_is_not_sent_again(office: Office, http: Http) -> None:
    office.headers["ETag"] = '"7"'
    first = http.get(_config(office))

    again = http.get(_config(office), tag=first.tag)

    assert (first.unchanged, again.unchanged, again.data) == (False, True, b"")
