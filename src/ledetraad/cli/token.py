"""`ledetraad token`, `tokens` and `revoketoken`: tokens by which other programs use the API."""

# ruff: noqa: PLC0415

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import note, out, translate

commands = Commands()

Data = Annotated[Path, typer.Option("--data", help=translate("The folder that holds all data."))]
Name = Annotated[str, typer.Argument(help=translate("What the person signs in with."))]


class Scope(StrEnum):
    """What a token is good for."""

    READ = "read"
    WRITE = "write"


@commands.command(help=translate("Make a token by which another program uses the API."))
def token(
    name: Name,
    municipality: Annotated[
        str, typer.Option("--municipality", help=translate("The municipality's name."))
    ],
    *,
    scope: Annotated[
        Scope, typer.Option(help=translate("What it is good for; writing takes reading with it."))
    ] = Scope.READ,
    purpose: Annotated[str, typer.Option("--for", help=translate("What it is used for."))] = "API",
    days: Annotated[int, typer.Option(help=translate("How many days it lasts."))] = 365,
    data: Data = Path("var"),
) -> None:
    """A token, told this once."""
    from ledetraad.web import start

    start.prepare(data)
    from django.utils import timezone

    from ledetraad.web.api.models import ApiToken
    from ledetraad.web.api.services.token_make import make_token, owner_of

    made = make_token(
        *owner_of(name, municipality),
        name=purpose,
        scope=ApiToken.Scope(scope.value),
        days=days,
        now=timezone.now(),
    )
    out(made.text)
    note(
        translate(
            "Keep it well: it is not told again. It lasts until %(day)s, as number %(number)s."
        )
        % {"day": timezone.localdate(made.token.ends_at).isoformat(), "number": made.token.pk}
    )


@commands.command(help=translate("List a person's tokens."))
def tokens(name: Name, *, data: Data = Path("var")) -> None:
    """Every token of a person."""
    from ledetraad.web import start

    start.prepare(data)
    from django.utils import timezone

    from ledetraad.web.api.models import ApiToken

    now = timezone.now()
    found = ApiToken.objects.filter(user__username__iexact=name.replace("\0", ""))
    for one in found.select_related("user", "municipality"):
        state = (
            translate("can be used") if one.is_good(now) else translate("can't be used any more")
        )
        used = timezone.localdate(one.last_used_at).isoformat() if one.last_used_at else "–"
        ends = timezone.localdate(one.ends_at).isoformat()
        out("\t".join([str(one.pk), one.name, str(one.municipality), one.scope, ends, used, state]))


@commands.command(help=translate("Make a token void at once."))
def revoketoken(
    number: Annotated[int, typer.Argument(help=translate("The token's number."))],
    *,
    data: Data = Path("var"),
) -> None:
    """A token that is good for nothing any more."""
    from ledetraad.web import start

    start.prepare(data)
    from django.utils import timezone

    from ledetraad.web.api.services.token_revoke import revoke_token

    revoked = revoke_token(number, now=timezone.now())
    note(translate("The token “%(name)s” is void now.") % {"name": revoked.name})
