"""`ledetraad statistics add|list|show|changes|compare|backtest|verify`: the store at a terminal.

`register` puts the commands into a group that somebody else makes, and takes what reads files.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledetraad.cli.screen import FOUND, note, progress, translate
from ledetraad.cli.screen import plural as ngettext
from ledetraad.followup.direction import Direction

if TYPE_CHECKING:
    from ledetraad.followup.target import TargetPath
    from ledetraad.statistics.datasets import Content
    from ledetraad.statistics.observations import Observed
    from ledetraad.statistics.series import Series
    from ledetraad.statistics.store.settings import StatisticsSettings
    from ledetraad.statistics.store.store import Store

    Read = Callable[[Path], Iterable[Observed]]

Data = Annotated[Path, typer.Option("--data", help=translate("The folder that holds all data."))]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        readable=False,
        help=translate("The settings file; else ledetraad.toml nearby."),
    ),
]
Source = Annotated[str, typer.Argument(help=translate("Whose the numbers are, such as ssb."))]
Code = Annotated[str, typer.Argument(help=translate("The table, such as 12134."))]
ContentCode = Annotated[
    str | None, typer.Option("--content", help=translate("What is counted, by its code."))
]
Category = Annotated[str, typer.Option(help=translate("The other dimensions' codes, if any."))]
Way = Annotated[Direction, typer.Option("--direction", help=translate("Which way is better."))]
_VAR = Path("var")


def register(group: typer.Typer, read: Read | None = None) -> None:
    """Add the store's commands to a group.

    Args:
        group: the group `statistics`.
        read: what reads a file with statistics; without it, only the store's own files are read.
    """

    @group.command(help=translate("Keep the numbers in a file as an edition."))
    def add(
        files: Annotated[list[Path], typer.Argument(metavar="FILE …", readable=False)],
        *,
        edition: Annotated[
            str | None,
            typer.Option(help=translate("What the edition is called; else when it was changed.")),
        ] = None,
        data: Data = _VAR,
        config: Config = None,
    ) -> None:
        """Files to editions."""
        _add(files, edition, _store(data, config), read)

    for name, command, text in (
        ("list", _list, translate("Tell what there is.")),
        (
            "show",
            _show,
            translate("Show a table, or a series with its target and where it is going."),
        ),
        ("changes", _changes, translate("Tell what the latest edition changed.")),
        ("compare", _compare, translate("Set a place beside others.")),
        ("backtest", _backtest, translate("Test the forecasts on the numbers that came.")),
        ("verify", _verify, translate("See that every file is as it was written.")),
    ):
        group.command(name, help=text)(command)


def _add(files: list[Path], edition: str | None, store: Store, read: Read | None) -> None:
    from datetime import UTC, datetime

    from ledetraad.statistics.store.file import read_file

    now = datetime.now(UTC)
    for file in files:
        for observed in read_file(file, read):
            about = observed.dataset
            name = edition or (about.updated or now).date().isoformat()
            added = store.add(observed, name, now)
            said = {"code": f"{about.source} {about.code}", "edition": added.edition.name}
            if added.new:
                count = added.edition.rows
                text = ngettext(
                    "%(code)s: edition %(edition)s with %(count)s number kept.",
                    "%(code)s: edition %(edition)s with %(count)s numbers kept.",
                    count,
                )
                note(text % (said | {"count": count}))
            else:
                note(translate("%(code)s: nothing new since edition %(edition)s.") % said)


def _list(*, data: Data = _VAR, config: Config = None) -> None:
    """What there is."""
    from ledetraad.cli.statistics_tables import show_catalogue

    show_catalogue(_store(data, config).catalogue())


def _show(
    source: Source,
    code: Code,
    *,
    content: ContentCode = None,
    region: Annotated[
        str | None, typer.Option(help=translate("A place, by its code; shows its series."))
    ] = None,
    category: Category = "",
    target: Annotated[
        float | None, typer.Option(help=translate("The number to reach; needs --year."))
    ] = None,
    year: Annotated[int | None, typer.Option(help=translate("The target's year."))] = None,
    direction: Way = Direction.UP,
    picture: Annotated[
        Path | None,
        typer.Option("--chart", metavar="OUT.svg", help=translate("Draw it, as SVG or PNG.")),
    ] = None,
    data: Data = _VAR,
    config: Config = None,
) -> None:
    """A table, or a series."""
    from ledetraad.cli.statistics_tables import show_dataset, show_series, write_chart
    from ledetraad.statistics.tell import tell

    store = _store(data, config)
    dataset = store.dataset(source, code)
    if region is None:
        show_dataset(dataset, store.catalogue().get(source, code))
        return
    found = _content(dataset.contents, content)
    series = _series(store, config, (source, code, found.code, category), [region])
    path = _path(target, year, direction)
    told = tell(dataset, found, region, series[region], path=path)
    show_series(told)
    if picture is not None:
        write_chart(told, picture)


def _changes(
    source: Source,
    code: Code,
    *,
    since: Annotated[
        str | None, typer.Option(help=translate("Which edition to compare with; else the last."))
    ] = None,
    data: Data = _VAR,
    config: Config = None,
) -> None:
    """What the latest edition changed."""
    from ledetraad.cli.statistics_tables import show_changes
    from ledetraad.statistics.store.changes import changes
    from ledetraad.statistics.store.engine import engine

    store = _store(data, config)
    editions = store.catalogue().get(source, code).editions
    if since is None and len(editions) == 1:
        note(translate("There is only one edition."))
        return
    old = since or editions[-2].name
    with engine(_settings(config).engine) as runs:
        show_changes(changes(runs, store, (source, code), old))


def _compare(
    source: Source,
    code: Code,
    *,
    region: Annotated[str, typer.Option(help=translate("The place, by its code."))],
    peers: Annotated[
        str, typer.Option("--with", help=translate("The others, by their codes, with commas."))
    ],
    content: ContentCode = None,
    category: Category = "",
    direction: Way = Direction.UP,
    year: Annotated[
        int | None, typer.Option(help=translate("Which year; else the last one."))
    ] = None,
    data: Data = _VAR,
    config: Config = None,
) -> None:
    """A place beside others."""
    from ledetraad.cli.statistics_tables import show_standing
    from ledetraad.statistics.peers.standing import standing

    store = _store(data, config)
    dataset = store.dataset(source, code)
    found = _content(dataset.contents, content)
    regions = [region, *(each.strip() for each in peers.split(","))]
    series = _series(store, config, (source, code, found.code, category), regions)
    told = standing(series, region, direction, year)
    if told is None:
        note(translate("There is no number of %(region)s for that year.") % {"region": region})
        return
    show_standing(dataset, found, region, series, told)


def _backtest(
    source: Annotated[str | None, typer.Argument()] = None,
    code: Annotated[str | None, typer.Argument()] = None,
    *,
    ahead: Annotated[int, typer.Option(help=translate("How many years ahead."), min=1, max=15)] = 5,
    data: Data = _VAR,
    config: Config = None,
) -> None:
    """How well the forecasts would have done, on all series or on those of one table."""
    from ledetraad.cli.statistics_tables import show_backtest
    from ledetraad.statistics.methods.backtest import backtest
    from ledetraad.statistics.store.engine import engine, latest
    from ledetraad.statistics.store.series import series_in

    store = _store(data, config)
    catalogue = store.catalogue()
    every = [(kept.source, kept.code) for kept in catalogue.datasets]
    names = [(source, code)] if source is not None and code is not None else every
    datasets = [store.dataset(*name) for name in names]
    with engine(_settings(config).engine) as runs:
        rows = runs.observations(latest(store, catalogue, names))
        show_backtest(backtest(series_in(runs, rows, datasets).values(), ahead))


def _verify(*, data: Data = _VAR, config: Config = None) -> int:
    """Whether every file is as it was written."""
    from ledetraad.statistics.store.verify import verify

    store = _store(data, config)
    with progress(translate("Looking through the files")) as advance:
        found = list(verify(store, advance))
    for each in found:
        name = f"{each.source} {each.code} {each.edition}"
        note(f"{each.path}: {name}: {each.why.said(translate)}")
    if found:
        note(translate("Fetch what is damaged from a backup."))
        return FOUND
    count = sum(len(kept.editions) for kept in store.catalogue().datasets)
    sound = ngettext("%(count)s file is sound.", "%(count)s files are sound.", count)
    note(sound % {"count": count})
    return 0


def _settings(config: Path | None) -> StatisticsSettings:
    from ledetraad import config as settings
    from ledetraad.statistics.store.settings import StatisticsSettings

    found = config or settings.find(Path.cwd())
    where = str(found or settings.FILE)
    return settings.section(settings.load(found), "statistics", StatisticsSettings, where)


def _store(data: Path, config: Path | None) -> Store:
    from ledetraad.statistics.store.store import Store

    return Store(_settings(config).store(data))


def _content(contents: tuple[Content, ...], code: str | None) -> Content:
    from ledetraad.i18n import N_
    from ledetraad.statistics.store.faults import UnknownDataset

    found = [each for each in contents if code is None or each.code == code]
    if len(found) == 1:
        return found[0]
    raise UnknownDataset(
        N_("Say what is counted."),
        where="--content",
        remedy=N_("Choose one of these: %(codes)s."),
        codes=", ".join(each.code for each in contents),
    )


def _series(
    store: Store, config: Path | None, thing: tuple[str, str, str, str], regions: list[str]
) -> dict[str, Series]:
    from ledetraad.i18n import N_
    from ledetraad.statistics.store.engine import engine
    from ledetraad.statistics.store.faults import UnknownDataset
    from ledetraad.statistics.store.series import SeriesKey, series_of

    source, code, content, category = thing
    keys = {region: SeriesKey(source, code, content, region, category) for region in regions}
    with engine(_settings(config).engine) as runs:
        found = series_of(runs, store, keys.values())
    for region, key in keys.items():
        if key not in found:
            raise UnknownDataset(
                N_("There are no numbers of %(content)s for %(region)s."),
                where=f"{source} {code}",
                remedy=N_("See which places and categories the table has: choose other codes."),
                content=f"{content} {category}".strip(),
                region=region,
            )
    return {region: found[key] for region, key in keys.items()}


def _path(target: float | None, year: int | None, direction: Direction) -> TargetPath | None:
    from decimal import Decimal

    from ledetraad.followup.faults import InvalidRule
    from ledetraad.followup.target import TargetPath, TargetValue
    from ledetraad.i18n import N_

    if target is None and year is None:
        return None
    if target is None or year is None:
        raise InvalidRule(
            N_("A target needs both a year and a value."),
            remedy=N_("Give both --target and --year."),
        )
    return TargetPath(direction, None, (TargetValue(year, Decimal(str(target))),))
