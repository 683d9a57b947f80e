"""What the heads of a table's columns mean: period, place, number with its unit, or a sort."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from ledetraad.statistics.formats.periods import looks_like_period


class Means(Enum):
    """What a column holds."""

    PERIOD = auto()
    REGION_CODE = auto()
    REGION = auto()
    COUNTY = auto()
    CONTENT = auto()
    UNIT = auto()
    VALUE = auto()
    SORT = auto()


_WORDS: Final[dict[Means, str]] = {
    Means.PERIOD: r"år|aar|year|tid|time|periode?|kvartal|måned|månad|dato|årgang|tidspunkt",
    Means.REGION_CODE: r"(kommune|region|fylkes?|komm?)[\s_.-]*(nummer|nr|kode|id|code)\.?",
    Means.REGION: r"kommune(navn)?|kommune[\s_]navn|region(navn)?|geografi|geo|sted|område|"
    r"enhet(snavn)?|municipality|bydel|KOK\w*region\w*",
    Means.COUNTY: r"fylke(snavn)?|county",
    Means.CONTENT: r"statistikkvariabel|indikator(navn)?|måltall|variabel|innhold|contentscode|"
    r"measure_type|nøkkeltall|måleindikator",
    Means.UNIT: r"tallformat|måleenhet|måleining|unit|benevning",
    Means.VALUE: r"verdi(er)?|value|antall|tal|tall|beløp|sum|resultat|utslipp",
    Means.SORT: r"alder|age|kjønn|kjonn|sex|art|funksjon|(klasse)?trinn|næring|kode|nr|nummer|id|"
    r".*(kode|nummer|nr|\bid)",
}
_MEANING = [(means, re.compile(words, re.IGNORECASE)) for means, words in _WORDS.items()]
_UNIT = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,60})\s*[)\]]\s*\Z")
_IN_UNIT = re.compile(r"\s+i\s+(%|prosent|pst\.?|kr(?:oner)?|mill\. kr|1000 kr|tonn.*)\Z", re.I)
_NOTE_SIGN = re.compile(r"(?<=\S)\s*(\d\)|[*¹²³⁴]+)\s*\Z")
_LAST_PERIOD = re.compile(r"(?P<before>.*?)[\s,:]*(?P<period>\d{4}(?:\s?[KMUQ]\d{1,2})?)\Z")
_UNITS_ALONE: Final = frozenset({"%", "kr", "prosent"})


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head.

    Args:
        text: without its unit and signs for notes.
        unit: what its numbers are counted in; empty where it does not say.
        means: what it names plainly; None where that must be seen from the cells.
        period: the period that it is of, in a wide table; empty where it is none.
        note: the sign that points to a note; empty where there is none.
    """

    text: str
    unit: str = ""
    means: Means | None = None
    period: str = ""
    note: str = ""


def read_head(written: str) -> Head:
    """What a head says, such as "Utslipp (tonn CO₂-ekv.)", "Personer 2024" or "Kommunenr."."""
    text, note = _parted(" ".join(written.split()), _NOTE_SIGN)
    text, unit = _without_unit(text)
    if looks_like_period(text):
        return Head("", unit, None, text, note)
    period = _LAST_PERIOD.fullmatch(text)
    if period is not None and looks_like_period(period["period"]):
        text, told = _without_unit(period["before"].strip(" ,:-–"))
        return Head(text, told or unit, None, period["period"], note)
    return Head(text, text if text in _UNITS_ALONE else unit, _meaning(text), "", note)


def _parted(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """A text without what the pattern finds in it, and that; the pattern's first group."""
    found = pattern.search(text)
    if found is None or looks_like_period(found[1]):
        return text, ""
    return text[: found.start()].rstrip(), found[1].strip()


def _without_unit(text: str) -> tuple[str, str]:
    before, unit = _parted(text, _UNIT)
    return (before, unit) if unit else _parted(text, _IN_UNIT)


def _meaning(text: str) -> Means | None:
    return next((means for means, words in _MEANING if words.fullmatch(text)), None)
