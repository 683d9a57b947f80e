"""A comparison of two versions as plain JSON values: what `ledetraad diff --json` prints."""

from __future__ import annotations

from typing import Any, Final

import orjson

from ledetraad.plan.diff import Change, Diff
from ledetraad.plan.model import Element, Plan

FORMAT: Final = "ledetraad-diff/1"


def diff_document(diff: Diff) -> dict[str, Any]:
    """The comparison as plain JSON values; docs/formats.md tells what each of them is."""
    return {
        "format": FORMAT,
        "same": diff.same,
        "old": _version(diff.old),
        "new": _version(diff.new),
        "counts": {kind.value: dict(levels) for kind, levels in diff.by_level.items()},
        "unchanged": len(diff.unchanged),
        "plan": [
            {"field": change.field, "old": change.old, "new": change.new}
            for change in diff.plan_changes
        ],
        "changes": [_change(change) for change in diff.changes],
    }


def dumps_diff(diff: Diff) -> bytes:
    """The comparison as indented UTF-8 JSON with a final newline."""
    return orjson.dumps(diff_document(diff), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _version(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "status": plan.status.value,
        "elements": sum(1 for _ in plan.walk()),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kinds": [kind.value for kind in change.kinds],
        "level": change.level,
        "old": [_element(element) for element in change.old],
        "new": [_element(element) for element in change.new],
        "words": [{"kind": run.kind, "text": run.text} for run in change.runs],
        "references": {
            "added": [reference.printed for reference in change.references_added],
            "removed": [reference.printed for reference in change.references_removed],
        },
        "facts": {
            "added": [fact.model_dump() for fact in change.facts_added],
            "removed": [fact.model_dump() for fact in change.facts_removed],
        },
        "parent": {
            "old": change.old_parent.id if change.old_parent else None,
            "new": change.new_parent.id if change.new_parent else None,
        },
    }


def _element(element: Element) -> dict[str, Any]:
    said = {"title": element.title} if element.title else {"text": element.text}
    return {"id": element.id, "number": element.number, "level": element.level} | said
