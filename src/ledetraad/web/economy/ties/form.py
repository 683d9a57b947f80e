"""The form for a tie: what somebody has written → which lines go where, and back again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ledetraad.economy.ties import Target, Tie, target_of
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Unit
from ledetraad.web.economy.models import Documented, as_json
from ledetraad.web.economy.ties.allocated import ordered
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.models import Measure
from ledetraad.web.forms import FieldRefused, Form

LABELS: Mapping[str, str] = {
    "key": N_("name"),
    "order": N_("order"),
    "by_hand": N_("whether somebody has looked at just these lines"),
    "account_class": N_("accounts"),
    "code": N_("kind"),
    "function": N_("function"),
    "unit": N_("responsibility"),
    "project": N_("project"),
    "shares": N_("shares"),
    "note": N_("why"),
}
CODES = ("code", "function", "unit", "project")
_BETWEEN = re.compile(r"[\s,;]+")


def read_tie(form: Form, allowed: Access, before: Documented | None) -> dict[str, Any]:
    """The tie that a form says, as JSON holds it.

    Raises:
        FormRefused: a field says something it can't.
    """
    kept = {share.to for share in before.said().shares} if before is not None else set()
    elements = Elements(allowed.municipality)
    shares: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    for row_number, row in form.rows("shares"):
        to, percent = row.text("to"), row.number("percent")
        if not row.problems and (not to or percent is None):
            row.problems["percent"] = FieldRefused(
                N_("A share needs both a place and a percentage."),
                remedy=N_("Fill in both, or empty the row."),
            )
        elif to and to not in kept and not _is_there(allowed, elements, to):
            row.problems["to"] = FieldRefused(
                N_("This can't be chosen."),
                remedy=N_("Choose one of those that are in the list."),
            )
        form.gather("shares", row_number, row)
        names |= {f"shares.{len(shares)}.{name}": f"shares-{row_number}-{name}"
                  for name in ("to", "percent")}  # fmt: skip
        shares.append({"to": to, "percent": percent})
    values = {
        "key": form.text("key"),
        "order": before.said().order if before is not None else last_order(allowed) + 1,
        "by_hand": form.text("by_hand") == "1",
        "account_class": form.text("account_class") or None,
        **{name: [each for each in _BETWEEN.split(form.text(name)) if each] for name in CODES},
        "shares": shares,
        "note": form.text("note"),
    }
    if not values["key"]:
        form.problems["key"] = FieldRefused(
            N_("The name is missing."), remedy=N_("Write what the tie is called.")
        )
    return as_json(form.make(Tie, values, names | {"": "shares"}))


def last_order(allowed: Access) -> int:
    """The order of the tie that is tried last."""
    return max((said.order for _, said in ordered(allowed.municipality)), default=0)


def written_tie(tie: Tie) -> dict[str, str]:
    """What the form says of a tie."""
    said = {
        "key": tie.key,
        "by_hand": "1" if tie.by_hand else "",
        "account_class": tie.account_class or "",
        "note": tie.note,
        **{name: ", ".join(getattr(tie, name)) for name in CODES},
    }
    for row, share in enumerate(tie.shares):
        said |= {f"shares-{row}-to": share.to, f"shares-{row}-percent": number_text(share.percent)}
    return said


def places(allowed: Access, translate: Translate) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every place that money can go to, by group: its value and its words."""
    municipality = allowed.municipality
    elements = Elements(municipality)
    found = [
        (theme, [(f"element:{value}", words) for value, words in pairs])
        for theme, pairs in elements.groups()
    ]
    measures = Measure.objects.filter(municipality=municipality, deleted_at=None)
    numbered = [(f"measure:{one.number}", f"{one.number}. {one.name}") for one in measures]
    units = Unit.objects.filter(municipality=municipality, ends=None)
    named = [(f"unit:{one.pk}", one.name) for one in units]
    more = ((translate(N_("Measures")), numbered), (translate(N_("Units")), named))
    return [*found, *((name, pairs) for name, pairs in more if pairs)]


def _is_there(allowed: Access, elements: Elements, to: str) -> bool:
    kind, _, key = to.partition(":")
    municipality = allowed.municipality
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else None  # noqa: PLR2004
    if kind == "unit" and number is not None:
        return Unit.objects.filter(municipality=municipality, pk=number).exists()
    if kind == "measure" and number is not None:
        found = Measure.objects.filter(municipality=municipality, number=number, deleted_at=None)
        return found.exists()
    plan, _, element = key.partition(":")
    known = plan.isascii() and plan.isdigit() and len(plan) < 19  # noqa: PLR2004
    return kind == "element" and known and elements.find(int(plan), element) is not None


def targets_of(tie: Tie) -> list[Target]:
    """The places that a tie's shares go to."""
    return [target_of(share.to) for share in tie.shares]
