"""The elements of a part of a document as its page shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.plan.finding import Finding, Translate
from ledetraad.plan.model import Element, Level, Plan
from ledetraad.readers.kept_notes import KeptNote, kept_notes
from ledetraad.web.imports.models import Import, ImportPart


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the reader was unsure of, as a sentence; `key` settles it."""

    key: str
    message: str
    remedy: str
    severity: str
    settled: bool


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element.

    Args:
        element: as corrected.
        level: its level.
        depth: how many elements it stands under.
        doubts: what the reader was unsure of.
        corrected: whether somebody has corrected it.
    """

    element: Element
    level: Level
    depth: int
    doubts: tuple[Doubt, ...]
    corrected: bool


@dataclass(frozen=True, slots=True)
class PartPage:
    """What stands beside a part of the document.

    Args:
        rows: its elements, in the plan's order.
        doubts: on the part itself.
        whole: on the whole document, on the first part alone.
        numbers: every element's number, by id.
        ranks: every element's level as a number from 0, by id.
        doubtful: the places in the document that a doubt is about.
    """

    rows: list[ElementRow]
    doubts: list[Doubt]
    whole: list[Doubt]
    numbers: dict[str, str]
    ranks: dict[str, int]
    doubtful: frozenset[str]


def part_page(document: Import, part: ImportPart, plan: Plan, translate: Translate) -> PartPage:
    """The page of a part.

    Args:
        document: that it is a part of.
        part: the part.
        plan: as corrected.
        translate: gives sentences in the page's language.
    """
    notes = {note["key"]: note for note in document.notes}
    said = {key: _doubt(note, document, translate) for key, note in notes.items()}
    of_element: dict[str, list[Doubt]] = defaultdict(list)
    here: list[Doubt] = []
    known = {element.id for element in plan.walk()}
    for key in part.notes:
        element = notes[key]["element"]
        (of_element[element] if element in known else here).append(said[key])
    placed = {key for each in document.parts.values_list("notes", flat=True) for key in each}
    whole = [said[key] for key in notes if key not in placed] if part.number == 1 else []
    rank = {level.key: place for place, level in enumerate(plan.levels)}
    changed = {edit.get("id") for edit in document.edits}
    rows = [
        ElementRow(
            element=element,
            level=plan.level(element.level),
            depth=depth,
            doubts=tuple(of_element.get(element.id, ())),
            corrected=element.id in changed,
        )
        for element, depth in _of_part(document, part, plan)
    ]
    doubtful = {
        str(finding.place)
        for finding in _findings([notes[key] for key in part.notes if not said[key].settled])
        if finding.place is not None
    }
    return PartPage(
        rows=rows,
        doubts=here,
        whole=whole,
        numbers={element.id: element.number for element in plan.walk()},
        ranks={element.id: rank[element.level] for element in plan.walk()},
        doubtful=frozenset(doubtful),
    )


def unsettled(document: Import) -> dict[int, int]:
    """How many doubts are left on each part that has any, by its number."""
    counts = {
        number: sum(key not in document.settled for key in keys)
        for number, keys in document.parts.values_list("number", "notes")
    }
    return {number: count for number, count in counts.items() if count}


def _of_part(document: Import, part: ImportPart, plan: Plan) -> list[tuple[Element, int]]:
    """The part's elements; one that was added goes with the element before it."""
    parts = {
        each: number
        for number, ids in document.parts.values_list("number", "elements")
        for each in ids
    }
    found: list[tuple[Element, int]] = []
    current = 1

    def visit(elements: Sequence[Element], depth: int) -> None:
        nonlocal current
        for element in elements:
            current = parts.get(element.id, current)
            if current == part.number:
                found.append((element, depth))
            visit(element.children, depth + 1)

    visit(plan.elements, 0)
    return found


def _doubt(note: KeptNote, document: Import, translate: Translate) -> Doubt:
    (finding,) = _findings([note]) or (None,)
    return Doubt(
        key=note["key"],
        message=finding.message(translate) if finding else note["template"],
        remedy=translate(finding.rule.remedy) if finding else "",
        severity=note["severity"],
        settled=note["key"] in document.settled,
    )


def _findings(notes: Sequence[KeptNote]) -> tuple[Finding, ...]:
    return kept_notes(notes)
