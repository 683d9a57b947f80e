"""Bounds on what is sent to the application, however large a request says that it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

_ROOM = 1_000_000
"""For the other fields of the form, and for what parts them."""
TAKEN = 50_000_000 + _ROOM
"""The most that is taken in: five files of the largest that a hearing takes. What reads a file has
bounds of its own."""
READ = 4
"""So many times what is taken in is read and thrown away, so that a browser gets to see the page
that says so. Of what is larger nothing is read."""
V = TypeVar("V", bound=Callable[..., Any])


def may_send(most: int) -> Callable[[V], V]:
    """Let a view take in more than others do.

    Args:
        most: how many bytes.
    """

    def marked(view: V) -> V:
        view.most_sent = most  # type: ignore[attr-defined]
        return view

    return marked


def _most(request: HttpRequest | None) -> int:
    match = request.resolver_match if request is not None else None
    found = getattr(match.func, "most_sent", 0) if match is not None else 0
    return max(TAKEN, int(found) + _ROOM)


class BoundedUploads(FileUploadHandler):
    """Stops taking a request in where it is larger than any that is meant for its view."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._taken = 0
        self._most = _most(request)

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002
        META: dict[str, str],  # noqa: ARG002, N803
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Read nothing of a request that says itself that it is far too large.

        Raises:
            RequestDataTooBig: it does.
        """
        if content_length > READ * self._most:
            raise RequestDataTooBig("the request is far larger than anything that is taken in")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Pass a piece of a file on, as long as there is room."""
        self._taken += len(raw_data)
        if self._taken > self._most:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next handler to keep the file."""

    def upload_complete(self) -> None:
        """See that nothing was left out, once the request has been read to its end.

        Raises:
            RequestDataTooBig: something was: a form is never taken in without some of its files.
        """
        if self._taken > TAKEN:
            raise RequestDataTooBig("the files are larger than what is taken in together")
