"""Whether a definition is right, found by what its lines come down to.

Two of these hold for any table: a code stands in one line, and a sum that is written as codes has
the codes of the lines below it. A third is what the accounts themselves demand: the result that a
statement of flows ends with is what is left of all its ledger lines, so that each code must count
in it just once, against its sign in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledetraad.economy.definition import Definition, Row, RowKind
from ledetraad.economy.ledger import BALANCE
from ledetraad.economy.weights import Weights, weights
from ledetraad.errors import Phrase
from ledetraad.followup.saying import joined
from ledetraad.i18n import N_


class DefinitionFaultKind(StrEnum):
    """What can be wrong with a definition."""

    CODE_IN_TWO_LINES = "code-in-two-lines"
    COUNTED_WRONG = "counted-wrong"
    SUM_UNLIKE_PARTS = "sum-unlike-parts"
    TWO_SORTS = "two-sorts"


@dataclass(frozen=True, slots=True)
class DefinitionFault:
    """Something wrong with a definition.

    Args:
        kind: what kind of fault it is.
        table: the table's id.
        posts: the lines concerned.
        code: the code concerned; "" for none.
        times: how many times the code counts in the last of the lines, where that is wrong.
        words: what is wrong, as a sentence.
    """

    kind: DefinitionFaultKind
    table: str
    posts: tuple[str, ...]
    code: str
    words: Phrase
    times: int = 1


def definition_faults(definition: Definition, codes: Iterable[str]) -> list[DefinitionFault]:
    """What is wrong with a table's definition.

    Args:
        definition: the table.
        codes: the codes of its class that there are: those of the year's list, the ledger's, or
            both.
    """
    known = sorted({*codes} | _named_singly(definition))
    counted = weights(definition, known)
    return [
        *_in_two_lines(definition, counted),
        *_unlike_parts(definition, counted),
        *_of_two_sorts(definition),
        *_counted_wrong(definition, counted),
    ]


def _named_singly(definition: Definition) -> set[str]:
    """The codes that a definition names one by one: they exist whatever a list says."""
    terms = [term for row in definition.rows for term in row.rule.codes]
    return {end for term in terms for end in (term.low, term.high)} - _booked(definition)


def _booked(definition: Definition) -> set[str]:
    return {term.low for row in definition.rows for term in row.rule.booked}


def _in_two_lines(definition: Definition, counted: dict[str, Weights]) -> Iterable[DefinitionFault]:
    lines: dict[str, list[str]] = {}
    for row in definition.rows:
        if row.kind is RowKind.LINE and row.rule.codes:
            for code in counted[row.post]:
                lines.setdefault(code, []).append(row.post)
    for code, posts in sorted(lines.items()):
        if len(posts) > 1:
            yield DefinitionFault(
                DefinitionFaultKind.CODE_IN_TWO_LINES,
                definition.key,
                tuple(posts),
                code,
                Phrase(
                    N_("Code %(code)s stands in more than one line: %(posts)s."),
                    code=code,
                    posts=joined(posts),
                ),
            )


def _unlike_parts(definition: Definition, counted: dict[str, Weights]) -> Iterable[DefinitionFault]:
    for row in definition.rows:
        parts = [
            other
            for other in definition.rows
            if other.post.startswith(f"{row.post}.") and other.depth == row.depth + 1
        ]
        if not parts or not row.rule.codes:
            continue
        below: dict[str, int] = {}
        for part in parts:
            for code, times in counted[part.post].items():
                below[code] = below.get(code, 0) + times
        for code in sorted(set(below) | set(counted[row.post])):
            if below.get(code, 0) != counted[row.post].get(code, 0):
                yield DefinitionFault(
                    DefinitionFaultKind.SUM_UNLIKE_PARTS,
                    definition.key,
                    (row.post,),
                    code,
                    Phrase(
                        N_("Line %(post)s and the lines below it don't agree on code %(code)s."),
                        post=row.post,
                        code=code,
                    ),
                )


def _of_two_sorts(definition: Definition) -> Iterable[DefinitionFault]:
    for row in definition.rows:
        if row.shown is None:
            yield DefinitionFault(
                DefinitionFaultKind.TWO_SORTS,
                definition.key,
                (row.post,),
                "",
                Phrase(
                    N_(
                        "Line %(post)s has both expenses and revenues, and nobody has said which "
                        "way it is shown; it is shown as booked."
                    ),
                    post=row.post,
                ),
            )


def last_result(definition: Definition) -> Row | None:
    """The line that a statement of flows ends with; None for a balance sheet, or where none is."""
    if definition.account_class == BALANCE:
        return None
    results = [row for row in definition.rows if row.kind is RowKind.RESULT and row.rule.booked]
    return results[-1] if results else None


def _counted_wrong(
    definition: Definition, counted: dict[str, Weights]
) -> Iterable[DefinitionFault]:
    end = last_result(definition)
    if end is None:
        return
    covered = {code for found in counted.values() for code in found}
    for code in sorted(covered):
        times = -counted[end.post].get(code, 0)
        if times == 1:
            continue
        posts = _lines_of(definition.rows, counted, code)
        template = {
            0: N_("Code %(code)s (line %(posts)s) does not count in line %(end)s."),
            -1: N_("Code %(code)s (line %(posts)s) counts in line %(end)s with the wrong sign."),
        }.get(times, N_("Code %(code)s (line %(posts)s) counts %(times)s times in line %(end)s."))
        words = Phrase(template, code=code, posts=joined(posts), end=end.post, times=times)
        kind = DefinitionFaultKind.COUNTED_WRONG
        yield DefinitionFault(kind, definition.key, (*posts, end.post), code, words, times)


def _lines_of(rows: Sequence[Row], counted: dict[str, Weights], code: str) -> list[str]:
    return [row.post for row in rows if row.rule.codes and code in counted[row.post]]
