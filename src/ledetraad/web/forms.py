"""What somebody has written in a form → values, with what is wrong told at each field.

Numbers and dates are read as people write them; what can be read in two ways is asked back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ledetraad.errors import LedetraadError, Phrase
from ledetraad.followup.written import number
from ledetraad.followup.written_dates import day
from ledetraad.i18n import N_
from ledetraad.validation import every_fault

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
_ROW = re.compile(r"([a-z_]+)-([0-9]{1,4})-([a-z_]+)")
_MOST_ROWS = 200
_MOST_DIGITS = 18
"""All numbers of so many digits have room in eight bytes."""


class FormRefused(LedetraadError):
    """A form with fields that can't be taken as they are.

    Args:
        problems: for each field's name, what is wrong with it.
    """

    def __init__(self, problems: Mapping[str, LedetraadError]) -> None:
        super().__init__(
            N_("Some of the fields can't be taken as they are."),
            remedy=N_("Look at the fields that are marked, and save again. Nothing is lost."),
        )
        self.problems = dict(problems)


class FieldRefused(LedetraadError):
    """A field that says something it can't."""


@dataclass
class Form:
    """The fields of a form, read one by one; what is wrong is gathered and told at the end.

    Args:
        said: what was sent, by the fields' names.
    """

    said: Mapping[str, str]
    problems: dict[str, LedetraadError] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field as it stands, without blanks around it."""
        return self.said.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()

    def number(self, name: str) -> Decimal | None:
        """A number; None where the field is empty or can't be read."""
        return self._read(name, number)

    def whole(self, name: str) -> int | None:
        """A whole number; None where the field is empty or can't be read."""
        value = self.number(name)
        if value is None:
            return None
        if value != value.to_integral_value():
            self.problems[name] = FieldRefused(
                N_("This has to be a whole number."), remedy=N_("Write it without decimals.")
            )
            return None
        return int(value)

    def day(self, name: str) -> date | None:
        """A day; None where the field is empty or can't be read."""
        return self._read(name, day)

    def key(self, name: str) -> int | None:
        """The key of something that was chosen; None where nothing was."""
        return whole(self.text(name))

    def rows(self, name: str) -> list[tuple[int, Form]]:
        """The rows of a part of the form: fields named "NAME-ROW-FIELD"; no empty ones."""
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for key, text in self.said.items():
            match = _ROW.fullmatch(key)
            if match is not None and match[1] == name:
                found[int(match[2])][match[3]] = text
        rows = []
        for number_, fields in sorted(found.items())[:_MOST_ROWS]:
            if any(text.strip() for key, text in fields.items() if key not in _CHOICES):
                rows.append((number_, Form(fields)))
        return rows

    def gather(self, name: str, number_: int, row: Form) -> None:
        """Take over what is wrong with a row."""
        for key, problem in row.problems.items():
            self.problems[f"{name}-{number_}-{key}"] = problem

    def make(self, model: type[M], values: Mapping[str, Any], names: Mapping[str, str]) -> M:
        """The values that the form says, whole.

        Args:
            model: what they are.
            values: by the model's fields.
            names: the form's name of a field, where it is another than the model's.

        Raises:
            FormRefused: a field says something it can't.
        """
        made: M | None = None
        try:
            made = model.model_validate(values)
        except ValidationError as error:
            for place, why in every_fault(error):
                name = names.get(place, place.replace(".", "-"))
                self.problems.setdefault(name, _refused(why))
        if self.problems or made is None:
            raise FormRefused(self.problems)
        return made

    def _read(self, name: str, reader: Callable[[str], T]) -> T | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return reader(text)
        except LedetraadError as problem:
            self.problems[name] = problem
            return None


_CHOICES = frozenset({"kind", "status", "likelihood", "consequence"})
"""Fields of a row that are always filled, and so say nothing of whether the row is used."""


def _refused(why: Phrase) -> FieldRefused:
    return FieldRefused(
        N_("This can't be: %(reason)s."), remedy=N_("Correct it, and save again."), reason=why
    )


def whole(text: str) -> int | None:
    """A whole number that the database can hold, as an address or a form says a key or a version.

    Args:
        text: digits alone; all else is None.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def wholes(texts: Iterable[str]) -> list[int]:
    """Those of some texts that are whole numbers."""
    return [one for one in map(whole, texts) if one is not None]


def sent(post: Mapping[str, Any]) -> dict[str, str]:
    """A request's fields as text, the last of each name."""
    return {name: str(value) for name, value in post.items()}


def chosen(keys: Sequence[str]) -> list[str]:
    """What was ticked, each once, in the order sent."""
    return list(dict.fromkeys(keys))
