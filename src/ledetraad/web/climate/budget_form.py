"""What somebody has written in the form of a climate budget → its values, and the other way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledetraad.climate.baseline import Given, Growing
from ledetraad.climate.budget_values import BudgetValues
from ledetraad.climate.emissions import Edition
from ledetraad.climate.frame import BudgetFrame, LinearFrame, StepFrame
from ledetraad.climate.sectors import Boundary, Sector
from ledetraad.i18n import N_
from ledetraad.web.climate.models import AccountsEdition, PublishedBudget
from ledetraad.web.forms import FieldRefused, Form

BASELINES = {
    "flat": N_("flat: as in the accounts' last year"),
    "growth": N_("by growth a year in each sector"),
    "given": N_("from a file, by sector and year"),
}
FRAMES = {
    "linear": N_("on straight lines from the accounts' last year to the targets"),
    "reference": N_("on straight lines from the reference year to the targets"),
    "steps": N_("as decided for each year, in percent less than the reference year"),
    "budget": N_("a sum of tonnes over years"),
}
STEPS = 8
"""How many rows there are for a frame that is decided year by year."""
_NAMES = {
    "baseline.growth.percent": "baseline",
    "frame.steps.cut": "frame",
    "frame.budget.tonnes": "frame_tonnes",
    "frame.budget.first": "frame_first",
    "frame.budget": "frame_last",
    "": "last",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: editions of the accounts, and published budgets to look back on."""

    editions: Sequence[AccountsEdition]
    published: Sequence[PublishedBudget]


def read(
    form: Form, choices: Choices, kept: BudgetValues | None, given: Edition | None
) -> BudgetValues:
    """The budget that a form says.

    Args:
        form: what is written.
        choices: what can be chosen.
        kept: what the budget says already; a baseline from a file is kept with it.
        given: a baseline that was sent as a file.

    Raises:
        FormRefused: a field says something it can't.
    """
    values: dict[str, Any] = {
        "name": form.text("name"),
        "first": form.whole("first"),
        "last": form.whole("last"),
        "edition": _one_of(form, "edition", [one.pk for one in choices.editions]),
        "decided": form.day("decided"),
        "case": form.text("case"),
        "example": form.text("example") == "1",
        "note": form.text("note"),
        "earlier": None,
    }
    if form.text("earlier"):
        values["earlier"] = _one_of(form, "earlier", [one.pk for one in choices.published])
    discount = form.number("discount")
    values["discount"] = Decimal(4) if discount is None else discount
    chosen = next((one for one in choices.editions if one.pk == values["edition"]), None)
    values["boundary"] = chosen.boundary if chosen is not None else Boundary.AREA_DIRECT
    values["baseline"] = _baseline(form, kept, given)
    values["frame"] = _frame(form)
    for name in ("first", "last", "edition"):
        if values[name] is None:
            form.problems.setdefault(
                name, FieldRefused(N_("This is missing."), remedy=N_("Fill it in."))
            )
    return form.make(BudgetValues, values, _NAMES)


def _baseline(form: Form, kept: BudgetValues | None, given: Edition | None) -> dict[str, Any]:
    kind, source = form.text("baseline"), form.text("baseline_source")
    if kind == "growth":
        rates = {sector.value: form.number(f"growth_{sector.value}") for sector in Sector}
        percent = {sector: rate for sector, rate in rates.items() if rate is not None}
        return {"kind": "growth", "percent": percent, "source": source}
    if kind != "given":
        return {"kind": "flat"}
    if given is not None:
        tonnes: dict[str, dict[int, Decimal]] = {}
        for row in given.rows:
            years = tonnes.setdefault(row.sector.value, {})
            years[row.year] = years.get(row.year, Decimal(0)) + row.tonnes
        return {"kind": "given", "tonnes": tonnes, "source": source or given.source}
    if kept is not None and isinstance(kept.baseline, Given):
        return kept.baseline.model_dump(mode="json") | {"source": source or kept.baseline.source}
    form.problems["baseline_file"] = FieldRefused(
        N_("No file was chosen."), remedy=N_("Choose a file with a column a year.")
    )
    return {"kind": "flat"}


def _frame(form: Form) -> dict[str, Any]:
    kind = form.text("frame")
    if kind == "steps":
        cut: dict[int, Decimal] = {}
        for number, row in form.rows("steps"):
            of, percent = row.whole("year"), row.number("cut")
            if of is None or percent is None:
                row.problems.setdefault(
                    "cut" if percent is None else "year",
                    FieldRefused(N_("This is missing."), remedy=N_("Fill it in.")),
                )
            else:
                cut[of] = percent
            form.gather("steps", number, row)
        if not cut:
            form.problems.setdefault(
                "frame", FieldRefused(N_("No year is decided."), remedy=N_("Fill in a row."))
            )
        return {"kind": "steps", "cut": cut or {0: 0}}
    if kind == "budget":
        values = {
            "tonnes": form.number("frame_tonnes"),
            "first": form.whole("frame_first"),
            "last": form.whole("frame_last"),
        }
        for name, value in values.items():
            if value is None:
                form.problems.setdefault(
                    f"frame_{name}",
                    FieldRefused(N_("This is missing."), remedy=N_("Fill it in.")),
                )
        if any(value is None for value in values.values()):
            return {"kind": "linear"}
        return {"kind": "budget", **values, "source": form.text("frame_source")}
    return {"kind": "linear", "from_reference": kind == "reference"}


def written(said: BudgetValues) -> dict[str, str]:
    """A budget as its form is filled."""
    day = said.decided
    fields = {
        "name": said.name,
        "first": str(said.first),
        "last": str(said.last),
        "edition": str(said.edition),
        "decided": f"{day.day}.{day.month}.{day.year}" if day else "",
        "case": said.case,
        "note": said.note,
        "earlier": str(said.earlier or ""),
        "discount": _number(said.discount),
        "baseline": said.baseline.kind,
        "frame": said.frame.kind,
    }
    if said.example:
        fields["example"] = "1"
    if isinstance(said.baseline, Growing | Given):
        fields["baseline_source"] = said.baseline.source
    if isinstance(said.baseline, Growing):
        fields |= {f"growth_{one}": _number(rate) for one, rate in said.baseline.percent.items()}
    match said.frame:
        case LinearFrame(from_reference=True):
            fields["frame"] = "reference"
        case StepFrame(cut=cut):
            for at, (of, percent) in enumerate(sorted(cut.items())):
                fields |= {f"steps-{at}-year": str(of), f"steps-{at}-cut": _number(percent)}
        case BudgetFrame() as frame:
            fields |= {
                "frame_tonnes": _number(frame.tonnes),
                "frame_first": str(frame.first),
                "frame_last": str(frame.last),
                "frame_source": frame.source,
            }
        case _:
            pass
    return fields


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _one_of(form: Form, name: str, keys: Sequence[int]) -> int | None:
    key = form.key(name)
    if key in keys:
        return key
    form.problems[name] = FieldRefused(
        N_("This can't be chosen."), remedy=N_("Choose one of those that are in the list.")
    )
    return None
