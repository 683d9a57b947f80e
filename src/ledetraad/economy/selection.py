"""Which ledger lines something takes, by their codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from ledetraad.i18n import N_
from ledetraad.validation import refusal

_CODES = re.compile(r"[\w.*]+(?:-[\w.]+)?")
FIELDS: Final = ("code", "function", "unit", "project")
"""The codes of a line that it can be taken by."""


class Selection(BaseModel):
    """Some ledger lines.

    Args:
        account_class: "1" for operations, "0" for investment; None for both.
        code, function, unit, project: the codes that it takes, each a code, a beginning with a
            star ("2*") or a span ("200-299"); empty for any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    account_class: Literal["0", "1"] | None = None
    code: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    project: tuple[str, ...] = ()

    @field_validator(*FIELDS)
    @classmethod
    def _readable(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if not _CODES.fullmatch(value) or "*" in value[:-1]:
                raise refusal(N_("“%(value)s” is no code, beginning or span"), value=value)
        return values

    @property
    def takes_all(self) -> bool:
        """Whether no code is named, so that every line is taken."""
        return not any(getattr(self, name) for name in FIELDS)

    def takes(self, line: Mapping[str, Any]) -> bool:
        """Whether it takes a line, given by its codes."""
        if self.account_class not in (None, line["class"]):
            return False
        return all(
            not wanted or any(_matches(line[name], each) for each in wanted)
            for name, wanted in ((name, getattr(self, name)) for name in FIELDS)
        )


def _matches(code: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return code.startswith(wanted[:-1])
    low, mark, high = wanted.partition("-")
    if mark:
        return len(code) == len(low) and low <= code <= high
    return code == wanted
