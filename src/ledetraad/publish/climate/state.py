"""A climate budget → what is shown of it in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledetraad.climate.budget import BudgetYear, ClimateBudget, sector_frames
from ledetraad.climate.cost import cost_curve
from ledetraad.climate.emissions import Edition
from ledetraad.climate.frame import LinearFrame, frame_words
from ledetraad.climate.measures import KIND_NAMES, ClimateMeasure
from ledetraad.climate.part import Result
from ledetraad.climate.sectors import BOUNDARY_NAMES, SECTOR_NAMES, STANDARD_SCOPES, Sector
from ledetraad.climate.targets import superseded
from ledetraad.economy.quantities import CannotSay, TonnesCO2e
from ledetraad.economy.rounding import rounded_parts, rounded_to
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, Language
from ledetraad.publish.climate.budget_out import target_text
from ledetraad.publish.climate.statement import (
    BudgetStatement,
    CostStep,
    CostYear,
    EffectYear,
    KeptYear,
    MeasureRow,
    PathYear,
    PromiseRow,
    Promises,
    SectorRow,
    Source,
)

Translate = Callable[[str], str]
ONE = Decimal(1)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class About:
    """What a statement says that the budget itself doesn't know.

    Args:
        language: of the words, as `translate` gives them.
        municipality: whose budget it is.
        decided: when and in which case it was adopted; "" before.
        rate: the rate of discount, as a fraction.
        file, sha256: of the accounts.
        made: the day by which targets hold.
        results: by the measures' ids and by year, what they are reckoned to have done.
        earlier: an earlier budget to look back on.
        published: every published budget of the boundary, the oldest first.
    """

    language: Language
    municipality: str
    decided: str
    rate: Decimal
    file: str
    sha256: str
    made: date
    results: Mapping[str, Mapping[int, Result]]
    earlier: BudgetStatement | None = None
    published: Sequence[BudgetStatement] = ()


def state(budget: ClimateBudget, about: About, translate: Translate) -> BudgetStatement:
    """What is shown of a climate budget."""
    order = list(Sector)
    quantified = sorted(
        budget.quantified, key=lambda one: order.index(one.sector) if one.sector else -1
    )
    counted = {of: _counted(each, quantified) for of, each in budget.years.items()}
    alone = {
        of: _rounded({one.key: one.effects[of].tonnes for one in quantified if of in one.effects})
        for of in budget.years
    }
    years = tuple(_path_year(of, each, counted[of], alone[of]) for of, each in budget.years.items())
    beyond = {of for one in quantified for of in one.effects if of > budget.plan.last}
    gaps = [each.gap for each in years]
    return BudgetStatement(
        language=about.language,
        municipality=about.municipality,
        name=budget.plan.name,
        decided=about.decided,
        example=budget.plan.example or budget.edition.example,
        note=budget.plan.note,
        emitted={
            of: _whole(total.value)
            for of in budget.edition.years
            if isinstance(total := budget.edition.total(of), TonnesCO2e)
        },
        years=years,
        gap=_sum(gaps),
        gap_low=_sum([each.gap_low for each in years]),
        gap_high=_sum([each.gap_high for each in years]),
        sectors=_sectors(budget, translate),
        measures=tuple(_measure(one, counted, alone, translate) for one in quantified),
        unquantified=tuple(_measure(one, counted, alone, translate) for one in budget.unquantified),
        target_years=tuple(sorted(beyond)),
        costs=tuple(_costs(budget, of, about.rate, translate) for of in budget.years),
        promises=_promises(budget, about),
        source=_source(budget, about, translate),
        kept=tuple(_kept(budget.edition, about.published)),
    )


def _counted(each: BudgetYear, measures: Sequence[ClimateMeasure]) -> dict[str, int]:
    """What each measure is counted with, in whole tonnes that sum to what is taken together."""
    return _rounded({one.key: each.counted(one.key) for one in measures})


def _rounded(parts: Mapping[str, Decimal]) -> dict[str, int]:
    whole = rounded_parts(list(parts.values()), ONE)
    return {key: int(part) for key, part in zip(parts, whole, strict=True)}


def _path_year(
    of: int, each: BudgetYear, counted: Mapping[str, int], alone: Mapping[str, int]
) -> PathYear:
    baseline, taken = _whole(each.baseline.value), sum(counted.values())
    expected = baseline - taken
    low = expected - _whole(each.expected.value - each.expected_low.value)
    high = expected + _whole(each.expected_high.value - each.expected.value)
    frame = None if isinstance(each.frame, CannotSay) else _whole(each.frame.value)
    summed = sum(alone.values())
    return PathYear(
        year=of,
        baseline=baseline,
        frame=frame,
        expected=expected,
        low=low,
        high=high,
        alone=summed,
        overlap=summed - taken,
        taken=taken,
        gap=None if frame is None else expected - frame,
        gap_low=None if frame is None else low - frame,
        gap_high=None if frame is None else high - frame,
    )


def _sum(parts: Sequence[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _whole(value: Decimal) -> int:
    return int(rounded_to(value, ONE))


def _sectors(budget: ClimateBudget, translate: Translate) -> tuple[SectorRow, ...]:
    last = budget.years[budget.plan.last]
    known = [sector for sector in Sector if sector in last.sectors]
    frames = sector_frames(budget, known)
    baselines = rounded_parts([last.sectors[one].baseline for one in known], ONE)
    takens = rounded_parts([last.sectors[one].combined.together for one in known], ONE)
    rows = []
    for sector, baseline, taken in zip(known, baselines, takens, strict=True):
        frame = frames.get(sector, {}).get(budget.plan.last)
        expected = int(baseline - taken)
        may = None if frame is None else _whole(frame)
        rows.append(
            SectorRow(
                sector=sector.value,
                name=translate(SECTOR_NAMES[sector]),
                baseline=int(baseline),
                taken=int(taken),
                expected=expected,
                frame=may,
                gap=None if may is None else expected - may,
            )
        )
    return tuple(rows)


def _measure(
    one: ClimateMeasure,
    counted: Mapping[int, Mapping[str, int]],
    alone: Mapping[int, Mapping[str, int]],
    translate: Translate,
) -> MeasureRow:
    effects = []
    for of, effect in sorted(one.effects.items()):
        low, high = effect.spread
        within = of in counted
        effects.append(
            EffectYear(
                year=of,
                tonnes=alone[of][one.key] if within else _whole(effect.tonnes),
                low=_whole(low),
                high=_whole(high),
                counted=counted[of][one.key] if within else None,
            )
        )
    kind = translate(KIND_NAMES[one.kind])
    return MeasureRow(
        key=one.key,
        name=one.name,
        sector=translate(SECTOR_NAMES[one.sector]) if one.sector else "",
        source=one.source,
        means=one.means,
        kind=kind if one.direct else f"{kind}, {translate(N_('indirect'))}",
        responsible=one.responsible,
        status=one.status,
        effects=tuple(effects),
        method=one.method,
        why=one.not_quantified,
        indicator=_indicator(one),
        operations={of: _whole(amount) for of, amount in one.operations.items()},
        investment={of: _whole(amount) for of, amount in one.investment.items()},
        lifetime=one.lifetime,
        serves=one.element,
        comment=one.comment,
    )


def _indicator(one: ClimateMeasure) -> str:
    if one.indicator is None:
        return ""
    unit = one.indicator.unit
    targets = "; ".join(
        f"{of}: {number_text(value)}{f' {unit}' if unit else ''}"
        for of, value in sorted(one.indicator.targets.items())
    )
    return f"{one.indicator.name} ({targets})" if targets else one.indicator.name


def _costs(budget: ClimateBudget, of: int, rate: Decimal, translate: Translate) -> CostYear:
    curve = cost_curve(budget, of, rate)
    tonnes = rounded_parts([step.taken.value for step in curve.steps], ONE)
    steps, up_to = [], 0
    for step, taken in zip(curve.steps, tonnes, strict=True):
        up_to += int(taken)
        steps.append(
            CostStep(
                key=step.measure.key,
                name=step.measure.name,
                price=_whole(step.price.value),
                tonnes=int(taken),
                up_to=up_to,
            )
        )
    left_out = tuple((one.name, why.words.said(translate)) for one, why in curve.left_out)
    return CostYear(year=of, steps=tuple(steps), left_out=left_out)


def _promises(budget: ClimateBudget, about: About) -> Promises | None:
    """The year before the budget's first, as an earlier budget promised it."""
    earlier, of = about.earlier, budget.plan.first - 1
    if earlier is None or all(each.year != of for each in earlier.years):
        return None
    names = {one.key: one.name for one in budget.plan.measures}
    rows = []
    for key in dict.fromkeys([*(one.key for one in earlier.measures), *about.results]):
        promised = next((one for one in earlier.measures if one.key == key), None)
        effect = promised.of(of) if promised is not None else None
        result = about.results.get(key, {}).get(of)
        if effect is None and result is None:
            continue
        rows.append(
            PromiseRow(
                key=key,
                name=promised.name if promised is not None else names.get(key, key),
                promised=effect.tonnes if effect is not None else None,
                reported=_whole(result.tonnes) if result is not None else None,
                how=result.method if result is not None else "",
            )
        )
    known = [row for row in rows if row.reported is not None]
    return Promises(
        year=of,
        budget=earlier.name,
        rows=tuple(rows),
        promised=sum(row.promised or 0 for row in rows),
        reported=sum(row.reported or 0 for row in known) if known else None,
        promised_of_reported=sum(row.promised or 0 for row in known) if known else None,
    )


def _kept(edition: Edition, published: Sequence[BudgetStatement]) -> Iterator[KeptYear]:
    """Each year of the accounts beside what the budget said that was made for it.

    That is the one published last of those that begin in the year; where none does, of those that
    have it at all.
    """
    for of in edition.years:
        having = [one for one in published if one.first <= of <= one.last.year]
        begun = [one for one in having if one.first == of] or having
        total = edition.total(of)
        if begun and isinstance(total, TonnesCO2e):
            said = begun[-1]
            path = next(each for each in said.years if each.year == of)
            yield KeptYear(
                year=of,
                budget=said.name,
                edition=said.source.edition,
                frame=path.frame,
                expected=path.expected,
                emitted=_whole(total.value),
            )


def _source(budget: ClimateBudget, about: About, translate: Translate) -> Source:
    plan, edition = budget.plan, budget.edition
    gone = [
        each
        for each in superseded(plan.decisions, about.made)
        if each not in budget.targets and each.boundary is plan.boundary
    ]
    return Source(
        edition=edition.name,
        published=edition.published if edition.published.year > 1 else None,
        source=edition.source,
        file=about.file,
        sha256=about.sha256,
        last=edition.years[-1],
        boundary=translate(BOUNDARY_NAMES[plan.boundary]),
        standard=STANDARD_SCOPES[plan.boundary],
        baseline=budget.baseline.words.said(translate),
        frame=frame_words(plan.frame, edition.years[-1]).said(translate),
        targets=tuple(target_text(each, translate) for each in budget.targets),
        earlier=tuple(target_text(each, translate) for each in gone),
        discount=number_text(about.rate * 100),
        made=about.made,
        lacking=tuple(_lacking(budget, translate)),
        sector_frame=_sector_frame(budget, translate),
    )


def _lacking(budget: ClimateBudget, translate: Translate) -> Iterator[str]:
    """What was not published of the years that the baseline and the frame begin from."""
    edition = budget.edition
    for of in sorted({edition.years[-1], *(each.reference for each in budget.targets)}):
        places = dict.fromkeys((each.sector, each.source) for each in edition.lacks(of))
        if places:
            names = [
                f"{translate(SECTOR_NAMES[sector])}{f', {source}' if source else ''}"
                for sector, source in places
            ]
            yield f"{of}: {'; '.join(names)}"


def _sector_frame(budget: ClimateBudget, translate: Translate) -> str:
    own = any(each.sector is not None for each in budget.targets)
    if not own or isinstance(budget.plan.frame, LinearFrame):
        return ""
    return frame_words(LinearFrame(), budget.edition.years[-1]).said(translate)
