"""`ledetraad statistics …`: numbers found, read, kept and told of."""

from __future__ import annotations

from ledetraad.cli import statistics_refresh, statistics_sources, statistics_store
from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import translate

group = Commands(
    name="statistics",
    help=translate("Statistics: found, read, kept by edition, compared, and told of."),
    no_args_is_help=True,
)
statistics_sources.register(group)
statistics_store.register(group, read=statistics_sources.datasets)
statistics_refresh.register(group)
