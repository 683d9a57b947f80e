"""What went wrong, as an answer: a problem document (RFC 9457) in the language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.validation import every_fault
from ledetraad.web.followup.indicators.services.value_enter import Doubtful
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.pages import language_of

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:ledetraad:problem:"
TITLES: Mapping[str, str] = {
    "unreadable": N_("The body can't be read"),
    "no-token": N_("A token is needed"),
    "not-allowed": N_("The token is not good for this"),
    "not-found": N_("There is nothing here"),
    "method": N_("This can't be done here"),
    "doubtful": N_("Is this right?"),
    "refused": N_("This can't be done now"),
    "changed": N_("Changed meanwhile"),
    "too-large": N_("The body is too large"),
    "media-type": N_("The body is of another kind"),
    "invalid": N_("Some of it can't be taken as it is"),
    "no-version": N_("The version is missing"),
    "too-many": N_("Too many requests"),
    "fault": N_("A fault of ours"),
}
"""What each kind of problem is called."""


class Problem(LedetraadError):
    """Something that stands in the way of an answer.

    Args:
        kind: one of `TITLES`.
        status: the HTTP status.
        headers: of the answer.
        more: what stands beside in the document.
    """

    def __init__(
        self,
        kind: str,
        status: int,
        what: str,
        *,
        remedy: str = "",
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
        **values: object,
    ) -> None:
        super().__init__(what, where="", remedy=remedy, **values)
        self.kind = kind
        self.status = status
        self.headers = dict(headers or {})
        self.more = dict(more or {})


def not_found() -> Problem:
    """There is nothing at this address, or it is not for this person."""
    return Problem(
        "not-found",
        404,
        N_("There is nothing at this address, or it is not for you."),
        remedy=N_("Look at the address; /api/v1/openapi.json has them all."),
    )


def invalid(error: ValidationError, *, under: frozenset[str] = frozenset()) -> FormRefused:
    """Values that can't be so, told at each field.

    Args:
        error: what pydantic says.
        under: names that stand before the fields' own and are left out.
    """
    found: dict[str, LedetraadError] = {}
    for place, why in every_fault(error):
        head, _, rest = place.partition(".")
        field = rest if head in under else place
        found.setdefault(
            field,
            FieldRefused(
                N_("This can't be: %(reason)s."),
                remedy=N_("Correct it, and send again."),
                reason=why,
            ),
        )
    return FormRefused(found)


def answer(request: HttpRequest, error: LedetraadError) -> HttpResponse:
    """The answer that tells of an error."""
    problem = error if isinstance(error, Problem) else None
    kind, status = (problem.kind, problem.status) if problem is not None else _kind(error)
    translate = catalogue(language_of(request)).gettext
    document: dict[str, Any] = {
        "type": TYPE + kind,
        "title": translate(TITLES[kind]),
        "status": status,
        "detail": error.what(translate),
        "instance": request.path,
    }
    remedy = _remedy(error, kind)
    if remedy is None:
        document["remedy"] = error.remedy(translate)
    else:
        document["remedy"] = translate(remedy)
    if isinstance(error, FormRefused):
        document["errors"] = [
            {"field": field, "detail": why.what(translate), "remedy": why.remedy(translate)}
            for field, why in error.problems.items()
        ]
    if isinstance(error, Doubtful):
        document["doubts"] = [doubt.said(translate) for doubt in error.doubts]
        document["sure"] = error.stamp
    if problem is not None:
        document |= problem.more
    response = HttpResponse(orjson.dumps(document), status=status, content_type=MEDIA_TYPE)
    for name, value in (problem.headers if problem is not None else {}).items():
        response[name] = value
    return response


def _kind(error: LedetraadError) -> tuple[str, int]:
    if isinstance(error, FormRefused):
        return "invalid", 422
    if isinstance(error, ChangedMeanwhile):
        return "changed", 412
    if isinstance(error, Doubtful):
        return "doubtful", 409
    return "refused", 409


def _remedy(error: LedetraadError, kind: str) -> str | None:
    """What a program should do, where the words are meant for a page."""
    if isinstance(error, FormRefused):
        return N_("Look at “errors”, and send again.")
    if isinstance(error, Doubtful):
        return N_("Nothing has been stored yet. Send again with “sure” if it is right.")
    if kind == "changed":
        return N_("Get it anew, and change what stands there now.")
    return None
