"""Versions of things: told as an entity tag, and asked for before a change (RFC 9110, § 13.1.1).

A tag begins with the version, as in "3" or "3-118"; what follows tells of what else the answer
rests on, and is passed over when something is changed.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.api.problems import Problem

_ANY = "*"


def tag(version: int, *more: Any) -> str:
    """The entity tag of a version."""
    return f'"{"-".join(str(one) for one in (version, *more))}"'


def tell(response: HttpResponse, version: int, *more: Any) -> None:
    """Put the entity tag on an answer."""
    response["ETag"] = tag(version, *more)


def require_version(request: HttpRequest) -> None:
    """Go on only where the request says which version it is to change.

    Raises:
        Problem: it doesn't.
    """
    if not request.headers.get("If-Match", "").strip():
        raise Problem(
            "no-version",
            428,
            N_("The header “If-Match” is missing, which says what version you have seen."),
            remedy=N_("Send the “ETag” that you have got, or “*” to change it whatever it says."),
        )


def require_same(request: HttpRequest, version: int) -> None:
    """Go on only where the version that the request names is the one that stands.

    Args:
        request: what it says in "If-Match".
        version: the one that stands, held so that nobody changes it meanwhile.

    Raises:
        Problem: it names none, or another.
    """
    require_version(request)
    header = request.headers["If-Match"].strip()
    named = parse_etags(header) or [header]
    versions = {one.removeprefix("W/").strip('"').partition("-")[0] for one in named}
    if _ANY not in versions and str(version) not in versions:
        raise _changed(version)


def _changed(version: int) -> LedetraadError:
    return Problem(
        "changed",
        412,
        N_("It is at version %(version)s now, and has been changed since you got it."),
        remedy=N_("Get it anew, and change what stands there now."),
        headers={"ETag": tag(version)},
        more={"version": version},
        version=version,
    )
