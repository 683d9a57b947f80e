"""What `publish.write_markdown` writes → a plan again: the same elements, by the labels they have.

Every statement has its level's name before it, and every element below the main goals its number
too. A text that has not just these is left to the reader of any document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel.dates import get_month_names
from pydantic import ValidationError

from ledetraad.i18n import LANGUAGES, catalogue
from ledetraad.plan.flat_references import by_scheme
from ledetraad.plan.model import (
    CodeDefinition,
    Decision,
    Element,
    Fact,
    Level,
    Period,
    Plan,
    PlanStatus,
    Reference,
    SourcePlace,
)
from ledetraad.plan.numbering import make_id, numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from ledetraad.plan.shared_rules import UNDECLARED_CODE, UNDECLARED_CODE_MESSAGE
from ledetraad.plan.wording import excerpt
from ledetraad.readers.blocks import Block, Document, Heading, Item, Paragraph
from ledetraad.readers.code_words import read_statement
from ledetraad.readers.codes import spread
from ledetraad.readers.forms.front import lines_of
from ledetraad.readers.forms.words import Named, level_named, usual_name
from ledetraad.readers.front_matter import guess_language
from ledetraad.readers.legend import read_legend
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.result import ReadResult
from ledetraad.readers.vocabulary import fact_key

_LABELLED = re.compile(
    r"(?P<name>[^:]{1,60}?)(?: (?P<number>\d{1,4}(?:\.\d{1,4})*))?: (?P<words>.+)"
)
_NUMBERED = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,4})*) (?P<words>.+)")
_PERIOD = re.compile(r"(\d{4})–(\d{4})")
_BRACKETS = re.compile(r" \((?P<inside>[^()]{1,200})\)$")
_TITLED = ("theme", "subtheme")
_DATE = re.compile(r"(\d{1,2})\.? ([^\W\d_]+) (\d{1,4})")
_LOCALES = ("nb_NO", "nn_NO", "en_GB")
_NOTHING = "–"
_STATUS = {
    PlanStatus.DRAFT: "Draft",
    PlanStatus.PROPOSAL: "Proposal on hearing",
    PlanStatus.ADOPTED: "Adopted",
    PlanStatus.SUPERSEDED: "Superseded",
}


@dataclass(slots=True)
class _Node:
    """An element as written, before its place in the tree makes it one."""

    level: Named
    words: str
    titled: bool
    depth: int
    place: SourcePlace
    number: str
    facts: list[Fact] = field(default_factory=list)
    below: list[_Node] = field(default_factory=list)


def read_own(document: Document) -> ReadResult | None:
    """Read a plan from a document in our own form; None where it is in another."""
    blocks = document.blocks
    starts = [place for place, block in enumerate(blocks) if _is_top(block)]
    if not starts or not isinstance(blocks[0], Heading):
        return None
    legend = starts[-1] if _is_said(_text(blocks[starts[-1]]), "The codes") else len(blocks)
    nodes = list(_nodes(blocks[starts[0] : legend]))
    told = len(nodes) + sum(len(node.facts) for node in nodes)
    if told != legend - starts[0] or not any(node.number and node.depth for node in nodes):
        return None
    tops = _tree(nodes)
    if not _counts(tops):
        return None
    try:
        return _Assembly(document, blocks[: starts[0]], blocks[legend:], nodes, tops).result()
    except ValidationError:  # levels that stand above and below each other
        return None


def _is_top(block: Block) -> bool:
    return isinstance(block, Heading) and block.depth > 1


def _text(block: Block) -> str:
    return "" if not isinstance(block, Heading | Paragraph | Item) else block.text


def _is_said(text: str, message: str) -> bool:
    """Whether a text is a message of the writer's, in any of the screen's languages."""
    return text in {catalogue(language).gettext(message) for language in LANGUAGES}


def _nodes(blocks: Sequence[Block]) -> Iterator[_Node]:
    """The elements that stand here, as far as all is in our form."""
    node: _Node | None = None
    for block in blocks:
        if isinstance(block, Heading):
            match = _NUMBERED.fullmatch(f"{block.number} {block.text}".strip())
            if match is None:
                return
            key = _TITLED[min(max(block.depth - 2, 0), len(_TITLED) - 1)]
            depth = block.depth - 2
            node = _Node(usual_name(key), match["words"], True, depth, block.place, match["number"])
            yield node
            continue
        match = _LABELLED.fullmatch(_text(block))
        if isinstance(block, Item) and node is not None and not (match and match["number"]):
            name, colon, value = block.text.partition(": ")
            if not colon:
                return
            node.facts.append(_fact(name, value))
            continue
        if match is None or isinstance(block, Item) != bool(match["number"]):
            return
        level = level_named(match["name"]) or _unknown(match["name"])
        depth = _DEEP + block.depth if isinstance(block, Item) else _DEEP
        node = _Node(level, match["words"], False, depth, block.place, match["number"] or "")
        yield node


def _fact(name: str, value: str) -> Fact:
    """What stands on a line of its own below an element."""
    return Fact(key=fact_key(name), name=name, value="" if value == _NOTHING else value)


_DEEP = 10
"""Deeper than any heading."""


def _unknown(name: str) -> Named:
    """A level that the vocabulary doesn't have."""
    key = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "level"
    singular = name[:1].lower() + name[1:]
    return Named(key[:60], singular, singular)


def _tree(nodes: Sequence[_Node]) -> list[_Node]:
    """The elements that stand at the top, each with those below it."""
    tops: list[_Node] = []
    open_: list[_Node] = []
    for node in nodes:
        while open_ and open_[-1].depth >= node.depth:
            open_.pop()
        (open_[-1].below if open_ else tops).append(node)
        open_.append(node)
    return tops


def _counts(nodes: Sequence[_Node], above: str = "") -> bool:
    """Whether the numbers are those of the places; an only child may have its parent's."""
    for place, node in enumerate(nodes, start=1):
        own = f"{above}.{place}" if above else str(place)
        single = bool(above) and len(nodes) == 1 and node.number in {"", above}
        if node.number not in {"", own} and not single:
            return False
        if not _counts(node.below, above if single else own):
            return False
    return True


def _day(text: str) -> date | None:
    """A date with its month in letters, as any of the screen's languages has it."""
    written = _DATE.fullmatch(text)
    if written is None:
        return None
    day, month, year = written.groups()
    names = (get_month_names("wide", locale=locale) for locale in _LOCALES)
    numbers = {name: number for months in names for number, name in months.items()}
    try:
        return date(int(year), numbers[month], int(day))
    except (KeyError, ValueError):
        return None


class _Assembly:
    """Builds the plan from its parts."""

    def __init__(
        self,
        document: Document,
        front: Sequence[Block],
        legend: Sequence[Block],
        nodes: Sequence[_Node],
        tops: Sequence[_Node],
    ) -> None:
        self._front = front
        self._nodes = nodes
        self._tops = tops
        self._notes = Notebook(document.name)
        self._ids: set[str] = set()
        self._owner = self._fact("Municipality")
        self._scheme: tuple[CodeDefinition, ...] = tuple(
            read_legend(lines_of(legend), (), self._owner)
        )

    def result(self) -> ReadResult:
        years = _PERIOD.fullmatch(self._fact("Period"))
        status = self._fact("Status")
        subtitles = [block.text for block in self._front if isinstance(block, Paragraph)]
        title = self._front[0]
        plan = numbered(
            Plan(
                title=f"{title.number} {title.text}".strip() if isinstance(title, Heading) else "",
                subtitle=subtitles[0] if subtitles else "",
                owner=self._owner,
                period=Period(from_year=int(years[1]), to_year=int(years[2])) if years else None,
                status=next(
                    (key for key, name in _STATUS.items() if _is_said(status, name)),
                    PlanStatus.DRAFT,
                ),
                decision=self._decision(),
                language=guess_language(" ".join(node.words for node in self._nodes)),
                levels=self._levels(),
                scheme=self._scheme,
                elements=tuple(self._element(node, "") for node in self._tops),
            )
        )
        return ReadResult(plan, self._notes.findings(plan))

    def _decision(self) -> Decision | None:
        when = _day(self._fact("Date of the decision"))
        if when is None:
            return None
        return Decision(date=when, case=self._fact("Case number"), body=self._fact("Decided by"))

    def _fact(self, name: str) -> str:
        """What the list on the front page says of something."""
        for block in self._front:
            label, _, value = _text(block).partition(": ")
            if isinstance(block, Item) and _is_said(label, name):
                return value
        return ""

    def _levels(self) -> tuple[Level, ...]:
        """The ready-made levels, if they will do; else those that stand here, by their depth."""
        depths: dict[str, tuple[int, _Node]] = {}
        for node in self._nodes:
            before = depths.get(node.level.key)
            if before is None or node.depth < before[0]:
                depths[node.level.key] = node.depth, node
        ready = {level.key: level.singular for level in GOALS_AND_STRATEGIES}
        if all(ready.get(key) == node.level.singular for key, (_, node) in depths.items()):
            return GOALS_AND_STRATEGIES
        return tuple(
            Level(
                key=key,
                singular=node.level.singular,
                plural=node.level.plural,
                titled=node.titled,
                single=not node.titled and not node.number,
            )
            for key, (_, node) in sorted(depths.items(), key=lambda one: one[1][0])
        )

    def _element(self, node: _Node, above: str) -> Element:
        references, words = self._references(node)
        identity = make_id((node.level.key, above, words), self._ids)
        return Element(
            id=identity,
            level=node.level.key,
            title=words if node.titled else "",
            text="" if node.titled else words,
            references=references,
            facts=tuple(node.facts),
            source=node.place,
            children=tuple(self._element(below, words) for below in node.below),
        )

    def _references(self, node: _Node) -> tuple[tuple[Reference, ...], str]:
        """The references in the brackets that end a text, and the text before these."""
        brackets = _BRACKETS.search(node.words)
        if brackets is None:
            return (), node.words
        parts = brackets["inside"].split(", ")
        known = [by_scheme(part, self._scheme) for part in parts]
        references = tuple(reference for reference in known if reference is not None)
        if len(references) == len(parts):
            return spread(references), node.words[: brackets.start()]
        if references:
            self._notes.add(
                UNDECLARED_CODE,
                UNDECLARED_CODE_MESSAGE,
                place=node.place,
                printed=brackets["inside"],
                text=excerpt(node.words),
            )
        found = read_statement(node.words)
        return found.references, found.rest
