"""What a line comes down to: how many times each code of the ledger counts in it.

Every line of a table is in the end a sum of ledger lines, each times a whole number; that number
says both what a cell is made of and whether a definition is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ledetraad.economy.definition import Definition, Row
from ledetraad.economy.rule_text import Codes, Posts, Rest, Term

Weights = Mapping[str, int]
"""By code, what its amount in the ledger is multiplied by; codes that do not count are left out."""


def weights(definition: Definition, codes: Iterable[str]) -> dict[str, Weights]:
    """What every line that is an amount comes down to.

    Args:
        definition: the table.
        codes: the codes of its class that there are.

    Returns:
        By the line's number, how many times each code counts.
    """
    known = sorted(set(codes))
    rest = [code for code in known if not _is_named(definition, code)]
    found: dict[str, dict[str, int]] = {}

    def of_row(row: Row) -> dict[str, int]:
        if row.post not in found:
            found[row.post] = of_terms(row.rule.terms, row.turn)
        return found[row.post]

    def of_terms(terms: tuple[Term, ...], turn: int) -> dict[str, int]:
        total: dict[str, int] = {}
        for term in terms:
            match term:
                case Codes():
                    parts = {code: turn * term.factor for code in known if term.has(code)}
                    _add(total, parts, 1)
                case Posts():
                    for other in definition.between(term.first, term.last):
                        _add(total, of_row(other), term.factor)
                case Rest():
                    _add(total, dict.fromkeys(rest, 1), term.factor)
        return {code: times for code, times in total.items() if times}

    return {row.post: of_row(row) for row in definition.rows if not row.rule.divisor}


def booked_codes(row: Row, codes: Iterable[str]) -> list[str]:
    """The codes that a result is booked under."""
    return sorted(code for code in set(codes) if any(term.has(code) for term in row.rule.booked))


def _is_named(definition: Definition, code: str) -> bool:
    return any(
        term.has(code) for row in definition.rows for term in (*row.rule.codes, *row.rule.booked)
    )


def _add(total: dict[str, int], parts: Mapping[str, int], factor: int) -> None:
    for code, times in parts.items():
        total[code] = total.get(code, 0) + factor * times
