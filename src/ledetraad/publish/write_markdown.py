"""The plan as Markdown: headings, main goals as paragraphs, and below them a nested list.

What else the document says of an element, such as who is responsible, stands on lines of its own
below it.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.model import Element, Level, Plan, PlanStatus, Reference
from ledetraad.publish.decision_words import decision_facts

STATUS_NAMES: dict[PlanStatus, str] = {
    PlanStatus.DRAFT: N_("Draft"),
    PlanStatus.PROPOSAL: N_("Proposal on hearing"),
    PlanStatus.ADOPTED: N_("Adopted"),
    PlanStatus.SUPERSEDED: N_("Superseded"),
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_DEEPEST_HEADING = 6
_INDENT = "  "


def escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


class MarkdownWriter:
    """Writes the plan's text to be read, with its references."""

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write the whole plan to `out`, labels in `language`."""
        out.write(_Page(plan, language).text().encode())


class _Page:
    """The lines of the whole page, gathered from the top."""

    def __init__(self, plan: Plan, language: Language) -> None:
        self._plan = plan
        self._language = language
        self._translate = catalogue(language).gettext
        self._levels = {level.key: level for level in plan.levels}
        self._lines: list[str] = []

    def text(self) -> str:
        self._front()
        for element in self._plan.elements:
            self._element(element, heading=2, depth=0)
        self._legend()
        return "\n".join(self._lines).strip("\n") + "\n"

    def _front(self) -> None:
        plan, _ = self._plan, self._translate
        self._block(f"# {escaped(plan.title or plan.owner) or '–'}")
        if plan.subtitle:
            self._block(f"*{escaped(plan.subtitle)}*")
        facts = (
            (_("Municipality"), plan.owner),
            (_("Period"), str(plan.period or "")),
            (_("Status"), _(STATUS_NAMES[plan.status])),
            *decision_facts(plan.decision, self._language),
        )
        self._block(*(f"- {escaped(name)}: {escaped(value)}" for name, value in facts if value))

    def _element(self, element: Element, *, heading: int, depth: int) -> None:
        level = self._levels[element.level]
        references = _references(element.references)
        if element.title and not depth:
            marks = "#" * min(heading, _DEEPEST_HEADING)
            number = f"{element.number} " if element.number else ""
            self._block(f"{marks} {escaped(number + element.title)}{references}")
            heading += 1
        elif level.single and not depth:
            self._block(f"**{escaped(_name(level))}:** {escaped(element.words)}{references}")
        else:
            label = escaped(f"{_name(level)} {element.number}".strip())
            if not depth:
                self._space(unless="- ")
            self._lines.append(
                f"{_INDENT * depth}- **{label}:** {escaped(element.words)}{references}"
            )
            depth += 1
        self._facts(element, depth)
        for child in element.children:
            self._element(child, heading=heading, depth=depth)

    def _facts(self, element: Element, depth: int) -> None:
        """A line for each thing that the document says beside the text, below the element."""
        if element.facts and not depth:
            self._space(unless="- ")
        for fact in element.facts:
            name, value = escaped(fact.name or fact.key), escaped(fact.value) or "–"
            self._lines.append(f"{_INDENT * depth}- *{name}:* {value}")

    def _legend(self) -> None:
        if not self._plan.scheme:
            return
        _ = self._translate
        self._block(f"## {escaped(_('The codes'))}")
        self._block(
            *(
                f"- **{escaped(code.prefix)}:** {escaped(code.meaning)}"
                for code in self._plan.scheme
            )
        )

    def _block(self, *lines: str) -> None:
        """Lines with an empty one before them and after them."""
        if lines:
            self._space()
            self._lines.extend(lines)
            self._lines.append("")

    def _space(self, unless: str = "\0") -> None:
        last = self._lines[-1] if self._lines else ""
        if last and not last.lstrip().startswith(unless):
            self._lines.append("")


def _name(level: Level) -> str:
    return level.singular[:1].upper() + level.singular[1:]


def _references(references: tuple[Reference, ...]) -> str:
    printed = ", ".join(escaped(reference.printed) for reference in references)
    return f" ({printed})" if printed else ""
