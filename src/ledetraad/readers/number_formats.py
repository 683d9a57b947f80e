"""Numbers and dates as a Norwegian spreadsheet shows them, by the format of their cells."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_PIECES = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|(.)', re.DOTALL)
_PLACES = re.compile(r"[#0?](?:[#0?, ]*[#0?])?(?:\.(?P<decimals>[#0?]*))?")
_THOUSANDS = re.compile(r"[#0?][, ][#0?]")
_NOT_PLAIN = re.compile(r"[eE/@a-df-zA-DF-Z]")
_MOST_DECIMALS = 15
_PART = "\x00"
GENERAL = "General"


def shown_number(value: float, form: str) -> str:
    """A number by its cell's format; plainly, where the format is of a kind that isn't known.

    Args:
        value: the number.
        form: the format as the workbook has it ("0.0%", '#,##0 "kr"').
    """
    bare, literals = _apart(form.split(";", 1)[0])
    places = _PLACES.search(bare)
    if form == GENERAL or places is None or _NOT_PLAIN.search(bare):
        return plain_number(value)
    decimals = places["decimals"] or ""
    least, most = decimals.count("0"), min(len(decimals), _MOST_DECIMALS)
    number = f"{value * 100 if '%' in bare else value:,.{most}f}"
    whole, _, part = number.partition(".")
    while len(part) > least and part.endswith("0"):
        part = part[:-1]
    whole = whole.replace(",", " " if _THOUSANDS.search(places[0]) else "")
    told = f"{whole},{part}" if part else whole
    filled = iter(literals)
    around = bare[: places.start()] + told + bare[places.end() :]
    said = re.sub(_PART, lambda _: next(filled), around).replace("%", " %")
    return " ".join(said.split())


def shown_date(value: date, form: str) -> str:
    """A date by how much of it the format shows: the year, the month and year, or all of it."""
    bare = _apart(form.split(";", 1)[0])[0].casefold()
    if "y" in bare and "d" not in bare and "h" not in bare:
        return f"{value:%m.%Y}" if "m" in bare else f"{value:%Y}"
    if isinstance(value, datetime) and value.time() != time.min:
        return f"{value:%d.%m.%Y %H:%M}"
    return f"{value:%d.%m.%Y}"


def plain_number(value: float) -> str:
    """A number with a decimal comma, and no decimals where there are none."""
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def _apart(form: str) -> tuple[str, list[str]]:
    """A format without its literal text, each piece of it marked, and that text."""
    literals: list[str] = []
    bare: list[str] = []
    for quoted, escaped, currency, other in _PIECES.findall(form):
        literal = quoted or escaped or currency
        if literal:
            literals.append(literal)
            bare.append(_PART)
        else:
            bare.append(other)
    return "".join(bare), literals
