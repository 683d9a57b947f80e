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
    """Ask the sources of every indicator and key figure; what is new is stored and told."""
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
    failed += _key_figures()
    if not feeds:
        note(translate("No indicator has a source."))
    return FOUND if failed else 0


def _key_figures() -> int:
    """Ask the sources of the economy's key figures; how many could not be asked."""
    from ledetraad.web.economy.figures.jobs import refreshed
    from ledetraad.web.economy.models import KeyFigure

    failed = 0
    figures = KeyFigure.objects.filter(deleted_at=None).select_related("municipality")
    for figure in figures.order_by("municipality__name", "name", "pk"):
        before = figure.last().values
        refreshed(figure)()
        figure.refresh_from_db()
        now = figure.last().values
        new = sum(1 for year, value in now.items() if before.get(year) != value)
        said = translate("%(municipality)s, %(indicator)s: %(count)s new or corrected values.")
        told = {"municipality": figure.municipality.name, "indicator": figure.name, "count": new}
        out(said % told)
        fault = figure.fault()
        if fault is not None:
            failed += 1
            tell(fault)
    return failed
