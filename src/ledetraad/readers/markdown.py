"""A text in Markdown → a plan, by way of blocks: headings, paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Block, Cell, Document, Heading, Item, Paragraph, Table
from ledetraad.readers.decode import decode
from ledetraad.readers.document_plan import plan_from_document
from ledetraad.readers.grid import MOST_CELLS
from ledetraad.readers.numbers import number_apart
from ledetraad.readers.own_markdown import read_own
from ledetraad.readers.result import ReadResult

LARGEST = 5_000_000
"""The most characters of a text; a plan has well under one million."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FRONT = re.compile(r"\A---[ \t]*\n(?P<settings>(?:(?!---).*\n){0,200})---[ \t]*\n")
_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>.*?)[\"']?[ \t]*$", re.MULTILINE)
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
_BLANKS = re.compile(r"\s+")


def read_markdown(data: bytes, name: str) -> ReadResult:
    """Read a plan from a text in Markdown.

    Raises:
        UnreadableDocument: no text, too long, or no plan in it.
    """
    document = markdown_document(data, name)
    own = read_own(document)
    return own if own is not None else plan_from_document(document)


def markdown_document(data: bytes, name: str) -> Document:
    """A text in Markdown taken apart.

    Args:
        data: the text, in any common encoding.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: no text, or too long.
    """
    text = decode(data, name)
    if len(text) > LARGEST:
        raise UnreadableDocument(
            N_("The text is too long: more than %(most)s million letters."),
            where=name,
            remedy=N_("Take out the part with the goals and strategies and save it by itself."),
            most=LARGEST // 1_000_000,
        )
    title = ""
    front = _FRONT.match(text)
    if front is not None:
        told = _TITLE.search(front["settings"])
        title = told["title"] if told is not None else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return Document(name=name, blocks=tuple(_Blocks(tokens, name).all()), title=title)


class _Blocks:
    """The blocks of a text, from its tokens in order."""

    def __init__(self, tokens: Sequence[Token], name: str) -> None:
        self._tokens = tokens
        self._name = name
        self._lists: list[_List] = []
        self._tables = 0

    def all(self) -> Iterator[Block]:
        at = 0
        item: Item | None = None
        while at < len(self._tokens):
            token = self._tokens[at]
            if item is not None and not (token.type == "inline" or "paragraph" in token.type):
                if item.text:
                    yield item
                elif token.type in _LISTS:  # a list that is all of an item stands for it
                    self._lists.append(_List(token, item.depth))
                    at += 1
                    item = None
                    continue
                item = None
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    depth = self._lists[-1].depth + 1 if self._lists else 1
                    self._lists.append(_List(token, depth))
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "list_item_open":
                    mark = self._lists[-1].next_mark(token)
                    item = Item("", self._lists[-1].depth, self._place(token), mark)
                case "heading_open":
                    yield from self._heading(token, self._tokens[at + 1])
                    at += 2
                case "table_open":
                    end = self._end(at, "table_close")
                    yield self._table(self._tokens[at:end])
                    at = end
                case "inline" if item is not None:
                    item = _longer(item, _one_line(token))
                case "inline" | "code_block" | "fence" | "html_block":
                    yield from self._paragraph(token)
            at += 1

    def _heading(self, opening: Token, inline: Token) -> Iterator[Block]:
        number, text = number_apart(_one_line(inline))
        if text:
            yield Heading(text, int(opening.tag[1:]), self._place(opening), number)

    def _paragraph(self, token: Token) -> Iterator[Block]:
        said = _said(token) if token.type == "inline" else token.content
        text = _blanks(_TAG.sub(" ", said) if token.type == "html_block" else said)
        if text:
            yield Paragraph(text, self._place(token))

    def _table(self, tokens: Sequence[Token]) -> Table:
        self._tables += 1
        place = SourcePlace(file=self._name, line=self._place(tokens[0]).line, table=self._tables)
        rows: list[list[Cell]] = []
        at = place
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
                line = token.map[0] + 1 if token.map else at.line
                at = place.model_copy(update={"row": len(rows), "line": line})
                head = False
            elif token.type in {"th_open", "td_open"}:
                head = token.type == "th_open"
            elif token.type == "inline":
                lines = (_blanks(line) for line in _said(token).split("\n"))
                text = "\n".join(line for line in lines if line)
                rows[-1].append(Cell(text=text, place=at, head=head))
        if sum(map(len, rows)) > MOST_CELLS:
            raise UnreadableDocument(
                N_("A table in the text is too large."),
                where=str(place),
                remedy=N_("Take out the part with the goals and strategies and save it by itself."),
            )
        return Table(rows=tuple(map(tuple, rows)), place=place)

    def _end(self, at: int, kind: str) -> int:
        return next(
            (place for place in range(at, len(self._tokens)) if self._tokens[place].type == kind),
            len(self._tokens) - 1,
        )

    def _place(self, token: Token) -> SourcePlace:
        return SourcePlace(file=self._name, line=token.map[0] + 1 if token.map else None)


class _List:
    """A list that is open, and the marks of its items."""

    def __init__(self, opening: Token, depth: int) -> None:
        self.depth = depth
        self._ordered = opening.type == "ordered_list_open"

    def next_mark(self, item: Token) -> str:
        """The mark of an item as it is written."""
        return f"{item.info}{item.markup}" if self._ordered else "•"


def _longer(item: Item, text: str) -> Item:
    """An item with another paragraph in it; a number typed in it is its mark."""
    if item.text:
        return Item(f"{item.text} {text}", item.depth, item.place, item.mark)
    number, rest = number_apart(text)
    return Item(rest or text, item.depth, item.place, f"{number}." if number else item.mark)


def _said(token: Token) -> str:
    """What a run of text says, without its marks, with line breaks where it asks for them."""
    parts = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline" | "text_special":
                parts.append(child.content)
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case "html_inline" if _BREAK.fullmatch(child.content):
                parts.append("\n")
    return "".join(parts)


def _one_line(token: Token) -> str:
    return _blanks(_said(token))


def _blanks(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
