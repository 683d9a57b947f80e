"""Numbers that somebody has written in a file, bounded so that no reckoning overflows."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field

LARGEST: Final = Decimal(10) ** 15
"""A thousand times all that Norway's municipalities spend in a year, in kroner."""
MOST_YEARS: Final = 100
"""The most years that something may span."""

Number = Annotated[Decimal, Field(ge=-LARGEST, le=LARGEST, decimal_places=12)]
