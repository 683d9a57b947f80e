"""The changes between two versions as a Word document in which they are tracked.

The document holds the text of the plan, a paragraph for each element. What is new stands in it as
Word's own insertions (`w:ins`) and what is gone as its deletions (`w:del`): accept them all and the
text is that of the new version, reject them all and it is that of the old. What has moved is taken
out where it stood and put in where it stands now. An element's number tells only where it stands:
one that stays has its new number from the start, which is no change of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final
from xml.sax.saxutils import quoteattr

from ledetraad.errors import UnwritableOutput
from ledetraad.files import write_atomically
from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.diff import Diff, increasing
from ledetraad.plan.model import Element, Plan
from ledetraad.plan.word_changes import Run, RunKind, word_changes
from ledetraad.publish import docx_markup as markup
from ledetraad.publish.decision_words import decision_facts
from ledetraad.publish.docx_package import PORTRAIT, pack
from ledetraad.publish.level_words import level_names
from ledetraad.publish.write_markdown import STATUS_NAMES

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST_HEADING = 6
_INDENT = 340
_NAMELESS = "Ledetråd"
_TEXT = re.compile(r"<(/?)w:t\b")


def write_changes(diff: Diff, path: Path, language: Language, when: datetime) -> None:
    """Write the document to a file.

    Raises:
        UnwritableOutput: not a Word document by its ending, a text that none can hold, or no way
            to write.
    """
    if path.suffix.lower() != ".docx":
        raise UnwritableOutput(
            N_("Tracked changes are written to Word documents alone."),
            where=str(path),
            remedy=N_("Let the file's name end in .docx."),
        )
    write_atomically(path, lambda out: changes_docx(diff, out, language=language, when=when))


def changes_docx(
    diff: Diff,
    out: BinaryIO,
    *,
    language: Language,
    author: str = "",
    when: datetime | None = None,
) -> None:
    """Write the document.

    Args:
        diff: the comparison.
        out: where.
        language: what labels are written in.
        author: whose the changes are; the plan's owner where it is empty.
        when: when they were made; not said where it is not known.

    Raises:
        UnwritableOutput: a text has a character that no Word document can hold.
    """
    author = author or diff.new.owner or diff.old.owner or _NAMELESS
    pen = _Pen(author, when)
    pack(
        out,
        body="".join(_Page(diff, pen, language).paragraphs()),
        footer=markup.said(diff.new.title or diff.new.owner, "Footer"),
        sheet=PORTRAIT,
        title=diff.new.title,
        owner=author,
        language=diff.new.language,
    )


class _Pen:
    """Marks text as kept, inserted or removed, each mark with a number of its own."""

    def __init__(self, author: str, when: datetime | None) -> None:
        date = ""
        if when is not None:
            date = f' w:date="{when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}"'
        self._signed = f"w:author={quoteattr(author)}{date}"
        self._marks = 0

    def runs(self, runs: Sequence[Run], style: str = "") -> str:
        """Some words, marked."""
        return "".join(self.text(run.kind, run.text, style) for run in runs)

    def text(self, kind: RunKind, text: str, style: str = "") -> str:
        """A text that is all of one kind."""
        if not text:
            return ""
        plain = markup.run(text, style=style)
        if kind == "kept":
            return plain
        if kind == "removed":
            plain = _TEXT.sub(r"<\1w:delText", plain)
        name = _TAGS[kind]
        return f"<w:{name} {self._sign()}>{plain}</w:{name}>"

    def paragraph(self, kind: RunKind, content: str, style: str, properties: str = "") -> str:
        """A paragraph whose end is marked, too, so that all of it comes or goes."""
        if kind != "kept":
            properties += f"<w:rPr><w:{_TAGS[kind]} {self._sign()}/></w:rPr>"
        return markup.paragraph(content, style, properties=properties)

    def _sign(self) -> str:
        self._marks += 1
        return f'w:id="{self._marks}" {self._signed}'


_TAGS: dict[RunKind, str] = {"removed": "del", "inserted": "ins"}


class _Page:
    """The document's paragraphs."""

    def __init__(self, diff: Diff, pen: _Pen, language: Language) -> None:
        self._diff = diff
        self._pen = pen
        self._language = language
        self._translate = catalogue(language).gettext
        self._names = level_names(diff.old, language) | level_names(diff.new, language)
        self._depths = {**_depths(diff.old), **_depths(diff.new)}
        self._pairs = dict(diff.unchanged)
        for change in diff.changes:
            if change.old and change.new and not change.relevelled:
                self._pairs[change.old[0].id] = change.new[0].id

    def paragraphs(self) -> Iterator[str]:
        """All of them, from the top."""
        yield from self._front()
        for before, after in self._in_order():
            yield from self._element(before, after)

    def _front(self) -> Iterator[str]:
        old, new = self._diff.old, self._diff.new
        _ = self._translate
        yield from self._line(old.title, new.title, "Title")
        yield from self._line(old.subtitle, new.subtitle, "Subtitle")
        facts = (
            (_("Municipality"), old.owner, new.owner),
            (_("Period"), str(old.period or ""), str(new.period or "")),
            (_("Status"), _(STATUS_NAMES[old.status]), _(STATUS_NAMES[new.status])),
            *self._decisions(),
        )
        for name, before, after in facts:
            yield from self._line(before, after, "PlanFacts", label=f"{name}: ")

    def _decisions(self) -> Iterator[tuple[str, str, str]]:
        """The name of each part of a decision, and what it was and is."""
        was, now = (
            dict(decision_facts(plan.decision, self._language))
            for plan in (self._diff.old, self._diff.new)
        )
        for name in was | now:
            yield name, was.get(name, ""), now.get(name, "")

    def _in_order(self) -> Iterator[tuple[Element | None, Element | None]]:
        """The elements as they follow each other: those that stay where they are in pairs."""
        old, new = list(self._diff.old.walk()), list(self._diff.new.walk())
        places = {element.id: place for place, element in enumerate(old)}
        was = {after: places[before] for before, after in self._pairs.items()}
        stay = increasing([was[element.id] for element in new if element.id in was])
        at = 0
        coming: list[Element] = []
        for element in new:
            place = was.get(element.id)
            if place is None or place not in stay:
                coming.append(element)
                continue
            yield from ((gone, None) for gone in old[at:place])
            yield from ((None, come) for come in coming)
            coming = []
            yield old[place], element
            at = place + 1
        yield from ((gone, None) for gone in old[at:])
        yield from ((None, come) for come in coming)

    def _element(self, before: Element | None, after: Element | None) -> Iterator[str]:
        element = after or before
        if element is None:
            return
        kind: RunKind = "kept"
        if before is None or after is None:
            kind = "inserted" if before is None else "removed"
        style, properties = self._form(element)
        label = "" if element.title else f"{_capital(self._names[element.level][0])} "
        content = self._pen.text(kind, label + _number(element), "PlanReference")
        content += self._pen.runs(word_changes(_words(before), _words(after)))
        content += self._pen.runs(_whole(_references(before), _references(after)), "PlanReference")
        yield self._pen.paragraph(kind, content, style, properties)
        yield from self._line(_facts(before), _facts(after), "PlanStatement", properties)

    def _form(self, element: Element) -> tuple[str, str]:
        depth = self._depths[element.id]
        if element.title:
            return f"Heading{min(depth + 1, _DEEPEST_HEADING)}", ""
        return "PlanStatement", f'<w:ind w:left="{_INDENT * max(0, depth - 1)}"/>'

    def _line(
        self, before: str, after: str, style: str, properties: str = "", *, label: str = ""
    ) -> Iterator[str]:
        """A paragraph of one text, or none where neither version has it."""
        if not before and not after:
            return
        kind: RunKind = "kept"
        if not before or not after:
            kind = "inserted" if after else "removed"
        content = self._pen.text(kind, label) + self._pen.runs(word_changes(before, after))
        yield self._pen.paragraph(kind, content, style, properties)


def _depths(plan: Plan) -> dict[str, int]:
    depths: dict[str, int] = {}
    stack = [(element, 0) for element in plan.elements]
    while stack:
        element, depth = stack.pop()
        depths[element.id] = depth
        stack.extend((child, depth + 1) for child in element.children)
    return depths


def _number(element: Element) -> str:
    return f"{element.number} " if element.number else ""


def _whole(before: str, after: str) -> tuple[Run, ...]:
    """A text that is kept, or taken out and put in, as a whole."""
    if before == after:
        return (Run("kept", before),)
    return (Run("removed", before), Run("inserted", after))


def _words(element: Element | None) -> str:
    return element.words if element is not None else ""


def _references(element: Element | None) -> str:
    if element is None or not element.references:
        return ""
    return f" ({', '.join(reference.printed for reference in element.references)})"


def _facts(element: Element | None) -> str:
    if element is None:
        return ""
    return " · ".join(f"{fact.name or fact.key}: {fact.value}" for fact in element.facts)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
