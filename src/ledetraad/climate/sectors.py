"""The sectors of Norwegian climate accounts, with their names in the international standards.

The nine sectors are those of the Norwegian Environment Agency's accounts of direct emissions in
each municipality. Beside them stand the names of the GPC (Global Protocol for Community-Scale
Greenhouse Gas Emission Inventories) and, for what the municipality itself does, of the GHG
Protocol. Which GPC sub-sectors a Norwegian sector answers to is our own reading: the sectors do
not match one to one.
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
    """What a sector is in the GPC.

    Args:
        sector: the GPC's sector.
        sub_sectors: the sub-sectors that it answers to, by their numbers.
    """

    sector: str
    sub_sectors: tuple[str, ...]


GPC: Final = {
    Sector.INDUSTRY: InternationalName("Stationary energy / IPPU", ("I.3", "I.8", "IV.1", "IV.2")),
    Sector.ENERGY: InternationalName("Stationary energy", ("I.4",)),
    Sector.HEATING: InternationalName("Stationary energy", ("I.1", "I.2")),
    Sector.ROAD: InternationalName("Transportation", ("II.1",)),
    Sector.SHIPPING: InternationalName("Transportation", ("II.3",)),
    Sector.AVIATION: InternationalName("Transportation", ("II.4",)),
    Sector.OTHER_MOBILE: InternationalName("Transportation", ("II.5",)),
    Sector.AGRICULTURE: InternationalName("AFOLU", ("V.1", "V.3")),
    Sector.WASTE: InternationalName("Waste", ("III.1", "III.2", "III.3", "III.4")),
}


class Boundary(StrEnum):
    """What climate accounts are bounded to."""

    AREA_DIRECT = "area_direct"
    AREA_INDIRECT = "area_indirect"
    OWN_DIRECT = "own_direct"
    OWN_ENERGY = "own_energy"
    OWN_INDIRECT = "own_indirect"


BOUNDARY_NAMES: Final = {
    Boundary.AREA_DIRECT: N_("direct emissions within the municipality's border"),
    Boundary.AREA_INDIRECT: N_("indirect emissions of what is used within the border"),
    Boundary.OWN_DIRECT: N_("direct emissions of the municipality's own operations"),
    Boundary.OWN_ENERGY: N_("energy bought by the municipality's own operations"),
    Boundary.OWN_INDIRECT: N_("other indirect emissions of the municipality's own operations"),
}
STANDARD_SCOPES: Final = {
    Boundary.AREA_DIRECT: "GPC scope 1 (territorial)",
    Boundary.AREA_INDIRECT: "GPC scope 2 and 3",
    Boundary.OWN_DIRECT: "GHG Protocol scope 1",
    Boundary.OWN_ENERGY: "GHG Protocol scope 2",
    Boundary.OWN_INDIRECT: "GHG Protocol scope 3",
}
"""The boundaries by their names in the standards."""
