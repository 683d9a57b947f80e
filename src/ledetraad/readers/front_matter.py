"""The first page: title, owner, period, status and language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ledetraad.i18n import N_
from ledetraad.plan.model import Decision, Period, PlanStatus
from ledetraad.readers import notes
from ledetraad.readers.dates import day
from ledetraad.readers.heal import Healer, plain
from ledetraad.readers.lines import Line
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.vocabulary import vocabulary

_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|\u2010|\u2011|–|—|til|to)\s*((?:19|20)\d\d)\b")
_FACT = re.compile(r"([^\W\d_][^:]{2,20}):\s+(\S.*)")
_CASE = re.compile(r"\d+(?:[/.-]\d+)*")
_MOST_TITLE_LINES = 6
_MOST_NAME_WORDS = 6
_MOST_STATUS_WORDS = 4
_AROUND_WORDS = ".,;:!?()«»“”\"'"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the first page says; empty or None where it doesn't."""

    title: str
    subtitle: str
    owner: str
    period: Period | None
    status: PlanStatus | None
    decision: Decision | None = None


MISSING = {
    "title": N_("The document's first page does not say what the plan is called."),
    "owner": N_("The document's first page does not say which municipality the plan is for."),
    "period": N_("The document's first page does not say which years the plan is for."),
    "status": N_("The document's first page does not say if the plan is a proposal or adopted."),
}


def note_missing(matter: FrontMatter, owner: str, notebook: Notebook) -> None:
    """Note what the first page does not say.

    Args:
        matter: what it says.
        owner: the municipality, which may be told elsewhere.
        notebook: where it is noted.
    """
    found = {
        "title": matter.title,
        "owner": owner,
        "period": matter.period,
        "status": matter.status,
    }
    for what, value in found.items():
        if not value:
            notebook.add(notes.NOT_FOUND, MISSING[what])


def read_front_matter(front: Sequence[Line], healer: Healer, above: str = "") -> FrontMatter:
    """The front matter, from the lines before the first theme and its legend.

    Args:
        front: from the title on.
        healer: joins lines.
        above: what stands above the title.
    """
    told = _told(front)
    rest = [line for line in front if line.number not in told]
    title_lines, more_lines = _title_lines(rest, min(told, default=0))
    title, subtitle = healer.join(title_lines), healer.join(more_lines)
    everything = healer.join(line.text for line in rest)
    facts = dict(reversed(told.values()))
    return FrontMatter(
        title=title,
        subtitle=subtitle,
        owner=facts.get("owner")
        or find_owner(f"{title}. {subtitle}")
        or find_owner(everything)
        or find_owner(above),
        period=_period(facts.get("period", ""))
        or _period(f"{title} {subtitle}")
        or _period(everything),
        status=_status(facts.get("status", "")) or _status(f"{subtitle} {title}"),
        decision=_decision(facts),
    )


def _decision(facts: Mapping[str, str]) -> Decision | None:
    when = day(facts.get("decided", ""))
    if when is None:
        return None
    return Decision(date=when, case=facts.get("case", "")[:60], body=facts.get("body", "")[:120])


def _told(front: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """The facts that lines tell by name ("Status: Vedtatt"), by the lines' numbers."""
    told = {line.number: told_fact(line.text) for line in front}
    found = {number: fact for number, fact in told.items() if fact is not None}
    if not any(key == "decided" for key, _ in found.values()):
        return {number: one for number, one in found.items() if one[0] not in {"case", "body"}}
    return found


def told_fact(text: str) -> tuple[str, str] | None:
    """What a line tells of the plan by name: "Status: Vedtatt", or "Periode 2030-2042".

    Returns:
        `owner`, `period`, `status`, `decided`, `case` or `body`, and what is said of it; None for
        any other line.
    """
    fact = _FACT.fullmatch(text)
    for key, words in vocabulary().facts.items():
        if fact is not None and fact[1].casefold() in words:
            return key, fact[2]
        for word in words if fact is None else ():
            value = text[len(word) :].lstrip()
            if text[: len(word) + 1].casefold() == f"{word} " and _is_value(key, value):
                return key, value
    return None


def _is_value(key: str, text: str) -> bool:
    """Whether a text without a colon before it is a value of the fact that it stands after."""
    short = text.count(" ") < _MOST_STATUS_WORDS
    return {
        "period": _YEARS.fullmatch(text) is not None,
        "status": short and _status(text) is not None,
        "decided": day(text) is not None,
        "case": _CASE.fullmatch(text) is not None,
        "body": short and not any(map(str.isdigit, text)),
    }.get(key, False)


def _title_lines(front: Sequence[Line], facts: int) -> tuple[list[str], list[str]]:
    """The title is the first paragraph; a line that opens with a status starts the subtitle.

    Where facts are told by name, what stands between the title and them is the subtitle.

    Args:
        front: the lines without such facts.
        facts: the number of the first line with one; 0 where there is none.
    """
    paragraphs: list[list[str]] = [[]]
    before = sum(bool(one.text) for one in front if one.number < facts)
    for line in front:
        if line.blank:
            if paragraphs[-1]:
                paragraphs.append([])
        else:
            paragraphs[-1].append(line.text)
    title = paragraphs[0]
    if len(title) > _MOST_TITLE_LINES:
        return [], []
    for place, text in enumerate(title):
        if place and _opens_with_status(text):
            return title[:place], title[place:]
    if len(paragraphs) > 1 and paragraphs[1]:
        following = " ".join(paragraphs[1][:_MOST_TITLE_LINES])
        if before == len(title) + len(paragraphs[1]):
            return title, paragraphs[1]
        if _opens_with_status(following) or (_YEARS.search(following) and following[-1] != "."):
            return title, paragraphs[1]
    return title, []


def _opens_with_status(text: str) -> bool:
    opening = plain(text).split(" ")[0]
    return text[0].isupper() and any(opening in words for words in vocabulary().status.values())


def find_owner(text: str) -> str:
    """The municipality that a text names first ("for Nore og Uvdal kommune"), or nothing."""
    words = text.split()
    for noun in vocabulary().owner_nouns:
        for place, word in enumerate(words):
            bare = word.strip(_AROUND_WORDS)
            if bare.casefold() not in {noun, f"{noun}s"}:
                continue
            name = words[_name_start(words, place) : place]
            if name:
                return " ".join([*name, bare[: len(noun)]]).lstrip(_AROUND_WORDS)
    return ""


def _name_start(words: Sequence[str], end: int) -> int:
    """Where the capitalised words begin that lead up to a place, joints between them allowed."""
    start = end
    while start and end - start < _MOST_NAME_WORDS:
        if _capitalised(words[start - 1]):
            start -= 1
        elif (
            1 < start < end
            and words[start - 1] in vocabulary().owner_joints
            and _capitalised(words[start - 2])
        ):
            start -= 2
        else:
            break
    return start


def _capitalised(word: str) -> bool:
    letters = word.lstrip(_AROUND_WORDS).replace("-", "").replace("’", "")
    return letters.isalpha() and letters[0].isupper()


def _period(text: str) -> Period | None:
    for years in _YEARS.finditer(text):
        if int(years[1]) <= int(years[2]):
            return Period(from_year=int(years[1]), to_year=int(years[2]))
    return None


def _status(text: str) -> PlanStatus | None:
    words = set(re.findall(r"\w+", text.casefold()))
    for status in reversed(PlanStatus):
        if words & vocabulary().status[status.value]:
            return status
    return None


def guess_language(text: str) -> Literal["nb", "nn", "en"]:
    """The language that most of a text's telling words belong to; Bokmål on a tie."""
    words = re.findall(r"\w+", text.casefold())
    score = {
        language: sum(word in telling for word in words)
        for language, telling in vocabulary().language.items()
    }
    best = max(score, key=lambda language: (score[language], language == "nb"))
    if best == "nn":
        return "nn"
    return "en" if best == "en" else "nb"
