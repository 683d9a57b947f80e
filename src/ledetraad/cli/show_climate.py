"""Climate accounts and the climate budget on the terminal."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ledetraad.cli.screen import console, translate
from ledetraad.climate.budget import ClimateBudget
from ledetraad.climate.cost import cost_curve
from ledetraad.climate.emissions import Edition, change
from ledetraad.climate.sectors import BOUNDARY_NAMES, SECTOR_NAMES, STANDARD_SCOPES, sectors_of
from ledetraad.economy.quantities import CannotSay, Percent, TonnesCO2e
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.climate.budget_out import target_text

_EXAMPLE = N_("Example: the figures are invented.")
_EARLIER = N_("earlier target: %(target)s")


def show_accounts(editions: Sequence[Edition], reference: int) -> None:
    """The newest edition by sector, and what it changed."""
    from rich.table import Table
    from rich.text import Text

    screen = console()
    newest = editions[-1]
    last = newest.years[-1]
    screen.print(Text(newest.name, style="bold"))
    boundary = translate(BOUNDARY_NAMES[newest.boundary])
    screen.print(Text(f"{boundary} · {STANDARD_SCOPES[newest.boundary]}"))
    if newest.example:
        screen.print(Text(translate(_EXAMPLE)))
    drawn = Table(box=None, pad_edge=False)
    cut = translate("Cut since %(year)s") % {"year": reference}
    for at, head in enumerate((translate("Tonnes CO2e"), str(reference), str(last), cut)):
        drawn.add_column(head, justify="right" if at else "left")
    older = editions[-2] if len(editions) > 1 else None
    if older is not None:
        drawn.add_column(translate("Revised"), justify="right")
        drawn.add_column(translate("Real change"), justify="right")
    for sector in (*sectors_of(newest.boundary), None):
        row = [
            _tonnes(newest.total(reference, sector)),
            _tonnes(newest.total(last, sector)),
            _percent(newest.since(reference, last, sector)),
        ]
        if older is not None:
            found = change(older, newest, sector)
            row += ["", ""] if isinstance(found, CannotSay) else [
                _tonnes(found.revised), _tonnes(found.real)
            ]  # fmt: skip
        name = translate(SECTOR_NAMES[sector]) if sector else translate("In all")
        drawn.add_row(Text(name), *row, style="" if sector else "bold")
    screen.print(drawn)
    if older is not None:
        told = translate(
            "Revised: what this edition made of %(year)s, the last year of “%(older)s”. Real "
            "change: from %(year)s to %(last)s, by this edition alone."
        )
        words = told % {"year": older.years[-1], "older": older.name, "last": last}
        screen.print(Text(words))


def show_budget(budget: ClimateBudget, rate: Decimal) -> None:
    """The path, the measures and what they cost."""
    from rich.table import Table
    from rich.text import Text

    screen = console()
    screen.print(Text(budget.plan.name, style="bold"))
    if budget.plan.example or budget.edition.example:
        screen.print(Text(translate(_EXAMPLE)))
    screen.print(Text(budget.baseline.words.said(translate)))
    for each in budget.plan.decisions:
        text = target_text(each, translate)
        held = each in budget.targets
        screen.print(Text(text if held else translate(_EARLIER) % {"target": text}))
    drawn = Table(box=None, pad_edge=False)
    heads = (
        N_("Tonnes CO2e"),
        N_("Without new measures"),
        N_("Frame"),
        N_("Expected with measures"),
        N_("Gap"),
        N_("Interval"),
    )
    for at, head in enumerate(heads):
        drawn.add_column(translate(head), justify="right" if at else "left")
    for of, made in budget.years.items():
        drawn.add_row(
            str(of),
            _tonnes(made.baseline),
            _tonnes(made.frame),
            _tonnes(made.expected),
            _tonnes(made.gap),
            _between(made.gap_interval),
        )
    drawn.add_row(
        translate("In all"),
        "",
        "",
        "",
        _tonnes(budget.gap_in_all),
        _between(budget.gap_in_all_interval),
        style="bold",
    )
    screen.print(drawn)
    screen.print()
    _show_measures(budget, rate)


def _show_measures(budget: ClimateBudget, rate: Decimal) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = console()
    last = max(budget.years)
    prices = {step.measure.key: step.price for step in cost_curve(budget, last, rate).steps}
    drawn = Table(box=None, pad_edge=False)
    drawn.add_column(translate("Measure"))
    for of in budget.years:
        drawn.add_column(str(of), justify="right")
    drawn.add_column(translate("Kroner a tonne, %(year)s") % {"year": last}, justify="right")
    for measure in budget.quantified:
        price = prices.get(measure.key)
        effects = [measure.effects.get(of) for of in budget.years]
        drawn.add_row(
            Text(measure.name),
            *("" if each is None else number_text(each.tonnes) for each in effects),
            "" if price is None else number_text(price.value, 0),
        )
    overlaps = [-budget.years[of].overlap.value for of in budget.years]
    drawn.add_row(
        translate("Counted twice, taken off"), *(number_text(each, 0) for each in overlaps), ""
    )
    screen.print(drawn)
    if budget.unquantified:
        screen.print()
        screen.print(Text(translate("Measures without figures"), style="bold"))
        for measure in budget.unquantified:
            screen.print(Text(f"{measure.name}: {measure.not_quantified}"))


def _tonnes(value: TonnesCO2e | CannotSay) -> str:
    return "–" if isinstance(value, CannotSay) else number_text(value.value, 0)


def _percent(value: Percent | CannotSay) -> str:
    return "–" if isinstance(value, CannotSay) else f"{number_text(value.value, 1)} %"


def _between(value: tuple[TonnesCO2e, TonnesCO2e] | CannotSay) -> str:
    if isinstance(value, CannotSay):
        return "–"
    low, high = (number_text(each.value, 0) for each in value)
    return low if low == high else translate("%(low)s to %(high)s") % {"low": low, "high": high}
