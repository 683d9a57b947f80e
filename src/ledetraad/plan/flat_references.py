"""References in one cell: "FN-T 11.3; AK", with what a code means where the scheme doesn't say it.

What is printed stands as it is, or in quotation marks (doubled inside) where it has a character
of this form's own; so does a code. In brackets follow the framework, the code and the basis.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast, get_args

from pydantic import ValidationError

from ledetraad.plan.model import Basis, CodeDefinition, Reference

_QUOTED = r'"(?:[^"]|"")*"'
_PLAIN = r'[^;\[\]"\s](?:[^;\[\]"]*[^;\[\]"\s])?'
_PART = re.compile(
    rf"\s*(?P<printed>{_QUOTED}|{_PLAIN})\s*"
    rf'(?:\[\s*(?P<framework>[\w-]+)\s+(?P<code>{_QUOTED}|[^\s;\[\]"]+)\s+(?P<basis>\w+)\s*\]\s*)?'
    r"(?:;|$)"
)
_CODE = re.compile(r'[^\s;\[\]"]+')
_ONE_CODE = re.compile(r'[^\s,;/&\[\]"]+')
_PRINTED = re.compile(_PLAIN)
_LONGEST_PRINTED = 60
_LONGEST_CODE = 30


def references_cell(references: Sequence[Reference], scheme: Sequence[CodeDefinition]) -> str:
    """The references of one element as the text of a cell; empty where there are none."""
    return "; ".join(_written(reference, scheme) for reference in references)


def split_cell(cell: str) -> list[str | Reference] | None:
    """The parts of a cell: a reference where its meaning is given, else what is printed.

    Returns:
        The parts; None where the cell is not of this form.
    """
    parts: list[str | Reference] = []
    place = 0
    cell = cell.strip().removesuffix(";")
    while place < len(cell):
        part = _PART.match(cell, place)
        if part is None:
            return None
        printed = _unquoted(part["printed"])
        if part["framework"] is None:
            parts.append(printed)
        elif part["basis"] not in get_args(Basis):
            return None
        else:
            try:
                reference = Reference(
                    printed=printed,
                    framework=part["framework"],
                    code=_unquoted(part["code"]),
                    basis=cast(Basis, part["basis"]),
                )
            except ValidationError:
                return None
            parts.append(reference)
        place = part.end()
    return parts


def by_scheme(printed: str, scheme: Sequence[CodeDefinition]) -> Reference | None:
    """What a printed code means by the plan's own scheme: a prefix, or one with a number after."""
    if len(printed) > _LONGEST_PRINTED:
        return None
    for definition in sorted(scheme, key=lambda definition: -len(definition.prefix)):
        if printed == definition.prefix:
            code = definition.prefix
        elif definition.numbered and printed.startswith(f"{definition.prefix} "):
            code = printed[len(definition.prefix) + 1 :].lower()
            if len(code) > _LONGEST_CODE or _ONE_CODE.fullmatch(code) is None:
                continue
        else:
            continue
        return Reference(
            printed=printed, framework=definition.framework, code=code, basis=definition.basis
        )
    return None


def _written(reference: Reference, scheme: Sequence[CodeDefinition]) -> str:
    printed = _quoted(reference.printed, _PRINTED)
    if by_scheme(reference.printed, scheme) == reference:
        return printed
    code = _quoted(reference.code, _CODE)
    return f"{printed} [{reference.framework} {code} {reference.basis}]"


def _quoted(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _unquoted(text: str) -> str:
    return text[1:-1].replace('""', '"') if text.startswith('"') else text
