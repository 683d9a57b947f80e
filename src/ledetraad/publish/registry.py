"""Which writer makes which format."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from ledetraad.i18n import Language
from ledetraad.plan.exchange import dumps
from ledetraad.plan.model import Plan


class Writer(Protocol):
    """Writes a plan in one format."""

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write the whole plan to `out`, headings and labels in `language`."""


class _Json:
    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        out.write(dumps(plan))


WRITERS: dict[str, Writer] = {
    ending: _Json() for ending in (".json", ".csv", ".xlsx", ".md", ".ttl")
}
