"""Climate accounts for machines: by sector, and what a new edition changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ledetraad.climate.emissions import Change, Edition, change, revisions
from ledetraad.climate.sectors import (
    BOUNDARY_NAMES,
    INTERNATIONAL,
    SECTOR_NAMES,
    STANDARD_SCOPES,
    Sector,
    sectors_of,
)
from ledetraad.economy.quantities import CannotSay, Percent, TonnesCO2e
from ledetraad.publish.economy.ledger_out import short_number

Translate = Callable[[str], str]
_DECIMALS = 1


def accounts_as_data(
    editions: Sequence[Edition], reference: int, translate: Translate
) -> dict[str, Any]:
    """Editions as JSON can hold them.

    Args:
        editions: at least one, the oldest first.
        reference: the reference year.
        translate: gives the language of the words.
    """
    newest = editions[-1]
    own = sectors_of(newest.boundary)
    told: dict[str, Any] = {
        "boundary": translate(BOUNDARY_NAMES[newest.boundary]),
        "standard": STANDARD_SCOPES[newest.boundary],
        "example": any(each.example for each in editions),
        "editions": [_edition(each) for each in editions],
        "reference": reference,
        "sectors": [_sector(newest, sector, reference, translate) for sector in (None, *own)],
    }
    if len(editions) > 1:
        older = editions[-2]
        told["changes"] = [
            _change(change(older, newest, sector), sector, translate) for sector in (None, *own)
        ]
        told["revisions"] = {str(of): tonnes(each) for of, each in revisions(older, newest).items()}
    return told


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "name": edition.name,
        "published": edition.published.isoformat(),
        "source": edition.source,
        "years": list(edition.years),
        "tonnes": {
            str(of): tonnes(total)
            for of in edition.years
            if isinstance(total := edition.total(of), TonnesCO2e)
        },
    }


def _sector(
    edition: Edition, sector: Sector | None, reference: int, translate: Translate
) -> dict[str, Any]:
    last = edition.years[-1]
    cut = edition.since(reference, last, sector)
    total = edition.total(last, sector)
    told: dict[str, Any] = {
        "sector": sector.value if sector else None,
        "name": translate(SECTOR_NAMES[sector]) if sector else None,
        "year": last,
        "tonnes": tonnes(total) if isinstance(total, TonnesCO2e) else None,
        "cut_percent": short_number(cut.value, _DECIMALS) if isinstance(cut, Percent) else None,
    }
    if isinstance(cut, CannotSay):
        told["cannot_say"] = cut.words.said(translate)
    if sector is not None:
        name = INTERNATIONAL[sector]
        told["gpc"] = {"sector": name.sector, "sub_sectors": list(name.sub_sectors)}
    return told


def _change(
    found: Change | CannotSay, sector: Sector | None, translate: Translate
) -> dict[str, Any]:
    told: dict[str, Any] = {"sector": sector.value if sector else None}
    if isinstance(found, CannotSay):
        return told | {"cannot_say": found.words.said(translate)}
    return told | {
        "from_year": found.before.years.first,
        "to_year": found.after.years.first,
        "before": tonnes(found.before),
        "revised": tonnes(found.revised),
        "real": tonnes(found.real),
        "after": tonnes(found.after),
    }


def tonnes(value: TonnesCO2e) -> int | float:
    """Tonnes to the tenth, as the accounts are published."""
    return short_number(value.value, _DECIMALS)
