"""Statistics as tables and sentences on the terminal."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.table import Table
from rich.text import Text

from ledetraad.cli.screen import LANGUAGE, console, note, out, translate
from ledetraad.statistics.charts.table import table as chart_table
from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.methods.backtest import Backtest, Row
from ledetraad.statistics.methods.expected import MODEL_TEXTS, Forecast
from ledetraad.statistics.methods.judged import METHOD_NAMES, PACE_NAMES, STATUS_MARKS, STATUS_NAMES
from ledetraad.statistics.methods.saying import Named
from ledetraad.statistics.peers.standing import Standing
from ledetraad.statistics.series import Series
from ledetraad.statistics.store.catalogue import Catalogue, Kept
from ledetraad.statistics.store.changes import CHANGE_NAMES, Change
from ledetraad.statistics.tell import Told

_MOST = 100


def show_catalogue(catalogue: Catalogue) -> None:
    """What a store has."""
    if not catalogue.datasets:
        note(translate("There are no statistics yet: `ledetraad statistics add FILE` keeps some."))
        return
    table = _table(
        translate("Source"),
        translate("Table"),
        translate("Name"),
        translate("Latest edition"),
        translate("Editions"),
        translate("Numbers"),
    )
    for kept in catalogue.datasets:
        table.add_row(
            kept.source,
            kept.code,
            kept.title,
            kept.latest.name,
            str(len(kept.editions)),
            str(kept.latest.rows),
        )
    console().print(table)


def show_dataset(dataset: Dataset, kept: Kept) -> None:
    """What is known of a table."""
    screen = console()
    screen.print(Text(dataset.title, style="bold"))
    for line in (dataset.address, dataset.licence, *dataset.notes):
        if line:
            screen.print(Text(line))
    table = _table(translate("Content"), translate("Name"), translate("Unit"))
    for content in dataset.contents:
        table.add_row(content.code, content.label, content.unit)
    screen.print(table)
    table = _table(translate("Edition"), translate("Kept"), translate("Numbers"))
    for edition in kept.editions:
        table.add_row(edition.name, edition.added.date().isoformat(), str(edition.rows))
    screen.print(table)
    places = ", ".join(f"{code} {name}" for code, name in list(dataset.regions.items())[:_MOST])
    if places:
        screen.print(Text(places))


def show_series(told: Told) -> None:
    """A series: its sentence, how it goes, and its numbers."""
    screen = console()
    screen.print(Text(told.content.label, style="bold"))
    screen.print(Text(told.sentence.said(translate)))
    if told.path is not None:
        for found in told.progress.values():
            pace = f" – {translate(PACE_NAMES[found.pace])}" if found.pace else ""
            status = f"{STATUS_MARKS[found.status]} {translate(STATUS_NAMES[found.status])}"
            screen.print(Text(f"{status}{pace} ({translate(METHOD_NAMES[found.method])})"))
    if isinstance(told.ahead, Forecast):
        believed = translate(told.ahead.label)
        screen.print(Text(translate("The forecast believes: %(what)s.") % {"what": believed}))
    else:
        why = told.ahead.phrase().said(translate)
        screen.print(Text(translate("There is no forecast: %(why)s.") % {"why": why}))
    shown = chart_table(told.drawn(translate), translate)
    table = Table(box=None, pad_edge=False, show_edge=False)
    for head in shown.heads:
        table.add_column(head)
    for row in shown.rows:
        table.add_row(*map(Text, row))
    screen.print(table)


def write_chart(told: Told, path: Path) -> None:
    """The chart of a series as a file, SVG or PNG by the name's ending.

    Raises:
        UnwritableOutput: it can't be written.
    """
    from ledetraad.files import write_atomically
    from ledetraad.statistics.charts.picture import png, svg
    from ledetraad.statistics.charts.spec import spec

    drawn = spec(told.drawn(translate), translate)
    made = png(drawn) if path.suffix.lower() == ".png" else svg(drawn, LANGUAGE)
    write_atomically(path, lambda file: file.write(made))
    note(translate("Written: %(file)s") % {"file": path})


def show_changes(changes: Iterable[Change]) -> None:
    """What a new edition changed: how much of each kind, and the first hundred."""
    counts: Counter[str] = Counter()
    table = _table(
        translate("Content"),
        translate("Region"),
        translate("Category"),
        translate("Period"),
        translate("What happened"),
        translate("Old value"),
        translate("New value"),
    )
    for change in changes:
        kind = translate(CHANGE_NAMES[change.kind])
        counts[kind] += 1
        if counts.total() <= _MOST:
            table.add_row(
                change.content,
                change.region,
                change.category,
                change.period,
                kind,
                _cell(change.old, change.old_mark),
                _cell(change.new, change.new_mark),
            )
    out(", ".join(f"{kind}: {count}" for kind, count in counts.items()) or translate("No change."))
    if counts:
        console().print(table)


def show_standing(
    dataset: Dataset,
    content: Content,
    region: str,
    series: Mapping[str, Series],
    told: Standing,
) -> None:
    """A place beside others, the best first."""
    screen = console()
    names = dataset.regions
    decimals = 1 if content.decimals is None else content.decimals
    named = Named(names.get(region, region), content.unit, decimals)
    screen.print(Text(f"{content.label}, {told.year}", style="bold"))
    table = _table(translate("Place"), translate("Value"), translate("Difference"))
    values = {
        code: point.value
        for code, each in series.items()
        for point in each.known()
        if point.year == told.year and point.value is not None
    }
    for code in sorted(values, key=lambda each: -values[each]):
        mark = "→ " if code == region else "  "
        more = "" if code == region else named.number(told.value - values[code])
        table.add_row(f"{mark}{names.get(code, code)}", named.text(values[code]), more)
    screen.print(table)
    if told.rank is not None:
        place = translate("Number %(rank)s of %(of)s municipalities.")
        screen.print(Text(place % {"rank": told.rank, "of": told.of}))
    median = translate("The municipality in the middle has %(median)s.")
    screen.print(Text(median % {"median": named.text(told.median)}))
    if told.missing:
        missing = ", ".join(names.get(code, code) for code in told.missing)
        screen.print(Text(translate("Without a number: %(places)s.") % {"places": missing}))


def show_backtest(found: Backtest) -> None:
    """How well forecasts would have done."""
    told = translate("%(series)s series tested; %(refused)s are too short, broken or have gaps.")
    out(told % {"series": found.series, "refused": found.refused})
    total = found.total()
    if total is None:
        return
    table = _table(
        translate("Years ahead"),
        translate("Forecasts"),
        translate("Within 80 %"),
        translate("Within 95 %"),
        translate("MASE"),
        translate("MASE, no change"),
        translate("Ratio"),
    )
    for row in (*found.rows, total):
        table.add_row(*_row(row))
    console().print(table)
    labels = {name: translate(words) for name, words in MODEL_TEXTS.items()}
    out(", ".join(f"{labels[name]}: {times}" for name, times in found.models.items()))


def _row(row: Row) -> list[str]:
    ahead = translate("all") if row.ahead is None else str(row.ahead)
    shares = (f"{100 * each:.0f} %" for each in (row.within_80, row.within_95))
    return [ahead, str(row.forecasts), *shares, *_hundredths(row.mase, row.naive, row.ratio)]


def _hundredths(*values: float) -> list[str]:
    return [f"{value:.2f}" for value in values]


def _cell(value: float | None, mark: str | None) -> str:
    return mark or "–" if value is None else f"{value:g}"


def _table(*heads: str) -> Table:
    """A table with heads that are translated already."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(head)
    return table
