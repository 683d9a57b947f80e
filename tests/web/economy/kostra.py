"""KOSTRA's office on this machine for the economy's pages: one real table, and one made up."""

from __future__ import annotations

from typing import Any

from ledetraad.statistics.peers.choice import PeerChoice
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.figures.models import PeerGroup
from ledetraad.web.history.recording import make
from tests.statistics.sources.tables import dataset

RESULT = {"katalog": "netto-driftsresultat", "sted": "4601"}
"""The choice of the net operating result of Bergen, from table 12134."""


def kindergartens(updated: str = "2026-06-15T06:00:00Z") -> dict[str, Any]:
    """A made-up table in the form of KOSTRA's: what a child costs, in thousands of kroner."""
    return dataset(
        "13502: Utvalgte nøkkeltall for barnehager (K), oppdiktet",
        updated,
        {
            "KOKkommuneregion0000": {
                "4601": "Bergen",
                "1103": "Stavanger",
                "EKG12": "Kostragruppe 12",
                "EAK": "Landet",
                "EAKUO": "Landet uten Oslo",
            },
            "ContentsCode": {"KOSkost0000": "Kostnad per barn"},
            "Tid": {"2024": "2024", "2025": "2025"},
        },
        [190.0, 200.0, 170.0, 180.0, 185.0, 190.0, 210.0, 215.0, 195.0, 198.0],
        unit=("1000 kr", 1),
        notes=("Omfatter ikke skoleskyss.",),
        mandatory=(0,),
    )


def children(updated: str = "2026-06-15T06:00:00Z") -> dict[str, Any]:
    """A made-up table of how many children there are in kindergarten."""
    table = kindergartens(updated)
    counts = dataset(
        "09169: Barn i barnehage, oppdiktet",
        updated,
        {
            "KOKkommuneregion0000": {"4601": "Bergen"},
            "ContentsCode": {"KOSbarn0000": "Barn i barnehage"},
            "Tid": {"2024": "2024", "2025": "2025"},
        },
        [1000.0, 1200.0],
        unit=("personer", 0),
    )
    return counts | {"updated": table["updated"]}


def of_table(table: str, content: str, **more: str) -> dict[str, str]:
    """The choice of a content of a table, for Bergen."""
    return {"hos": "ssb", "tabell": table, "se": "1", "sted": "4601",
            "v-ContentsCode": content, **more}  # fmt: skip


def choose_peers(municipality: Municipality) -> None:
    """Let the municipality be compared with Stavanger, KOSTRA group 12 and the country."""
    said = PeerChoice(municipalities=("1103",), group="EKG12", county=False)
    make(PeerGroup(municipality=municipality), said.model_dump(mode="json"), user=None)


def by_age() -> dict[str, Any]:
    """A made-up table of persons by age."""
    return dataset(
        "07459: Befolkning etter alder, oppdiktet",
        "2026-02-24T07:00:00Z",
        {
            "Region": {"4601": "Bergen"},
            "Alder": {"000": "0 år", "001": "1 år", "002": "2 år", "003": "3 år"},
            "ContentsCode": {"Personer1": "Personer"},
            "Tid": {"2025": "2025"},
        },
        [5.0, 10.0, 20.0, 30.0],
        unit=("personer", 0),
    )
