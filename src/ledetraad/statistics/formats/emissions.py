"""The Norwegian Environment Agency's table of greenhouse gases in municipalities.

A row is one municipality, sector, source under it, gas and year, in tonnes of CO2 equivalents.
History is revised with every edition, so the edition must be kept beside the numbers; the sum of
the municipalities is not the nation's number. Source: Miljødirektoratet, "Utslipp av klimagasser i
kommuner og fylker".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pyarrow as pa

from ledetraad.statistics.observations import Observed

SOURCE: Final = "miljodirektoratet"
CODE: Final = "klimagasser-kommuner"
ADDRESS: Final = "https://www.miljodirektoratet.no/tjenester/klimagassutslipp-kommuner/"
SECTORS: Final = (
    "Annen mobil forbrenning",
    "Avfall og avløp",
    "Energiforsyning",
    "Industri, olje og gass",
    "Jordbruk",
    "Luftfart",
    "Oppvarming",
    "Sjøfart",
    "Veitrafikk",
)
APART: Final = ("Skog og arealbruk",)
"""What is counted beside the nine sectors and never added to them."""
GASES: Final = ("CO2", "CH4", "N2O")
_DIMENSIONS: Final = {"sektor": "Sektor", "utslippskilde": "Kilde", "klimagass": "Gass"}
_NEEDED: Final = frozenset({"sektor", "klimagass"})
_SUBSCRIPTS: Final = str.maketrans("₂₄", "24")
_KNOWN: Final = {"".join(filter(str.isalnum, name.casefold())): name for name in (*SECTORS, *APART)}


def is_emissions(observed: Observed) -> bool:
    """Whether a table is the agency's: it tells sectors and gases apart, and places."""
    names = {name.casefold() for name in observed.dataset.categories}
    return names >= _NEEDED and bool(observed.dataset.regions)


def as_emissions(observed: Observed) -> Observed:
    """The agency's table with its sectors, sources and gases called the same in every edition.

    What is no sector known here stays as it is written, and a note says so.
    """
    renamed: dict[str, str] = {}
    categories: dict[str, dict[str, str]] = {}
    unknown: list[str] = []
    for name, values in observed.dataset.categories.items():
        dimension = _DIMENSIONS.get(name.casefold(), name)
        categories[dimension] = {}
        for value in values:
            said = _said(dimension, value)
            if dimension == "Sektor" and said not in _KNOWN.values() and not _is_sum(said):
                unknown.append(said)
            categories[dimension][said] = said
            renamed[f"{name}={value}"] = f"{dimension}={said}"
    notes = tuple(f"Sektor: {sector}" for sector in unknown)
    dataset = replace(
        observed.dataset,
        source=SOURCE,
        code=CODE,
        address=ADDRESS,
        categories=categories,
        notes=(*observed.dataset.notes, *notes),
    )
    return Observed(dataset, _recategorised(observed.table, renamed))


def _said(dimension: str, value: str) -> str:
    plain = value.translate(_SUBSCRIPTS)
    if dimension == "Gass":
        return next((gas for gas in GASES if gas.casefold() in plain.casefold()), plain)
    if dimension == "Sektor":
        return _KNOWN.get("".join(filter(str.isalnum, plain.casefold())), plain)
    return value


def _is_sum(value: str) -> bool:
    return value.casefold().split(" ")[0] in {"alle", "sum", "totalt", "total"}


def _recategorised(table: pa.Table, renamed: dict[str, str]) -> pa.Table:
    encoded = table["category"].combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    keys = [
        ";".join(sorted(renamed.get(part, part) for part in key.split(";")))
        for key in encoded.dictionary.to_pylist()
    ]
    column = pa.array(keys, pa.string()).take(encoded.indices)
    return table.set_column(table.schema.get_field_index("category"), "category", column).cast(
        table.schema
    )
