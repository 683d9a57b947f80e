"""What a page shows on the way to published numbers: tables that were found, and their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledetraad.errors import LedetraadError
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.i18n import N_
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.sources.base import TableDescription
from ledetraad.web.followup.figures.asking import (
    WHILE_SOMEBODY_WAITS,
    Answer,
    ask,
    opened,
    shown,
    source_titles,
)
from ledetraad.web.followup.figures.choosing import (
    ADDS_NAMES,
    BEGUN,
    CHOICE,
    CHOSEN_ROLES,
    SEVERAL,
    Chosen,
    begun_with,
    chosen_in,
    entry_unknown,
    fitting,
    is_whole,
    way_to,
)
from ledetraad.web.followup.figures.dividing import Opened
from ledetraad.web.followup.figures.models import FeedValues
from ledetraad.web.followup.figures.places import place_code

MARK_NAMES = {
    Mark.NOT_APPLICABLE: N_("can't occur"),
    Mark.NOT_AVAILABLE: N_("not available"),
    Mark.CONFIDENTIAL: N_("not shown, to protect people's privacy"),
    Mark.NONE: N_("none"),
}
_MOST_TABLES = 25


def query_of(sent: Mapping[str, Any]) -> dict[str, str]:
    """What was sent, as text that is not too long."""
    return {str(name): str(value).replace("\0", "")[:400] for name, value in sent.items()}


def described(chosen: Chosen) -> TableDescription | None:
    """The table that is chosen, as its source describes it; None for an entry of the catalogue.

    Raises:
        LedetraadError: the source does not have it, or does not answer.
    """
    if chosen.entry is not None:
        return None
    return opened(WHILE_SOMEBODY_WAITS)(chosen.source).describe(chosen.table)


def seen(query: Mapping[str, str], said: IndicatorValues, where: str) -> dict[str, Any]:
    """All that the page's templates need: what is chosen, found and answered, or what went wrong.

    Args:
        query: what was sent.
        said: how what is measured is called and shown.
        where: the place's number or name; empty where it isn't known.
    """
    source_of = opened(WHILE_SOMEBODY_WAITS)
    chosen, begun = chosen_in(query), begun_with(query)
    found: dict[str, Any] = {"tables": None, "about": None, "answer": None, "error": None}
    try:
        if chosen is not None:
            found |= _chosen(chosen, said, query, where, source_of)
        elif query.get("hos") and query.get("ord", "").strip():
            tables = source_of(query["hos"]).find(query["ord"].strip())
            found["tables"] = tables[:_MOST_TABLES]
    except LedetraadError as fault:
        found["error"] = fault
    return {
        "query": query,
        "chosen": chosen,
        "place_code": where,
        "entry_unknown": entry_unknown,
        "sources": source_titles(),
        "adds_names": ADDS_NAMES,
        "choice": CHOICE,
        "several": SEVERAL,
        "chosen_roles": CHOSEN_ROLES,
        "begun": begun,
        "begun_name": BEGUN,
        "fits": fitting(found["about"], begun) if found["about"] and begun else {},
        "way_to": way_to,
        "mark_names": MARK_NAMES,
        "shown": shown,
        "told": None,
        **found,
    }


def _chosen(
    chosen: Chosen,
    said: IndicatorValues,
    query: Mapping[str, str],
    where: str,
    source_of: Opened,
) -> dict[str, Any]:
    """The table that is chosen, and its values where enough is."""
    about = None
    if chosen.entry is None:
        about = source_of(chosen.source).describe(chosen.table)
    if not is_whole(chosen, query) or not where:
        return {"about": about}
    answer: Answer | None = None
    error: LedetraadError | None = None
    try:
        values = FeedValues(place=place_code(where), definition=chosen.definition(said, about))
        answer = ask(values, source_of)
    except LedetraadError as fault:
        error = fault
    found: dict[str, Any] = {"about": about, "answer": answer}
    if answer is not None:
        found["told"] = answer.told(values.definition)
    return found | ({"error": error} if error is not None else {})
