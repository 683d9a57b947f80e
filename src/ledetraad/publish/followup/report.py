"""How a plan goes, as a report: what is published of its follow-up, theme by theme, with charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ledetraad.followup.bands import JUDGEMENT_NAMES, Judgement
from ledetraad.followup.measure import MONEY_KIND_NAMES
from ledetraad.followup.status import ELEMENT_STATE_NAMES, MEASURE_STATUS_NAMES, ElementState
from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.model import Element, Plan
from ledetraad.publish.followup.figure import indicator_figure
from ledetraad.publish.followup.model import PublishedIndicator, PublishedMeasure
from ledetraad.publish.followup.outlook import differing
from ledetraad.publish.followup.tables import thousands
from ledetraad.publish.level_words import level_names
from ledetraad.publish.locales import long_date
from ledetraad.publish.report.model import Block, Heading, Report, Table, Text
from ledetraad.statistics.methods.judged import PACE_NAMES, STATUS_NAMES

if TYPE_CHECKING:
    from ledetraad.publish.site.going import Going


def going_report(plan: Plan, going: Going, municipality: str, language: Language) -> Report:
    """The report.

    Args:
        plan: the plan that it is of.
        going: how it goes, as published.
        municipality: its name.
        language: of all but the plan's own words.
    """
    return _Writing(plan, going, municipality, language).report()


_THEME, _ELEMENT, _INDICATOR = 1, 2, 3
"""How deep the headings are."""


class _Writing:
    """The report while it is written."""

    def __init__(self, plan: Plan, going: Going, municipality: str, language: Language) -> None:
        self._plan = plan
        self._going = going
        self._municipality = municipality
        self._language = language
        self._translate = catalogue(language).gettext
        self._names = level_names(plan, language)

    def report(self) -> Report:
        """All of it."""
        _, follow_up = self._translate, self._going.follow_up
        facts = [
            (_("Municipality"), self._municipality),
            (_("As of"), long_date(follow_up.as_of, self._language)),
            (_("Reporting period"), follow_up.period),
        ]
        return Report(
            title=_("How it goes"),
            subtitle=self._plan.title,
            municipality=self._municipality,
            language=self._language,
            facts=tuple(facts),
            blocks=tuple(self._blocks()),
            lead=_("These are examples: the measures, figures and judgements here are invented.")
            if follow_up.examples
            else "",
        )

    def _blocks(self) -> Iterator[Block]:
        yield from self._at_a_glance()
        for top in self._plan.elements:
            told = [block for one in top.walk() for block in self._element(one, top)]
            if told:
                yield self._heading(top, _THEME)
                yield from told
        yield from self._results()

    def _at_a_glance(self) -> Iterator[Block]:
        _, glance = self._translate, self._going.glance()
        rows: list[tuple[str, str, str]] = []
        for what, counts, names in (
            (N_("Goals and strategies"), glance.states, ELEMENT_STATE_NAMES),
            (N_("Measures"), glance.statuses, MEASURE_STATUS_NAMES),
            (N_("Indicators"), glance.judgements, JUDGEMENT_NAMES),
        ):
            rows += [(_(what), _(names[value]), str(count)) for value, count in counts]  # type: ignore[index]
        if rows:
            yield Heading(_("At a glance"))
            heads = (_("What"), _("How it goes"), _("How many"))
            yield Table(_("At a glance"), heads, tuple(rows))

    def _element(self, element: Element, top: Element) -> Iterator[Block]:
        """What is told of an element; nothing where nothing is known of it."""
        _, its = self._translate, self._going.of(element)
        known = its.state is not None and its.state.state is not ElementState.NO_DATA
        if not (known or its.measures or its.indicators):
            return
        if element is not top:
            yield self._heading(element, _ELEMENT)
        if not element.title:
            yield Text(element.text, language=self._plan.language)
        if its.state is not None and known:
            why = its.why.said(self._translate).rstrip(".") if its.why is not None else ""
            said = _capital(why or _(ELEMENT_STATE_NAMES[its.state.state]))
            yield Text(said if said.endswith("…") else f"{said}.")
        if its.measures:
            yield self._measures(its.measures)
        for shown in its.indicators:
            yield from self._indicator(shown.indicator)

    def _results(self) -> Iterator[Block]:
        """The indicators of measures' results."""
        _ = self._translate
        having = [
            (measure, indicators)
            for measure in self._going.follow_up.measures
            if (indicators := self._going.of_measure(measure))
        ]
        if having:
            yield Heading(_("Results of measures"))
        for measure, indicators in having:
            name = _("Measure %(number)s: %(name)s")
            yield Heading(
                name % {"number": measure.number, "name": measure.name},
                _ELEMENT,
                self._plan.language,
            )
            for shown in indicators:
                yield from self._indicator(shown.indicator)

    def _heading(self, element: Element, depth: int) -> Heading:
        if element.title:
            words = f"{element.number} {element.title}".strip()
            return Heading(words, depth, self._plan.language)
        name = self._names[element.level][0] or element.level
        return Heading(_capital(f"{name} {element.number}".strip()), depth)

    def _measures(self, measures: list[PublishedMeasure]) -> Table:
        _, shows = self._translate, self._going.shows
        heads = [_("Measure")]
        heads += [_(name) for part, name in _COLUMNS.items() if shows(part)]
        rows = []
        for one in measures:
            cells = {
                "status": _(MEASURE_STATUS_NAMES[one.status]) if one.status else "–",
                "deadline": long_date(one.deadline, self._language) if one.deadline else "–",
                "unit": one.unit or "–",
                "money": "; ".join(self._money(one)) or "–",
            }
            row = [f"{one.number}. {one.name}"]
            rows.append((*row, *(cells[part] for part in _COLUMNS if shows(part))))
        return Table(_("Measures"), tuple(heads), tuple(rows))

    def _money(self, measure: PublishedMeasure) -> Iterator[str]:
        _ = self._translate
        for one in measure.money:
            yield (
                _("%(year)s: %(amount)s thousand kroner, %(kind)s")
                % {
                    "year": one.year,
                    "amount": thousands(one.amount),
                    "kind": _(MONEY_KIND_NAMES[one.kind]),
                }
            )

    def _indicator(self, one: PublishedIndicator) -> Iterator[Block]:
        _ = self._translate
        yield Heading(one.name, _INDICATOR, self._plan.language)
        if one.definition:
            yield Text(one.definition, quiet=True, language=self._plan.language)
        said = [self._going.indicator(one).sentence.said(self._translate)]
        judged = self._going.shows("judgement")
        if judged and one.judgement is not Judgement.UNKNOWN:
            said.append(_capital(_(JUDGEMENT_NAMES[one.judgement])) + ".")
        yield Text(" ".join(said))
        yield from self._outlook(one)
        figure = indicator_figure(one, self._municipality, self._translate, judged=judged)
        if figure is not None:
            yield figure
        for phrase in one.fetched.said() if one.fetched is not None else ():
            yield Text(phrase.said(self._translate), quiet=True)
        for note in one.notes:
            yield Text(note, quiet=True, language="nb")

    def _outlook(self, one: PublishedIndicator) -> Iterator[Block]:
        _, outlook = self._translate, one.outlook
        if outlook is None:
            return
        said = [_capital(_(STATUS_NAMES[outlook.progress.status]))]
        if outlook.progress.pace is not None:
            said[0] += f" – {_(PACE_NAMES[outlook.progress.pace])}"
        said[0] += "."
        if (unlike := differing(outlook)) is not None:
            said.append(unlike.said(self._translate))
        if outlook.refused is not None:
            why = outlook.refused.phrase().said(self._translate)
            said.append(_("How likely it is can't be said: %(why)s.") % {"why": why})
        yield Text(" ".join(said))


_COLUMNS = {
    "status": N_("Status"),
    "deadline": N_("Deadline"),
    "unit": N_("Unit"),
    "money": N_("Money"),
}
"""What is told of a measure where it is published, by the names of `PublishingChoice`."""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
