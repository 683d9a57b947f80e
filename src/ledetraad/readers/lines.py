"""The lines of a text document with what their white space tells: indent, page, empty cells."""

from __future__ import annotations

from dataclasses import dataclass

TAB = 4
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Args:
        number: from 1, as an editor counts.
        page: from 1, by form feeds.
        indent: columns of white space before the text; for a blank line, its width.
        trailing: columns of white space after the text.
        text: without the white space around it; empty for a blank line.
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
        lines.append(Line(number, page, indent, trailing, content, page_start))
    return lines
