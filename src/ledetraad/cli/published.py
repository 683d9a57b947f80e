"""`ledetraad publishedsite`: what the application has published, as files for any file server."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import note, progress, translate
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_

commands = Commands()


class NotPublished(LedetraadError):
    """A plan, or a publication of it, that there is none of."""


@commands.command(
    help=translate("Write a plan that has been published as files, with all that is shown of it.")
)
def publishedsite(
    slug: Annotated[
        str, typer.Argument(help=translate("The plan's part of its address: /plan/SLUG/."))
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help=translate("The folder to write to."))
    ],
    *,
    number: Annotated[
        int | None,
        typer.Option("--number", help=translate("Which publication; the newest if not given.")),
    ] = None,
    data: Annotated[
        Path, typer.Option("--data", help=translate("The folder that holds all data."))
    ] = Path("var"),
) -> None:
    """The pages of a publication: how it goes and the climate budget, as they were frozen."""
    from ledetraad.web import start

    start.prepare(data)
    from ledetraad.publish.site.write import write_site
    from ledetraad.web.plans.models import Publication

    found = Publication.objects.filter(working_copy__slug=slug.replace("\0", ""))
    if number is not None:
        found = found.filter(number=number)
    publication = found.first()
    if publication is None:
        raise NotPublished(
            N_("There is no such publication."),
            where=slug,
            remedy=N_("Publish the plan first, and give the last part of its address."),
        )
    with progress(translate("Pages")) as advance:
        count = write_site(publication.snapshot(), output, progress=advance)
    note(
        translate("%(count)s files written to %(folder)s. Open %(page)s in a browser.")
        % {"count": count, "folder": output, "page": output / "index.html"}
    )
