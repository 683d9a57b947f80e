"""Bounds on what is sent to the application, however large a request says that it is."""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from ledetraad.readers.registry import LARGEST

_ROOM = 1_000_000
"""For the other fields of the form, and for what parts them."""


class BoundedUploads(FileUploadHandler):
    """Stops taking a request in where it is larger than any document may be.

    What is left of the request is read and thrown away, so that the page that says so is seen.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Pass a piece of a file on, as long as there is room."""
        self._taken += len(raw_data)
        if self._taken > LARGEST + _ROOM:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next handler to keep the file."""
