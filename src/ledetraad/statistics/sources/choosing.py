"""Choices among a variable's values: codes and expressions made into the codes that are meant.

The expressions are those of PxWebApi v2 (pxtools.net). They are worked out here, from the table's
own list of values, so that every source understands the same (FHI's `bottom` means what Statistics
Norway's `top` does), cells can be counted before they are asked for, and codes that are gone are
found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.statistics.faults import InvalidSelection
from ledetraad.statistics.sources.base import Role, Selection, TableDescription, Variable

_CALL = re.compile(r"(?P<name>top|bottom|from|to|range)\((?P<values>[^()]*)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The codes of each variable that is asked for, and what was chosen that is not there.

    Args:
        codes: by variable, in the table's order; never none.
        gone: codes that the table has no more, by variable.
    """

    codes: Mapping[str, tuple[str, ...]]
    gone: Mapping[str, tuple[str, ...]]

    @property
    def cells(self) -> int:
        """How many numbers are asked for."""
        product = 1
        for codes in self.codes.values():
            product *= len(codes)
        return product

    def notices(self, description: TableDescription) -> tuple[Phrase, ...]:
        """What has changed in the table since the choice was made, for people."""
        names = {each.code: each.label for each in description.variables}
        told = [
            Phrase(
                N_(
                    "The table has no value %(codes)s of “%(name)s” any more; the rest was fetched."
                ),
                codes=", ".join(codes),
                name=names[variable],
            )
            for variable, codes in self.gone.items()
        ]
        if description.hit.discontinued:
            told.append(
                Phrase(
                    N_("The table has ended, with %(last)s as its last period. Look for another."),
                    last=description.hit.last or "–",
                )
            )
        return tuple(told)


def choose(selection: Selection, description: TableDescription) -> Chosen:
    """What a selection means in a table.

    Raises:
        InvalidSelection: a variable, an expression, or all that was chosen of a variable, that is
            not there; what is counted may not be gone at all.
    """
    known = {each.code.casefold(): each for each in description.variables}
    codes: dict[str, tuple[str, ...]] = {}
    gone: dict[str, tuple[str, ...]] = {}
    for name, choices in selection.choices.items():
        variable = known.get(name.casefold())
        if variable is None:
            raise InvalidSelection(
                N_("The table has no variable “%(name)s”."),
                where=selection.table,
                remedy=N_("It has these: %(known)s."),
                name=name,
                known=", ".join(each.code for each in description.variables),
            )
        found, missing = _chosen(variable, choices)
        if missing and (not found or variable.role is Role.CONTENT):
            raise _all_gone(selection.table, variable, missing)
        codes[variable.code] = found
        if missing:
            gone[variable.code] = missing
    for variable in description.variables:
        if variable.code not in codes and not variable.omissible:
            codes[variable.code] = tuple(variable.values)
    ordered = {each.code: codes[each.code] for each in description.variables if each.code in codes}
    return Chosen(ordered, gone)


def _all_gone(table: str, variable: Variable, missing: Sequence[str]) -> InvalidSelection:
    return InvalidSelection(
        N_("The table has no value %(codes)s of “%(name)s”, or has it no more."),
        where=table,
        remedy=N_("Look the table up again, and choose among what it has now."),
        codes=", ".join(missing) or "–",
        name=variable.label,
    )


def _chosen(variable: Variable, choices: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that are meant, in the table's order and each once; and those that are gone."""
    all_codes = list(variable.values)
    meant: set[str] = set()
    missing: list[str] = []
    for choice in choices:
        found = _matching(choice.strip(), all_codes, variable)
        meant.update(found)
        if not found:
            missing.append(choice)
    return tuple(code for code in all_codes if code in meant), tuple(missing)


def _matching(choice: str, codes: list[str], variable: Variable) -> list[str]:
    if choice in variable.values:
        return [choice]
    call = _CALL.fullmatch(choice)
    if call is not None:
        return _called(call["name"].lower(), call["values"], codes, variable)
    if "*" in choice or "?" in choice:
        pattern = re.escape(choice).replace(r"\*", ".*").replace(r"\?", ".")
        return [code for code in codes if re.fullmatch(pattern, code)]
    return [code for code in codes if code.casefold() == choice.casefold()]


def _called(name: str, told: str, codes: list[str], variable: Variable) -> list[str]:
    values = [value.strip() for value in told.split(",")]
    if name in ("top", "bottom"):
        return _ends(name, values, codes, variable)
    if len(values) != (2 if name == "range" else 1):
        raise _bad_expression(f"{name}({told})", variable)
    first = 0 if name == "to" else _place(values[0], codes)
    last = len(codes) - 1 if name == "from" else _place(values[-1], codes, after=False)
    return [] if first is None or last is None else codes[first : last + 1]


def _ends(name: str, values: list[str], codes: list[str], variable: Variable) -> list[str]:
    """The newest periods, or else the first values; `bottom` is the other end."""
    if not 1 <= len(values) <= 2 or not all(value.isdecimal() for value in values):  # noqa: PLR2004
        raise _bad_expression(f"{name}({','.join(values)})", variable)
    many, skipped = int(values[0]), int(values[1]) if len(values) > 1 else 0
    newest_first = variable.role is Role.PERIOD
    from_end = newest_first == (name == "top")
    ordered = codes[::-1] if from_end else codes
    return ordered[skipped : skipped + many]


def _place(code: str, codes: list[str], *, after: bool = True) -> int | None:
    """Where a code stands; for one that is not there, the next after it or the last before it."""
    if code in codes:
        return codes.index(code)
    near = [n for n, each in enumerate(codes) if (each > code if after else each < code)]
    if not near:
        return None
    return near[0] if after else near[-1]


def _bad_expression(expression: str, variable: Variable) -> InvalidSelection:
    return InvalidSelection(
        N_("“%(expression)s” can't be understood."),
        where=variable.code,
        remedy=N_("Write top(5), bottom(5), from(2015), to(2020) or range(2015,2020)."),
        expression=expression,
    )
