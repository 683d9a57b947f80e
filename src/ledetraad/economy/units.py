"""What a published figure counts, by the unit that its table or somebody says."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_PERCENT: Final = frozenset({"%", "prosent", "percent", "per cent", "pst."})
_KRONER: Final = re.compile(
    r"(?P<times>1[ \u00a0.]?000|tusen|mill\.?|millioner|mrd\.?|milliarder)? ?(?:kr|kroner|nok)\b.*",
    re.IGNORECASE,
)
_TIMES: Final = {"1000": 10**3, "tusen": 10**3, "mill": 10**6, "millioner": 10**6,
                 "mrd": 10**9, "milliarder": 10**9}  # fmt: skip


def is_percent(unit: str) -> bool:
    """Whether a unit is percent: "%", "prosent"."""
    return unit.strip().casefold() in _PERCENT


def kroner_in(unit: str) -> Decimal | None:
    """How many kroner one of a unit is: 1 for "kr per barn", 1000 for "1000 kr"; None for no money.

    Args:
        unit: as Statistics Norway writes it, or a person.
    """
    found = _KRONER.fullmatch(unit.strip())
    if found is None:
        return None
    times = re.sub(r"[ \u00a0.]", "", found["times"] or "").casefold()
    return Decimal(_TIMES.get(times, 1))
