"""What a JSON-stat dataset says of itself: title, units, notes, when it was last changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.formats.cube import ONLY, Dimension, Roles
from ledetraad.statistics.formats.jsonstat_parts import Json, Units, texts
from ledetraad.statistics.formats.periods import NORWAY

_NUMBERED = re.compile(r"\A(\d{5}): ")
_DAY_FIRST = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y")


def about(  # noqa: PLR0917
    dataset: Json,
    dimensions: Sequence[Dimension],
    roles: Roles,
    units: Mapping[str, Units],
    code: str,
    source: str,
    others: Counter[str],
) -> Dataset:
    """What is known of a dataset beside its numbers.

    Args:
        dataset: as read.
        dimensions, roles, units: as found in it.
        code: its name in a bundle; empty where it has none.
        source: whose it is; from the dataset where empty.
        others: how many cells have a status sign that is no mark of ours.
    """
    by_name = {dimension.name: dimension for dimension in dimensions}
    content = by_name.get(roles.content)
    region = by_name.get(roles.region)
    title = _text(dataset.get("label"))
    role_names = {roles.content, roles.region, roles.period}
    notes, must_show = _notes(dataset, by_name, others)
    return Dataset(
        source=source or _text(dataset.get("source")),
        code=_code(dataset, code, title),
        title=title or code,
        contents=_contents(content, units.get(roles.content, {}), title),
        regions={} if region is None else {each: region.said(each) for each in region.codes},
        categories={
            each.name: {value: each.said(value) for value in each.codes}
            for each in dimensions
            if each.name not in role_names
        },
        updated=moment(dataset.get("updated")),
        address=_text(dataset.get("href")),
        notes=notes,
        must_show=must_show,
    )


def moment(told: Any) -> datetime | None:
    """When something was, with its time zone: Norway's where none is told; None if unreadable."""
    if not isinstance(told, str) or not told.strip():
        return None
    found: datetime | None = None
    with suppress(ValueError):
        found = datetime.fromisoformat(told.strip())
    for form in _DAY_FIRST:
        with suppress(ValueError):
            found = found or datetime.strptime(told.strip(), form).replace(tzinfo=NORWAY)
    if found is None:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=NORWAY)


def _text(told: Any) -> str:
    return told.strip() if isinstance(told, str) else ""


def _extension(told: Any, *keys: str) -> Any:
    """What stands under `extension` and further keys, None where nothing does."""
    found = told.get("extension") if isinstance(told, dict) else None
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _code(dataset: Json, code: str, title: str) -> str:
    numbered = _NUMBERED.match(title)
    told = _extension(dataset, "px", "tableid") or _extension(dataset, "px", "matrix")
    return _text(told) or code or (numbered[1] if numbered else "")


def _contents(content: Dimension | None, units: Units, title: str) -> tuple[Content, ...]:
    if content is None:
        return (Content(ONLY, title),)
    return tuple(_content(code, content, units.get(code)) for code in content.codes)


def _content(code: str, content: Dimension, unit: Any) -> Content:
    told = unit if isinstance(unit, dict) else {}
    base, label, multiplier = told.get("base"), told.get("label"), told.get("multiplier")
    scaled = isinstance(multiplier, int) and multiplier > 0  # then the label alone tells it
    decimals = told.get("decimals")
    return Content(
        code,
        content.labels.get(code) or (_text(label) if base else "") or code,
        _text(label if scaled and label else base or label),
        decimals if isinstance(decimals, int) else None,
    )


def _notes(
    dataset: Json, by_name: Mapping[str, Dimension], others: Counter[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All notes once, those that must be shown first; and those alone."""
    told = [*_own_notes(dataset), *_value_notes(dataset, by_name)]
    told += [(False, f"{sign}: {many}") for sign, many in others.items()]
    must_show = dict.fromkeys(note for mandatory, note in told if mandatory)
    return tuple(must_show | dict.fromkeys(note for _, note in told)), tuple(must_show)


def _own_notes(dataset: Json) -> Iterator[tuple[bool, str]]:
    must = _extension(dataset, "noteMandatory")
    for number, note in enumerate(texts(dataset.get("note"))):
        yield isinstance(must, dict) and bool(must.get(str(number))), note.strip()


def _value_notes(dataset: Json, by_name: Mapping[str, Dimension]) -> Iterator[tuple[bool, str]]:
    """The notes of dimensions and of their values, with the value that they are of."""
    for name, dimension in by_name.items():
        described = dataset["dimension"][name]
        must = _extension(described, "noteMandatory")
        for number, note in enumerate(texts(described.get("note"))):
            yield isinstance(must, dict) and bool(must.get(str(number))), note.strip()
        category = described.get("category")
        told = category.get("note") if isinstance(category, dict) else None
        values = _extension(described, "categoryNoteMandatory")
        for code, notes in told.items() if isinstance(told, dict) else ():
            flagged = values.get(code) if isinstance(values, dict) else None
            for number, note in enumerate(texts(notes)):
                shown = flagged.get(str(number)) if isinstance(flagged, dict) else flagged
                yield bool(shown), f"{dimension.said(str(code))}: {note.strip()}"
