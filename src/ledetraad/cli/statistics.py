"""`ledetraad statistics …`: numbers in, kept, and told of."""

from __future__ import annotations

import typer

from ledetraad.cli import statistics_store
from ledetraad.cli.screen import translate

group = typer.Typer(
    name="statistics",
    help=translate("Statistics: kept by edition, compared, and told of."),
    no_args_is_help=True,
)
statistics_store.register(group)
