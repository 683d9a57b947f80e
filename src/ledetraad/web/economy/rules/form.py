"""The form for a financial rule: what somebody has written → the rule, and back again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ledetraad.economy.financial_rules import (
    Bound,
    FinancialRule,
    FormulaFigure,
    Growth,
    Published,
    Ratio,
    usual_rules,
)
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.economy.figures.values import MARK, known_figures, percents
from ledetraad.web.economy.models import Documented, as_json
from ledetraad.web.forms import FieldRefused, Form

SPARE_ROWS = 2
LABELS: Mapping[str, str] = {
    "key": N_("key"),
    "name": N_("name"),
    "figure": N_("what is measured"),
    "scope": N_("which accounts"),
    "at_least": N_("at least"),
    "at_most": N_("at most"),
    "strict": N_("whether the bound itself is outside"),
    "tolerance": N_("tolerance"),
    "mean_of": N_("mean of years"),
    "decided": N_("decided on"),
    "case": N_("case"),
    "exemptions": N_("exceptions"),
    "source": N_("source"),
    "example": N_("whether it is an example"),
}
AMOUNT_LABELS: Mapping[str, str] = {
    "year": N_("year"),
    "basis": N_("what they are"),
    "kroner": N_("amounts"),
    "percent": N_("key figures"),
    "source": N_("source"),
}
_BOUNDS = ("at_least", "at_most")
_EXEMPT = ("first", "last", "at_least", "at_most", "decided", "case", "reason")


def read_rule(form: Form, allowed: Access, before: Documented | None) -> dict[str, Any]:
    """The rule that a form says, as JSON holds it.

    Raises:
        FormRefused: a field says something it can't.
    """
    bounds, names = _bounds(form)
    exemptions: list[dict[str, Any]] = []
    for number, row in form.rows("exemptions"):
        one = {
            "first": row.whole("first"),
            "last": row.whole("last"),
            "at_least": row.number("at_least"),
            "at_most": row.number("at_most"),
            "decided": row.day("decided"),
            "case": row.text("case"),
            "reason": row.text("reason"),
        }
        form.gather("exemptions", number, row)
        at = len(exemptions)
        names |= {f"exemptions.{at}.{name}": f"exemptions-{number}-{name}" for name in _EXEMPT}
        names[f"exemptions.{at}"] = f"exemptions-{number}-first"
        exemptions.append(one)
    values = {
        "key": before.said().key if before is not None else secrets.token_hex(8),
        "name": form.text("name"),
        "figure": _figure(form, names, allowed),
        "scope": form.text("scope"),
        **bounds,
        "strict": form.text("strict") == "1",
        "tolerance": form.number("tolerance") or Decimal(0),
        "mean_of": form.whole("mean_of") or 1,
        "decided": form.day("decided"),
        "case": form.text("case"),
        "source": form.text("source"),
        "example": form.text("example") == "1",
        "exemptions": exemptions,
    }
    if not values["name"]:
        form.problems["name"] = FieldRefused(
            N_("The name is missing."), remedy=N_("Write what the rule is called.")
        )
    return as_json(form.make(FinancialRule, values, names | {"": "bounds"}))


def written_rule(rule: FinancialRule) -> dict[str, str]:
    """What the form says of a rule."""
    said = {
        "name": rule.name,
        "figure": rule.figure.kind,
        "scope": rule.scope.value,
        "strict": "1" if rule.strict else "",
        "tolerance": number_text(rule.tolerance) if rule.tolerance else "",
        "mean_of": str(rule.mean_of),
        "decided": _day(rule.decided),
        "case": rule.case,
        "source": rule.source,
        "example": "1" if rule.example else "",
    }
    match rule.figure:
        case Ratio(part=part, whole=whole, remainder=remainder):
            said |= {"part": part, "whole": whole, "remainder": "1" if remainder else ""}
        case Growth(of=of, than=than):
            said |= {"of": of, "than": than}
        case FormulaFigure(formula=formula):
            said |= {"formula": formula}
        case Published(key=key, source=source, ahead=ahead):
            fetched = key.startswith(MARK)
            said |= {"fetched": key} if fetched else {"published": key}
            said |= {"published_source": source, "ahead": ahead}
    years = sorted({*_years(rule.at_least), *_years(rule.at_most)})
    for row, year in enumerate(years):
        said[f"bounds-{row}-year"] = str(year)
        for name, bound in zip(_BOUNDS, (rule.at_least, rule.at_most), strict=True):
            if bound is not None and year in bound.by_year:
                said[f"bounds-{row}-{name}"] = number_text(bound.by_year[year])
    for name, bound in zip(_BOUNDS, (rule.at_least, rule.at_most), strict=True):
        if bound is not None and bound.step:
            said[f"{name}_step"] = number_text(bound.step)
            said[f"{name}_until"] = "" if bound.until is None else number_text(bound.until)
    for row, one in enumerate(rule.exemptions):
        for name in _EXEMPT:
            said[f"exemptions-{row}-{name}"] = _written(getattr(one, name))
    return said


def from_preset(key: str) -> dict[str, str]:
    """What the form begins with, from one of the usual rules; an empty form where none is asked."""
    rule = next((each for each in usual_rules() if each.key == key), None)
    if rule is None:
        return {"figure": "ratio", "part": "net_operating_result", "whole": "operating_revenues",
                "scope": "kasse", "mean_of": "1"}  # fmt: skip
    return written_rule(rule) | {"example": ""}


def rows_of(said: Mapping[str, str], name: str) -> list[int]:
    """The rows of a part of the form: those that are filled, and some empty ones."""
    used = [row for row, _ in Form(said).rows(name)]
    first = max(used, default=-1) + 1
    return [*used, *range(first, first + SPARE_ROWS)]


def _bounds(form: Form) -> tuple[dict[str, Any], dict[str, str]]:
    """Both bounds, by year and with their steps."""
    by_year: dict[str, dict[int, Decimal]] = {name: {} for name in _BOUNDS}
    names: dict[str, str] = {}
    for number, row in form.rows("bounds"):
        year = row.whole("year")
        given = {name: row.number(name) for name in _BOUNDS}
        if not row.problems and (year is None or not any(v is not None for v in given.values())):
            row.problems["year"] = FieldRefused(
                N_("A bound needs both a year and a number."),
                remedy=N_("Fill in the year and at least one of the bounds, or empty the row."),
            )
        form.gather("bounds", number, row)
        for name, value in given.items():
            if year is not None and value is not None:
                by_year[name][year] = value
                names[f"{name}.by_year.{year}"] = f"bounds-{number}-{name}"
    bounds: dict[str, Any] = {}
    for name in _BOUNDS:
        step, until = form.number(f"{name}_step"), form.number(f"{name}_until")
        names |= {f"{name}.step": f"{name}_step", f"{name}.until": f"{name}_until",
                  name: f"{name}_until"}  # fmt: skip
        bounds[name] = (
            {"by_year": by_year[name], "step": step or Decimal(0), "until": until}
            if by_year[name]
            else None
        )
    return bounds, names


def _figure(form: Form, names: dict[str, str], allowed: Access) -> dict[str, Any]:
    kind = form.text("figure")
    for field in ("part", "whole", "of", "than", "formula", "ahead"):
        names[f"figure.{kind}.{field}"] = names[f"figure.{field}"] = field
    names[f"figure.{kind}"] = names["figure"] = "figure"
    if kind == "growth":
        return {"kind": kind, "of": form.text("of"), "than": form.text("than")}
    if kind == "formula":
        return {"kind": kind, "formula": form.text("formula")}
    if kind == "published" and form.text("fetched"):
        return _fetched(form, allowed)
    if kind == "published":
        key = form.text("published")
        if not key:
            form.problems["published"] = FieldRefused(
                N_("The key figure is missing."), remedy=N_("Write its name.")
            )
        return {"kind": kind, "key": key, "source": form.text("published_source"),
                "ahead": form.text("ahead")}  # fmt: skip
    remainder = form.text("remainder") == "1"
    return {"kind": kind, "part": form.text("part"), "whole": form.text("whole"),
            "remainder": remainder}  # fmt: skip


def _fetched(form: Form, allowed: Access) -> dict[str, Any]:
    """A key figure that is fetched: its key, and what it is called and from as it was chosen."""
    known = percents(known_figures(allowed.municipality)).values()
    chosen = next((one for one in known if one.key == form.text("fetched")), None)
    if chosen is None:
        form.problems["fetched"] = FieldRefused(
            N_("This can't be chosen."),
            remedy=N_("Choose one of those that are in the list."),
        )
        return {"kind": "published", "key": "-"}
    return {"kind": "published", "key": chosen.key, "name": chosen.figure.name,
            "source": form.text("published_source"), "ahead": form.text("ahead")}  # fmt: skip


def _years(bound: Bound | None) -> list[int]:
    return [] if bound is None else list(bound.by_year)


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    return _day(value) if isinstance(value, date) else "" if value is None else str(value)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day}.{day.month}.{day.year}"
