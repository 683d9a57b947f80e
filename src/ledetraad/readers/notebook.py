"""Gathers what a reader is unsure of while it reads, as findings with their places."""

from __future__ import annotations

from dataclasses import replace

from ledetraad.plan.finding import Finding, RuleDoc
from ledetraad.plan.model import Plan, SourcePlace
from ledetraad.readers.lines import Line


class Notebook:
    """The notes on one document, in the order they are made.

    Args:
        file: the document's name, for the places.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._findings: list[Finding] = []

    def place(self, line: Line) -> SourcePlace:
        """A line's place in the document."""
        return SourcePlace(file=self._file, line=line.number)

    def add(
        self,
        rule: RuleDoc,
        template: str,
        *,
        element: str | None = None,
        place: SourcePlace | None = None,
        **values: object,
    ) -> None:
        """Note something; without a place it concerns the whole document."""
        self._findings.append(
            Finding(
                rule=rule,
                template=template,
                values=values,
                element=element,
                place=place or SourcePlace(file=self._file),
                severity=rule.severity,
            )
        )

    def findings(self, plan: Plan) -> tuple[Finding, ...]:
        """Every note, with the number and level that its element has in the finished plan."""
        elements = {element.id: element for element in plan.walk()}
        told = []
        for finding in self._findings:
            element = elements.get(finding.element or "")
            told.append(
                replace(finding, number=element.number, level=element.level)
                if element is not None
                else finding
            )
        return tuple(told)
