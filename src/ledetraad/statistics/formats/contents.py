"""What a file with statistics holds: datasets, and links to datasets that are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.statistics.observations import Observed


@dataclass(frozen=True, slots=True)
class Link:
    """A dataset that a file points to without holding it.

    Args:
        address: where it is.
        title: in words; empty where the file does not say.
    """

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read of a file.

    Args:
        datasets: what it holds, in its order.
        links: what it points to.
    """

    datasets: tuple[Observed, ...]
    links: tuple[Link, ...] = ()
