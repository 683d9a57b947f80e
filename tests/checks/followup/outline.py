"""What is followed up, from an outline in the notation of the rules' own examples.

Beside the plan's own lines (see `tests.build`) it has a line for each measure, each indicator and
each year that an element is taken into; these belong to the element or the measure they are
indented under.

    Strategi: Kommunen skal bygge fortau.
      Tatt inn i: 2027
      Tiltak: Fortau i Skoleveien | enhet: Vei | frist: 1.6.2027 | status: i rute
        Indikator: Meter fortau | mål: 2030 | verdi: 31.12.2025
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from textwrap import dedent

from ledetraad.checks.followup.seen import IndicatorSeen, MeasureSeen, PlanSeen, Seen
from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.followup.written_dates import day as read_day
from ledetraad.i18n import catalogue
from ledetraad.plan.index import PlanIndex
from tests.build import a_plan

TODAY = date(2026, 9, 1)
PLAN = 7
_TRANSLATE = catalogue("nb").gettext
_STATUSES = {_TRANSLATE(name): status for status, name in MEASURE_STATUS_NAMES.items()}


@dataclass
class _Gathered:
    lines: list[str] = field(default_factory=list)
    above: list[tuple[int, str, int]] = field(default_factory=list)
    """For each open line: how far it is indented, whether it is an element or a measure, its key"""
    measures: list[MeasureSeen] = field(default_factory=list)
    indicators: list[IndicatorSeen] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)


def seen(outline: str, *, today: date = TODAY) -> Seen:
    """All that an outline tells of; an element on the nth of the plan's own lines is `line-n`."""
    got = _Gathered()
    for line in dedent(outline).strip("\n").split("\n"):
        _take(line, got)
    plans = {}
    if got.lines:
        index = PlanIndex(a_plan("\n".join(got.lines)))
        served = {one.key: [element for _, element in one.serves] for one in got.measures}
        counted = {one.element for one in got.indicators if one.element}
        for one in got.indicators:
            counted |= set(served.get(one.measure or 0, ()))
        plans[PLAN] = PlanSeen(
            PLAN,
            index,
            frozenset(element for several in served.values() for element in several),
            frozenset(counted),
            frozenset(got.taken),
        )
    return Seen(plans, tuple(got.measures), tuple(got.indicators), today)


def _take(line: str, got: _Gathered) -> None:
    depth = len(line) - len(line.lstrip(" "))
    while got.above and got.above[-1][0] >= depth:
        got.above.pop()
    kind, key = got.above[-1][1:] if got.above else ("", 0)
    element = f"line-{key}" if kind == "element" else None
    head, *said = line.strip().split(" | ")
    what, _, name = head.partition(": ")
    facts = dict(one.split(": ") for one in said)
    if what == "Tatt inn i" and element is not None:
        got.taken.add(element)
    elif what == "Tiltak":
        got.measures.append(_measure(len(got.measures) + 1, name, facts, element))
        got.above.append((depth, "measure", len(got.measures)))
    elif what == "Indikator":
        measure = key if kind == "measure" else None
        got.indicators.append(_indicator(len(got.indicators) + 1, name, facts, element, measure))
    else:
        got.lines.append(line)
        got.above.append((depth, "element", len(got.lines)))


def _measure(key: int, name: str, facts: dict[str, str], element: str | None) -> MeasureSeen:
    return MeasureSeen(
        key,
        name,
        unit=1 if "enhet" in facts else None,
        start=read_day(facts["start"]) if "start" in facts else None,
        deadline=read_day(facts["frist"]) if "frist" in facts else None,
        status=_STATUSES[facts["status"]] if "status" in facts else MeasureStatus.NOT_STARTED,
        serves=((PLAN, element),) if element is not None else (),
        gone="borte" in facts,
    )


def _indicator(
    key: int, name: str, facts: dict[str, str], element: str | None, measure: int | None
) -> IndicatorSeen:
    return IndicatorSeen(
        key,
        name,
        unit=1 if "enhet" in facts else None,
        plan=PLAN if element is not None else None,
        element=element,
        measure=measure,
        aims="mål" in facts,
        measured=read_day(facts["verdi"]) if "verdi" in facts else None,
        since=int(facts["fra"]) if "fra" in facts else None,
    )
