"""A climate budget as a document for the budget paper, to be written as PDF/UA and as Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ledetraad.climate.sectors import INTERNATIONAL, Sector
from ledetraad.errors import Phrase
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.climate.figures import cost_figure, path_figure, whole
from ledetraad.publish.climate.statement import ROUNDING, BudgetStatement, MeasureRow
from ledetraad.publish.locales import long_date
from ledetraad.publish.report.model import Block, Heading, Report, Table, Text

Translate = Callable[[str], str]


def gap_said(statement: BudgetStatement) -> Phrase:
    """How far the measures reach in the budget's last year, in a sentence."""
    last = statement.last
    if last.gap is None or last.gap_low is None or last.gap_high is None:
        return Phrase(
            N_("There is no frame for %(year)s, so the gap can't be said."), year=last.year
        )
    if last.gap > 0:
        return Phrase(
            N_(
                "In %(year)s, %(gap)s tonnes are still to be closed: between %(low)s and "
                "%(high)s, as the measures do most or least."
            ),
            year=last.year,
            gap=whole(last.gap),
            low=whole(last.gap_low),
            high=whole(last.gap_high),
        )
    return Phrase(
        N_(
            "In %(year)s, emissions are %(gap)s tonnes within the frame: between %(low)s and "
            "%(high)s, as the measures do least or most."
        ),
        year=last.year,
        gap=whole(-last.gap),
        low=whole(-last.gap_high),
        high=whole(-last.gap_low),
    )


def budget_report(statement: BudgetStatement) -> Report:
    """The document, in the statement's own language."""
    _ = catalogue(statement.language).gettext
    source = statement.source
    published = long_date(source.published, statement.language) if source.published else ""
    facts = [
        (_(N_("Municipality")), statement.municipality),
        (_(N_("Years")), f"{statement.first}–{statement.last.year}"),
        (_(N_("Adopted")), statement.decided),
        (_(N_("Accounts")), f"{source.edition}, {published}" if published else source.edition),
    ]
    return Report(
        title=_(N_("Climate budget")),
        subtitle=statement.name,
        municipality=statement.municipality,
        language=statement.language,
        facts=tuple(facts),
        blocks=tuple(_blocks(statement, _)),
        lead=_(N_("Example: these figures are invented.")) if statement.example else "",
    )


def _blocks(statement: BudgetStatement, _: Translate) -> Iterator[Block]:
    said = gap_said(statement).said(_)
    yield Heading(_(N_("Frame against path")))
    yield Text(said)
    if statement.gap is not None:
        together = _(
            N_(
                "From %(first)s to %(last)s together the gap is %(gap)s tonnes "
                "(%(low)s to %(high)s)."
            )
        )
        yield Text(
            together
            % {
                "first": statement.first,
                "last": statement.last.year,
                "gap": whole(statement.gap),
                "low": whole(statement.gap_low),
                "high": whole(statement.gap_high),
            }
        )
    yield path_figure(statement, said, _)
    yield from _sectors(statement, _)
    yield from _measures(statement, _)
    yield from _unquantified(statement, _)
    yield from _costs(statement, _)
    yield from _promises(statement, _)
    yield from _kept(statement, _)
    yield from _how(statement, _)


def _sectors(statement: BudgetStatement, _: Translate) -> Iterator[Block]:
    title = _(N_("The sectors in %(year)s")) % {"year": statement.last.year}
    heads = (_(N_("Sector")), _(N_("Without new measures")), _(N_("Taken away by measures")),
             _(N_("Expected with measures")), _(N_("Frame of its own")), _(N_("Gap")))  # fmt: skip
    rows = [
        (
            f"{one.name} – {INTERNATIONAL[Sector(one.sector)]}",
            *map(whole, (one.baseline, one.taken, one.expected, one.frame, one.gap)),
        )
        for one in statement.sectors
    ]
    yield Heading(title)
    yield Table(title, heads, tuple(rows))


def _measures(statement: BudgetStatement, _: Translate) -> Iterator[Block]:
    title = _(N_("Measures with figures"))
    yield Heading(title)
    if not statement.measures:
        yield Text(_(N_("No measure has figures yet.")))
        return
    yield Text(_(N_("Tonnes of CO2-equivalents that each measure alone takes away.")))
    years = [*(each.year for each in statement.years), *statement.target_years]
    heads = (_(N_("Measure")), _(N_("Responsible")), *(str(of) for of in years))
    for sector, measures in statement.by_sector():
        rows = []
        for one in measures:
            effects = [one.of(of) for of in years]
            cells = (whole(each.tonnes) if each is not None else "–" for each in effects)
            rows.append((f"{one.key}. {one.name}", one.responsible or "–", *cells))
        yield Heading(sector, 2)
        yield Table(sector, heads, tuple(rows))
    beyond = ("",) * len(statement.target_years)
    sums = [
        (_(N_("Each alone, summed")), *(whole(each.alone) for each in statement.years)),
        (_(N_("Counted twice, taken off")), *(whole(-each.overlap) for each in statement.years)),
        (_(N_("Taken away together")), *(whole(each.taken) for each in statement.years)),
    ]
    together = _(N_("Together"))
    yield Heading(together, 2)
    yield Table(
        together,
        (together, *(str(of) for of in years)),
        tuple((*row, *beyond) for row in sums),
    )
    reckoned = _(N_("How each was reckoned, and what shows that it is carried out"))
    yield Heading(reckoned, 2)
    heads = (_(N_("Measure")), _(N_("How it was reckoned")))
    rows = [(f"{one.key}. {one.name}", _reckoned(one, _)) for one in statement.measures]
    yield Table(reckoned, heads, tuple(rows))


def _reckoned(one: MeasureRow, _: Translate) -> str:
    last = one.effects[-1]
    span = _(N_("%(low)s to %(high)s")) % {"low": whole(last.low), "high": whole(last.high)}
    told = [one.method.rstrip("."), f"{_(N_('Lowest to highest'))}, {last.year}: {span}"]
    if one.means:
        told.append(f"{_(N_('Means'))}: {one.means}")
    if one.indicator:
        told.append(f"{_(N_('Result indicator'))}: {one.indicator}")
    if one.status:
        told.append(f"{_(N_('Status'))}: {one.status}")
    if one.serves:
        told.append(f"{_(N_('Serves'))}: {one.serves}")
    return ". ".join(told) + "."


def _unquantified(statement: BudgetStatement, _: Translate) -> Iterator[Block]:
    title = _(N_("Measures without figures"))
    yield Heading(title)
    if not statement.unquantified:
        yield Text(_(N_("None.")))
        return
    yield Text(
        _(N_("They count as measures, and not as zero: nobody knows how much they take away."))
    )
    heads = (_(N_("Measure")), _(N_("Why it has no figures")))
    rows = [
        (
            f"{one.key}. {one.name}",
            f"{one.why.rstrip('.')}. {_(N_('Responsible'))}: {one.responsible or '–'}. "
            f"{_(N_('Whose'))}: {one.kind}.",
        )
        for one in statement.unquantified
    ]
    yield Table(title, heads, tuple(rows))


def _costs(statement: BudgetStatement, _: Translate) -> Iterator[Block]:
    last = statement.costs[-1]
    yield Heading(_(N_("What a tonne costs")))
    told = _(
        N_(
            "The marginal cost curve of %(year)s: the cheapest tonne first. A year's cost is its "
            "operations and its part of investments over the years that they last, at %(rate)s %% "
            "interest."
        )
    )
    yield Text(told % {"year": last.year, "rate": statement.source.discount})
    paid = [one for one in (*statement.measures, *statement.unquantified) if one.costs]
    if paid:
        title = _(N_("What each measure costs, in kroner"))
        years = statement.cost_years()
        heads = (_(N_("Measure")), *(str(of) for of in years))
        yield Table(title, heads, tuple(row for one in paid for row in _kroner(one, years, _)))
    figure = cost_figure(last, _)
    if figure is not None:
        yield figure
    if last.left_out:
        title = _(N_("Measures without a price"))
        heads = (_(N_("Measure")), _(N_("Why it has no price")))
        yield Table(title, heads, last.left_out)


def _kroner(one: MeasureRow, years: Sequence[int], _: Translate) -> Iterator[tuple[str, ...]]:
    """What a measure costs in each year, its investments in a row of their own."""
    if one.operations:
        yield (one.name, *(whole(one.operations.get(of)) for of in years))
    if one.investment:
        name = _(N_("%(measure)s, investment")) % {"measure": one.name}
        yield (name, *(whole(one.investment.get(of)) for of in years))


def _promises(statement: BudgetStatement, _: Translate) -> Iterator[Block]:
    found = statement.promises
    if found is None:
        return
    title = _(N_("What was promised, and what came of it"))
    yield Heading(title)
    told = _(
        N_("%(year)s, as promised in “%(budget)s”. A result that nobody has reckoned is no zero.")
    )
    yield Text(told % {"year": found.year, "budget": found.budget})
    heads = (_(N_("Measure")), _(N_("Promised, in tonnes")), _(N_("Reckoned afterwards")),
             _(N_("How it was reckoned")))  # fmt: skip
    rows = [
        (one.name, whole(one.promised), whole(one.reported), one.how or "–") for one in found.rows
    ]
    if found.promised_of_reported is not None:
        together = _(N_("Together, of those with a result"))
        rows.append((together, whole(found.promised_of_reported), whole(found.reported), ""))
    rows.append((_(N_("Together, of all that was promised")), whole(found.promised), "–", ""))
    yield Table(title, heads, tuple(rows))


def _kept(statement: BudgetStatement, _: Translate) -> Iterator[Block]:
    if not statement.kept:
        return
    title = _(N_("What was expected, and what was emitted"))
    yield Heading(title)
    yield Text(
        _(
            N_(
                "Earlier budgets rest on the edition of their time: a part of the difference may "
                "be what later editions have revised."
            )
        )
    )
    heads = (_(N_("Year")), _(N_("Budget")), _(N_("Frame")), _(N_("Expected with measures")),
             _(N_("Emitted, by the accounts")), _(N_("Difference")))  # fmt: skip
    rows = [
        (
            str(one.year),
            f"{one.budget} ({one.edition})",
            whole(one.frame),
            whole(one.expected),
            whole(one.emitted),
            whole(one.emitted - one.expected),
        )
        for one in statement.kept
    ]
    yield Table(title, heads, tuple(rows))


def _how(statement: BudgetStatement, _: Translate) -> Iterator[Block]:
    source = statement.source
    title = _(N_("How the figures are reckoned"))
    yield Heading(title)
    file = f" {source.file} (SHA-256 {source.sha256[:12]})" if source.file else ""
    edition = _(N_("edition %(name)s")) % {"name": source.edition}
    rows = [
        (_(N_("Boundary")), f"{source.boundary} ({source.standard})"),
        (_(N_("Accounts")), f"{edition}. {source.source}.{file}"),
        (_(N_("Without new measures")), source.baseline),
        *((_(N_("Not published")), each) for each in source.lacking),
        (_(N_("Frame")), source.frame),
        *([(_(N_("Frame of single sectors")), source.sector_frame)] if source.sector_frame else []),
        *((_(N_("Target in force")), each) for each in source.targets),
        *((_(N_("Earlier target")), each) for each in source.earlier),
        (
            _(N_("Expected")),
            _(
                N_(
                    "Without new measures, less what the measures take away together. On one "
                    "source, what is left is the product of what each leaves: two that take half "
                    "each leave a quarter."
                )
            ),
        ),
        (
            _(N_("Gap")),
            _(
                N_(
                    "Expected less the frame. Above zero, it is still to be closed. Its interval "
                    "is from every measure at its high to every measure at its low."
                )
            ),
        ),
        (_(N_("Rounding")), _(ROUNDING)),
    ]
    if statement.note:
        rows.append((_(N_("Note")), statement.note))
    yield Table(title, (_(N_("What")), _(N_("How"))), tuple(rows))
