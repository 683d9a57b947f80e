"""Bounds on what is sent to the application, however large a request says that it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from ledetraad.readers.registry import LARGEST

_ROOM = 1_000_000
"""For the other fields of the form, and for what parts them."""


V = TypeVar("V", bound=Callable[..., Any])


def may_send(most: int) -> Callable[[V], V]:
    """Let a view take more than a document in.

    Args:
        most: how many bytes.
    """

    def marked(view: V) -> V:
        view.most_sent = most  # type: ignore[attr-defined]
        return view

    return marked


def _most(request: HttpRequest | None) -> int:
    match = request.resolver_match if request is not None else None
    found = getattr(match.func, "most_sent", LARGEST) if match is not None else LARGEST
    return int(found) + _ROOM


class BoundedUploads(FileUploadHandler):
    """Stops taking a request in where it is larger than its view says, or any document may be.

    What is left of the request is read and thrown away, so that the page that says so is seen.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._taken = 0
        self._most = _most(request)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Pass a piece of a file on, as long as there is room."""
        self._taken += len(raw_data)
        if self._taken > self._most:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next handler to keep the file."""
