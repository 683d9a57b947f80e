"""JSON-stat 1.x and 2.0 → observations: datasets, bundles and collections.

Source: json-stat.org/full (version 2.0) and json-stat.org/format/1.0. What a PxWeb or FHI says
beyond the standard (mandatory notes, the table's number) is read from `extension`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.contents import Contents, Link
from ledetraad.statistics.formats.cube import find_roles, unfold
from ledetraad.statistics.formats.jsonstat_about import about
from ledetraad.statistics.formats.jsonstat_cells import cell_marks, cell_values
from ledetraad.statistics.formats.jsonstat_parts import (
    Json,
    dimensions_of,
    names,
    refuse,
    told_roles,
)
from ledetraad.statistics.formats.periods import year_told
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import Observed

_DEEPEST = 20


def read_jsonstat(
    data: bytes, name: str, *, source: str = "", signs: Mapping[str, Mark] | None = None
) -> Contents:
    """Read a file or an answer in JSON-stat.

    Args:
        data: the JSON.
        name: the file or address, for errors.
        source: whose it is, for `Dataset.source`; from the file where empty.
        signs: what the office's status signs mean; Statistics Norway's where not told.

    Raises:
        UnreadableStatistics: it is no JSON-stat, or says things of itself that can't all be so.
    """
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UnreadableStatistics(
            N_("The file is not JSON: line %(line)s, column %(column)s."),
            where=name,
            remedy=N_("Fetch the file anew; it may have been cut off on the way."),
            line=error.lineno,
            column=error.colno,
        ) from None
    if not isinstance(document, dict):
        raise refuse(N_("The file is JSON, but no JSON-stat."), name)
    datasets: list[Observed] = []
    links: list[Link] = []
    for code, found in _parts(document, name, 0):
        if isinstance(found, Link):
            links.append(found)
        else:
            where = f"{name}: {code}" if code else name
            datasets.append(_observed(found, code, where, source, signs))
    if not datasets and not links:
        raise refuse(N_("The file is JSON, but no JSON-stat."), name)
    return Contents(tuple(datasets), tuple(links))


def is_jsonstat(document: Any) -> bool:
    """Whether a JSON document looks like JSON-stat of any version."""
    if not isinstance(document, dict):
        return False
    if document.get("class") in {"dataset", "collection", "dimension"}:
        return True
    return any(isinstance(each, dict) and "dimension" in each for each in document.values())


def _parts(document: Json, name: str, depth: int) -> Iterator[tuple[str, Json | Link]]:
    """Each dataset with its name in a bundle, and each link, in order."""
    kind = document.get("class")
    if kind == "collection":
        if depth > _DEEPEST:
            raise refuse(N_("The collections in the file are nested too deep."), name)
        yield from _items(document, name, depth)
    elif kind == "dimension":
        raise UnreadableStatistics(
            N_("The file describes one dimension, and holds no numbers."),
            where=name,
            remedy=N_("Fetch the table itself."),
        )
    elif kind == "dataset" or "value" in document:
        yield "", document
    else:
        bundle = {key: each for key, each in document.items() if isinstance(each, dict)}
        for key, each in bundle.items():
            if "dimension" in each:
                yield ("" if key == "dataset" and len(bundle) == 1 else key), each


def _items(collection: Json, name: str, depth: int) -> Iterator[tuple[str, Json | Link]]:
    link = collection.get("link")
    items = link.get("item") if isinstance(link, dict) else None
    if not isinstance(items, list):
        raise refuse(N_("The collection has no list of what is in it."), name)
    for item in items:
        if not isinstance(item, dict):
            continue
        if "value" in item or "link" in item:
            yield from _parts(item, name, depth + 1)
        elif item.get("href"):
            yield "", Link(str(item["href"]), str(item.get("label") or ""))


def _observed(
    dataset: Json, code: str, where: str, source: str, signs: Mapping[str, Mark] | None
) -> Observed:
    dimensions, units = dimensions_of(dataset, where)
    cells = 1
    for dimension in dimensions:
        cells *= len(dimension.codes)
    values, in_text = cell_values(dataset.get("value"), cells, where)
    marks, others = cell_marks(dataset.get("status"), in_text, cells, where, signs)
    told = told_roles(dataset)
    roles = find_roles(
        dimensions, names(told.get("metric")), names(told.get("geo")), names(told.get("time"))
    )
    described = about(dataset, dimensions, roles, units, code, source, others)
    year = None if roles.period else year_told(described.title, described.updated)
    return Observed(described, unfold(dimensions, roles, values, marks, where, year=year))
