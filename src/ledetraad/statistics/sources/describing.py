"""A table's variables from its dimensions, for the sources that describe their tables alike."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.statistics.datasets import Content
from ledetraad.statistics.formats.cube import Dimension, Roles
from ledetraad.statistics.sources.base import Role, Variable


def variables_of(
    dimensions: Sequence[Dimension], roles: Roles, omissible: Sequence[bool]
) -> tuple[Variable, ...]:
    """The variables, in the dimensions' order.

    Args:
        dimensions: as the source describes them.
        roles: which dimension says what.
        omissible: which of them may be left out.
    """
    known = {roles.content: Role.CONTENT, roles.region: Role.REGION, roles.period: Role.PERIOD}
    return tuple(
        Variable(
            each.name,
            each.label,
            known.get(each.name, Role.SORT),
            {code: each.said(code) for code in each.codes},
            may,
        )
        for each, may in zip(dimensions, omissible, strict=True)
    )


def contents_of(variables: Sequence[Variable]) -> tuple[Content, ...]:
    """What a table counts, where the source tells no units beforehand."""
    return tuple(
        Content(code, label)
        for each in variables
        if each.role is Role.CONTENT
        for code, label in each.values.items()
    )
