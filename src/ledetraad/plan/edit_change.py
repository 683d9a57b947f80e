"""What every edit is: a value that can be kept as JSON, and made to a plan."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import AfterValidator, Field, SerializerFunctionWrapHandler, model_serializer

from ledetraad.plan.edit_outline import Outline
from ledetraad.plan.model import Reference, Value

LONGEST = 5_000
"""The most characters of what an edit says."""
_BLANKS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_UNSAYABLE = re.compile("[\ud800-\udfff\ufeff]")


def one_line(text: str) -> str:
    """A text on one line with single blanks, letters composed; control characters are blanks."""
    return normalize("NFC", _BLANKS.sub(" ", _UNSAYABLE.sub("", text)).strip())


Words = Annotated[str, Field(max_length=LONGEST), AfterValidator(one_line)]
References = Annotated[tuple[Reference, ...], Field(max_length=200)]


class Change(Value):
    """An edit of some kind.

    Args:
        op: which kind; it is always written, also where other defaults are left out.
    """

    op: str

    @abstractmethod
    def made(self, outline: Outline) -> Outline:
        """The plan with the change.

        Raises:
            InvalidEdit: it can't be made.
        """

    @model_serializer(mode="wrap")
    def _with_kind(self, fields: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {"op": self.op, **fields(self)}
