"""The legend at the front of a document: which codes it prints and what they rest on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby, zip_longest

from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import OWN
from ledetraad.plan.model import Basis, CodeDefinition
from ledetraad.readers.heal import sentences_end, without_bullet
from ledetraad.readers.lines import Line
from ledetraad.readers.vocabulary import vocabulary

_ENTRY = re.compile(
    r"^(?P<prefix>[^\W\d_][\w.\-\u2010\u2011–]{0,11}(?: [A-ZÆØÅ][\w.\-]{0,7})?)"
    r"\s{0,9}(?:\((?P<number>[^)]{1,20})\))?\s{0,9}(?:[:=]|\s[-–—]\s)\s{0,9}(?P<meaning>\S.*)$"
)
_TOKEN = re.compile(r"^([A-ZÆØÅ]{2,6}(?:-[A-ZÆØÅ]{1,3})?)(?=\s|$)")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\w{1,2})?(?=\s|$)")
_FEWEST_SEEN = 2
_FEWEST_SEEN_BESIDE_LEGEND = 3


def read_legend(front: Sequence[Line], body: Sequence[Line], owner: str) -> list[CodeDefinition]:
    """The codes that the front matter declares.

    Entries without a bullet count only where the body prints a code of theirs, so that "Date: …"
    on a front page is not taken for one.

    Args:
        front: the lines before the first theme.
        body: the lines from the first theme on.
        owner: the municipality, so that "made by …" is known as its own.
    """
    definitions: dict[str, CodeDefinition] = {}
    printed = _printed(body)
    for paragraph in _paragraphs(front):
        entries = _entries(paragraph)
        listed = any(without_bullet(line.text) != line.text for line in paragraph)
        if listed or any(entry["prefix"] in printed for entry, _ in entries):
            for entry, meaning in entries:
                definitions.setdefault(entry["prefix"], _definition(entry, meaning, owner))
    return list(definitions.values())


def is_placed(definition: CodeDefinition, owner: str) -> bool:
    """Whether the legend says clearly what a code rests on: the UN's goals, or the owner."""
    if definition.framework != OWN:
        return definition.framework == UN
    said = definition.meaning.casefold()
    named = bool(owner) and owner.casefold() in said
    return named or not vocabulary().legend_own.isdisjoint(re.findall(r"\w+", said))


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    return [
        list(group) for blank, group in groupby(lines, key=lambda line: line.blank) if not blank
    ]


def _entries(paragraph: Sequence[Line]) -> list[tuple[re.Match[str], str]]:
    """A paragraph's entries, each with its meaning, which may go on over the lines below."""
    entries: list[tuple[re.Match[str], list[str]]] = []
    for line in paragraph:
        entry = _ENTRY.match(without_bullet(line.text))
        if entry is not None:
            entries.append((entry, [entry["meaning"]]))
        elif entries:
            entries[-1][1].append(line.text)
    return [(entry, " ".join(meaning)) for entry, meaning in entries]


def infer_legend(
    body: Sequence[Line], declared: Collection[CodeDefinition] = ()
) -> list[CodeDefinition]:
    """Codes guessed from how the body uses them, for a document without a whole legend.

    Args:
        body: the lines from the first theme on.
        declared: what the legend has. Where it has something, only codes without a number are
            looked for: one with a number shows by itself wherever it stands.
    """
    seen: dict[str, list[bool]] = {}
    written = [line for line in body if not line.blank]
    for line, following in zip_longest(written, written[1:]):
        token = _TOKEN.match(line.text)
        if token is None:
            continue
        rest = line.text[token.end() :].strip() or (following.text if following else "")
        if not rest[:1].islower():
            seen.setdefault(token[1], []).append(_NUMBER.match(rest) is not None)
    rows = _row_beginnings(body)
    known = {definition.prefix for definition in declared}
    fewest = _FEWEST_SEEN_BESIDE_LEGEND if known else _FEWEST_SEEN
    definitions = []
    for prefix, numbered in seen.items():
        un = prefix.split("-")[0].lower() in vocabulary().un_prefixes
        if prefix in known:
            continue
        begins_rows = rows[prefix] >= fewest and rows[prefix] * 2 >= len(numbered)
        if begins_rows and sum(numbered) * 10 < len(numbered):
            definitions.append(
                CodeDefinition(prefix=prefix, framework=OWN, basis="own", numbered=False)
            )
        elif (
            not known
            and sum(numbered) * 2 >= len(numbered)
            and (un or len(numbered) >= _FEWEST_SEEN)
        ):
            definitions.append(CodeDefinition(prefix=prefix, framework=UN, basis="direct"))
    return definitions


def _row_beginnings(body: Sequence[Line]) -> Counter[str]:
    """How often each word stands first on a line after a blank line or a finished sentence."""
    beginnings: Counter[str] = Counter()
    parted = True
    for line in body:
        if line.blank:
            parted = True
            continue
        if parted or line.page_start:
            beginnings[line.text.split(maxsplit=1)[0]] += 1
        parted = sentences_end(line.text)
    return beginnings


def is_entry(line: Line) -> bool:
    """Whether a line has the form of a legend's entry."""
    return _ENTRY.match(without_bullet(line.text)) is not None


def _printed(body: Sequence[Line]) -> set[str]:
    """What lines begin with: their first word, and their first two."""
    begun: set[str] = set()
    for line in body:
        words = line.text.split(maxsplit=2) or [""]
        begun |= {words[0], " ".join(words[:2])}
    return begun


def _definition(entry: re.Match[str], meaning: str, owner: str) -> CodeDefinition:
    words = vocabulary()
    said = meaning.casefold()
    number = (entry["number"] or "").casefold().strip(" .")
    numbered = number in words.legend_number or any(
        f"{word}." in (entry["number"] or "").casefold() for word in words.legend_number
    )
    framework = OWN
    basis: Basis = "own"
    if any(word in said for word in words.legend_un):
        framework = UN
        basis = "adapted" if any(word in said for word in words.legend_adapted) else "direct"
        numbered = True
    elif numbered and not (owner and owner.casefold() in said):
        framework, basis = _slug(entry["prefix"]), "direct"
    return CodeDefinition(
        prefix=entry["prefix"],
        meaning=meaning,
        framework=framework,
        basis=basis,
        numbered=numbered,
    )


def _slug(prefix: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", prefix.casefold()).strip("-") or "other"
