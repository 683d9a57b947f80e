"""Codes of places in tables by people: "3203", 301 that lost its zero, "3203 Asker", "Asker"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pyarrow as pa

_CODED = re.compile(r"(?P<code>\d{4}|E[A-Z]{2,4}\d{0,2}|[KF][-_]\d{2,4})[\s:–-]+(?P<name>\S.*)")
_DIGITS: Final = 4


def places(codes: Sequence[str] | None, names: Sequence[str] | None, rows: int) -> pa.Array:
    """The column `region`: the codes where there are such, else the names."""
    if codes is not None:
        return pa.array([_padded(code) for code in codes], pa.string())
    if names is not None:
        return pa.array([_parted(name)[0] for name in names], pa.string())
    return pa.repeat(pa.scalar("", pa.string()), rows)


def place_names(codes: Sequence[str] | None, names: Sequence[str] | None) -> dict[str, str]:
    """The places' names by the codes that `places` gives them."""
    if names is None:
        return {_padded(code): _padded(code) for code in codes or ()}
    if codes is None:
        return dict(map(_parted, names))
    pairs = zip(codes, names, strict=True)
    return {_padded(code): _parted(name)[1] for code, name in dict.fromkeys(pairs)}


def _padded(code: str) -> str:
    """A municipality's number with the zero that spreadsheets take away."""
    return code.zfill(_DIGITS) if code.isdecimal() and len(code) == _DIGITS - 1 else code


def _parted(text: str) -> tuple[str, str]:
    coded = _CODED.fullmatch(text)
    return (coded["code"], coded["name"]) if coded is not None else (text, text)
