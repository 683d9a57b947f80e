"""A financial rule over the years as a figure of a document: the figure, and its bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from ledetraad.economy.ledger import Basis
from ledetraad.economy.quantities import Percent
from ledetraad.economy.verdict import STATE_NAMES, Verdict
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.figures.figure import Figure
from ledetraad.statistics.charts.spec import GOAL, OWN, SCHEMA, Spec, look

Translate = Callable[[str], str]
_FEWEST: Final = 2
_WIDTH, _HEIGHT = 640, 200
_DECIMALS = 2


def rule_figure(verdicts: Sequence[Verdict], translate: Translate) -> Figure | None:
    """A rule's figure by year with its bounds; None where fewer than two years can be said.

    Neither its numbers nor its source are repeated: the paper's own table of the rule has them.

    Args:
        verdicts: the rule's, by year.
        translate: into the document's language.
    """
    known = [(each, _value(each)) for each in verdicts]
    told = [(each, value) for each, value in known if value is not None]
    if len(told) < _FEWEST:
        return None
    rule = verdicts[0].rule
    caption = translate(N_("%(rule)s, in percent. Filled: accounts. Hollow: budget and plan.")) % {
        "rule": rule.name
    }
    if any(each.least is not None for each in verdicts):
        caption += " " + translate(N_("Dashed: the least that is allowed."))
    if any(each.most is not None for each in verdicts):
        caption += " " + translate(N_("Dotted: the most that is allowed."))
    return Figure(
        spec=_spec(told, verdicts, translate),
        alt=_alt(told, translate),
        caption=caption,
        heads=(),
        rows=(),
    )


def _value(verdict: Verdict) -> Decimal | None:
    return verdict.value.value if isinstance(verdict.value, Percent) else None


def _alt(told: Sequence[tuple[Verdict, Decimal]], translate: Translate) -> str:
    (first, begun), (last, ended) = told[0], told[-1]
    said = translate(
        N_("%(rule)s: from %(from)s %% in %(first)s to %(to)s %% in %(last)s; then %(state)s.")
    )
    return said % {
        "rule": first.rule.name,
        "from": number_text(begun, _DECIMALS),
        "first": first.year,
        "to": number_text(ended, _DECIMALS),
        "last": last.year,
        "state": translate(STATE_NAMES[last.state]),
    }


def _spec(
    told: Sequence[tuple[Verdict, Decimal]], verdicts: Sequence[Verdict], translate: Translate
) -> Spec:
    figures = [
        {"year": each.year, "value": float(value), "booked": each.basis is Basis.ACCOUNTS}
        for each, value in told
    ]
    x: dict[str, Any] = {
        "field": "year",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0, "grid": False},
        "scale": {"domain": [each.year for each in verdicts]},
    }
    y: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "title": "%",
        "scale": {"zero": False, "nice": True},
    }
    layers: list[dict[str, Any]] = []
    for name, dash, words in (
        ("least", [6, 4], N_("at least")),
        ("most", [2, 3], N_("at most")),
    ):
        bounds = [
            {"year": each.year, "value": float(bound)}
            for each in verdicts
            if (bound := getattr(each, name)) is not None
        ]
        if not bounds:
            continue
        mark = {"type": "line", "color": GOAL, "strokeDash": dash, "strokeWidth": 2,
                "interpolate": "linear"}  # fmt: skip
        layers.append({"data": {"values": bounds}, "mark": mark, "encoding": {"x": x, "y": y}})
        text = {"type": "text", "align": "left", "dx": 8, "color": GOAL}
        value = {"value": translate(words)}
        layers.append(
            {"data": {"values": bounds[-1:]}, "mark": text,
             "encoding": {"x": x, "y": y, "text": value}}
        )  # fmt: skip
    line = {"type": "line", "color": OWN, "strokeWidth": 3}
    layers.append({"data": {"values": figures}, "mark": line, "encoding": {"x": x, "y": y}})
    point = {
        "type": "point",
        "size": 70,
        "stroke": OWN,
        "strokeWidth": 2,
        "filled": False,
        "opacity": 1,
    }
    fill = {"condition": {"test": "datum.booked", "value": OWN}, "value": "#ffffff"}
    layers.append(
        {"data": {"values": figures}, "mark": point, "encoding": {"x": x, "y": y, "fill": fill}}
    )
    return {
        "$schema": SCHEMA,
        "width": _WIDTH,
        "height": _HEIGHT,
        "padding": {"left": 8, "right": 70, "top": 8, "bottom": 8},
        "layer": layers,
        "config": look(),
    }
