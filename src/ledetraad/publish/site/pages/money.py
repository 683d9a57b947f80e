"""The municipality's economy, as far as it is published: its rules and its statutory tables."""

from __future__ import annotations

from decimal import Decimal

from ledetraad.economy.ledger import BASIS_NAMES
from ledetraad.economy.verdict import STATE_MARKS, STATE_NAMES
from ledetraad.followup.written import number_text
from ledetraad.publish.economy.published import PublishedEconomy, PublishedVerdict
from ledetraad.publish.economy.statement import ROUNDING
from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented

_MILLION = Decimal(1_000_000)


def is_shown(site: Presented) -> bool:
    """Whether anything of the economy is published."""
    return _economy(site) is not None


def build(site: Presented, _argument: None = None, _query: str = "") -> Content:
    """Everything that is published of the economy, on one page."""
    economy = _economy(site)
    if economy is None:
        raise AssertionError("a page of the economy is built where none is published")
    return Content(
        title=site.translate("The economy"),
        main=site.render(
            "money.html",
            economy=economy,
            follow_up=site.snapshot.follow_up,
            years=sorted({each.year for rule in economy.rules for each in rule.verdicts}),
            basis_names=BASIS_NAMES,
            state_names=STATE_NAMES,
            state_marks=STATE_MARKS,
            bound=_bound,
            millions=lambda value: number_text(abs(value) / _MILLION, 1),
            number=_number,
            rounding=ROUNDING,
            up="",
        ),
        description=site.translate("How the financial rules stand, and the statutory tables."),
        section="going",
    )


def _economy(site: Presented) -> PublishedEconomy | None:
    follow_up = site.snapshot.follow_up
    return follow_up.economy if follow_up is not None else None


def _bound(verdict: PublishedVerdict) -> str:
    """A year's bounds, such as "≥ 1,75" or "10–15"."""
    low = "" if verdict.least is None else number_text(verdict.least)
    high = "" if verdict.most is None else number_text(verdict.most)
    if low and high:
        return f"{low}–{high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else "–"


def _number(value: Decimal | None, percent: bool) -> str:
    if value is None:
        return "–"
    return f"{number_text(value, 2)} %" if percent else number_text(value, 0)
