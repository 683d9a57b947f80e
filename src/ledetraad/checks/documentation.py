"""The pages of docs/rules, made from the rules themselves: `python -m … docs/rules` writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from ledetraad.checks.registry import all_rule_docs
from ledetraad.plan.finding import RuleDoc

INDEX = "README.md"
FAMILIES = {
    "LT0": "What a reader of documents was unsure of",
    "LT1": "How the plan hangs together",
    "LT2": "References",
    "LT3": "Texts",
    "LT4": "Coverage of the UN's goals",
    "LT5": "How the plan is followed up",
}
_OF_FOLLOWUP = "LT5"


def pages(docs: Iterable[RuleDoc]) -> dict[str, str]:
    """Every page by file name: one for each rule, and the index."""
    ordered = sorted(docs, key=lambda doc: doc.code)
    return {INDEX: index_page(ordered)} | {f"{doc.code}.md": rule_page(doc) for doc in ordered}


def index_page(docs: Iterable[RuleDoc]) -> str:
    """The table of all rules, by family."""
    by_family: dict[str, list[RuleDoc]] = {family: [] for family in FAMILIES}
    for doc in docs:
        by_family[doc.code[:3]].append(doc)
    parts = [
        "# Rules\n\n"
        "What `ledetraad check` looks for in a plan, and what the readers of documents tell when "
        "they are unsure;\n"
        "last, what the follow-up of a plan is missing, which is shown beside its measures, its "
        "indicators and\nits elements, and needs more than a document.\n"
        "Severity is as the rule has it; `[check]` in `ledetraad.toml` may change it, or leave a "
        "rule out.\n"
    ]
    for family, members in by_family.items():
        rows = "".join(
            f"| [{doc.code}]({doc.code}.md) | {doc.name} | {doc.severity.value} | {doc.summary} |\n"
            for doc in members
        )
        parts.append(
            f"## {family}: {FAMILIES[family]}\n\n"
            f"| Code | Name | Severity | What it looks for |\n| --- | --- | --- | --- |\n{rows}"
        )
    return "\n".join(parts)


def rule_page(doc: RuleDoc) -> str:
    """One rule's page."""
    return (
        f"# {doc.code} {doc.name}\n\n"
        f"Severity: {doc.severity.value}. [All rules]({INDEX})\n\n"
        f"{doc.summary}\n\n"
        f"## Why it matters\n\n{doc.why}\n\n"
        f"## Instead of\n\n```text\n{doc.bad}\n```\n\n"
        f"## Write\n\n```text\n{doc.good}\n```\n\n"
        f"## What to do\n\n{doc.remedy}\n\n{_how_to_leave_out(doc)}"
    )


def _how_to_leave_out(doc: RuleDoc) -> str:
    if doc.code.startswith(_OF_FOLLOWUP):
        return (
            "Where it is meant so, settle it with a reason on the page “What is missing”; it "
            "comes\nback if what it rests on changes.\n"
        )
    return (
        f'To leave the rule out, in `ledetraad.toml`:\n\n```toml\n[check]\nignore = ["{doc.code}"]'
        "\n```\n"
    )


def write(folder: Path) -> None:
    """Write every page, and take away those of rules that are no more."""
    wanted = pages(all_rule_docs())
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("LT*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
