"""A climate budget as it is kept → as it is reckoned and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ledetraad.climate.budget import BudgetPlan, make_budget
from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.measures import ClimateMeasure
from ledetraad.climate.part import PartValues, Result, climate_measure, wanting_lifetime
from ledetraad.climate.sectors import AREA_SECTORS, Boundary, sectors_of
from ledetraad.errors import LedetraadError, Phrase
from ledetraad.followup.saying import said_day
from ledetraad.followup.status import MEASURE_STATUS_NAMES
from ledetraad.i18n import LANGUAGES, N_, Language, catalogue
from ledetraad.plan.finding import Translate
from ledetraad.publish.climate.state import About, state
from ledetraad.publish.climate.statement import BudgetStatement
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.finding import decisions_of, newest_of
from ledetraad.web.climate.models import AccountsEdition, Budget, ClimatePart, PublishedBudget
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.models import PARTS, Measure, read_parts


@dataclass(frozen=True, slots=True)
class Fault:
    """A measure that can't be counted, and why."""

    measure: Measure
    error: LedetraadError


@dataclass(frozen=True, slots=True)
class Read:
    """A budget with all that it is made of, read once for every language.

    Args:
        budget: as kept.
        edition: the accounts.
        parts: the measures with what they do to emissions, in order of their numbers.
        earlier: the published budget that is looked back on.
        published: those of the same boundary with years that the accounts have, the oldest first.
    """

    budget: Budget
    edition: AccountsEdition
    parts: list[ClimatePart]
    elements: Elements
    earlier: PublishedBudget | None
    municipality: Municipality
    published: list[PublishedBudget]


def read_budget(budget: Budget) -> Read:
    """Read what a budget is made of.

    Raises:
        InvalidClimateBudget: its edition of the accounts is gone.
    """
    said = budget.said()
    edition = AccountsEdition.objects.filter(
        municipality=budget.municipality_id, pk=said.edition, deleted_at=None
    ).first()
    if edition is None:
        raise InvalidClimateBudget(
            N_("The edition of the accounts that the budget begins from is gone."),
            remedy=N_("Choose another edition for the budget, or restore that one."),
        )
    earlier = PublishedBudget.objects.filter(
        municipality=budget.municipality_id, pk=said.earlier or 0
    ).first()
    return Read(
        budget,
        edition,
        [one for one in parts_of(budget.municipality) if counts_in(one.said(), said.boundary)],
        Elements(budget.municipality),
        earlier,
        budget.municipality,
        list(
            PublishedBudget.objects.filter(
                municipality=budget.municipality_id,
                boundary=said.boundary.value,
                first__lte=max(row[3] for row in edition.figures["rows"]),
            )
            .defer("accounts")
            .order_by("number")
        ),
    )


def counts_in(part: PartValues, boundary: Boundary) -> bool:
    """Whether a measure belongs in budgets of a boundary.

    A measure without a sector belongs in those of the border, where all of them can be read.
    """
    return (part.sector or AREA_SECTORS[0]) in sectors_of(boundary)


def parts_of(municipality: Municipality) -> list[ClimatePart]:
    """What the measures of a municipality do to emissions, by the measures' numbers."""
    found = list(
        ClimatePart.objects.filter(
            municipality=municipality, deleted_at=None, measure__deleted_at=None
        )
        .select_related("measure__unit", "indicator")
        .order_by("measure__number")
    )
    read_parts([one.measure for one in found], *PARTS)
    return found


def stated(
    read: Read, language: Language, on: date, *, until: int | None = None
) -> tuple[BudgetStatement, list[Fault]]:
    """What is shown of a budget in one language, and the measures that can't be counted.

    Args:
        read: the budget.
        language: of the words.
        on: the day by which targets hold.
        until: the last year of the accounts that is looked at; None for all.

    Raises:
        InvalidClimateBudget: its parts don't go together.
    """
    translate, said = catalogue(language).gettext, read.budget.said()
    measures, faults = _measures(read, translate)
    plan = BudgetPlan(
        name=said.name,
        first=said.first,
        last=said.last,
        boundary=said.boundary,
        decisions=tuple(decisions_of(read.municipality)),
        baseline=said.baseline,
        frame=said.frame,
        measures=tuple(measures),
        example=said.example,
        note=said.note,
    )
    edition = read.edition.edition()
    made = make_budget(plan, edition if until is None else edition.until(until), on)
    about = About(
        language=language,
        municipality=read.municipality.name,
        decided=_decided(read, translate),
        rate=said.discount / 100,
        file=read.edition.file_name,
        sha256=read.edition.sha256,
        made=on,
        results=_results(read),
        earlier=_earlier(read.earlier, language),
        published=[
            BudgetStatement.model_validate(one.statements[language]) for one in read.published
        ],
    )
    return state(made, about, translate), faults


@dataclass(frozen=True, slots=True)
class Newer:
    """What the gap in a budget's last year would be by a newer edition of the accounts.

    Args:
        edition: the newer one.
        gap: by it.
        revised: how much of the change is because it revised the years that the budget's own
            edition has.
        real: how much is because of what the years since have changed.
    """

    edition: AccountsEdition
    gap: int
    revised: int
    real: int


def by_newest(read: Read, now: BudgetStatement, language: Language, on: date) -> Newer | None:
    """What a newer edition of the accounts would change, in its two parts.

    Args:
        read: the budget.
        now: what it says by its own edition.
        language: of the words.
        on: the day by which targets hold.

    Returns:
        None where there is no newer one, or the gap can't be said by one of the two.
    """
    newest = newest_of(read.municipality, read.budget.said().boundary)
    if newest is None or newest.pk == read.edition.pk or newest.published < read.edition.published:
        return None
    other = replace(read, edition=newest)
    try:
        revised = stated(other, language, on, until=now.source.last)[0].last.gap
        whole = stated(other, language, on)[0].last.gap
    except InvalidClimateBudget:
        return None
    if now.last.gap is None or revised is None or whole is None:
        return None
    return Newer(newest, whole, revised - now.last.gap, whole - revised)


def stated_everywhere(read: Read, on: date) -> dict[str, BudgetStatement]:
    """What is shown of a budget, in every language.

    Raises:
        InvalidClimateBudget: its parts don't go together, or a measure can't be counted.
    """
    found: dict[str, BudgetStatement] = {}
    for language in LANGUAGES:
        found[language], faults = stated(read, language, on)
        if faults:
            raise faults[0].error
    return found


def _measures(read: Read, translate: Translate) -> tuple[list[ClimateMeasure], list[Fault]]:
    measures, faults = [], []
    sources = {(row.sector, row.source) for row in read.edition.edition().rows}
    for one in read.parts:
        said, part = one.measure.said(), one.said()
        error = wanting_lifetime(said, part)
        if part.effects and part.sector is not None and error is None:
            known = {source for sector, source in sources if sector is part.sector}
            if not known or (part.source and part.source not in known and known != {""}):
                error = _lost(one, part.source or part.sector.value, known)
        if error is not None:
            faults.append(Fault(one.measure, error))
            continue
        served = [read.elements.find(each.plan, each.element) for each in said.serves]
        measures.append(
            climate_measure(
                str(one.measure.number),
                said,
                part,
                responsible=one.measure.unit.name if one.measure.unit else "",
                status=translate(MEASURE_STATUS_NAMES[said.status]),
                indicator=one.indicator.said()
                if one.indicator is not None and one.indicator.deleted_at is None
                else None,
                elements="; ".join(each.choice for each in served if each is not None),
            )
        )
    return measures, faults


def _lost(one: ClimatePart, source: str, known: set[str]) -> InvalidClimateBudget:
    return InvalidClimateBudget(
        N_("The measure “%(name)s” takes from “%(source)s”, which the accounts don't have."),
        where=str(one.measure.number),
        remedy=N_("Choose one of the accounts' sources: %(sources)s."),
        name=one.measure.name,
        source=source,
        sources=", ".join(sorted(known)) or "–",
    )


def _results(read: Read) -> Mapping[str, Mapping[int, Result]]:
    return {str(one.measure.number): one.said().results for one in read.parts}


def _earlier(kept: PublishedBudget | None, language: Language) -> BudgetStatement | None:
    if kept is None:
        return None
    return BudgetStatement.model_validate(kept.statements[language])


def _decided(read: Read, translate: Translate) -> str:
    said = read.budget.said()
    if said.decided is None:
        return ""
    words = Phrase(N_("adopted %(day)s"), day=said_day(said.decided)).said(translate)
    return f"{words} ({said.case})" if said.case else words
