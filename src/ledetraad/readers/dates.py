"""A date as documents print it: "9. juni 2020", "9.6.2020" or "2020-06-09"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_LONG = re.compile(r"(\d{1,2})\.? ([^\W\d_]+) (\d{4})")
_SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_LOCALES = ("nb_NO", "nn_NO", "en_GB", "da_DK", "sv_SE")


def day(text: str) -> date | None:
    """The day that a text says and nothing more; None where it says none."""
    if (written := _LONG.fullmatch(text)) is not None:
        parts = written[3], _months().get(written[2].casefold(), 0), written[1]
    elif (written := _SHORT.fullmatch(text)) is not None:
        parts = written[3], int(written[2]), written[1]
    elif (written := _ISO.fullmatch(text)) is not None:
        parts = written[1], int(written[2]), written[3]
    else:
        return None
    try:
        return date(int(parts[0]), parts[1], int(parts[2]))
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names  # noqa: PLC0415  (only where a month is named)

    names = (get_month_names("wide", locale=locale) for locale in _LOCALES)
    return {name.casefold(): number for months in names for number, name in months.items()}
