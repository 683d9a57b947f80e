"""Tables in the form that Statistics Norway gives them, with published numbers where so said."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def dataset(
    label: str,
    updated: str,
    dimensions: dict[str, dict[str, str]],
    values: list[float | None],
    *,
    unit: tuple[str, int] = ("prosent", 1),
    notes: tuple[str, ...] = (),
    mandatory: tuple[int, ...] = (),
) -> Json:
    """A JSON-stat dataset of these dimensions, whose missing values have the sign "."."""
    described: Json = {}
    for name, labels in dimensions.items():
        described[name] = {
            "label": name.lower(),
            "category": {"index": {code: n for n, code in enumerate(labels)}, "label": labels},
            "extension": {"elimination": False},
        }
    described["ContentsCode"]["category"]["unit"] = {
        code: {"base": unit[0], "decimals": unit[1]} for code in dimensions["ContentsCode"]
    }
    geo = [name for name in dimensions if name in ("Region", "KOKkommuneregion0000")]
    return {
        "class": "dataset",
        "version": "2.0",
        "label": label,
        "source": "Statistisk sentralbyrå",
        "updated": updated,
        "note": list(notes),
        "extension": {"noteMandatory": {str(number): True for number in mandatory}},
        "role": {"time": ["Tid"], "metric": ["ContentsCode"], "geo": geo},
        "id": list(dimensions),
        "size": [len(labels) for labels in dimensions.values()],
        "dimension": described,
        "value": values,
        "status": {str(n): "." for n, value in enumerate(values) if value is None},
    }


def net_operating_result(updated: str = "2026-06-15T06:00:00Z") -> Json:
    """Table 12134 with three of its real numbers each for three regions."""
    return dataset(
        "12134: Utvalgte nøkkeltall for kommuneregnskap (K), etter region",
        updated,
        {
            "KOKkommuneregion0000": {
                "4601": "Bergen",
                "EKG12": "Kostragruppe 12",
                "EAKUO": "Landet uten Oslo",
            },
            "ContentsCode": {"KOSAGD230000": "Netto driftresultat i prosent"},
            "Tid": {"2023": "2023", "2024": "2024", "2025": "2025"},
        },
        [0.7, -2.4, 1.0, 1.6, 0.1, 3.2, 1.0, -0.3, 2.1],
        notes=("Kan vises.", "Brudd i tidsserien for KOSTRA-gruppene mellom 2019 og 2020."),
        mandatory=(1,),
    )
