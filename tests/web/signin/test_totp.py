"""Codes of half a minute: as the standard says, each once, and the key never readable as kept."""

from __future__ import annotations

import base64

import pytest
from pytest_django import Settings

from ledetraad.web.signin.factors.sealing import opened, sealed
from ledetraad.web.signin.factors.totp import STEP, address, code_at, new_secret, step_of

RFC_KEY = base64.b32encode(b"12345678901234567890").decode()
"""The key of RFC 6238's appendix B."""


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_at(RFC_KEY, seconds // STEP) == code
    assert step_of(RFC_KEY, f" {code[:3]} {code[3:]} ", seconds) == seconds // STEP


@pytest.mark.parametrize(("late", "good"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_wrong(late: int, good: bool) -> None:
    now = 1_800_000_015
    code = code_at(RFC_KEY, (now + late) // STEP)

    assert (step_of(RFC_KEY, code, now) is not None) is good


def test_a_code_as_old_as_one_that_was_taken_is_not_taken() -> None:
    now = 1_800_000_000
    step = now // STEP

    assert step_of(RFC_KEY, code_at(RFC_KEY, step), now, after=step - 1) == step
    assert step_of(RFC_KEY, code_at(RFC_KEY, step), now, after=step) is None
    assert step_of(RFC_KEY, code_at(RFC_KEY, step - 1), now, after=step) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "٠٥٠٤٧١", "05047１"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert step_of(RFC_KEY, code, 1111111111) is None


def test_the_picture_says_whose_and_where() -> None:
    told = address("ABCD", person="kari å", issuer="Ledetråd")

    assert told == "otpauth://totp/Ledetr%C3%A5d%3Akari%20%C3%A5?secret=ABCD&issuer=Ledetr%C3%A5d"


def test_a_key_is_not_readable_as_it_is_kept_and_opens_after_the_secret_key_is_changed(
    settings: Settings,
) -> None:
    secret = new_secret()
    kept = sealed(secret)
    assert secret not in kept
    assert opened(kept) == secret

    old, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 8
    assert opened(kept) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert opened(kept) == secret


def test_two_keys_are_two() -> None:
    assert new_secret() != new_secret()
    assert len(base64.b32decode(new_secret())) == 20
