"""The demonstration's climate accounts and budgets, from a file of examples marked as such."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from ledetraad.climate.sectors import Boundary
from ledetraad.i18n import catalogue
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.climate.models import (
    AccountsEdition,
    ActivityLine,
    Budget,
    ClimatePart,
    Decision,
    FactorTable,
)
from ledetraad.web.climate.services.budget_publish import publish_budget
from ledetraad.web.climate.services.edition_take import Told, take_edition
from ledetraad.web.climate.services.own_freeze import freeze_own
from ledetraad.web.demo.year import NOTE
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.recording import make
from ledetraad.web.plans.models import WorkingCopy


def set_up_climate(working_copy: WorkingCopy, folder: Path, *, now: datetime) -> None:
    """Fill the demonstration's municipality with climate accounts, unless it has some already.

    Args:
        working_copy: the plan that the measures serve.
        folder: `examples/climate`.
        now: when the budgets are published.
    """
    municipality = working_copy.municipality
    if AccountsEdition.objects.filter(municipality=municipality).exists():
        return
    said = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))
    with transaction.atomic():
        editions = {one["name"]: _edition(municipality, folder, one) for one in said["editions"]}
        factors = _factors(municipality, folder)
        for one in said["activities"]:
            values = one | {"factors": factors.pk}
            make(ActivityLine(municipality=municipality), values, user=None, reason=NOTE)
        for one in said["own_editions"]:
            editions[one["name"]] = freeze_own(
                municipality,
                Boundary(one["boundary"]),
                one["name"],
                today=timezone.localdate(now),
                user=None,
                translate=catalogue("nb").gettext,
            )
        for one in said["decisions"]:
            make(Decision(municipality=municipality), _json(one), user=None, reason=NOTE)
        elements = {one.number: one.id for one in working_copy.latest().plan().walk()}
        for one in said["measures"]:
            _measure(working_copy, elements, one)
        earlier: dict[str, int] = {}
        for one in said["budgets"]:
            edition = editions[one["edition"]]
            values = _json(one) | {
                "edition": edition.pk,
                "boundary": edition.boundary,
                "example": True,
                "earlier": earlier.get(edition.boundary),
                "note": NOTE,
            }
            published = values.pop("publish")
            made = make(Budget(municipality=municipality), values, user=None, reason=NOTE)
            if published:
                earlier[edition.boundary] = publish_budget(made, user=None, now=now).pk


def _edition(municipality: Municipality, folder: Path, one: dict[str, Any]) -> AccountsEdition:
    told = Told(one["name"], one["published"], NOTE, example=True)
    data = (folder / one["file"]).read_bytes()
    return take_edition(municipality, data, one["file"], told, user=None)


def _measure(working_copy: WorkingCopy, elements: dict[str, str], one: dict[str, Any]) -> None:
    """Give a measure its climate part; it is made first where the year has none of its name."""
    municipality = working_copy.municipality
    measure = Measure.objects.filter(municipality=municipality, name=one["name"]).first()
    if measure is None:
        unit = Unit.objects.filter(municipality=municipality, name=one.get("unit", "")).first()
        values = {
            "name": one["name"],
            "kind": "climate",
            "status": one.get("status", "not_started"),
            "financing": "new_money",
            "money": one.get("money", []),
            "unit": unit.pk if unit is not None else None,
            "serves": [
                {"plan": working_copy.pk, "element": elements[number]}
                for number in one.get("serves", ())
                if number in elements
            ],
        }
        measure = make(Measure(municipality=municipality), values, user=None, reason=NOTE)
    part = dict(one["part"])
    if "indicator" in one:
        said = one["indicator"] | {"measure": measure.pk, "source": NOTE}
        indicator = make(Indicator(municipality=municipality), said, user=None, reason=NOTE)
        part["indicator"] = indicator.pk
    part["effects"] = {of: _effect(*each) for of, each in part.get("effects", {}).items()}
    part["results"] = {
        of: {"tonnes": tonnes, "method": method}
        for of, (tonnes, method) in part.get("results", {}).items()
    }
    new = ClimatePart(municipality=municipality, measure=measure)
    make(new, part, user=None, reason=NOTE)


def _effect(tonnes: int, low: int | None = None, high: int | None = None) -> dict[str, Any]:
    return {"tonnes": tonnes, "low": low, "high": high}


def _factors(municipality: Municipality, folder: Path) -> FactorTable:
    from ledetraad.climate.activity import factors_from_json  # noqa: PLC0415  (pint is slow)

    said = factors_from_json((folder / "factors.json").read_text(encoding="utf-8"), "factors.json")
    values = said.model_dump(mode="json")
    return make(FactorTable(municipality=municipality), values, user=None, reason=NOTE)


def _json(one: dict[str, Any]) -> dict[str, Any]:
    return {
        name: each.isoformat() if isinstance(each, date) else each for name, each in one.items()
    }
