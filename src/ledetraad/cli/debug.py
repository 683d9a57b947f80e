"""`ledetraad read FILE --debug OUT.html`: what was understood, drawn on the document's pages."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ledetraad.cli.screen import LANGUAGE, note, translate
from ledetraad.files import write_atomically
from ledetraad.publish.debug_page import debug_page
from ledetraad.readers.forms.mapping import read_mapping
from ledetraad.readers.opened import open_and_read
from ledetraad.readers.registry import file_bytes, shown


def write_debug_page(file: Path, output: Path, mapping: Path | None) -> None:
    """Write the web page that shows how a document was understood.

    Args:
        file: the document.
        output: where the page is written.
        mapping: a file with what somebody has said of the document's form.

    Raises:
        UnreadableDocument: it can't be read.
        UnwritableOutput: the page can't be written.
    """
    data, name = file_bytes(file), shown(Path(file.name))
    opened = open_and_read(data, name, read_mapping(mapping) if mapping is not None else None)
    page = debug_page(opened, data, name, LANGUAGE)

    def write(out: BinaryIO) -> None:
        out.write(page.encode())

    write_atomically(output, write)
    note(translate("Written: %(file)s") % {"file": output})
