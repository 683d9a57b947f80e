"""A plan as a JSON document and back; the form is that of the plan model's own JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import orjson
from pydantic import ValidationError

from ledetraad.errors import Phrase, UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, Translate
from ledetraad.plan.model import MAX_DEPTH, Element, Plan
from ledetraad.validation import first_fault

_SCHEMA = N_("`ledetraad schema` prints the form.")


def element_document(element: Element) -> dict[str, Any]:
    """An element and all below it as plain JSON values; a heading has `title`, others `text`."""
    document: dict[str, Any] = {
        "id": element.id,
        "number": element.number,
        "level": element.level,
    }
    document |= {"title": element.title} if element.title else {"text": element.text}
    document["references"] = [
        {
            "printed": reference.printed,
            "framework": reference.framework,
            "code": reference.code,
            "basis": reference.basis,
        }
        for reference in element.references
    ]
    if element.facts:
        document["facts"] = [fact.model_dump() for fact in element.facts]
    if element.source is not None:
        document["source"] = element.source.model_dump(exclude_none=True)
    document["children"] = [element_document(child) for child in element.children]
    return document


def plan_document(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON values, keys in the schema's order."""
    decision = plan.decision
    document: dict[str, Any] = {
        "format": plan.format,
        "title": plan.title,
        "subtitle": plan.subtitle,
        "owner": plan.owner,
        "period": plan.period.model_dump(by_alias=True) if plan.period else None,
        "status": plan.status.value,
        **({"decision": decision.model_dump(mode="json")} if decision is not None else {}),
        "language": plan.language,
        "levels": [level.model_dump() for level in plan.levels],
        "scheme": [definition.model_dump() for definition in plan.scheme],
        "elements": [element_document(element) for element in plan.elements],
    }
    return document


def finding_document(finding: Finding, translate: Translate = str) -> dict[str, Any]:
    """A finding as plain JSON values, its sentences in the language of `translate`."""
    return {
        "code": finding.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "message": finding.message(translate),
        "remedy": translate(finding.rule.remedy),
        "element": finding.element,
        "number": finding.number,
        "level": finding.level,
        "source": finding.place.model_dump(exclude_none=True) if finding.place else None,
    }


def dumps(plan: Plan, findings: Iterable[Finding] = (), translate: Translate = str) -> bytes:
    """The exchange format as indented UTF-8 JSON with a final newline.

    Findings, if there are any, stand beside the plan under `findings`.
    """
    document = plan_document(plan)
    told = [finding_document(finding, translate) for finding in findings]
    if told:
        document["findings"] = told
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def canonical(document: dict[str, Any]) -> bytes:
    """The same bytes for equal documents: sorted keys, no spaces; what a hash is made of."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def loads(data: bytes, *, where: str = "") -> Plan:
    """A plan from the exchange format.

    Args:
        data: UTF-8 JSON; a `findings` key is allowed and passed over.
        where: what to call the source in an error.

    Raises:
        UnreadableDocument: not JSON, or not a plan; names the place in the document.
    """
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UnreadableDocument(
            N_("This is not JSON: %(reason)s."),
            where=f"{where}:{error.lineno}",
            remedy=N_("Write the file again with `ledetraad convert`, or mend that line."),
            reason=error.msg,
        ) from None
    if not isinstance(document, dict):
        raise UnreadableDocument(
            N_("This is JSON, but not a plan: a plan is an object."),
            where=where,
            remedy=_SCHEMA,
        )
    document.pop("findings", None)
    try:
        return Plan.model_validate(document)
    except ValidationError as error:
        place, reason = first_fault(error)
        raise UnreadableDocument(
            N_("This is JSON, but not a plan: %(place)s: %(reason)s."),
            where=where,
            remedy=_SCHEMA,
            place=place or Phrase(N_("the document")),
            reason=reason,
        ) from None
    except RecursionError:
        raise UnreadableDocument(
            N_("This plan is nested too deeply."),
            where=where,
            remedy=N_("Use at most %(most)s levels."),
            most=MAX_DEPTH,
        ) from None


def schema() -> str:
    """The JSON Schema (draft 2020-12) of the exchange format, indented."""
    form = Plan.model_json_schema(by_alias=True)
    form["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    form["$id"] = "urn:ledetraad:plan:1"
    form["properties"]["findings"] = {
        "description": "What the reader was unsure of, for people; passed over on reading back.",
        "items": {"type": "object"},
        "title": "Findings",
        "type": "array",
    }
    return json.dumps(form, ensure_ascii=False, indent=2) + "\n"
