"""Findings as text: for people, for programs, for code hosts and for GitHub's workflows.

Each form is a function of the findings, the document's path and a translation; a finding's own
place names only the file, so the path is put in its stead where they are the same file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ledetraad import __version__
from ledetraad.checks.registry import all_rule_docs
from ledetraad.i18n import N_
from ledetraad.plan.exchange import finding_document
from ledetraad.plan.finding import Finding, RuleDoc, Severity, Translate

Format = Callable[[Sequence[Finding], str, Translate], str]

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SEVERITY_NAMES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("to know"),
}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_text(findings: Sequence[Finding], document: str = "", translate: Translate = str) -> str:
    """For people: a line and a remedy for each finding, and a count last."""
    lines: list[str] = []
    for finding in findings:
        name = translate(SEVERITY_NAMES[finding.severity])
        head = " ".join(filter(None, (finding.code, f"[{name}]", finding.number)))
        place = _place(finding, document)
        lines.append(f"{place}: {head} {finding.message(translate)}".removeprefix(": "))
        lines.append(f"    {translate(finding.rule.remedy)}")
    counted = Counter(finding.severity for finding in findings)
    told = ", ".join(
        f"{translate(name)} {counted[severity]}" for severity, name in SEVERITY_NAMES.items()
    )
    total = translate(N_("Findings: %(count)s")) % {"count": len(findings)}
    lines.append(f"{total} ({told})" if findings else total)
    return "\n".join(lines) + "\n"


def as_json(findings: Sequence[Finding], document: str = "", translate: Translate = str) -> str:
    """For programs: an object with the document's path and its findings."""
    told = {
        "document": document,
        "findings": [finding_document(finding, translate) for finding in findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Sequence[Finding], document: str = "", translate: Translate = str) -> str:
    """For GitHub's workflows: an annotation for each finding, on a line of its own."""
    return "".join(_annotation(finding, document, translate) + "\n" for finding in findings)


def as_sarif(findings: Sequence[Finding], document: str = "", translate: Translate = str) -> str:
    """For code hosts: one run in the form of SARIF 2.1.0, with the rules that have spoken."""
    spoken = {finding.code for finding in findings}
    rules = [doc for doc in all_rule_docs() if doc.code in spoken]
    places = {doc.code: place for place, doc in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "Ledetråd",
                "semanticVersion": __version__,
                "rules": [_sarif_rule(doc, translate) for doc in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _sarif_result(finding, places[finding.code], document, translate)
            for finding in findings
        ],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Format] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def _file(finding: Finding, document: str) -> str:
    """The file that a finding is about."""
    named = finding.place.file if finding.place else ""
    return document if not named or named == PurePath(document).name else named


def _place(finding: Finding, document: str) -> str:
    """The file, and where in it."""
    if finding.place is None:
        return document
    return str(finding.place.model_copy(update={"file": _file(finding, document)}))


def _annotation(finding: Finding, document: str, translate: Translate) -> str:
    properties = {"file": _file(finding, document)}
    if finding.place and finding.place.line:
        properties["line"] = str(finding.place.line)
    properties["title"] = f"{finding.code} {finding.rule.name}"
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    number = f"{finding.number}: " if finding.number else ""
    words = f"{number}{finding.message(translate)} {translate(finding.rule.remedy)}"
    return f"::{_GITHUB_COMMANDS[finding.severity]} {told}::{_escaped(words)}"


def _escaped(text: str) -> str:
    """What may stand after the second "::" of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """What may stand as the value of a workflow command's property."""
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _sarif_rule(doc: RuleDoc, translate: Translate) -> dict[str, Any]:
    return {
        "id": doc.code,
        "name": doc.name,
        "shortDescription": {"text": translate(doc.summary)},
        "fullDescription": {"text": translate(doc.why)},
        "help": {"text": translate(doc.remedy)},
        "defaultConfiguration": {"level": _SARIF_LEVELS[doc.severity]},
    }


def _sarif_result(
    finding: Finding, rule: int, document: str, translate: Translate
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message(translate)},
    }
    location: dict[str, Any] = {}
    if file := _file(finding, document):
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(file).as_posix())}}
        if finding.place and finding.place.line:
            physical["region"] = {"startLine": finding.place.line}
        location["physicalLocation"] = physical
    if finding.element is not None:
        location["logicalLocations"] = [
            {"name": finding.number or finding.element, "fullyQualifiedName": finding.element}
        ]
    if location:
        result["locations"] = [location]
    return result
