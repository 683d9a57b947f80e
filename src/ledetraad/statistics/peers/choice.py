"""Whom a municipality is compared with, and the codes that tables have for them.

Source of the codes: the region lists of KOSTRA's tables ("EKA32", "EAK", "EAKUO", "EKG12") and of
Statistics Norway's and FHI's ordinary ones ("32", "0").
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from ledetraad.statistics.sources.kostra import COUNTRY, COUNTRY_WITHOUT_OSLO

KLASS: Final = "klass"
"""The group that Statistics Norway's classification says."""
MOST: Final = 12
"""How many municipalities one may choose."""
_COUNTRY: Final = "0"
_NUMBER: Final = 4


class PeerChoice(BaseModel):
    """Whom a municipality is compared with.

    Args:
        municipalities: their numbers, in the order in which they are shown.
        group: a KOSTRA group's code; `KLASS` for the one that the municipality is in; empty for
            none.
        county: its county.
        country: the country; that without Oslo, too, where a table has it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    municipalities: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")], ...],
        Field(max_length=MOST),
    ] = ()
    group: Annotated[str, StringConstraints(pattern=r"^(klass|EKG(0[1-9]|1[0-7]))?$")] = KLASS
    county: bool = True
    country: bool = True

    def regions(self, place: str, group: str = "") -> tuple[str, ...]:
        """The codes to ask a table for; it has some of them.

        Args:
            place: the municipality's own number.
            group: its KOSTRA group's code by Klass; empty where that is not known.
        """
        found = [one for one in self.municipalities if one != place]
        found.append(group if self.group == KLASS else self.group)
        if self.county and len(place) == _NUMBER and place.isdecimal():
            found += [f"EKA{place[:2]}", place[:2]]
        if self.country:
            found += [COUNTRY, COUNTRY_WITHOUT_OSLO, _COUNTRY]
        return tuple(dict.fromkeys(one for one in found if one))
