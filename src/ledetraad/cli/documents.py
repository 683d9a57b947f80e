"""The commands that take a document: read, check, trace, compare and write it out."""

# ruff: noqa: PLC0415

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import FOUND, LANGUAGE, note, out, out_bytes, translate

if TYPE_CHECKING:
    from ledetraad.checks.settings import CheckSettings
    from ledetraad.publish.profile import Profile
    from ledetraad.readers import ReadResult

commands = Commands()

Document = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        readable=False,  # whether it is, the reader says better
        help=translate("The document that holds the plan."),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=translate("For machines: print JSON."))]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        readable=False,
        help=translate("The settings file; else ledetraad.toml nearby."),
    ),
]
Debug = Annotated[
    Path | None,
    typer.Option(
        "--debug",
        metavar="OUT.html",
        help=translate("Draw what was understood on the document's pages, as a web page."),
    ),
]
Map = Annotated[
    Path | None,
    typer.Option(
        "--map",
        readable=False,
        help=translate("A file from `ledetraad map` that says what the document's parts mean."),
    ),
]
Output = Annotated[Path, typer.Option("--output", "-o", help=translate("Where to write."))]


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


@commands.command(help=translate("Read a document and show the plan in it."))
def read(
    file: Document, *, as_json: AsJson = False, mapping: Map = None, debug: Debug = None
) -> None:
    """A document to a plan: a table for people, the exchange format for machines."""
    if debug is not None:
        from ledetraad.cli.debug import write_debug_page

        write_debug_page(file, debug, mapping)
    result = _read(file, mapping)
    if as_json:
        from ledetraad.plan.exchange import dumps

        out_bytes(dumps(result.plan, result.findings, translate))
        return
    from ledetraad.cli.show import show_plan

    show_plan(result.plan)
    for finding in result.findings:
        note(f"{finding.place or file.name}: {finding.code} {finding.message(translate)}")


@commands.command(
    "map", help=translate("Say how a document is understood, to correct and use again.")
)
def map_(
    file: Document,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=translate("Where to write."))
    ] = None,
) -> None:
    """A document to a mapping: what its columns, headings and labels were taken for."""
    from ledetraad.readers.document_plan import describe
    from ledetraad.readers.forms.mapping import dump_mapping, write_mapping
    from ledetraad.readers.registry import open_document

    mapping = describe(open_document(file))
    if output is None:
        out(dump_mapping(mapping))
        return
    write_mapping(mapping, output)
    note(translate("Written: %(file)s") % {"file": output})


@commands.command(help=translate("Check a plan, and say what could be better and where."))
def check(
    file: Document,
    *,
    form: Annotated[
        Format, typer.Option("--format", help=translate("How to print."))
    ] = Format.TEXT,
    select: Annotated[
        list[str] | None, typer.Option(help=translate("Only these rules or families, such as LT2."))
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help=translate("All but these rules or families."))
    ] = None,
    config: Config = None,
    mapping: Map = None,
) -> int:
    """Findings, each with its rule, place and remedy."""
    from ledetraad.checks.formats import FORMATS
    from ledetraad.checks.run import run_checks
    from ledetraad.readers.registry import shown

    result = _read(file, mapping)
    settings = _check_settings(file, config, select, ignore)
    findings = run_checks(result.plan, settings, result.findings)
    out(FORMATS[form](findings, shown(file), translate))
    return FOUND if findings else 0


@commands.command(help=translate("List the rules of the checks, or explain one."))
def rules(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help=translate("A rule, such as LT103."))
    ] = None,
) -> None:
    """The rules, or one explained."""
    from ledetraad.checks.registry import all_rule_docs
    from ledetraad.cli.show import show_rule, show_rules

    known = list(all_rule_docs())
    if code is None:
        show_rules(known)
        return
    for rule in known:
        if code.casefold() in (rule.code.casefold(), rule.name.casefold()):
            show_rule(rule)
            return
    from ledetraad.errors import InvalidSettings
    from ledetraad.i18n import N_

    raise InvalidSettings(
        N_("There is no rule with this code."),
        where=code,
        remedy=N_("`ledetraad rules` lists them all."),
    )


@commands.command(help=translate("Follow the thread between a plan and the UN's goals."))
def trace(
    file: Document,
    *,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=translate("Print CSV."))] = False,
) -> None:
    """Coverage: the UN's goals and targets against the plan's elements."""
    from ledetraad.cli import show
    from ledetraad.frameworks.un_sdg import un_sdg
    from ledetraad.plan.trace import trace as follow

    plan = _read(file).plan
    framework = un_sdg()
    thread = follow(plan, framework.parents())
    if as_json:
        out_bytes(show.trace_json(thread, plan, framework))
    elif as_csv:
        out(show.trace_csv(thread, plan, framework))
    else:
        show.show_trace(thread, plan, framework)


@commands.command(help=translate("Show what has changed from one version of a plan to another."))
def diff(
    old: Annotated[
        Path,
        typer.Argument(metavar="OLD", readable=False, help=translate("The document before.")),
    ],
    new: Annotated[
        Path,
        typer.Argument(metavar="NEW", readable=False, help=translate("The document after.")),
    ],
    *,
    as_json: AsJson = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help=translate("A Word file to write, with the changes as tracked changes."),
        ),
    ] = None,
) -> int:
    """What changed between two versions: a summary, then each change by itself."""
    from ledetraad.plan.diff import diff as compare

    changed = compare(_read(old).plan, _read(new).plan)
    if output is not None:
        from datetime import UTC, datetime

        from ledetraad.publish.write_changes_docx import write_changes

        write_changes(changed, output, LANGUAGE, datetime.now(UTC))
        note(translate("Written: %(file)s") % {"file": output})
    if as_json:
        from ledetraad.plan.diff_document import dumps_diff

        out_bytes(dumps_diff(changed))
    elif output is None:
        from ledetraad.cli.show_diff import show_diff

        show_diff(changed)
    return 0 if changed.same else FOUND


@commands.command(help=translate("Write a plan in another format, by the ending of the new file."))
def convert(file: Document, output: Output, config: Config = None, mapping: Map = None) -> None:
    """A document to another format, in the municipality's look where the format has one."""
    from ledetraad.publish.files import convert as write

    write(_read(file, mapping).plan, output, LANGUAGE, _profile(file, config, None))
    note(translate("Written: %(file)s") % {"file": output})


@commands.command(help=translate("Write the public pages as files, for any file server."))
def site(
    file: Document,
    output: Output,
    *,
    findings: Annotated[
        bool, typer.Option("--findings", help=translate("Publish what the checks found, too."))
    ] = False,
    languages: Annotated[
        str | None,
        typer.Option("--languages", help=translate("Such as nb,nn,en; the first at the root.")),
    ] = None,
    config: Config = None,
    mapping: Map = None,
) -> None:
    """The public site as static files."""
    from ledetraad.cli.screen import progress
    from ledetraad.publish.site import Book, SiteOptions
    from ledetraad.publish.site.write import write_site
    from ledetraad.publish.snapshot import Snapshot

    result = _read(file, mapping)
    profile = _profile(file, config, languages)
    found = None
    if findings:
        from ledetraad.checks.run import run_checks

        settings = _check_settings(file, config, None, None)
        found = run_checks(result.plan, settings, result.findings)
    book = Book(Snapshot(plan=result.plan, profile=profile), found)
    with progress(translate("Pages")) as advance:
        count = write_site(book, output, SiteOptions(findings=findings), progress=advance)
    note(
        translate("%(count)s files written to %(folder)s. Open %(page)s in a browser.")
        % {"count": count, "folder": output, "page": output / "index.html"}
    )


@commands.command(help=translate("Print the JSON Schema of a plan in JSON."))
def schema() -> None:
    """The exchange format, described."""
    from ledetraad.plan.exchange import schema as form

    out(form())


def _read(file: Path, mapping: Path | None = None) -> ReadResult:
    from ledetraad.readers import read_document

    if mapping is None:
        return read_document(file)
    from ledetraad.readers.forms.mapping import read_mapping

    return read_document(file, read_mapping(mapping))


def _tables(file: Path, config: Path | None) -> tuple[dict[str, object], str]:
    from ledetraad import config as settings

    found = config or settings.find(file.resolve().parent) or settings.find(Path.cwd())
    return settings.load(found), str(found or settings.FILE)


def _check_settings(
    file: Path, config: Path | None, select: list[str] | None, ignore: list[str] | None
) -> CheckSettings:
    from ledetraad.checks.settings import CheckSettings
    from ledetraad.config import section

    tables, where = _tables(file, config)
    settings = section(tables, "check", CheckSettings, where)
    for key, given in (("select", select), ("ignore", ignore)):
        if given:
            tables = _with(
                tables, "check", key, [code for each in given for code in each.split(",")]
            )
            settings = section(tables, "check", CheckSettings, f"--{key}")
    return settings


def _profile(file: Path, config: Path | None, languages: str | None) -> Profile:
    from ledetraad.config import section
    from ledetraad.publish.profile import Profile

    tables, where = _tables(file, config)
    profile = section(tables, "site", Profile, where)
    if languages is None:
        return profile
    tables = _with(tables, "site", "languages", languages.split(","))
    return section(tables, "site", Profile, "--languages")


def _with(tables: dict[str, object], table: str, key: str, value: object) -> dict[str, object]:
    """The settings with one of them as an option says it; `table` is known to be one."""
    said = tables.get(table, {})
    return tables | {table: {**(said if isinstance(said, dict) else {}), key: value}}
