"""Bounds on what is sent to the application, however large a request says that it is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

_ROOM = 1_000_000
"""For the other fields of the form, and for what parts them."""
TAKEN = 50_000_000 + _ROOM
"""The most that is taken in: five files of the largest that a hearing takes. What reads a file has
bounds of its own."""
READ = 4 * TAKEN
"""Beyond this nothing is read. What is smaller is read and thrown away, so that a browser gets to
see the page that says so."""


class BoundedUploads(FileUploadHandler):
    """Stops taking a request in where it is larger than any that is meant for us."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._taken = 0

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
        if content_length > READ:
            raise RequestDataTooBig("the request is far larger than anything that is taken in")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Pass a piece of a file on, as long as there is room."""
        self._taken += len(raw_data)
        if self._taken > TAKEN:
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
