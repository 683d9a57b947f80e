"""The sectors of Norwegian climate accounts, with their names in the international standards.

The nine sectors are those of the Norwegian Environment Agency's accounts of direct emissions in
each municipality. Beside them stand the names of the GPC (Global Protocol for Community-Scale
Greenhouse Gas Emission Inventories) and, for what the municipality itself does, of the GHG
Protocol. Which GPC sub-sectors a Norwegian sector answers to is our own reading: the sectors do
not match one to one. The municipality's own operations are parted by the GHG Protocol's scopes
instead, which are sectors of their own here and never stand in accounts of the border.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ledetraad.i18n import N_


class Sector(StrEnum):
    """A sector."""

    INDUSTRY = "industry"
    ENERGY = "energy"
    HEATING = "heating"
    ROAD = "road"
    SHIPPING = "shipping"
    AVIATION = "aviation"
    OTHER_MOBILE = "other_mobile"
    AGRICULTURE = "agriculture"
    WASTE = "waste"
    OWN_DIRECT = "own_direct"
    OWN_ENERGY = "own_energy"
    OWN_INDIRECT = "own_indirect"


SECTOR_NAMES: Final = {
    Sector.INDUSTRY: N_("Industry, oil and gas"),
    Sector.ENERGY: N_("Energy supply"),
    Sector.HEATING: N_("Heating"),
    Sector.ROAD: N_("Road traffic"),
    Sector.SHIPPING: N_("Shipping"),
    Sector.AVIATION: N_("Aviation"),
    Sector.OTHER_MOBILE: N_("Other mobile combustion"),
    Sector.AGRICULTURE: N_("Agriculture"),
    Sector.WASTE: N_("Waste and sewage"),
    Sector.OWN_DIRECT: N_("Own operations, direct"),
    Sector.OWN_ENERGY: N_("Own operations, energy bought"),
    Sector.OWN_INDIRECT: N_("Own operations, other indirect"),
}
PUBLISHED_NAMES: Final = {
    "industri, olje og gass": Sector.INDUSTRY,
    "industri/olje/gass": Sector.INDUSTRY,
    "energiforsyning": Sector.ENERGY,
    "oppvarming": Sector.HEATING,
    "veitrafikk": Sector.ROAD,
    "vegtrafikk": Sector.ROAD,
    "sjøfart": Sector.SHIPPING,
    "luftfart": Sector.AVIATION,
    "annen mobil forbrenning": Sector.OTHER_MOBILE,
    "anna mobil forbrenning": Sector.OTHER_MOBILE,
    "jordbruk": Sector.AGRICULTURE,
    "avfall og avløp": Sector.WASTE,
}
"""The sectors by their names in the published table, in small letters."""
LAND_USE: Final = ("skog og arealbruk", "skog og annen arealbruk", "skog- og arealbruk")
"""What is published apart from the direct emissions, and never summed with them."""


@dataclass(frozen=True, slots=True)
class InternationalName:
    """What a sector is in the GPC, or in the GHG Protocol.

    Args:
        sector: the GPC's sector, or the GHG Protocol's scope.
        sub_sectors: the GPC's sub-sectors that it answers to, by their numbers.
    """

    sector: str
    sub_sectors: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.sector} ({', '.join(self.sub_sectors)})" if self.sub_sectors else self.sector


INTERNATIONAL: Final = {
    Sector.INDUSTRY: InternationalName("Stationary energy / IPPU", ("I.3", "I.8", "IV.1", "IV.2")),
    Sector.ENERGY: InternationalName("Stationary energy", ("I.4",)),
    Sector.HEATING: InternationalName("Stationary energy", ("I.1", "I.2")),
    Sector.ROAD: InternationalName("Transportation", ("II.1",)),
    Sector.SHIPPING: InternationalName("Transportation", ("II.3",)),
    Sector.AVIATION: InternationalName("Transportation", ("II.4",)),
    Sector.OTHER_MOBILE: InternationalName("Transportation", ("II.5",)),
    Sector.AGRICULTURE: InternationalName("AFOLU", ("V.1", "V.3")),
    Sector.WASTE: InternationalName("Waste", ("III.1", "III.2", "III.3", "III.4")),
    Sector.OWN_DIRECT: InternationalName("GHG Protocol scope 1"),
    Sector.OWN_ENERGY: InternationalName("GHG Protocol scope 2"),
    Sector.OWN_INDIRECT: InternationalName("GHG Protocol scope 3"),
}
"""The sectors by their names in the standards."""


class Boundary(StrEnum):
    """What climate accounts are bounded to."""

    AREA_DIRECT = "area_direct"
    AREA_INDIRECT = "area_indirect"
    OWN_DIRECT = "own_direct"
    OWN_ENERGY = "own_energy"
    OWN_INDIRECT = "own_indirect"
    OWN_OPERATIONS = "own_operations"
    OWN_ALL = "own_all"


BOUNDARY_NAMES: Final = {
    Boundary.AREA_DIRECT: N_("direct emissions within the municipality's border"),
    Boundary.AREA_INDIRECT: N_("indirect emissions of what is used within the border"),
    Boundary.OWN_DIRECT: N_("direct emissions of the municipality's own operations"),
    Boundary.OWN_ENERGY: N_("energy bought by the municipality's own operations"),
    Boundary.OWN_INDIRECT: N_("other indirect emissions of the municipality's own operations"),
    Boundary.OWN_OPERATIONS: N_("the municipality's own operations: direct and energy bought"),
    Boundary.OWN_ALL: N_("the municipality's own operations and all that they cause elsewhere"),
}
STANDARD_SCOPES: Final = {
    Boundary.AREA_DIRECT: "GPC scope 1 (territorial)",
    Boundary.AREA_INDIRECT: "GPC scope 2 and 3",
    Boundary.OWN_DIRECT: "GHG Protocol scope 1",
    Boundary.OWN_ENERGY: "GHG Protocol scope 2",
    Boundary.OWN_INDIRECT: "GHG Protocol scope 3",
    Boundary.OWN_OPERATIONS: "GHG Protocol scope 1 and 2",
    Boundary.OWN_ALL: "GHG Protocol scope 1, 2 and 3",
}
"""The boundaries by their names in the standards."""
OWN_SECTORS: Final = {
    Boundary.OWN_DIRECT: (Sector.OWN_DIRECT,),
    Boundary.OWN_ENERGY: (Sector.OWN_ENERGY,),
    Boundary.OWN_INDIRECT: (Sector.OWN_INDIRECT,),
    Boundary.OWN_OPERATIONS: (Sector.OWN_DIRECT, Sector.OWN_ENERGY),
    Boundary.OWN_ALL: (Sector.OWN_DIRECT, Sector.OWN_ENERGY, Sector.OWN_INDIRECT),
}
"""The boundaries of the municipality's own operations, with the scopes that are in each."""
AREA_SECTORS: Final = tuple(each for each in Sector if not each.value.startswith("own_"))
"""The sectors of what is emitted within the border."""


def sectors_of(boundary: Boundary) -> tuple[Sector, ...]:
    """The sectors that accounts of a boundary have."""
    return OWN_SECTORS.get(boundary, AREA_SECTORS)
