"""What kind of place a region's code stands for, as Statistics Norway writes them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from ledetraad.i18n import N_


class PlaceKind(StrEnum):
    """What a code stands for."""

    MUNICIPALITY = "municipality"
    GROUP = "group"
    COUNTY = "county"
    COUNTRY = "country"
    OTHER = "other"


PLACE_NAMES: Final = {
    PlaceKind.MUNICIPALITY: N_("municipality"),
    PlaceKind.GROUP: N_("KOSTRA group"),
    PlaceKind.COUNTY: N_("county"),
    PlaceKind.COUNTRY: N_("country"),
    PlaceKind.OTHER: N_("other region"),
}
_FORMS: Final = (
    (PlaceKind.GROUP, re.compile(r"EKG\d\d")),
    (PlaceKind.COUNTY, re.compile(r"EKA\d\d|F?\d\d(?:00)?")),
    (PlaceKind.COUNTRY, re.compile(r"EAKUO|EAK|0")),
    (PlaceKind.MUNICIPALITY, re.compile(r"K?\d{4}")),
)


def kind_of(region: str) -> PlaceKind:
    """What a region's code stands for: "3203", "EKG12", "EKA32", "EAK", "EAKUO" (without Oslo).

    Source: the region lists of KOSTRA's tables and of Statistics Norway's ordinary ones.
    """
    for kind, form in _FORMS:
        if form.fullmatch(region):
            return kind
    return PlaceKind.OTHER
