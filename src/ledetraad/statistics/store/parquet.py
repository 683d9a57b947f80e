"""A dataset's numbers as one Parquet file that says itself what it holds.

Rows are ordered by content, region, category and time, so that one series lies together and the
engines can skip most of a file. The source, the dataset and the edition stand on every row, where
they take no room, so that many files are one table. What is known of the dataset is in the file's
own metadata.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ledetraad.i18n import N_
from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import OBSERVATIONS, Observed
from ledetraad.statistics.store.faults import InvalidObservations

KEY: Final = ("content", "region", "category", "period")
_ORDER: Final = ("content", "region", "category", "year", "period")
_ABOUT: Final = b"ledetraad.dataset"
_GROUP = 16_384
"""How many rows the engines skip or read at once: few enough for a page to skip nearly all."""


def ordered(observed: Observed) -> pa.Table:
    """The numbers as they are kept: in order, each cell once.

    Raises:
        InvalidObservations: a column is missing or of another kind, a cell is there twice, a
            number is not finite, or a mark is none that we know.
    """
    table = _of_our_columns(observed)
    where = f"{observed.dataset.source} {observed.dataset.code}"
    value = table["value"]
    if not pc.all(pc.is_finite(value), skip_nulls=True, min_count=0).as_py():
        raise InvalidObservations(
            N_("A number in the table is not finite."),
            where=where,
            remedy=N_("Leave out the number, and say by a mark why it is missing."),
        )
    marks = set(pc.unique(table["mark"]).to_pylist()) - {None, *Mark}
    if marks:
        raise InvalidObservations(
            N_("“%(mark)s” is no mark for a missing number."),
            where=where,
            remedy=N_("Use one of these: %(marks)s."),
            mark=sorted(marks)[0],
            marks="  ".join(Mark),
        )
    if table.num_rows == 0:
        return table
    rank = _rank(table)
    order = np.argsort(rank, kind="stable")
    sorted_rank = rank[order]
    again = np.flatnonzero(sorted_rank[1:] == sorted_rank[:-1])
    if again.size:
        cell = table.slice(int(order[again[0]]), 1).to_pylist()[0]
        raise InvalidObservations(
            N_("The cell %(cell)s is there twice."),
            where=where,
            remedy=N_("Let each content, region, category and period stand once."),
            cell=" · ".join(str(cell[name]) for name in KEY),
        )
    rising = bool(np.all(order[1:] > order[:-1]))
    return table if rising else table.take(pa.array(order))


def write(table: pa.Table, dataset: Dataset, edition: str, out: BinaryIO) -> None:
    """Write numbers that are in order, and what is known of them.

    Args:
        table: from `ordered`.
        dataset: what is known of it.
        edition: the edition's name.
        out: where to write.
    """
    rows = table.num_rows
    for name, said in (("edition", edition), ("dataset", dataset.code), ("source", dataset.source)):
        column = pa.DictionaryArray.from_arrays(
            pa.array(np.zeros(rows, dtype=np.int8)), pa.array([said])
        )
        table = table.add_column(0, pa.field(name, column.type, nullable=False), column)
    table = table.replace_schema_metadata({_ABOUT: orjson.dumps(about(dataset))})
    pq.write_table(
        table,
        out,
        compression="zstd",
        compression_level=1,
        row_group_size=_GROUP,
        use_dictionary=True,
    )


def read(path: str) -> Observed:
    """What a file of the store holds.

    Raises:
        OSError, pyarrow.ArrowInvalid, ValueError: it is no such file.
    """
    table = pq.read_table(path, columns=OBSERVATIONS.names, partitioning=None)
    return Observed(read_about(path), table.replace_schema_metadata(None).cast(OBSERVATIONS))


def read_about(path: str) -> Dataset:
    """What a file of the store says of its dataset; see `read`."""
    metadata = pq.read_schema(path).metadata or {}
    if _ABOUT not in metadata:
        raise ValueError(path)
    return dataset_from(orjson.loads(metadata[_ABOUT]))


def content_checksum(table: pa.Table, dataset: Dataset) -> str:
    """The SHA-256 of numbers in order and of what is known of them, but for when it was changed."""
    said = about(dataset) | {"updated": None}
    digest = hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS))
    for name in OBSERVATIONS.names:
        column = table[name].combine_chunks()
        if pa.types.is_string(column.type):
            encoded = pc.dictionary_encode(column, null_encoding="encode")
            encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
            digest.update(orjson.dumps(encoded.dictionary.to_pylist()))
            digest.update(encoded.indices.to_numpy().tobytes())
        else:
            known = column.is_valid()
            digest.update(known.to_numpy(zero_copy_only=False).tobytes())
            digest.update(pc.fill_null(column, 0).to_numpy().tobytes())
    return digest.hexdigest()


def about(dataset: Dataset) -> dict[str, Any]:
    """A dataset as JSON holds it."""
    return {
        "source": dataset.source,
        "code": dataset.code,
        "title": dataset.title,
        "contents": [
            {"code": one.code, "label": one.label, "unit": one.unit, "decimals": one.decimals}
            for one in dataset.contents
        ],
        "regions": dataset.regions,
        "categories": dataset.categories,
        "updated": None if dataset.updated is None else dataset.updated.isoformat(),
        "address": dataset.address,
        "licence": dataset.licence,
        "notes": list(dataset.notes),
        "must_show": list(dataset.must_show),
        "breaks": {region: list(years) for region, years in dataset.breaks.items()},
        "unrevised": list(dataset.unrevised),
    }


def dataset_from(said: dict[str, Any]) -> Dataset:
    """A dataset as `about` wrote it."""
    updated = said["updated"]
    return Dataset(
        source=said["source"],
        code=said["code"],
        title=said["title"],
        contents=tuple(Content(**one) for one in said["contents"]),
        regions=said["regions"],
        categories=said["categories"],
        updated=None if updated is None else datetime.fromisoformat(updated),
        address=said["address"],
        licence=said["licence"],
        notes=tuple(said["notes"]),
        must_show=tuple(said.get("must_show", ())),
        breaks={region: tuple(years) for region, years in said["breaks"].items()},
        unrevised=tuple(said["unrevised"]),
    )


def _of_our_columns(observed: Observed) -> pa.Table:
    where = f"{observed.dataset.source} {observed.dataset.code}"
    try:
        table = observed.table.select(OBSERVATIONS.names).replace_schema_metadata(None)
        table = table.cast(OBSERVATIONS)
        for field in OBSERVATIONS:
            if not field.nullable and table[field.name].null_count:
                raise ValueError(field.name)
    except (KeyError, ValueError, pa.ArrowException) as error:
        raise InvalidObservations(
            N_("The table has not the columns of a table of observations: %(why)s."),
            where=where,
            remedy=N_("It needs these, filled: %(columns)s."),
            why=str(error).strip("'\""),
            columns=", ".join(OBSERVATIONS.names),
        ) from None
    return table.combine_chunks()


def _rank(table: pa.Table) -> npt.NDArray[np.int64]:
    """One number for each row: those of the same cell have the same, and it rises in our order.

    A period lies in one year, so that the year adds nothing to a cell but its order.
    """
    rank = np.zeros(table.num_rows, dtype=np.int64)
    most = 1
    for name in _ORDER:
        codes, many = _codes(table[name])
        if most > np.iinfo(np.int64).max // max(many, 1):
            _, rank = np.unique(rank, return_inverse=True)
            most = int(rank.max()) + 1
        rank = rank * many + codes
        most *= many
    return rank


def _codes(column: pa.ChunkedArray) -> tuple[npt.NDArray[np.int64], int]:
    """Each value's place among the different ones in order, and how many there are."""
    encoded = column.combine_chunks().dictionary_encode()
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    different = encoded.dictionary
    place = np.empty(len(different), dtype=np.int64)
    place[pc.sort_indices(different).to_numpy()] = np.arange(len(different))
    return place[encoded.indices.to_numpy()], len(different)
