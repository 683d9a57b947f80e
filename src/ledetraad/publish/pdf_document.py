"""What stands in a plan's PDF, as plain JSON values for the template, which says how it looks.

Text is passed as data and never as markup, so that whatever a plan says comes out as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ledetraad.frameworks.un_sdg import ID, FrameworkItem, un_sdg
from ledetraad.i18n import Language, catalogue
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Level, Plan, Reference
from ledetraad.plan.trace import Trace, trace
from ledetraad.publish.colour import readable_under_white, text_on
from ledetraad.publish.decision_words import decision_facts
from ledetraad.publish.level_words import level_names
from ledetraad.publish.pdf_table import MOST_PAIRS, SHEETS, Cell, cells
from ledetraad.publish.profile import Profile
from ledetraad.publish.write_markdown import STATUS_NAMES

_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], "\N{REPLACEMENT CHARACTER}")
_NEW_PAGE_FROM = 8
"""Themes with as many elements as this, all told, begin on a page each."""
_MOST_LEVEL_COUNTS = 4


def pdf_document(plan: Plan, profile: Profile, language: Language) -> dict[str, Any]:
    """The whole document.

    Args:
        plan: the plan, whole.
        profile: the municipality's name and colour.
        language: what heads and labels are written in; the document's own is the plan's.
    """
    return _Document(plan, profile, language).values()


def plain(text: str) -> str:
    """Text on one line, with a mark in place of characters that are none."""
    return " ".join(text.split()).translate(_CONTROLS)


class _Document:
    """The document while it is put together."""

    def __init__(self, plan: Plan, profile: Profile, language: Language) -> None:
        self._plan = plan
        self._profile = profile
        self._language = language
        self._translate = catalogue(language).gettext
        self._levels = {level.key: level for level in plan.levels}
        self._names = {
            key: (_capital(singular or key), _capital(plural or singular or key))
            for key, (singular, plural) in level_names(plan, language).items()
        }
        self._trace = trace(PlanIndex(plan), un_sdg().parents())
        used = self._trace.by_level
        self._columns = _columns([level for level in plan.levels if used.get(level.key)])
        self._sheet = SHEETS[max(1, len(self._columns))]
        self._pairs = {level.key: place for place, level in enumerate(self._columns)}
        self._blocks: list[dict[str, Any]] = []
        self._open: list[tuple[Element, int]] = []

    def values(self) -> dict[str, Any]:
        """The document's parts, by the names that the template knows them by."""
        plan, _ = self._plan, self._translate
        name = plain(self._profile.name or plan.owner)
        colour = readable_under_white(self._profile.colour)
        return {
            "language": plan.language,
            "labels_language": self._language,
            "title": plain(plan.title) or plain(plan.subtitle) or name or _("The plan"),
            "subtitle": plain(plan.subtitle) if plan.title else "",
            "name": name,
            "about": self._about(),
            "home": self._profile.home,
            "band": self._profile.colour,
            "on_band": text_on(self._profile.colour),
            "colour": colour,
            "labels": self._labels(),
            "thread": self._thread(),
            "legend": [[plain(code.prefix), plain(code.meaning)] for code in plan.scheme],
            "landscape": self._sheet.landscape,
            "columns": self._heads(),
            "new_page": self._trace_size() >= _NEW_PAGE_FROM * max(1, len(plan.elements)),
            "body": self._body(),
            "coverage": self._coverage(),
            "unshown": False,
        }

    def _trace_size(self) -> int:
        return sum(self._trace.by_level.values())

    def _about(self) -> list[list[str]]:
        _ = self._translate
        period = str(self._plan.period or "")
        facts = (
            (_("Period"), period),
            (_("Status"), _(STATUS_NAMES[self._plan.status])),
            *decision_facts(self._plan.decision, self._language),
        )
        return [[name, plain(value)] for name, value in facts if value]

    def _labels(self) -> dict[str, str]:
        _ = self._translate
        return {
            "contents": _("Contents"),
            "legend": _("The codes"),
            "legend_lead": _("The codes beside the goals say what each of them rests on:"),
            "code": _("Code"),
            "meaning": _("Meaning"),
            "reference": _("Reference"),
            "coverage": _("The UN's goals in the plan"),
            "goal": _("UN goal"),
            "all": _("In all"),
            "register": _("The UN's targets in the plan"),
            "register_lead": _(
                "Each target that a statement names, and the pages where it does. The short titles"
                " are written for this document; each links to the UN's own text."
            ),
            "short_title": _("Short title"),
            "statements": _("Statements"),
            "pages": _("Pages"),
            "nothing": _("The plan has no goals or strategies yet."),
            "unshown": _("A character that the document's fonts don't have is shown as %(mark)s.")
            % {"mark": "\N{REPLACEMENT CHARACTER}"},
        }

    def _thread(self) -> list[list[str]]:
        """How many elements there are of each level, from the top of the plan."""
        counted = []
        for level in self._plan.levels:
            count = self._trace.by_level.get(level.key, 0)
            if count:
                name = self._names[level.key][0 if count == 1 else 1]
                counted.append([str(count), name[:1].lower() + name[1:]])
        return counted

    def _heads(self) -> list[dict[str, Any]]:
        """The overview's pairs of columns, and whether anything on their level has a reference."""
        coded = {element.level for element in self._plan.walk() if element.references}
        return [
            {"name": self._names[level.key][1], "width": width, "coded": level.key in coded}
            for level, width in zip(self._columns, self._sheet.widths, strict=False)
        ]

    def _body(self) -> list[dict[str, Any]]:
        for element in self._plan.elements:
            self._element(element, 1)
        self._close()
        if self._blocks and self._blocks[0]["kind"] != "heading":
            self._blocks.insert(0, self._heading(self._translate("Goals and strategies"), 1))
        return self._blocks

    def _element(self, element: Element, depth: int) -> None:
        pair = self._pairs.get(element.level)
        level = self._levels[element.level]
        if pair is not None and not element.title:
            self._open.append((element, pair))
        else:
            self._close()
            if element.title:
                self._blocks.append(self._heading(element.title, depth) | self._beside(element))
                depth += 1
            else:
                if not level.single:
                    label = f"{self._names[level.key][0]} {element.number}"
                    self._blocks.append(self._heading(label, depth))
                    depth += 1
                label = self._names[level.key][0] if level.single else ""
                goal = {"kind": "goal", "label": label, "words": plain(element.text)}
                self._blocks.append(goal | self._beside(element))
        for child in element.children:
            self._element(child, depth)

    def _heading(self, words: str, depth: int) -> dict[str, Any]:
        return {"kind": "heading", "depth": depth, "words": plain(words) or "–"}

    def _close(self) -> None:
        """End the table that is open, if one is."""
        if self._open:
            told = [self._cell(cell) for cell in cells(self._open, self._sheet)]
            self._blocks.append({"kind": "table", "cells": told})
            self._open = []

    def _cell(self, cell: Cell) -> dict[str, Any]:
        value: dict[str, Any] = {
            "breakable": cell.breakable,
            "from_above": cell.from_above,
            "goes_on": cell.goes_on,
        }
        if cell.element is None:
            return value
        return value | {"words": plain(cell.element.words)} | self._beside(cell.element)

    def _beside(self, element: Element) -> dict[str, Any]:
        """What stands beside an element's words: its references, and what else is said of it."""
        items = un_sdg().items
        named = {
            reference.code
            for reference in element.references
            if reference.framework == ID and reference.code in items
        }
        return {
            "chips": [_chip(reference, items) for reference in element.references],
            "named": sorted(named),
            "facts": [[plain(fact.name or fact.key), plain(fact.value)] for fact in element.facts],
        }

    def _coverage(self) -> dict[str, Any] | None:
        """The UN's goals with counts and the targets used; None for a plan without any of them."""
        if not self._trace.references_to.get(ID):
            return None
        framework = un_sdg()
        levels = [level for level in self._plan.levels if not level.titled]
        if len(levels) > _MOST_LEVEL_COUNTS:
            levels = []
        targets = [item for item in framework.items.values() if not item.is_goal]
        return {
            "heads": [self._names[level.key][1] for level in levels],
            "goals": [self._goal(goal, levels) for goal in framework.goals],
            "targets": [
                self._item(target) | {"count": len(self._trace.items[target.code].named)}
                for target in targets
                if self._trace.items[target.code].named
            ],
            "notes": self._notes(self._trace),
        }

    def _goal(self, goal: FrameworkItem, levels: Sequence[Level]) -> dict[str, Any]:
        found = self._trace.items[goal.code]
        counts = [found.by_level.get(level.key, 0) for level in levels]
        return self._item(goal) | {"counts": counts, "all": len(found.resting)}

    def _item(self, item: FrameworkItem) -> dict[str, Any]:
        return {
            "code": item.code,
            "name": item.names[self._language],
            "address": item.official,
            "colour": item.colour,
            "on_colour": text_on(item.colour),
        }

    def _notes(self, found: Trace) -> list[str]:
        _ = self._translate
        statements = sum(not element.title for element in self._plan.walk())
        notes = [
            _(
                "%(references)s references on %(statements)s statements; %(own)s of them rest on"
                " the municipality's own, %(only)s on nothing else; %(none)s have no reference."
            )
            % {
                "references": found.references,
                "statements": statements,
                "own": len(found.own),
                "only": len(found.only_own),
                "none": len(found.unreferenced),
            }
        ]
        if found.unknown:
            codes = ", ".join(plain(code) for code in found.unknown)
            unknown = _("Not among the UN's goals and targets")
            notes.append(f"{unknown}: {codes}.")
        return notes


def _columns(levels: Sequence[Level]) -> tuple[Level, ...]:
    """The levels that stand beside each other in the overview: the lowest ones.

    Headings are not among them, nor what a heading has just one of, such as its main goal.
    """
    statements = [level for level in levels if not level.titled]
    while statements and statements[0].single:
        del statements[0]
    return tuple(statements[-MOST_PAIRS:])


def _chip(reference: Reference, items: Mapping[str, FrameworkItem]) -> list[str]:
    """A reference as printed, its goal's colour, and the place that tells of the goal or target."""
    item = items.get(reference.code) if reference.framework == ID else None
    printed = plain(reference.printed)
    return [printed, item.colour, f"un-{item.code}"] if item else [printed]


def _capital(name: str) -> str:
    name = plain(name)
    return name[:1].upper() + name[1:]
