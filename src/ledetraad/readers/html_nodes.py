"""The elements of a web page: which of them are shown, which stand by themselves, what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Node = Any
"""An element of the page; the library has no types."""

# fmt: off
LEFT_OUT = frozenset(
    {
        "script", "style", "template", "noscript", "nav", "footer", "aside", "head", "svg",
        "math", "iframe", "object", "embed", "video", "audio", "canvas", "map", "button",
        "select", "input", "textarea", "datalist", "dialog", "del"
    }
)
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn",
        "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture",
        "output"
    }
)
# fmt: on
LISTS = frozenset({"ul", "ol", "menu"})
BREAK = "\n"
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n\u00a0]+|\u00a0+")


def tag_of(node: Node) -> str:
    """An element's name in lower case; empty for what is no element."""
    return node.tag.lower() if isinstance(node.tag, str) else ""


def is_left_out(node: Node, tag: str) -> bool:
    """Whether an element with this name is around the text, hidden or deleted."""
    return (
        tag in LEFT_OUT
        or not tag
        or "hidden" in node.attrib
        or node.get("aria-hidden") == "true"
        or node.get("role") in {"navigation", "contentinfo", "search"}
        or _HIDDEN.search(node.get("style", "")) is not None
    )


def parted(page: Node) -> set[Node]:
    """The inline elements that hold others that stand by themselves, as a link round headings."""
    parted: set[Node] = set()
    for node in page.iter():
        if tag_of(node) in INLINE or tag_of(node) in {"br", ""}:
            continue
        above = node.getparent()
        while above is not None and tag_of(above) in INLINE and above not in parted:
            parted.add(above)
            above = above.getparent()
    return parted


def lists_and_tables(node: Node) -> Iterator[Node]:
    """The lists and tables in an item that stand in no other list or table."""
    for child in node:
        tag = tag_of(child)
        if tag in LISTS or tag == "table":
            if not is_left_out(child, tag):
                yield child
        elif not is_left_out(child, tag):
            yield from lists_and_tables(child)


def said(node: Node, without: frozenset[str] = frozenset()) -> str:
    """An element's text as shown, with line breaks where blocks and breaks are."""
    parts: list[str] = []

    def gather(one: Node) -> None:
        parts.append((one.text or "").replace(BREAK, " "))
        for child in one:
            tag = tag_of(child)
            block = tag not in INLINE
            if tag == "br":
                parts.append(BREAK)
            elif tag not in without and not is_left_out(child, tag):
                parts.append(BREAK if block else "")
                gather(child)
                parts.append(BREAK if block else "")
            parts.append((child.tail or "").replace(BREAK, " "))

    gather(node)
    return "".join(parts)


def one_line(text: str) -> str:
    """A text on one line, each stretch of white space one blank."""
    return " ".join(_BLANKS.sub(" ", text).split())


def line_of(node: Node) -> int | None:
    """The line that an element begins on, if that is known."""
    line = node.sourceline if node is not None else None
    return line if line and line > 0 else None


def whole_number(text: str | None, otherwise: int) -> int:
    """A whole number of an attribute; `otherwise` where it is none, or far too large."""
    said = (text or "").strip()
    return int(said) if re.fullmatch(r"\d{1,5}", said, re.ASCII) else otherwise
