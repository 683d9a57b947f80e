"""A plan from an outline, for tests that want to show the plan they speak of.

An outline has a line for each element: the level's name, its references in brackets if it has any,
a colon and the words. What is indented further stands under what comes before. It is the notation
of the rules' own examples.

    Delmål [FN-T 4.1]: Alle barn lærer å lese.
      Strategi [EK]: Kommunen skal låne ut bøker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent

from ledetraad.plan.model import (
    CodeDefinition,
    Element,
    Level,
    Plan,
    Reference,
    SourcePlace,
)
from ledetraad.plan.numbering import numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES

FILE = "plan.txt"
LEGEND = (
    CodeDefinition(
        prefix="EK",
        meaning="Laget av Eksempel kommune",
        framework="own",
        basis="own",
        numbered=False,
    ),
    CodeDefinition(
        prefix="FN-T", meaning="FNs bærekraftsmål, tilpasset", framework="un-sdg", basis="adapted"
    ),
)
_LINE = re.compile(
    r"(?P<indent> *)(?P<level>[^:\[]+?)(?: \[(?P<codes>[^\]]*)\])?:(?: (?P<words>.*))?"
)


def a_plan(
    outline: str,
    *,
    levels: Sequence[Level] = GOALS_AND_STRATEGIES,
    legend: Sequence[CodeDefinition] = LEGEND,
    language: str = "nb",
) -> Plan:
    """A numbered plan; the element on the outline's line n has the id `line-n` and that place."""
    text = dedent(outline).strip("\n")
    lines = [_parsed(line) for line in text.split("\n")]
    below: list[tuple[int, Element, list[Element]]] = []
    top: list[Element] = []
    for place, line in enumerate(lines, start=1):
        depth = len(line["indent"])
        while below and below[-1][0] >= depth:
            _close(below, top)
        below.append((depth, _element(line, place, levels, legend), []))
    while below:
        _close(below, top)
    plan = Plan.model_validate(
        {
            "levels": tuple(levels),
            "scheme": tuple(legend),
            "language": language,
            "elements": tuple(top),
        }
    )
    return numbered(plan)


def a_reference(printed: str, legend: Sequence[CodeDefinition] = LEGEND) -> Reference:
    """A printed code as the legend has it; one outside the legend is taken as the UN's, direct."""
    prefix, _, code = printed.rpartition(" ")
    known = {definition.prefix: definition for definition in legend}.get(prefix or printed)
    return Reference(
        printed=printed,
        framework=known.framework if known else "un-sdg",
        code=code,
        basis=known.basis if known else "direct",
    )


def _parsed(line: str) -> dict[str, str]:
    parts = _LINE.fullmatch(line)
    assert parts is not None, f"not a line of an outline: {line!r}"
    return {name: value or "" for name, value in parts.groupdict().items()}


def _element(
    line: dict[str, str], place: int, levels: Sequence[Level], legend: Sequence[CodeDefinition]
) -> Element:
    level = next(one for one in levels if one.singular == line["level"].lower())
    printed = [code.strip() for code in line["codes"].split(",") if code.strip()]
    return Element(
        id=f"line-{place}",
        level=level.key,
        title=line["words"] if level.titled else "",
        text="" if level.titled else line["words"],
        references=tuple(a_reference(code, legend) for code in printed),
        source=SourcePlace(file=FILE, line=place),
    )


def _close(below: list[tuple[int, Element, list[Element]]], top: list[Element]) -> None:
    """Take the last open element with its children and hand it to the one above."""
    _, element, children = below.pop()
    whole = element.model_copy(update={"children": tuple(children)})
    (below[-1][2] if below else top).append(whole)
