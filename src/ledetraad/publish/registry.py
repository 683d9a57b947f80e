"""Which writer makes which format."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from ledetraad.i18n import Language
from ledetraad.plan.model import Plan
from ledetraad.publish.profile import Profile
from ledetraad.publish.write_csv import CsvWriter
from ledetraad.publish.write_docx import DocxWriter
from ledetraad.publish.write_json import JsonWriter
from ledetraad.publish.write_markdown import MarkdownWriter
from ledetraad.publish.write_pdf import PdfWriter
from ledetraad.publish.write_turtle import TurtleWriter
from ledetraad.publish.write_xlsx import XlsxWriter


class Writer(Protocol):
    """Writes a plan in one format."""

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write the whole plan to `out`, headings and labels in `language`."""


WRITERS: dict[str, Writer] = {
    ".json": JsonWriter(),
    ".csv": CsvWriter(),
    ".xlsx": XlsxWriter(),
    ".md": MarkdownWriter(),
    ".ttl": TurtleWriter(),
    ".pdf": PdfWriter(),
    ".docx": DocxWriter(),
}


def in_look_of(writer: Writer, profile: Profile) -> Writer:
    """The writer of the same format in a municipality's look, if the format has a look."""
    return writer.in_look_of(profile) if isinstance(writer, PdfWriter) else writer
