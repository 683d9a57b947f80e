"""The parts of a JSON-stat dataset that say how it is built: its dimensions and their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.cube import Dimension

Json = Mapping[str, Any]
Units = Mapping[str, Json]
_ANEW = N_("Fetch the table anew from its source.")


def refuse(what: str, where: str, **values: object) -> UnreadableStatistics:
    """An error for a file that is not as JSON-stat should be."""
    return UnreadableStatistics(what, where=where, remedy=_ANEW, **values)


def dimensions_of(dataset: Json, where: str) -> tuple[list[Dimension], dict[str, Units]]:
    """The dimensions in the cells' order, and the units of each one's values.

    Raises:
        UnreadableStatistics: sizes, orders and lists of values that don't fit together.
    """
    described = dataset.get("dimension")
    if not isinstance(described, dict):
        raise refuse(N_("The dataset describes no dimensions."), where)
    ids, sizes = named_in(dataset, "id"), named_in(dataset, "size")
    if not isinstance(ids, list) or not isinstance(sizes, list):
        raise refuse(N_("The dataset does not say the order and size of its dimensions."), where)
    dimensions: list[Dimension] = []
    units: dict[str, Units] = {}
    for name in ids:
        about = described.get(name) if isinstance(name, str) else None
        if not isinstance(about, dict):
            raise refuse(N_("The dimension “%(name)s” is not described."), where, name=name)
        dimensions.append(_dimension(name, about, where))
        unit = _category(about).get("unit")
        units[name] = unit if isinstance(unit, dict) else {}
    _refuse_misfit(dimensions, sizes, where)
    return dimensions, units


def _refuse_misfit(dimensions: Sequence[Dimension], sizes: Sequence[Any], where: str) -> None:
    """See that the sizes are those of the values.

    Some offices leave out dimensions of one value; then all sizes together must still be right.
    """
    found = [len(dimension.codes) for dimension in dimensions]
    names_once = {dimension.name for dimension in dimensions}
    if len(names_once) < len(dimensions) or prod(found) == 0:
        raise refuse(N_("The dataset has a dimension twice, or one without values."), where)
    if not all(isinstance(size, int) and size > 0 for size in sizes):
        raise refuse(N_("The dataset does not say the order and size of its dimensions."), where)
    if not found or (sizes != found and len(sizes) != len(found) and prod(sizes) != prod(found)):
        raise refuse(N_("The dataset does not say the order and size of its dimensions."), where)
    if sizes != found and len(sizes) == len(found):
        at = next(n for n, (a, b) in enumerate(zip(sizes, found, strict=True)) if a != b)
        raise refuse(
            N_("The dimension “%(name)s” should have %(size)s values, but has %(found)s."),
            where,
            name=dimensions[at].name,
            size=sizes[at],
            found=found[at],
        )


def named_in(dataset: Json, key: str) -> Any:
    """What the dataset says of `id`, `size` or `role`; version 1.x says it among the dimensions."""
    if key in dataset:
        return dataset[key]
    described = dataset.get("dimension")
    return described.get(key) if isinstance(described, dict) else None


def told_roles(dataset: Json) -> Json:
    """Which dimensions the dataset names for which roles; none where it does not."""
    told = named_in(dataset, "role")
    return told if isinstance(told, dict) else {}


def names(told: Any) -> tuple[str, ...]:
    """The names of dimensions in a role."""
    if isinstance(told, str):
        return (told,)
    return tuple(name for name in told if isinstance(name, str)) if isinstance(told, list) else ()


def texts(told: Any) -> tuple[str, ...]:
    """Notes, of which there may be one, several or none."""
    if isinstance(told, str):
        return (told,) if told.strip() else ()
    if not isinstance(told, list):
        return ()
    return tuple(each for each in told if isinstance(each, str) and each.strip())


def _category(about: Json) -> Json:
    category = about.get("category")
    return category if isinstance(category, dict) else {}


def _dimension(name: str, about: Json, where: str) -> Dimension:
    category = _category(about)
    told = category.get("label")
    labels = (
        {str(code): str(label) for code, label in told.items()} if isinstance(told, dict) else {}
    )
    codes = _codes(category.get("index"), labels, name, where)
    return Dimension(name, codes, labels, str(about.get("label") or name))


def _codes(index: Any, labels: Mapping[str, str], name: str, where: str) -> tuple[str, ...]:
    """The values in order: a list, places by code, or the labels where there is but one value."""
    if isinstance(index, list):
        codes = tuple(str(code) for code in index)
    elif isinstance(index, dict):
        places = list(index.values())
        if not all(isinstance(place, int) for place in places) or sorted(places) != list(
            range(len(places))
        ):
            raise refuse(
                N_("The values of “%(name)s” are not numbered from 0 on."), where, name=name
            )
        codes = tuple(sorted(index, key=lambda code: int(index[code])))
    else:
        codes = tuple(labels)
        if len(codes) != 1:
            raise refuse(N_("The values of “%(name)s” are in no order."), where, name=name)
    if len(set(codes)) < len(codes):
        raise refuse(N_("“%(name)s” has a value twice."), where, name=name)
    return codes
