"""KOSTRA as it is: numbers before their last check, and Statistics Norway's own estimates.

Municipalities report by 15 February (accounts 22 February). Unrevised numbers of last year are
published on 15 March, checked ones on 15 June. The API does not flag them: only the table's date of
change tells. Numbers for the country, counties and KOSTRA groups are estimates of Statistics
Norway, weighted by population: they are shown as such and never computed anew.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ledetraad.statistics.datasets import Dataset
from ledetraad.statistics.formats.periods import NORWAY
from ledetraad.statistics.series import Series

COUNTRY: Final = "EAK"
COUNTRY_WITHOUT_OSLO: Final = "EAKUO"
"""What municipalities' money is compared with: Oslo's accounts are a county's, too."""
REGION: Final = "KOKkommuneregion0000"
_UNREVISED_FROM: Final = (3, 15)
_REVISED_FROM: Final = (6, 15)
_ESTIMATE = re.compile(r"EAK(UO)?|EKA\d{2}\w*|EKG\d{2}|EAFK(UO|\d{2})?")
_GROUP = re.compile(r"EKG(0[1-9]|1[0-7])")


def is_kostra(dataset: Dataset) -> bool:
    """Whether a dataset is of KOSTRA: its contents' codes begin with "KOS"."""
    return bool(dataset.contents) and all(
        content.code.startswith("KOS") for content in dataset.contents
    )


def unrevised_year(dataset: Dataset) -> int | None:
    """The year whose numbers have not had their last check; None where there is none.

    That is last year's, in a table of KOSTRA that was changed from 15 March on and before 15 June,
    by Norway's calendar.
    """
    if dataset.updated is None or not is_kostra(dataset):
        return None
    day = dataset.updated.astimezone(NORWAY)
    if _UNREVISED_FROM <= (day.month, day.day) < _REVISED_FROM:
        return day.year - 1
    return None


def with_unrevised(series: Series, dataset: Dataset) -> Series:
    """A series of a dataset with its unrevised number marked as such."""
    year = unrevised_year(dataset)
    if year is None:
        return series
    return Series(
        tuple(
            replace(point, unrevised=True) if point.year == year else point
            for point in series.points
        ),
        series.unit,
    )


def is_estimate(region: str) -> bool:
    """Whether a region is one that Statistics Norway estimates: the country, a county, a group."""
    return _ESTIMATE.fullmatch(region) is not None


def is_group(region: str) -> bool:
    """Whether a region is a KOSTRA group."""
    return _GROUP.fullmatch(region) is not None
