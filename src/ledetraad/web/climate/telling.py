"""What the fields of climate objects are called and say, for their history and for clashes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from ledetraad.climate.frame import FrameChoice, frame_words
from ledetraad.climate.measures import KIND_NAMES, Kind
from ledetraad.climate.sectors import BOUNDARY_NAMES, SECTOR_NAMES, Boundary, Sector
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.climate.budget_form import BASELINES, FRAMES
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.history.telling import NOTHING

FIELD_NAMES: Mapping[str, str] = {
    "name": N_("Name"),
    "what": N_("What was done"),
    "published": N_("Published"),
    "source": N_("Source"),
    "first": N_("First year"),
    "last": N_("Last year"),
    "edition": N_("Edition of the accounts"),
    "baseline": N_("The path without new measures"),
    "frame": N_("The frame: what may be emitted"),
    "discount": N_("Rate of discount for costs, in percent"),
    "year": N_("Year"),
    "cut": N_("How many percent less"),
    "reference": N_("Reference year"),
    "boundary": N_("Boundary"),
    "decided": N_("Decided"),
    "case": N_("In which case"),
    "earlier": N_("Published budget whose promises are looked back on"),
    "sector": N_("Sector"),
    "means": N_("By what means"),
    "kind": N_("Whose measure it is"),
    "direct": N_("How it works"),
    "effects": N_("What it takes away, in tonnes of CO2-equivalents a year"),
    "method": N_("How it was reckoned"),
    "not_quantified": N_("Why it has no figures"),
    "lifetime": N_("How many years the investment lasts"),
    "indicator": N_("Result indicator"),
    "results": N_("Reckoned afterwards"),
    "amount": N_("How much"),
    "unit": N_("Unit"),
    "factors": N_("Set of factors"),
    "factor": N_("Factor"),
    "example": N_("Example"),
    "note": N_("Note"),
    "comment": N_("Comment"),
    "deleted_at": N_("Deleted"),
}
DIRECT_NAMES: Mapping[bool, str] = {
    True: N_("Directly: it takes emissions away itself"),
    False: N_("Indirectly: it makes others do so"),
}
_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "sector": {each.value: SECTOR_NAMES[each] for each in Sector},
    "boundary": {each.value: BOUNDARY_NAMES[each] for each in Boundary},
    "kind": {each.value: KIND_NAMES[each] for each in Kind},
    "direct": DIRECT_NAMES,
}
_FRAME: TypeAdapter[FrameChoice] = TypeAdapter(FrameChoice)


def clashes(error: Exception | None, translate: Translate) -> list[tuple[str, str]]:
    """Where others have changed the same meanwhile: each field, and what it says now."""
    if not isinstance(error, ChangedMeanwhile):
        return []
    return [
        (translate(words), text(name, error.now.get(name), translate))
        for name, words in FIELD_NAMES.items()
        if name in error.fields
    ]


def text(name: str, value: Any, translate: Translate) -> str:
    """What a field says, of a value as JSON holds it."""
    if value in (None, "", [], {}):
        return NOTHING
    if name in _CHOICES:
        return translate(_CHOICES[name].get(value, str(value)))
    if name in _PATHS:
        return _PATHS[name](value, translate)
    if isinstance(value, Mapping):
        inside = [f"{key}: {text('', each, translate)}" for key, each in value.items() if each]
        return "; ".join(inside) if name else f"({', '.join(inside)})"
    return str(value)


def _frame(value: Any, translate: Translate) -> str:
    if value["kind"] == "linear":
        words = FRAMES["reference"] if value.get("from_reference") else FRAMES["linear"]
        return translate(words)
    return frame_words(_FRAME.validate_python(value), 0).said(translate)


def _baseline(value: Any, translate: Translate) -> str:
    kind = BASELINES[value["kind"]]
    words = translate(kind)
    rates = [
        f"{translate(SECTOR_NAMES[Sector(sector)])} {rate} %"
        for sector, rate in value.get("percent", {}).items()
    ]
    tail = ", ".join([*rates, *([value["source"]] if value.get("source") else [])])
    return f"{words} ({tail})" if tail else words


_PATHS = {"frame": _frame, "baseline": _baseline}
