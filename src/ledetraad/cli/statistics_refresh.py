"""`ledetraad statistics refresh`: the values of indicators fetched now from where they come."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledetraad.cli.screen import FOUND, note, out, tell, translate


def register(group: typer.Typer) -> None:
    """Add the command to a group."""
    group.command(help=translate("Fetch the values of indicators that have a source, now."))(
        refresh
    )


def refresh(
    *,
    data: Annotated[Path, typer.Option(help=translate("The folder that holds all data."))] = Path(
        "var"
    ),
) -> int:
    """Ask the sources of every indicator that has any; what is new is stored and told."""
    from ledetraad.web import start

    start.prepare(data)
    from ledetraad.web.followup.figures.jobs import refreshed
    from ledetraad.web.followup.figures.models import Feed
    from ledetraad.web.followup.models import Observation

    feeds = Feed.objects.filter(deleted_at=None).select_related("indicator", "municipality")
    failed = 0
    for feed in feeds.order_by("municipality__name", "indicator__name"):
        before = Observation.objects.filter(indicator=feed.indicator).count()
        refreshed(feed)()
        feed.refresh_from_db()
        new = Observation.objects.filter(indicator=feed.indicator).count() - before
        said = translate("%(municipality)s, %(indicator)s: %(count)s new or corrected values.")
        out(
            said
            % {
                "municipality": feed.municipality.name,
                "indicator": feed.indicator.name,
                "count": new,
            }
        )
        fault = feed.fault()
        if fault is not None:
            failed += 1
            tell(fault)
    if not feeds:
        note(translate("No indicator has a source."))
    return FOUND if failed else 0
