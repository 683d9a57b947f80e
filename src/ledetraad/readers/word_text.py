"""The text of a Word paragraph, as it would stand on paper if every change were accepted.

What was inserted is there and what was deleted is not; text that was moved stands where it went.
Hidden text, fields' own words, comments and the marks of notes are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ledetraad.readers.word_package import COMPATIBILITY, WORD, Node
from ledetraad.readers.word_styles import Styles, is_on

DELETED = frozenset(f"{WORD}{name}" for name in ("del", "moveFrom"))
INSERTED = frozenset(f"{WORD}{name}" for name in ("ins", "moveTo"))
_WRAPPERS = INSERTED | {
    f"{WORD}{name}"
    for name in (
        "customXml",
        "smartTag",
        "hyperlink",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
        "pict",
        "object",
        "drawing",
    )
}
_SIGNS = {
    f"{WORD}tab": "\t",
    f"{WORD}ptab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GAP = re.compile(r"[ ]*[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+[ ]*")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff"))
_CONTENTS = frozenset(["TOC", "INDEX", "TOA", "RD"])
_PRIVATE = range(0xE000, 0xF900)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Words:
    """What a paragraph holds.

    Args:
        text: on one line; blanks inside it are kept as they are, for the checks to point at.
        boxes: the text boxes that are tied to it.
    """

    text: str = ""
    boxes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """A field that is open: what it is told to do, and whether its result has begun."""

    told: str = ""
    shows: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether it makes a list of the document's own headings."""
        return self.told.split()[:1] != [] and self.told.split()[0].upper() in _CONTENTS


class TextReader:
    """Reads paragraphs in the document's order; fields may reach over several.

    Args:
        styles: the document's styles.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self.hidden = 0
        """How many pieces of hidden text were passed over."""

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(one.is_contents for one in self._fields)

    def leave_contents(self) -> None:
        """Close what is open: a heading stands in no table of contents."""
        self._fields.clear()

    def words(self, paragraph: Node, style: str) -> Words:
        """The text of a paragraph and the boxes tied to it."""
        words = Words()
        hidden = self._styles.hides(style)
        text = "".join(self._pieces(paragraph, words, hidden))
        self._fields = [one for one in self._fields if one.shows or one.is_contents]
        words.text = _GAP.sub(" ", text.translate(_UNSEEN)).strip()
        return words

    def _pieces(self, paragraph: Node, words: Words, hidden: bool) -> Iterator[str]:
        stack: list[Node] = list(reversed(paragraph))
        runs: dict[Node, bool] = {}
        while stack:
            node = stack.pop()
            tag = node.tag
            if tag == f"{WORD}r":
                runs[node] = self._is_hidden(node, hidden)
                stack.extend(reversed(node))
            elif tag == f"{WORD}t":
                shown = self._shown(node.text or "", node)
                if shown and runs.get(node.getparent(), hidden):
                    self.hidden += 1
                else:
                    yield shown
            elif tag in _SIGNS:
                yield self._result(_SIGNS[tag])
            elif tag == f"{WORD}sym":
                yield self._result(_symbol(node))
            elif tag == f"{WORD}fldChar":
                self._field(node.get(f"{WORD}fldCharType", ""))
            elif tag == f"{WORD}instrText":
                if self._fields:
                    self._fields[-1].told += node.text or ""
            elif tag == f"{WORD}txbxContent":
                words.boxes.append(node)
            else:
                stack.extend(reversed(self._inside(node)))

    def _inside(self, node: Node) -> list[Node]:
        """What is read of an element that only holds others."""
        tag = node.tag
        if tag == f"{WORD}sdt":
            return content_of(node)
        if tag == f"{WORD}fldSimple":
            simple = _Field(node.get(f"{WORD}instr", ""))
            return [] if simple.is_contents else list(node)
        if tag == f"{COMPATIBILITY}AlternateContent":
            return alternative(node)
        if tag in _WRAPPERS or not tag.startswith(WORD):
            if tag == f"{_MATHS}t":
                words = node.makeelement(f"{WORD}t")
                words.text = node.text
                return [words]
            return list(node)
        return []

    def _is_hidden(self, run: Node, hidden: bool) -> bool:
        own = run.find(f"{WORD}rPr/{WORD}vanish")
        if own is not None:
            return is_on(own)
        style = run.find(f"{WORD}rPr/{WORD}rStyle")
        return hidden or (style is not None and self._styles.hides(style.get(f"{WORD}val", "")))

    def _shown(self, text: str, node: Node) -> str:
        kept = node.get(_SPACE) == "preserve"
        return self._result(text if kept else text.strip(" \t\n\r"))

    def _result(self, text: str) -> str:
        """Text, unless it stands in a field and is not what the field shows."""
        return text if all(one.shows and not one.is_contents for one in self._fields) else ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def content_of(control: Node) -> list[Node]:
    """What stands in a content control (`w:sdt`): nothing where it shows what to write there."""
    settings = control.find(f"{WORD}sdtPr")
    if settings is not None:
        gallery = settings.find(f"{WORD}docPartObj/{WORD}docPartGallery")
        if gallery is not None and gallery.get(f"{WORD}val") == "Table of Contents":
            return []
        if is_on(settings.find(f"{WORD}showingPlcHdr")):
            return []
    content = control.find(f"{WORD}sdtContent")
    return [] if content is None else list(content)


def alternative(node: Node) -> list[Node]:
    """Of contents that are written in several ways for several programs, one."""
    for name in ("Choice", "Fallback"):
        found = node.find(f"{COMPATIBILITY}{name}")
        if found is not None:
            return list(found)
    return []


def is_joined(paragraph: Node) -> bool:
    """Whether the paragraph's end was deleted, so that it goes on in the next."""
    mark = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    return mark is not None and any(node.tag in DELETED for node in mark)


def _symbol(node: Node) -> str:
    """A sign of a symbol font, where it is one that others have too."""
    number = node.get(f"{WORD}char", "")
    try:
        code = int(number, 16)
    except ValueError:
        return ""
    return "" if code in _PRIVATE or not 0 < code < 0xD800 else chr(code)  # noqa: PLR2004
