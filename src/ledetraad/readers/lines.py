"""The lines of a text document with what their white space tells: indent, page, empty cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

TAB = 4
SOFT_HYPHEN = "\u00ad"
_MARKS = "\ufeff\u200b\u200c\u200d\u2060\ufffe\uffff\x7f"
_CONTROLS = "".join(map(chr, {*range(0x20)} - {*map(ord, "\t\n\v\f\x1c\x1d\x1e\x1f")}))
_INVISIBLE = dict.fromkeys(map(ord, _MARKS + _CONTROLS))
_GAP = re.compile(r"[\v\x1c-\x1f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Args:
        number: from 1, as an editor counts.
        page: from 1, by form feeds.
        indent: columns of white space before the text; for a blank line, its width.
        trailing: columns of white space after the text.
        text: without the white space around it; blanks inside it are kept as they are, for the
            checks to point at. A soft hyphen is left only at the end, where the next line goes on.
            Empty for a blank line.
        page_start: whether a form feed stands just before it.
    """

    number: int
    page: int
    indent: int
    trailing: int
    text: str
    page_start: bool

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read on the line."""
        return not self.text


def split_lines(text: str) -> list[Line]:
    """The lines of a text whose line ends are all newlines; form feeds count pages."""
    lines: list[Line] = []
    page = 1
    for number, raw in enumerate(text.split("\n"), start=1):
        page_start = "\f" in raw
        page += raw.count("\f")
        expanded = raw.replace("\f", "").translate(_INVISIBLE).expandtabs(TAB)
        content = expanded.strip()
        if content:
            indent = len(expanded) - len(expanded.lstrip())
            trailing = len(expanded) - len(expanded.rstrip())
        else:
            indent, trailing = len(expanded), 0
        lines.append(Line(number, page, indent, trailing, _tidy(content), page_start))
    return lines


def _tidy(content: str) -> str:
    if SOFT_HYPHEN in content:
        content = content[:-1].replace(SOFT_HYPHEN, "") + content[-1]
    return _GAP.sub(" ", content)
