"""What a speaker sends, whole: read from a form or typed in by staff, kept as bytes with a hash."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from ledetraad.hearing.speakers import Speaker
from ledetraad.hearing.text import clean, clean_line
from ledetraad.i18n import N_
from ledetraad.validation import refusal

LONGEST_TEXT = 20_000
"""The most characters of one comment."""
LONGEST_LINE = 254
"""The most characters of an address; a name has fewer."""
MOST_COMMENTS = 40
MAIL_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}"
)
"""What an e-mail address looks like; whether it is anybody's is told by a mail to it."""
_Line = Annotated[str, StringConstraints(max_length=150)]
_Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]


class Said(BaseModel):
    """One comment.

    Args:
        element: the key of what it is about in the plan; empty for the whole plan.
        text: what is meant.
        wording: how the element should read instead; empty where nothing else is suggested.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    element: Annotated[str, StringConstraints(max_length=64)] = ""
    text: _Text = ""
    wording: _Text = ""

    @field_validator("text", "wording", mode="before")
    @classmethod
    def _cleaned(cls, value: object) -> object:
        return clean(value, LONGEST_TEXT) if isinstance(value, str) else value

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.text or self.wording)


class Sent(BaseModel):
    """A statement as it was sent.

    Args:
        speaker: the sender's kind.
        name: the person's, the organisation's or the body's; a child needs none.
        contact: who speaks for an organisation or a body.
        mail: where the receipt and the answer are sent; empty for nowhere.
        may_name: whether the sender agrees to be named.
        area: the part of the municipality that the sender lives in; empty where it isn't said.
        said: the comments.
        language: of the screen it was written on, for letters.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    speaker: Speaker
    name: _Line = ""
    contact: _Line = ""
    mail: Annotated[str, StringConstraints(max_length=LONGEST_LINE)] = ""
    may_name: bool = False
    area: Annotated[str, StringConstraints(max_length=200)] = ""
    said: Annotated[tuple[Said, ...], Field(max_length=MOST_COMMENTS)] = ()
    language: str = "nb"

    @field_validator("name", "contact", "mail", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        return clean_line(value, LONGEST_LINE) if isinstance(value, str) else value

    @field_validator("mail")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if value and MAIL_ADDRESS.fullmatch(value) is None:
            raise refusal(N_("it is no e-mail address"))
        return value

    @model_validator(mode="after")
    def _someone_says_something(self) -> Sent:
        if not self.name and self.speaker is not Speaker.CHILD:
            raise refusal(N_("the sender needs a name"))
        if not any(not one.empty for one in self.said):
            raise refusal(N_("nothing is said in it yet"))
        return self


def original(fields: list[tuple[str, str]]) -> tuple[bytes, str]:
    """A form's fields as they came, as bytes to keep, and their SHA-256 in hexadecimal.

    Args:
        fields: name and value, in the order sent, just as they were.
    """
    data = json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return data, hashlib.sha256(data).hexdigest()
