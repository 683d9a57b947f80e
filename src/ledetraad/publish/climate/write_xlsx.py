"""A climate budget as a workbook for the budget paper: a sheet for each of its tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledetraad.climate.sectors import INTERNATIONAL, Sector
from ledetraad.i18n import N_
from ledetraad.publish.climate.statement import ROUNDING, BudgetStatement, MeasureRow
from ledetraad.publish.list_sheet import Cell, Column, Figure, ListSheet, lists_workbook

Translate = Callable[[str], str]


def budget_workbook(statement: BudgetStatement, translate: Translate) -> bytes:
    """The workbook; the same bytes for the same statement.

    Args:
        statement: what is shown of the budget.
        translate: into its language.
    """
    sheets = [
        _path(statement, translate),
        _sectors(statement, translate),
        _measures(statement, translate),
        _unquantified(statement, translate),
        _costs(statement, translate),
        *_promises(statement, translate),
        *_kept(statement, translate),
        _about(statement, translate),
    ]
    return lists_workbook(statement.name, sheets, made=statement.source.made)


def _sheet(
    title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Cell]], _: Translate
) -> ListSheet:
    return ListSheet(_(title), [Column(_(head), width) for head, width in heads], rows)


def _path(statement: BudgetStatement, _: Translate) -> ListSheet:
    heads = [
        (N_("Year"), 8),
        (N_("Without new measures"), 16),
        (N_("Each alone, summed"), 16),
        (N_("Counted twice, taken off"), 16),
        (N_("Taken away by measures"), 16),
        (N_("Expected with measures"), 16),
        (N_("Expected at the lowest"), 16),
        (N_("Expected at the highest"), 16),
        (N_("Frame"), 14),
        (N_("Gap"), 14),
        (N_("Gap at best"), 14),
        (N_("Gap at worst"), 14),
    ]
    rows: list[list[Cell]] = [
        [each.year, *map(Figure, (each.baseline, each.alone, each.overlap, each.taken,
                                  each.expected, each.low, each.high, each.frame, each.gap,
                                  each.gap_low, each.gap_high))]
        for each in statement.years
    ]  # fmt: skip
    whole = map(Figure, (statement.gap, statement.gap_low, statement.gap_high))
    rows.append([_(N_("In all")), *[None] * 8, *whole])
    return _sheet(N_("Emissions and frame"), heads, rows, _)


def _sectors(statement: BudgetStatement, _: Translate) -> ListSheet:
    heads = [
        (N_("Sector"), 26),
        (N_("In the standards"), 34),
        (N_("Without new measures"), 16),
        (N_("Taken away by measures"), 16),
        (N_("Expected with measures"), 16),
        (N_("Frame of its own"), 16),
        (N_("Gap"), 14),
    ]
    rows: list[list[Cell]] = [
        [
            each.name,
            str(INTERNATIONAL[Sector(each.sector)]),
            *map(Figure, (each.baseline, each.taken, each.expected, each.frame, each.gap)),
        ]
        for each in statement.sectors
    ]
    title = _(N_("The sectors in %(year)s")) % {"year": statement.last.year}
    return _sheet(title, heads, rows, _)


def _measures(statement: BudgetStatement, _: Translate) -> ListSheet:
    years = [*(each.year for each in statement.years), *statement.target_years]
    counted = _(N_("Counted with in %(year)s"))
    heads = [
        (N_("No."), 8),
        (N_("Sector"), 18),
        (N_("Source"), 24),
        (N_("Measure"), 40),
        (N_("Means"), 28),
        (N_("Whose"), 14),
        (N_("Responsible"), 22),
        *((str(of), 12) for of in years),
        *((counted % {"year": each.year}, 12) for each in statement.years),
        (N_("Lowest in the last year"), 14),
        (N_("Highest in the last year"), 14),
        (N_("How it was reckoned"), 40),
        (N_("Operations, kroner a year"), 24),
        (N_("Investment, kroner"), 24),
        (N_("Result indicator"), 28),
        (N_("Status"), 16),
        (N_("Serves"), 40),
        (N_("Comment"), 30),
    ]
    rows: list[list[Cell]] = []
    for one in statement.measures:
        effects = [one.of(of) for of in years]
        own = [one.of(each.year) for each in statement.years]
        last = one.effects[-1]
        rows.append(
            [
                *(one.key, one.sector, one.source, one.name, one.means, one.kind, one.responsible),
                *(Figure(each.tonnes if each else None) for each in effects),
                *(Figure(each.counted if each else None) for each in own),
                *(Figure(last.low), Figure(last.high), one.method),
                *(_money(one.operations), _money(one.investment)),
                *(one.indicator, one.status, one.serves, one.comment),
            ]
        )
    sums: list[Cell] = ["", "", "", _(N_("Together")), "", "", ""]
    sums += [Figure(each.alone) for each in statement.years]
    sums += [None] * len(statement.target_years)
    sums += [Figure(each.taken) for each in statement.years]
    rows.append([*sums, *[None] * (len(heads) - len(sums))])
    return _sheet(N_("Measures with figures"), heads, rows, _)


def _money(by_year: dict[int, int]) -> str:
    return "; ".join(f"{of}: {amount}" for of, amount in sorted(by_year.items()))


def _unquantified(statement: BudgetStatement, _: Translate) -> ListSheet:
    heads = [
        (N_("No."), 8),
        (N_("Measure"), 40),
        (N_("Why it has no figures"), 60),
        (N_("Whose"), 14),
        (N_("Responsible"), 22),
        (N_("Result indicator"), 28),
        (N_("Status"), 16),
    ]

    def row(one: MeasureRow) -> list[Cell]:
        return [one.key, one.name, one.why, one.kind, one.responsible, one.indicator, one.status]

    rows = [row(one) for one in statement.unquantified]
    return _sheet(N_("Measures without figures"), heads, rows, _)


def _costs(statement: BudgetStatement, _: Translate) -> ListSheet:
    heads = [
        (N_("Year"), 8),
        (N_("Measure"), 40),
        (N_("Kroner a tonne"), 16),
        (N_("Tonnes"), 14),
        (N_("Tonnes up to here"), 16),
        (N_("Why it has no price"), 50),
    ]
    rows: list[list[Cell]] = []
    for each in statement.costs:
        for step in each.steps:
            figures = map(Figure, (step.price, step.tonnes, step.up_to))
            rows.append([each.year, step.name, *figures, ""])
        rows += [[each.year, name, None, None, None, why] for name, why in each.left_out]
    return _sheet(N_("Cost per tonne"), heads, rows, _)


def _promises(statement: BudgetStatement, _: Translate) -> list[ListSheet]:
    found = statement.promises
    if found is None:
        return []
    heads = [
        (N_("No."), 8),
        (N_("Measure"), 40),
        (N_("Promised, in tonnes"), 16),
        (N_("Reckoned afterwards"), 16),
        (N_("How it was reckoned"), 50),
    ]
    rows: list[list[Cell]] = [
        [one.key, one.name, Figure(one.promised), Figure(one.reported), one.how]
        for one in found.rows
    ]
    title = _(N_("Promises of %(year)s")) % {"year": found.year}
    return [_sheet(title, heads, rows, _)]


def _kept(statement: BudgetStatement, _: Translate) -> list[ListSheet]:
    if not statement.kept:
        return []
    heads = [
        (N_("Year"), 8),
        (N_("Budget"), 40),
        (N_("Edition of the accounts"), 24),
        (N_("Frame"), 14),
        (N_("Expected with measures"), 16),
        (N_("Emitted, by the accounts"), 16),
    ]
    rows: list[list[Cell]] = [
        [one.year, one.budget, one.edition, *map(Figure, (one.frame, one.expected, one.emitted))]
        for one in statement.kept
    ]
    return [_sheet(N_("Expected and emitted"), heads, rows, _)]


def _about(statement: BudgetStatement, _: Translate) -> ListSheet:
    source = statement.source
    targets: list[list[Cell]] = [[_(N_("Target in force")), each] for each in source.targets]
    targets += [[_(N_("Earlier target")), each] for each in source.earlier]
    rows: list[list[Cell]] = [
        [_(N_("Municipality")), statement.municipality],
        [_(N_("Boundary")), source.boundary],
        [_(N_("In the standards")), source.standard],
        [_(N_("Edition of the accounts")), source.edition],
        [_(N_("Published")), source.published],
        [_(N_("Source")), source.source],
        [_(N_("File")), f"{source.file} (SHA-256 {source.sha256[:12]})" if source.file else ""],
        [_(N_("Path without new measures")), source.baseline],
        [_(N_("Frame")), source.frame],
        *targets,
        [_(N_("Rate of discount for costs, in percent")), source.discount],
        [_(N_("Rounding")), _(ROUNDING)],
        [_(N_("Note")), statement.note],
    ]
    if statement.example:
        rows.insert(0, [_(N_("Example")), _(N_("The figures are invented."))])
    return _sheet(N_("About the climate budget"), [(N_("About"), 28), (N_("Told"), 90)], rows, _)
