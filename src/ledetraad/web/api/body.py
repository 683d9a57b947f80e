"""JSON in and out."""

from __future__ import annotations

from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.web.api.problems import Problem

BYTES = "application/octet-stream"
"""What a file's body is said to be."""
_FILES = "/attachments"
_KEPT = "_ledetraad_body"
_DEEPEST = 12


class BodyParser(Parser):
    """Gives the body that `take_body` has read."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body."""
        return getattr(request, _KEPT)


class JsonRenderer(BaseRenderer):
    """Writes JSON; decimals as text, so that no digit is lost, and the keys of what is by year."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002
        """The bytes."""
        return orjson.dumps(data, default=str, option=orjson.OPT_NON_STR_KEYS)


def take_bytes(request: HttpRequest, most: int) -> bytes:
    """Read a request's body as it is.

    Args:
        request: the request.
        most: how many bytes are read.

    Raises:
        Problem: it is larger, not said to be bytes, or breaks off.
    """
    if request.content_type != BYTES:
        raise _wrong_media(request.content_type or "", BYTES)
    try:
        said = int(request.META.get("CONTENT_LENGTH") or 0)
        data: bytes = request.read(most + 1) if said <= most else b""
    except UnreadablePostError:
        raise _unreadable(Phrase(N_("the connection was broken"))) from None
    if max(said, len(data)) > most:
        raise Problem(
            "too-large",
            413,
            N_("The file is larger than %(most)s MB."),
            remedy=N_("Choose a smaller file."),
            most=most // 1_000_000,
        )
    return data


def take_body(request: HttpRequest) -> None:
    """Read a request's body, if it has one, for `BodyParser`; a file is left for `take_bytes`.

    Raises:
        Problem: it is too large, not JSON, or nested too deeply.
    """
    if request.content_type == BYTES and request.path.endswith(_FILES):
        return
    try:
        data = request.body
    except RequestDataTooBig:
        raise Problem(
            "too-large",
            413,
            N_("The body is larger than 1 MB."),
            remedy=N_("Send less at a time."),
        ) from None
    except UnreadablePostError:
        raise _unreadable(Phrase(N_("the connection was broken"))) from None
    if not data:
        return
    kind = (request.content_type or "application/json").lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise _wrong_media(kind, "application/json")
    try:
        said = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise _unreadable(str(error)) from None
    setattr(request, _KEPT, _clean(said))


def _clean(said: Any, depth: int = 0) -> Any:
    """What was sent without the character that no database keeps."""
    if depth > _DEEPEST:
        raise _unreadable(Phrase(N_("it is nested too deeply")))
    if isinstance(said, str):
        return said.replace("\0", "")
    if isinstance(said, list):
        return [_clean(one, depth + 1) for one in said]
    if isinstance(said, dict):
        return {key.replace("\0", ""): _clean(one, depth + 1) for key, one in said.items()}
    return said


def _wrong_media(media: str, wanted: str) -> Problem:
    return Problem(
        "media-type",
        415,
        N_("The body is “%(media)s”, and should be “%(wanted)s”."),
        remedy=N_("Send it with that “Content-Type”."),
        media=media[:60],
        wanted=wanted,
    )


def _unreadable(reason: str | Phrase) -> Problem:
    return Problem(
        "unreadable",
        400,
        N_("The body can't be read as JSON: %(reason)s."),
        remedy=N_("Correct it, and send again."),
        reason=reason,
    )
