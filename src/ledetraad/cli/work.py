"""`ledetraad work`: what is to be done in the background, done."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import note, translate
from ledetraad.cli.screen import plural as ngettext

commands = Commands()


@commands.command(help=translate("Do what is to be done in the background."))
def work(
    *,
    data: Annotated[
        Path, typer.Option("--data", help=translate("The folder that holds all data."))
    ] = Path("var"),
    once: Annotated[
        bool, typer.Option("--once", help=translate("Stop when nothing is left to do."))
    ] = False,
    parent: Annotated[int | None, typer.Option("--parent", hidden=True)] = None,
) -> None:
    """A worker."""
    from ledetraad.web import start

    start.prepare(data)
    from ledetraad.web.jobs.parent import ending_with
    from ledetraad.web.jobs.stopping import Stopping
    from ledetraad.web.jobs.worker import work as work_on
    from ledetraad.web.jobs.worker import work_once

    stopping = Stopping()
    with stopping.by_signals(), ending_with(parent):
        if once:
            _tell(work_once(stopping=stopping))
            return
        if parent is None:
            note(translate("Working – stop with Ctrl+C."))
        work_on(stopping=stopping)


def _tell(begun: int) -> None:
    from ledetraad.web.jobs.queue import Waiting

    note(ngettext("%(count)s job was run.", "%(count)s jobs were run.", begun) % {"count": begun})
    later = Waiting.now().count
    if later:
        said = ngettext("%(count)s job waits for later.", "%(count)s jobs wait for later.", later)
        note(said % {"count": later})
