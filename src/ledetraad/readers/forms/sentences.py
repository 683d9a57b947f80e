"""A cell, a paragraph or an item → a statement and the references that stand with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledetraad.i18n import N_
from ledetraad.plan.model import Fact, Reference
from ledetraad.plan.shared_rules import UNDECLARED_CODE, UNDECLARED_CODE_MESSAGE
from ledetraad.plan.wording import excerpt
from ledetraad.readers import notes
from ledetraad.readers.code_words import read_reference_cell, read_statement
from ledetraad.readers.codes import CodeReader, known_number, whole
from ledetraad.readers.decode import UNREADABLE
from ledetraad.readers.forms.draft import Doubt
from ledetraad.readers.heal import Healer
from ledetraad.readers.vocabulary import OTHER, fact_key

_GOALS = frozenset({"theme", "subtheme", "main_goal", "goal", "subgoal", "strategy"})
_BULLET = re.compile(r"^(?:[•·▪◦●‣*\uf0b7]\s*|[-–—\u2010]\s+)")
_LIST_MARK = re.compile(rf"{_BULLET.pattern}|^(?:\d{{1,2}}[.)]\s+|[a-z]\)\s+)")
_OWN_NUMBER = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,4})\s+(?=[A-ZÆØÅ«“\"])"
)
_AROUND = ".,;:!?()«»“”\"'"
_PARTS = re.compile(r"[;\n]")
_FACT = re.compile(r"([^\W\d_][^:\n]{1,40}):\s+(\S.*)")
_LONGEST_PRINTED, _LONGEST_CODE = 60, 30


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: its words on one line, its references, its number, what is unclear.

    `facts` are what lines below the words tell by name: "Ansvar: Miljø og plan".
    """

    words: str
    references: tuple[Reference, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    number: str = ""
    facts: tuple[Fact, ...] = ()


class SentenceReader:
    """Reads statements and references by a document's own codes and spelling.

    Args:
        codes: recognises the codes of the document's legend.
        healer: joins lines.
        has_legend: whether the document has a legend, so that a code outside it is a fault.
        joined: words that the document's reader has put together and that may be two.
    """

    def __init__(
        self,
        codes: CodeReader,
        healer: Healer,
        *,
        has_legend: bool,
        joined: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        self._joined = joined or {}
        self._codes = codes
        self._healer = healer
        self._has_legend = has_legend

    def statement(self, text: str, level: str) -> Said:
        """A text that is one statement or heading of a level."""
        self._healer.doubtful.clear()
        lines, facts = _facts_below(text.split("\n"))
        words = self._healer.join(lines)
        doubts = [
            Doubt(
                notes.HYPHEN_GUESSED,
                N_("“%(word)s” was broken at the end of a line and has been joined."),
                {"word": word},
            )
            for word in self._healer.doubtful
        ]
        doubts.extend(self._doubts_of_joints(words))
        references: list[Reference] = []
        at_start = self._codes.at_start(words)
        if at_start is not None and at_start.rest and not at_start.rest[0].islower():
            references.extend(at_start.references)
            if at_start.waiting and at_start.prefix is not None:
                references.append(whole(at_start.prefix))
            words = at_start.rest
        number = ""
        if (own := _OWN_NUMBER.match(words)) is not None:
            number, words = own["number"].rstrip(".)"), words[own.end() :]
        found = read_statement(words, goals=level in _GOALS)
        if found.rest:
            references.extend(map(self._by_legend, found.references))
            words = found.rest
        if UNREADABLE in words:
            doubts.append(
                Doubt(
                    notes.UNREADABLE_CHARACTERS,
                    N_("“%(text)s” has characters that could not be read."),
                    {"text": excerpt(words)},
                )
            )
        return Said(words, tuple(references), tuple(doubts), number, facts)

    def _doubts_of_joints(self, words: str) -> list[Doubt]:
        """What is unclear about words that stood on two lines."""
        if not self._joined:
            return []
        doubts = []
        for word in dict.fromkeys(word.strip(_AROUND) for word in words.split()):
            first, second = self._joined.get(word, ("", ""))
            if first.endswith("-"):
                template = N_("“%(word)s” was broken at the end of a line and has been joined.")
                doubts.append(Doubt(notes.HYPHEN_GUESSED, template, {"word": word}))
            elif first:
                template = N_(
                    "“%(word)s” stood on two lines, as “%(first)s” and “%(second)s”, and has been"
                    " joined; it may be two words."
                )
                values = {"word": word, "first": first, "second": second}
                doubts.append(Doubt(notes.HYPHEN_GUESSED, template, values))
        return doubts

    def statements(self, text: str, level: str) -> list[Said]:
        """The statements in a cell: one, or one for each item of a list in it."""
        return [self.statement(part, level) for part in split_list(text)]

    def references(self, text: str, beside: str = "") -> Said:
        """The references in a cell that is meant for them.

        Args:
            text: the cell's.
            beside: the statement that they stand by, for what is said of them.
        """
        one_line = " ".join(text.split())
        codes = self._codes.at_start(one_line)
        if codes is None or codes.rest:
            outside = self._codes.at_start(one_line, undeclared=True)
            known = outside is not None and any(
                known_number(reference.code) for reference in outside.references
            )
            codes = outside if known else codes
        if codes is not None and not codes.rest:
            references = list(codes.references)
            if codes.waiting and codes.prefix is not None:
                references.append(whole(codes.prefix))
            doubts = self._doubts_of_codes(references, beside, undeclared=codes.undeclared)
            return Said("", tuple(references), tuple(doubts))
        found = read_reference_cell(one_line)
        references = list(map(self._by_legend, found.references))
        doubts = []
        for left in _PARTS.split(found.rest):
            printed = left.strip(" .,;:/&+-–()")
            if not any(map(str.isalnum, printed)):
                continue
            more = self._codes.at_start(printed, undeclared=False)
            if more is not None and not more.rest:
                references.extend(more.references)
                if more.waiting and more.prefix is not None:
                    references.append(whole(more.prefix))
                continue
            doubts.append(
                Doubt(
                    notes.CODE_NOT_UNDERSTOOD,
                    N_("The reference “%(printed)s” was not understood."),
                    {"printed": excerpt(printed)},
                )
            )
            references.append(
                Reference(
                    printed=printed[:_LONGEST_PRINTED].strip(),
                    framework="other",
                    code=printed[:_LONGEST_CODE].strip(),
                    basis="direct",
                )
            )
        return Said("", tuple(references), tuple(doubts))

    def _doubts_of_codes(
        self, references: Sequence[Reference], beside: str, *, undeclared: bool
    ) -> list[Doubt]:
        doubts = []
        if undeclared and self._has_legend:
            printed = " / ".join(reference.printed for reference in references)
            doubts.append(
                Doubt(
                    UNDECLARED_CODE,
                    UNDECLARED_CODE_MESSAGE,
                    {"printed": printed, "text": excerpt(beside)},
                )
            )
        doubts.extend(
            Doubt(
                notes.CODE_NOT_UNDERSTOOD,
                N_("The code %(printed)s stands without a number."),
                {"printed": reference.printed},
            )
            for reference in references
            if reference.basis != "own" and reference.printed == reference.code
        )
        return doubts

    def _by_legend(self, reference: Reference) -> Reference:
        """A reference in free words with the basis that the legend gives its prefix."""
        known = self._codes.at_start(reference.printed)
        if known is not None and not known.rest and len(known.references) == 1:
            return reference.model_copy(update={"basis": known.references[0].basis})
        return reference


def _facts_below(lines: Sequence[str]) -> tuple[Sequence[str], tuple[Fact, ...]]:
    """The lines of a statement, and what those from the first that opens with a fact's name say."""
    named = [_FACT.fullmatch(line.strip()) for line in lines]
    for place, first in enumerate(named):
        told = [line for line in named[place:] if line is not None]
        if place and first and fact_key(first[1]) != OTHER and len(told) == len(lines) - place:
            facts = [Fact(key=fact_key(one[1]), name=one[1], value=one[2]) for one in told]
            return lines[:place], tuple(facts)
    return lines, ()


def split_list(text: str) -> list[str]:
    """The items of a list that a cell's lines make; the whole text where they make none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    marked = [_LIST_MARK.match(line) is not None for line in lines]
    if not any(marked[1:]) or not marked[0]:
        return [_BULLET.sub("", text.strip(), count=1)]
    items: list[list[str]] = []
    for line, begins in zip(lines, marked, strict=True):
        if begins:
            items.append([_LIST_MARK.sub("", line, count=1)])
        else:
            items[-1].append(line)
    return ["\n".join(item) for item in items]
