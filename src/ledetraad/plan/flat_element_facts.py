"""An element's facts in one cell, one on each line: "responsible|Ansvar: Miljø og plan".

Before the bar stands the fact's key, then the document's own word for it, then what it says, as
printed. Where the word has a colon it stands in quotation marks (doubled inside). People may leave
the key out, "Ansvar: Miljø og plan"; the word then says what the fact is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ledetraad.plan.model import Fact

NOT_KNOWN = "other"
_KEY = re.compile(r"(?P<key>[A-Za-z0-9][A-Za-z0-9_-]{0,63})\|(?P<rest>.*)", re.DOTALL)
_QUOTED = re.compile(r'"(?P<name>(?:[^"]|"")*)"\s*:(?P<value>.*)', re.DOTALL)
_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_LINES = re.compile(r"\r\n|[\n\r\v]")


def facts_cell(facts: Sequence[Fact]) -> str:
    """The facts of one element as the text of a cell; empty where there are none."""
    return "\n".join(
        f"{fact.key}|{_written(_on_one_line(fact.name))}: {_on_one_line(fact.value)}".rstrip()
        for fact in facts
    )


def facts_of(cell: str, key_of: Callable[[str], str]) -> tuple[Fact, ...]:
    """The facts that a cell tells, in order.

    Args:
        cell: what stands there.
        key_of: the key of a fact by the document's word for it, where the cell gives none.
    """
    return tuple(_fact(line.strip(), key_of) for line in _LINES.split(cell) if line.strip())


def _fact(line: str, key_of: Callable[[str], str]) -> Fact:
    keyed = _KEY.fullmatch(line)
    rest = keyed["rest"].strip() if keyed else line
    quoted = _QUOTED.fullmatch(rest)
    if quoted:
        name, value = quoted["name"].replace('""', '"'), quoted["value"]
    else:
        name, colon, value = rest.partition(":")
        if not colon:
            name, value = "", rest
    name = name.strip()
    key = keyed["key"] if keyed else key_of(name) if name else NOT_KNOWN
    return Fact(key=key, name=name, value=value.strip())


def _written(name: str) -> str:
    if ":" not in name and not name.startswith('"'):
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _on_one_line(text: str) -> str:
    return _LINE_BREAKS.sub(" ", text.strip())
