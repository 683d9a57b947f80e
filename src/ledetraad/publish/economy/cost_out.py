"""What places in the plan cost, for machines."""

from __future__ import annotations

from typing import Any

from ledetraad.economy.ties import Allocation, Cost, Money
from ledetraad.publish.economy.ledger_out import number, short_number

_DECIMALS = 1


def cost_as_data(allocation: Allocation, cost: Cost) -> dict[str, Any]:
    """A year's answer as JSON can hold it: the cost, how sure it is, its parts, and the rest.

    Args:
        allocation: all the money of the year at its places.
        cost: what was asked for, of it.
    """
    tied = allocation.tied_share
    return {
        "year": allocation.year,
        "cost": _money(cost.money),
        "sureness": {
            each.value: _money(money) | {"percent": _percent(cost, each)}
            for each, money in cost.by_sureness.items()
        },
        "parts": [
            {
                "tie": part.tie,
                "to": str(part.target),
                "sureness": part.sureness.value if part.sureness else None,
                **_money(part.money),
                "lines": len(part.lines),
            }
            for part in cost.parts
        ],
        "rest": _money(allocation.rest),
        "whole": _money(allocation.whole),
        "tied_percent": None if tied is None else short_number(tied.value, _DECIMALS),
    }


def _percent(cost: Cost, sureness: Any) -> int | float | None:
    share = cost.share(sureness)
    return None if share is None else short_number(share.value, _DECIMALS)


def _money(money: Money) -> dict[str, int | float]:
    return {
        "expenses": number(money.expenses.value),
        "revenues": number(money.revenues.value),
        "net": number(money.net.value),
    }
