"""`ledetraad read FILE --debug OUT.html`: what was understood, drawn on the document's pages."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ledetraad.cli.screen import LANGUAGE, note, translate
from ledetraad.errors import InvalidSettings
from ledetraad.i18n import N_
from ledetraad.publish.files import write_atomically
from ledetraad.readers.pdf.debug import debug_page
from ledetraad.readers.registry import file_bytes, shown


def write_debug_page(file: Path, output: Path) -> None:
    """Write the web page that shows how a document was understood.

    Raises:
        InvalidSettings: the document is none that can be drawn on.
        UnreadableDocument: it can't be read.
        UnwritableOutput: the page can't be written.
    """
    if file.suffix.lower() != ".pdf":
        raise InvalidSettings(
            N_("Only a PDF can be drawn on as yet."),
            where=shown(file),
            remedy=N_("Leave out --debug, or save the document as PDF first."),
        )
    page = debug_page(file_bytes(file), shown(Path(file.name)), translate, LANGUAGE)

    def write(out: BinaryIO) -> None:
        out.write(page.encode())

    write_atomically(output, write)
    note(translate("Written: %(file)s") % {"file": output})
