"""Accounts, periods and other codes as ledgers write them, one text at a time."""

from __future__ import annotations

import re
from typing import NamedTuple

from ledetraad.economy.columns import MONTHS
from ledetraad.economy.ledger import BALANCE, CLASSES, LAST_PERIOD

_WITH_NAME = re.compile(r"\s*(\S+)\s+[-–]\s+(.*)", re.DOTALL)
_PERIOD_OF_YEAR = re.compile(r"(?P<year>20\d\d)[-./ ]?(?P<period>\d{1,2})(?:[-./]\d{1,2})?.*")
_DATE = re.compile(r"\d{1,2}[./]\s?(?P<period>\d{1,2})[./]\s?(?P<year>20\d\d)")
_KIND_DIGITS = 3
_ACCOUNT_DIGITS = 4


class Account(NamedTuple):
    """An account: its class, its kind or chapter, and what it is called."""

    account_class: str
    code: str
    name: str


class Period(NamedTuple):
    """When a line is of; None for what it doesn't say."""

    year: int | None
    period: int | None


def read_account(text: str) -> Account | None:
    """An account's class, its kind or chapter, and its name; None where it is no account.

    Args:
        text: the class first, such as "1010 - Fastlønn", "10100" or "210320".
    """
    code, name = split_name(text)
    digits = code.replace(".", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) < _ACCOUNT_DIGITS:
        return None
    if digits[0] not in CLASSES:
        return None
    rest = digits[1:] if digits[0] == BALANCE else digits[1 : 1 + _KIND_DIGITS]
    return Account(digits[0], rest, name)


def split_name(text: str) -> tuple[str, str]:
    """A code and its name, where "125 - Teknisk" has both; else the text and no name."""
    match = _WITH_NAME.fullmatch(text)
    return (match[1], match[2].strip()) if match else (text.strip(), "")


def read_period(text: str) -> Period | None:
    """A period as ledgers write it, with its year where it has one; None where it is none.

    Args:
        text: such as "3", "202503", "2025-03", "2025-03-31", "31.03.2025" or "mar".
    """
    plain = text.strip().lower()
    if plain[:3] in MONTHS:
        year = re.search(r"20\d\d", plain)
        return Period(int(year[0]) if year else None, MONTHS.index(plain[:3]) + 1)
    match = _DATE.fullmatch(plain) or _PERIOD_OF_YEAR.fullmatch(plain)
    if match is not None:
        time = Period(int(match["year"]), int(match["period"]))
    elif plain.isascii() and plain.isdigit():
        time = Period(None, int(plain))
    else:
        return None
    return time if time.period is not None and time.period <= LAST_PERIOD else None
