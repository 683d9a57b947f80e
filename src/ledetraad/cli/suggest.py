"""The command that suggests which of the UN's goals and targets a plan's statements may rest on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import console, out_bytes, translate
from ledetraad.i18n import N_

if TYPE_CHECKING:
    from ledetraad.plan.model import Element, Plan
    from ledetraad.suggest.targets import Suggestion

# Imported when a command runs: see `app.py`.
# ruff: noqa: PLC0415

commands = Commands()


@commands.command(
    help=translate("Suggest which of the UN's goals a plan's statements may rest on.")
)
def suggest(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=translate("The document that holds the plan."))
    ],
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=translate("Also for those that rest on a UN goal now."))
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=translate("For machines: print JSON."))
    ] = False,
) -> None:
    """Suggestions, each with the words that led to it."""
    from ledetraad.readers.registry import read_document

    found = _suggestions(read_document(file).plan, everything=everything)
    if as_json:
        out_bytes(_json(found))
    else:
        _show(found)


def _suggestions(plan: Plan, *, everything: bool) -> list[tuple[Element, list[Suggestion]]]:
    from ledetraad.frameworks.un_sdg import ID
    from ledetraad.plan.index import PlanIndex
    from ledetraad.suggest.targets import suggest_targets

    index = PlanIndex(plan)
    return [
        (
            element,
            suggest_targets(
                element.text,
                plan.language,
                above=[one.words for one in index.ancestors(element)],
            ),
        )
        for element in plan.walk()
        if element.text and (everything or ID not in {one.framework for one in element.references})
    ]


def _json(found: list[tuple[Element, list[Suggestion]]]) -> bytes:
    import orjson

    rows: list[dict[str, Any]] = [
        {
            "id": element.id,
            "number": element.number,
            "text": element.text,
            "references": [one.printed for one in element.references],
            "suggestions": [
                {"code": one.item.code, "because": list(one.because)} for one in suggestions
            ],
        }
        for element, suggestions in found
    ]
    return orjson.dumps(rows, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _show(found: list[tuple[Element, list[Suggestion]]]) -> None:
    from rich.table import Table

    from ledetraad.cli.screen import LANGUAGE, out
    from ledetraad.plan.wording import excerpt

    if not found:
        out(translate(N_("Every statement rests on a UN goal.")))
        return
    table = Table(box=None, pad_edge=False)
    for head in (N_("Number"), N_("Text"), N_("May rest on"), N_("Because of")):
        table.add_column(translate(head), overflow="fold")
    for element, suggestions in found:
        number, text = element.number, excerpt(element.text)
        if not suggestions:
            table.add_row(number, text, "–", "")
        for one in suggestions:
            said = f"{one.item.code} {one.item.names[LANGUAGE]}"
            table.add_row(number, text, said, ", ".join(one.because))
            number = text = ""
    console().print(table)
