"""Fetching anew only what has changed."""

from __future__ import annotations

from ledetraad.statistics.sources.base import Edition, Fetched, Selection, Source


def fetch_if_changed(source: Source, selection: Selection, since: Edition | None) -> Fetched | None:
    """The numbers of a selection, or None where its table is as it was.

    Args:
        source: who publishes it.
        selection: what is wanted.
        since: the edition that one has; None for none.

    Raises:
        UnknownTable, InvalidSelection, SourceUnavailable: see `base.Source.fetch`. A table that is
            gone, and codes of what is counted that are gone, are found here.
    """
    if since is not None and source.unchanged(selection.table, since):
        return None
    return source.fetch(selection)
