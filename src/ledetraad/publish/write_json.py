"""The plan as JSON: the exchange format, whole, whatever the language of the screen."""

from __future__ import annotations

from typing import BinaryIO

from ledetraad.i18n import Language
from ledetraad.plan.exchange import dumps
from ledetraad.plan.model import Plan


class JsonWriter:
    """Writes the exchange format, that `ledetraad schema` describes."""

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:  # noqa: ARG002
        """Write the whole plan to `out`; keys and values are the same in every language."""
        out.write(dumps(plan))
