"""A selection parted so that each part holds no more cells than a source gives in one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, prod

Box = dict[str, tuple[str, ...]]


def split(codes: Mapping[str, Sequence[str]], most: int, first: Sequence[str] = ()) -> list[Box]:
    """Boxes that together hold every cell just once, each with at most `most` cells.

    Args:
        codes: those chosen of each variable.
        most: the most cells of a box, at least 1.
        first: the variables to part before others (places and years), the largest of the others
            after them.

    Returns:
        The boxes in the order of the cells that are parted.
    """
    order = [name for name in first if name in codes]
    order += sorted((each for each in codes if each not in order), key=lambda n: -len(codes[n]))
    return _split({name: tuple(each) for name, each in codes.items()}, most, order)


def _split(box: Box, most: int, order: Sequence[str]) -> list[Box]:
    cells = prod(len(codes) for codes in box.values())
    if cells <= most:
        return [box]
    for name in order:
        codes = box[name]
        if len(codes) == 1:
            continue
        each = max(most // (cells // len(codes)), 1)
        parts = ceil(len(codes) / each)
        size = ceil(len(codes) / parts)
        return [
            small
            for at in range(0, len(codes), size)
            for small in _split(box | {name: codes[at : at + size]}, most, order)
        ]
    return [box]
