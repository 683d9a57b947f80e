"""The legend at the front of a document: which codes it prints and what they rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import OWN
from ledetraad.plan.model import Basis, CodeDefinition
from ledetraad.readers.heal import without_bullet
from ledetraad.readers.lines import Line
from ledetraad.readers.vocabulary import vocabulary

_ENTRY = re.compile(
    r"^(?P<prefix>[^\W\d_][\w.\-\u2010\u2011–]{0,11}(?: [A-ZÆØÅ][\w.\-]{0,7})?)"
    r"\s*(?:\((?P<number>[^)]{1,20})\))?\s*[:=]\s*(?P<meaning>\S.*)$"
)
_TOKEN = re.compile(r"^([A-ZÆØÅ]{2,6}(?:-[A-ZÆØÅ]{1,3})?)(?=\s|$)")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\w{1,2})?(?=\s|$)")
_FEWEST_SEEN = 2


def read_legend(front: Sequence[Line], body: Sequence[Line], owner: str) -> list[CodeDefinition]:
    """The codes that the front matter declares.

    An entry without a bullet counts only where the body prints its code, so that "Date: …" on a
    front page is not taken for one.

    Args:
        front: the lines before the first theme.
        body: the lines from the first theme on.
        owner: the municipality, so that "made by …" is known as its own.
    """
    definitions: list[CodeDefinition] = []
    lines = list(front)
    place = 0
    while place < len(lines):
        line = lines[place]
        text = without_bullet(line.text)
        place += 1
        entry = _ENTRY.match(text)
        if entry is None:
            continue
        meaning = [entry["meaning"]]
        while place < len(lines) and not lines[place].blank and not _begins_entry(lines[place]):
            meaning.append(lines[place].text)
            place += 1
        bulleted = text != line.text
        if not bulleted and not _printed_in(body, entry["prefix"]):
            continue
        definitions.append(_definition(entry, " ".join(meaning), owner))
    return definitions


def infer_legend(body: Sequence[Line]) -> list[CodeDefinition]:
    """Codes guessed from how the body uses them, for a document without a legend."""
    seen: dict[str, list[bool]] = {}
    written = [line for line in body if not line.blank]
    for line, following in zip(written, [*written[1:], None], strict=True):
        token = _TOKEN.match(line.text)
        if token is None:
            continue
        rest = line.text[token.end() :].strip() or (following.text if following else "")
        seen.setdefault(token[1], []).append(_NUMBER.match(rest) is not None)
    definitions = []
    for prefix, numbered in seen.items():
        un = prefix.split("-")[0].lower() in vocabulary().un_prefixes
        if sum(numbered) * 2 >= len(numbered) and (un or len(numbered) >= _FEWEST_SEEN):
            definitions.append(CodeDefinition(prefix=prefix, framework=UN, basis="direct"))
        elif len(numbered) >= _FEWEST_SEEN and not any(numbered):
            definitions.append(
                CodeDefinition(prefix=prefix, framework=OWN, basis="own", numbered=False)
            )
    return definitions


def _begins_entry(line: Line) -> bool:
    return _ENTRY.match(without_bullet(line.text)) is not None


def _printed_in(body: Sequence[Line], prefix: str) -> bool:
    return any(line.text == prefix or line.text.startswith(f"{prefix} ") for line in body)


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
