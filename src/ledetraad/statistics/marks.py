"""Why a number is missing."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """What stands in a cell in place of a number, by Statistics Norway's standard signs.

    Source: SSB, "Standardtegn i tabeller".
    """

    NOT_APPLICABLE = "."
    NOT_AVAILABLE = ".."
    CONFIDENTIAL = ":"
    NONE = "-"
