"""Starting the application from the command line: the database made ready, then the server."""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ledetraad.errors import InvalidSettings, LedetraadError, UnwritableOutput, reason
from ledetraad.i18n import N_

if TYPE_CHECKING:
    from ledetraad.web.demo.year import Account

DEMO_ROLE = "administrator"
DEMO_NAME = "demo"
THREADS = 2
"""How many requests each process answers at once."""
_MOST_WORKERS = 8


class ServerRefused(LedetraadError):
    """The server can't be started."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo is reached by."""

    slug: str
    name: str
    password: str
    accounts: tuple[Account, ...] = ()


def prepare(data: Path, *, demo: str = "") -> None:
    """Point the settings at a data folder, and bring its database up to date.

    Args:
        data: where the database, the secret key and all else that is kept is; made where it is new.
        demo: the address of a demonstration, which shows findings and components to everyone and
            keeps its mail in files; empty where it is none.

    Raises:
        UnwritableOutput: the folder can't be made or written to, or holds something else.
        InvalidSettings: DATABASE_URL is none.
    """
    os.environ["LEDETRAAD_DATA"] = str(data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "ledetraad.web.settings"
    if demo:
        os.environ["LEDETRAAD_DEMO"] = "1"
        os.environ.setdefault("LEDETRAAD_ADDRESS", demo)
    import django  # noqa: PLC0415  (only once the settings are chosen)
    from dj_database_url import ParseError, UnknownSchemeError  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    try:
        _keep_to_oneself(data)
        django.setup()
    except OSError as error:
        raise UnwritableOutput(
            N_("The data folder can't be used: %(reason)s."),
            where=str(data),
            remedy=N_("Choose another with --data."),
            reason=reason(error),
        ) from None
    except (ParseError, UnknownSchemeError):
        raise InvalidSettings(
            N_("This is not the address of a database."),
            where="DATABASE_URL",
            remedy=N_("Write it as postgresql://user:password@host/name."),
        ) from None
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        raise UnwritableOutput(
            N_("The database can't be used: %(reason)s."),
            where=str(data),
            remedy=N_("See that the folder may be written to, or that DATABASE_URL is right."),
            reason=error,
        ) from None


def _keep_to_oneself(data: Path) -> None:
    """Make the data folder and all that this process makes in it readable by its owner alone.

    So are files that are there already; where they are another account's, they stay as they are.
    """
    os.umask(0o077)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in (data, *data.glob("ledetraad.sqlite3*")):
        with suppress(PermissionError):
            one.chmod(0o700 if one.is_dir() else 0o600)


def set_up_demo(
    document: Path,
    *,
    owner: str,
    note: str,
    year: Path | None = None,
    economy: Path | None = None,
) -> Demo:
    """Take in and publish a document as the demo's plan, unless it is there already.

    Args:
        document: the plan.
        owner: the municipality's name where the plan itself has none.
        note: a sentence about the demo, shown on the page about the plan.
        year: an invented year of follow-up to fill it with; None for none.
        economy: an invented economy; None for none.

    Returns:
        The plan's address, and a name and a new password for the staff's pages.
    """
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from ledetraad.readers import read_document  # noqa: PLC0415
    from ledetraad.web.accounts.models import Membership, Municipality  # noqa: PLC0415
    from ledetraad.web.demo.climate import set_up_climate  # noqa: PLC0415
    from ledetraad.web.demo.economy import set_up_economy  # noqa: PLC0415
    from ledetraad.web.demo.hearing import set_up_hearing  # noqa: PLC0415
    from ledetraad.web.demo.year import set_up_year  # noqa: PLC0415
    from ledetraad.web.followup.publishing.demo import publish_example  # noqa: PLC0415
    from ledetraad.web.plans.models import WorkingCopy  # noqa: PLC0415
    from ledetraad.web.plans.services.plan_import import import_new, suggest_slug  # noqa: PLC0415
    from ledetraad.web.plans.services.plan_publish import publish  # noqa: PLC0415

    plan = read_document(document).plan
    slug = suggest_slug(plan)
    municipality, _ = Municipality.objects.get_or_create(
        name=plan.owner or owner, defaults={"source_note": note}
    )
    working_copy = WorkingCopy.objects.filter(slug=slug).first()
    if working_copy is None:
        working_copy, _result = import_new(
            municipality, document.read_bytes(), document.name, user=None, slug=slug
        )
    if not working_copy.publication_set.exists():
        publish(working_copy, user=None, now=timezone.now())
    user, _ = User.objects.get_or_create(username=DEMO_NAME)
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save()
    Membership.objects.filter(user=user, municipality=municipality).delete()
    Membership.objects.create(user=user, municipality=municipality, role=DEMO_ROLE)
    accounts = set_up_year(working_copy, year) if year is not None else []
    if economy is not None:
        set_up_economy(working_copy, economy)
    if year is not None:
        set_up_climate(working_copy, year.parent / "climate", now=timezone.now())
        publish_example(working_copy, now=timezone.now())
        set_up_hearing(working_copy, now=timezone.now())
    return Demo(slug, DEMO_NAME, password, tuple(accounts))


def free_port(host: str, port: int) -> None:
    """See that a port can be listened on.

    Raises:
        ServerRefused: it can't.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise ServerRefused(
                N_("The server can't listen there: %(reason)s."),
                where=f"{host}:{port}",
                remedy=N_("Choose another with --port or --host."),
                reason=reason(error),
            ) from None


def default_workers() -> int:
    """A process for each core that this one may use, within reason: one's Python uses one core."""
    return min(
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        _MOST_WORKERS,
    )


def serve(
    host: str, port: int, *, workers: int | None = None, worker_for: Path | None = None
) -> None:
    """Serve until stopped; `prepare` and `free_port` come first.

    Args:
        host: the address to listen on.
        port: the port.
        workers: how many processes answer requests; None for `default_workers`.
        worker_for: the data folder whose jobs a worker beside the server does; None for no worker.
    """
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    from ledetraad.web import evenly  # noqa: PLC0415
    from ledetraad.web.jobs.beside import worker_beside  # noqa: PLC0415

    many = workers or default_workers()
    if many > 1:
        evenly.BOARD = evenly.Board()
    server = Granian(
        "ledetraad.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=many,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
    )
    with worker_beside(worker_for) if worker_for is not None else nullcontext():
        server.serve()
