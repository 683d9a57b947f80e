"""The commands that start the web application, and those for the people who use it."""

# ruff: noqa: PLC0415

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import note, translate
from ledetraad.web.accounts.rights import ROLE_NAMES, Role

commands = Commands()
_LOOPBACK = "127.0.0.1"
"""Passkeys are bound to a name, which this machine has as well."""

Data = Annotated[Path, typer.Option("--data", help=translate("The folder that holds all data."))]
Host = Annotated[str, typer.Option("--host", help=translate("The address to listen on."))]
Port = Annotated[
    int, typer.Option("--port", min=1, max=65535, help=translate("The port to listen on."))
]
Unit = Annotated[
    str,
    typer.Option("--unit", help=translate("The unit that a contributor or a leader works in.")),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", min=1, help=translate("How many processes; one a core if not given.")
    ),
]
NoWorker = Annotated[
    bool, typer.Option("--no-worker", help=translate("Start no worker beside the server."))
]


@commands.command(help=translate("Start the web application."))
def serve(
    *,
    data: Data = Path("var"),
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = None,
    no_worker: NoWorker = False,
) -> None:
    """The web application, its database made ready first."""
    from ledetraad.web import start

    start.free_port(host, port)
    start.prepare(data)
    note(
        translate("Serving on %(address)s – stop with Ctrl+C.") % {"address": _address(host, port)}
    )
    start.serve(host, port, workers=workers, worker_for=None if no_worker else data)


@commands.command(help=translate("Start the web application with an example plan published."))
def demo(
    *,
    file: Annotated[
        Path | None, typer.Option("--file", help=translate("Another plan than the example."))
    ] = None,
    data: Data = Path("var/demo"),
    host: Host = "127.0.0.1",
    port: Port = 8000,
    no_worker: NoWorker = False,
) -> None:
    """The demo."""
    from ledetraad.cli.example import example_economy, example_plan, example_year
    from ledetraad.readers import read_document
    from ledetraad.web import start

    document = file or example_plan()
    start.free_port(host, port)
    read_document(document)
    address = _address(host, port)
    start.prepare(data, demo=_address("localhost" if host == _LOOPBACK else host, port))
    made = start.set_up_demo(
        document,
        owner="Eksempel kommune",
        note=translate("This is a demonstration, not the municipality's own site."),
        year=example_year() if file is None else None,
        economy=example_economy() if file is None else None,
    )
    note(translate("The plan is at %(address)s") % {"address": f"{address}plan/{made.slug}/"})
    note(
        translate("Staff's pages: %(address)s – name %(name)s, password %(password)s")
        % {"address": f"{address}arbeid/", "name": made.name, "password": made.password}
    )
    for account in made.accounts:
        note(
            translate("  as %(role)s: name %(name)s, password %(password)s")
            % {
                "role": translate(ROLE_NAMES[account.role]),
                "name": account.name,
                "password": account.password,
            }
        )
    if not os.environ.get("LEDETRAAD_MAIL_URL"):
        note(translate("Mail is kept as files in %(folder)s.") % {"folder": str(data / "mail")})
    note(translate("Stop with Ctrl+C."))
    start.serve(host, port, workers=1, worker_for=None if no_worker else data)


@commands.command(help=translate("Give a person an account for the staff's pages."))
def adduser(
    name: Annotated[str, typer.Argument(help=translate("What the person signs in with."))],
    municipality: Annotated[
        str, typer.Option("--municipality", help=translate("The municipality's name."))
    ],
    *,
    role: Annotated[Role, typer.Option(help=translate("What the person may do."))] = Role.READER,
    unit: Unit = "",
    password: Annotated[
        str,
        typer.Option(
            prompt=translate("Password"),
            confirmation_prompt=translate("Password again"),
            hide_input=True,
            envvar="LEDETRAAD_PASSWORD",
            help=translate("Asked for if not given."),
        ),
    ],
    data: Data = Path("var"),
) -> None:
    """An account with a role in a municipality."""
    from ledetraad.web import start

    start.prepare(data)
    from ledetraad.web.accounts.services.person_add import add_person

    add_person(name, password, municipality, role, unit)
    note(translate("%(name)s can now sign in.") % {"name": name})


@commands.command(help=translate("Give a person another role, or one in another municipality."))
def setrole(
    name: Annotated[str, typer.Argument(help=translate("What the person signs in with."))],
    municipality: Annotated[
        str, typer.Option("--municipality", help=translate("The municipality's name."))
    ],
    *,
    role: Annotated[Role, typer.Option(help=translate("What the person may do."))],
    unit: Unit = "",
    data: Data = Path("var"),
) -> None:
    """A role in a municipality for someone who has an account."""
    from ledetraad.web import start

    start.prepare(data)
    from ledetraad.web.accounts.services.person_change import set_role

    set_role(name, municipality, role, unit)
    note(
        translate("%(name)s now has the role %(role)s in %(municipality)s.")
        % {"name": name, "role": role.value, "municipality": municipality}
    )


@commands.command(help=translate("Give a person a new password."))
def setpassword(
    name: Annotated[str, typer.Argument(help=translate("What the person signs in with."))],
    *,
    password: Annotated[
        str,
        typer.Option(
            prompt=translate("Password"),
            confirmation_prompt=translate("Password again"),
            hide_input=True,
            envvar="LEDETRAAD_PASSWORD",
            help=translate("Asked for if not given."),
        ),
    ],
    reset_steps: Annotated[
        bool,
        typer.Option(
            "--reset-steps",
            help=translate("Remove passkeys and codes, too, such as where a device is lost."),
        ),
    ] = False,
    data: Data = Path("var"),
) -> None:
    """A new password for someone who has an account."""
    from ledetraad.web import start

    start.prepare(data)
    from ledetraad.web.accounts.services.person_change import set_password

    set_password(name, password, reset_steps=reset_steps)
    note(translate("%(name)s has a new password.") % {"name": name})


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
