"""The charts of a climate budget as figures of a document, each with its numbers as a table."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.climate.statement import BudgetStatement, CostYear
from ledetraad.publish.figures.figure import Figure
from ledetraad.statistics.charts.spec import HEIGHT, SCHEMA, Spec, look

Translate = Callable[[str], str]
_WIDTH = 560
_FILLS = ("#e8edf3", "#a7b8cc", "#e3f1e8", "#55708f", "#f0ece6", "#cdd8e4")
_INK = "#1c1f24"
_HALO = {"stroke": "#ffffff", "strokeWidth": 3, "aria": False}


def whole(value: int | None) -> str:
    """A whole number as documents write it; a dash where it can't be said."""
    return "–" if value is None else number_text(Decimal(value), 0)


def path_figure(statement: BudgetStatement, words: str, translate: Translate) -> Figure:
    """Frame against path, with a wedge for each measure between what is expected and the baseline.

    Args:
        statement: the budget.
        words: the main thing in a sentence, for those who can't see it.
        translate: into its language.
    """
    _, years = translate, statement.years
    last = statement.source.last
    emitted = statement.emitted[last]
    wedges, labels = [], []
    for number, (name, figures) in enumerate(statement.wedges()):
        wedges.append({"year": last, "low": emitted, "high": emitted, "name": name, "fill": number})
        below = [
            each.expected + sum(int(part[at]) for _n, part in statement.wedges()[:number])
            for at, each in enumerate(years)
        ]
        for each, low, figure in zip(years, below, figures, strict=True):
            wedges.append(
                {"year": each.year, "low": low, "high": low + int(figure), "name": name,
                 "fill": number}
            )  # fmt: skip
        middle = below[-1] + int(figures[-1]) / 2
        labels.append({"year": years[-1].year, "value": middle, "text": str(number + 1)})
    heads = [_(N_("Year")), _(N_("Without new measures")), _(N_("Expected with measures")),
             _(N_("Lowest to highest")), _(N_("Frame")), _(N_("Gap")),
             _(N_("Lowest to highest gap"))]  # fmt: skip
    span = _(N_("%(low)s to %(high)s"))
    rows = [
        (
            str(each.year),
            whole(each.baseline),
            whole(each.expected),
            span % {"low": whole(each.low), "high": whole(each.high)},
            whole(each.frame),
            whole(each.gap),
            "–"
            if each.gap is None
            else span % {"low": whole(each.gap_low), "high": whole(each.gap_high)},
        )
        for each in years
    ]
    key = "; ".join(f"{n}: {name}" for n, (name, _f) in enumerate(statement.wedges(), start=1))
    caption = _(N_("Frame against path, in tonnes of CO2-equivalents. Solid: emitted, and expected "
                   "with measures. Thin: without new measures. Dashed: the frame."))  # fmt: skip
    if key:
        caption += " " + _(N_("The wedges are the measures: %(key)s.")) % {"key": key}
    source = _(N_("%(source)s, edition %(edition)s"))
    return Figure(
        spec=_path_spec(statement, wedges, labels),
        alt=words,
        caption=caption,
        heads=tuple(heads),
        rows=tuple(rows),
        source=source % {"source": statement.source.source, "edition": statement.source.edition},
    )


def _path_spec(
    statement: BudgetStatement, wedges: list[dict[str, object]], labels: list[dict[str, object]]
) -> Spec:
    last, years = statement.source.last, statement.years
    begun = [{"year": last, "value": statement.emitted[last]}]
    history = [
        {"year": of, "value": tonnes} for of, tonnes in statement.emitted.items() if of > last - 8
    ]
    baseline = begun + [{"year": each.year, "value": each.baseline} for each in years]
    expected = begun + [{"year": each.year, "value": each.expected} for each in years]
    frame = [{"year": each.year, "value": each.frame} for each in years if each.frame is not None]
    x = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "axis": {"format": "d", "grid": False, "tickMinStep": 1},
        "scale": {"nice": False, "zero": False},
    }
    y = {"field": "value", "type": "quantitative", "title": "t CO2e", "scale": {"zero": True}}
    area = {
        "data": {"values": wedges},
        "mark": {"type": "area", "stroke": _INK, "strokeWidth": 0.5},
        "encoding": {
            "x": x,
            "y": y | {"field": "low"},
            "y2": {"field": "high"},
            "color": {
                "field": "fill",
                "type": "nominal",
                "legend": None,
                "scale": {
                    "domain": list(range(len(labels))),
                    "range": [_FILLS[n % len(_FILLS)] for n in range(len(labels))],
                },
            },
        },
    }

    def line(rows: list[dict[str, int]], **mark: object) -> Spec:
        drawn = {"type": "line", "color": _INK, **mark}
        return {"data": {"values": rows}, "mark": drawn, "encoding": {"x": x, "y": y}}

    numbers = [
        {
            "data": {"values": labels},
            "mark": {"type": "text", "align": "left", "dx": 5, "fontWeight": 600} | extra,
            "encoding": {"x": x, "y": y, "text": {"field": "text"}},
        }
        for extra in (_HALO, {})
    ]
    layers = [
        *([area] if wedges else []),
        line(history, strokeWidth=2.5),
        line(baseline, strokeWidth=1),
        line(expected, strokeWidth=3),
        line(frame, strokeWidth=2, strokeDash=[7, 4]),
        *(numbers if labels else []),
    ]
    return {"$schema": SCHEMA, "width": _WIDTH, "height": HEIGHT, "padding": 8, "layer": layers,
            "config": look()}  # fmt: skip


def cost_figure(costs: CostYear, translate: Translate) -> Figure | None:
    """The marginal cost curve of a year; None where no measure has a price."""
    steps = [step for step in costs.steps if step.tonnes > 0]
    if not steps:
        return None
    _ = translate
    rows, bars, begun = [], [], 0
    for number, step in enumerate(steps, start=1):
        rows.append((f"{number}. {step.name}", whole(step.price), whole(step.tonnes),
                     whole(step.up_to)))  # fmt: skip
        bars.append(
            {"from": begun, "to": begun + step.tonnes, "price": step.price, "zero": 0,
             "middle": begun + step.tonnes / 2, "text": str(number), "fill": number}
        )  # fmt: skip
        begun += step.tonnes
    across = {"type": "quantitative", "title": _(N_("tonnes taken away"))}
    up = {"field": "price", "type": "quantitative", "title": _(N_("kroner a tonne"))}
    fills = {
        "field": "fill",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": [bar["fill"] for bar in bars],
                  "range": [_FILLS[n % len(_FILLS)] for n in range(len(bars))]},
    }  # fmt: skip
    spec: Spec = {
        "$schema": SCHEMA,
        "width": _WIDTH,
        "height": HEIGHT,
        "padding": 8,
        "data": {"values": bars},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": _INK, "strokeWidth": 0.7},
                "encoding": {
                    "x": across | {"field": "from"},
                    "x2": {"field": "to"},
                    "y": up,
                    "y2": {"field": "zero"},
                    "color": fills,
                },
            },
            {
                "mark": {"type": "text", "dy": -8, "fontWeight": 600},
                "encoding": {"x": across | {"field": "middle"}, "y": up, "text": {"field": "text"}},
            },
        ],
        "config": look(),
    }
    cheapest, dearest = steps[0], steps[-1]
    alt = _(
        N_(
            "Marginal cost curve: a tonne costs from %(low)s kroner (%(cheapest)s) to %(high)s "
            "kroner (%(dearest)s)."
        )
    ) % {
        "low": whole(cheapest.price),
        "cheapest": cheapest.name,
        "high": whole(dearest.price),
        "dearest": dearest.name,
    }
    caption = _(N_("What a tonne costs in %(year)s, the cheapest first.")) % {"year": costs.year}
    heads = (_(N_("Measure")), _(N_("Kroner a tonne")), _(N_("Tonnes")), _(N_("Tonnes up to here")))
    return Figure(spec, alt, caption, heads, tuple(rows))
