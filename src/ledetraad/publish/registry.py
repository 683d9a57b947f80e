"""Which writer makes which format; a writer's module is loaded when it is first used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, Protocol, cast

from ledetraad.i18n import Language
from ledetraad.plan.model import Plan
from ledetraad.publish.profile import Profile


class Writer(Protocol):
    """Writes a plan in one format."""

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write the whole plan to `out`, headings and labels in `language`."""


class _InLook(Writer, Protocol):
    """Writes a plan in a format that has a look."""

    def in_look_of(self, profile: Profile) -> Writer:
        """The same in a municipality's look."""


@dataclass(frozen=True, slots=True)
class _Later:
    """A writer by its module in this package and its class there."""

    module: str
    name: str

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write as the writer does."""
        self.made().write(plan, out, language=language)

    def made(self) -> Writer:
        """The writer itself."""
        kind = getattr(import_module(f"ledetraad.publish.{self.module}"), self.name)
        return cast(Writer, kind())


WRITERS: dict[str, Writer] = {
    ".json": _Later("write_json", "JsonWriter"),
    ".csv": _Later("write_csv", "CsvWriter"),
    ".xlsx": _Later("write_xlsx", "XlsxWriter"),
    ".md": _Later("write_markdown", "MarkdownWriter"),
    ".ttl": _Later("write_turtle", "TurtleWriter"),
    ".pdf": _Later("write_pdf", "PdfWriter"),
    ".docx": _Later("write_docx", "DocxWriter"),
}


def in_look_of(ending: str, profile: Profile) -> Writer:
    """The writer of a format, in a municipality's look where the format has a look."""
    writer = WRITERS[ending]
    if ending == ".pdf" and isinstance(writer, _Later):
        return cast(_InLook, writer.made()).in_look_of(profile)
    return writer
