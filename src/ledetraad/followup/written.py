"""Numbers as people write them in Norway, in and out.

A comma is the decimal mark; blanks of every width and full stops part thousands. A full stop
before just three digits ("1.234") can be either, so the writer is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from ledetraad.followup.faults import AmbiguousValue, UnclearValue
from ledetraad.i18n import N_

Unit = Literal["percent", "kroner", ""]
Point = Literal["decimals", "thousands"]
NO_BREAK = "\u00a0"
MINUS = "−"
_LONGEST = 60
_CONTEXT = Context(prec=100)
_BLANKS = re.compile(r"[\s\u00a0\u2007-\u200b\u202f\u2060\ufeff]+")
_WHOLE = re.compile(
    r"""
    (?P<before>kr\.?|nok|kroner)?\ ?
    (?P<sign>[-−–+])?\ ?
    (?P<inside>kr\.?|nok)?\ ?
    (?P<number>[0-9](?:[0-9\ .,]*[0-9])?)\ ?
    (?P<money>,[-−–])?\ ?
    (?P<scale>tusen\b|mill(?:ion(?:er|ar)?\b|\b\.?)|milliard(?:er|ar)?\b|mrd\b\.?)?\ ?
    (?P<after>%|prosent\b|pst\b\.?|kr\b\.?|nok\b|kroner\b)?
    """,
    re.VERBOSE,
)
_SPACED = re.compile(r"([0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:([.,])([0-9]+))?")
_POINTED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_ENGLISH = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)|([0-9]{1,3}(?:,[0-9]{3}){2,})")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the unit that was written with it.

    Args:
        value: the number; "1,2 mill." is 1200000, and "12 %" is 12.
        unit: percent or kroner, or empty where none was written.
    """

    value: Decimal
    unit: Unit = ""


def amount(text: str, *, point: Point | None = None, where: str = "") -> Amount:
    """A number as written, with its unit.

    Args:
        text: such as "1 234,5", "12 %", "1,2 mill. kr", "−3" or "300,-".
        point: what a full stop before just three digits means, where one knows.
        where: the field or cell, for the error.

    Raises:
        AmbiguousValue: the number can be read in two ways; both are in `readings`.
        UnclearValue: it is no number.
    """
    plain = _BLANKS.sub(" ", text).strip().lower()
    whole = _WHOLE.fullmatch(plain) if len(plain) <= _LONGEST else None
    if whole is None:
        raise _unclear(text, where)
    units = {_unit(whole[part] or "") for part in ("before", "inside", "money", "after")} - {""}
    if len(units) > 1:
        raise _unclear(text, where)
    scale = _scale(whole["scale"] or "")
    sign = -1 if whole["sign"] in ("-", "−", "–") else 1
    values = [sign * value * 10**scale for value in _values(whole["number"], point)]
    if not values:
        raise _unclear(text, where)
    if len(values) > 1:
        large, small = number_text(values[0]), number_text(values[1], None if scale else 3)
        raise AmbiguousValue(
            N_("“%(text)s” can be read as %(large)s or as %(small)s."),
            readings=values,
            where=where,
            remedy=N_("Write %(large)s or %(small)s: a blank parts thousands, a comma decimals."),
            text=text.strip(),
            large=large,
            small=small,
        )
    return Amount(values[0], units.pop() if units else "")


def number(text: str, *, point: Point | None = None, where: str = "") -> Decimal:
    """A number as written, whatever its unit; see `amount`."""
    return amount(text, point=point, where=where).value


def number_text(value: Decimal, decimals: int | None = None) -> str:
    """A number as one writes it in Norway: "−1 234,5", its blanks unbreakable.

    Args:
        value: the number.
        decimals: how many to show, rounded half away from zero; the number's own if not said.
    """
    if decimals is not None:
        value = rounded(value, decimals)
    elif value == value.to_integral_value():
        value = rounded(value, 0)
    text = f"{value:,f}".translate({ord(","): NO_BREAK, ord("."): ","})
    return text.replace("-", MINUS)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A number rounded to so many decimals, half away from zero, as people round."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_CONTEXT)


def _values(digits: str, point: Point | None) -> list[Decimal]:
    """What the digits can mean: none, one, or two readings, the larger first."""
    if (match := _SPACED.fullmatch(digits)) is not None:
        whole, mark, part = match[1].replace(" ", ""), match[2], match[3]
        decimals = Decimal(f"{whole}.{part}") if mark else Decimal(whole)
        if not _could_be_thousands(match[1], mark, part):
            return [decimals]
        thousands = Decimal(whole + part)
        both = {"thousands": [thousands], "decimals": [decimals]}
        return both[point] if point else [thousands, decimals]
    if (match := _POINTED.fullmatch(digits)) is not None:
        return [Decimal(f"{match[1].replace('.', '')}.{match[2] or 0}")]
    if (match := _ENGLISH.fullmatch(digits)) is not None:
        return [Decimal(f"{(match[1] or match[3]).replace(',', '')}.{match[2] or 0}")]
    return []


def _could_be_thousands(whole: str, mark: str | None, part: str | None) -> bool:
    return mark == "." and len(part or "") == 3 and len(whole) <= 3 and whole[0] != "0"  # noqa: PLR2004


def _scale(word: str) -> int:
    if word.startswith(("milli", "mrd")):
        return 6 if word.startswith("million") else 9
    return 6 if word.startswith("mill") else 3 if word else 0


def _unit(word: str) -> Unit:
    if word.startswith(("%", "prosent", "pst")):
        return "percent"
    return "kroner" if word else ""


def _unclear(text: str, where: str) -> UnclearValue:
    return UnclearValue(
        N_("“%(text)s” is not a number."),
        where=where,
        remedy=N_("Write digits, such as 1 234,5, 12 %% or 1,2 mill."),
        text=text.strip()[:_LONGEST],
    )
