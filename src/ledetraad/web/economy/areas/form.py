"""The form for the areas of the budget: what somebody has written → the areas, and back again."""

from __future__ import annotations

import re
from typing import Any

from ledetraad.economy.areas import Areas
from ledetraad.economy.selection import FIELDS
from ledetraad.i18n import N_
from ledetraad.web.economy.models import as_json
from ledetraad.web.forms import FieldRefused, Form

_BETWEEN = re.compile(r"[\s,;]+")
CLASSES = {"": N_("operations and investment"), "1": N_("operations"), "0": N_("investment")}


def read_areas(form: Form) -> dict[str, Any]:
    """The areas that a form says, as JSON holds them.

    Raises:
        FormRefused: a field says something it can't.
    """
    areas: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    for number, row in form.rows("areas"):
        codes = {name: [each for each in _BETWEEN.split(row.text(name)) if each] for name in FIELDS}
        area = {"name": row.text("name"), "account_class": row.text("kind") or None, **codes}
        if not area["name"]:
            row.problems["name"] = FieldRefused(
                N_("The name is missing."), remedy=N_("Write what the area is called.")
            )
        form.gather("areas", number, row)
        at = f"areas.{len(areas)}"
        names[at] = f"areas-{number}-unit"
        names |= {f"{at}.{name}": f"areas-{number}-{name}" for name in ("name", *FIELDS)}
        names |= {
            f"{at}.{name}.{place}": f"areas-{number}-{name}"
            for name in FIELDS
            for place in range(len(codes[name]))
        }
        areas.append(area)
    if not areas:
        form.problems["areas"] = FieldRefused(
            N_("There is no area."), remedy=N_("Fill in at least one row.")
        )
    values = {"areas": areas, "source": form.text("source")}
    return as_json(form.make(Areas, values, names | {"": "areas", "areas": "areas"}))


def written_areas(said: Areas) -> dict[str, str]:
    """What the form says of areas."""
    found = {"source": said.source}
    for at, area in enumerate(said.areas):
        found |= {
            f"areas-{at}-name": area.name,
            f"areas-{at}-kind": area.account_class or "",
            **{f"areas-{at}-{name}": ", ".join(getattr(area, name)) for name in FIELDS},
        }
    return found
