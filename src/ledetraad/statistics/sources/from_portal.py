"""A portal's key figure → a definition that fetches the same from its source."""

from __future__ import annotations

from ledetraad.i18n import N_
from ledetraad.statistics.definition import Definition, Part
from ledetraad.statistics.faults import InvalidSelection
from ledetraad.statistics.formats.key_figures import VALUE, KeyFigure
from ledetraad.statistics.reforms.join import Adds
from ledetraad.statistics.sources.base import Role, TableDescription


def definition_of(figure: KeyFigure, description: TableDescription, source: str) -> Definition:
    """The definition of a portal's key figure.

    Args:
        figure: as the portal has it.
        description: of its table, as it is now.
        source: the table's source, a short name.

    Raises:
        InvalidSelection: the table has no such indicator, or no value by the name of its level.
    """
    content, region = description.variable(Role.CONTENT), description.variable(Role.REGION)
    if content is None or figure.indicator not in content.values:
        raise InvalidSelection(
            N_("The table has no value %(codes)s of “%(name)s”, or has it no more."),
            where=figure.table,
            remedy=N_("Look the table up again, and choose among what it has now."),
            codes=figure.indicator,
            name=content.label if content is not None else "",
        )
    choices = {content.code: (figure.indicator,)}
    for variable in description.variables:
        if variable.role is Role.SORT:
            found = next(
                (code for code, name in variable.values.items() if name == figure.level), None
            )
            if found is not None:
                choices[variable.code] = (found,)
            elif not variable.omissible and len(variable.values) > 1:
                raise InvalidSelection(
                    N_("The table has no value %(codes)s of “%(name)s”, or has it no more."),
                    where=figure.table,
                    remedy=N_("Look the table up again, and choose among what it has now."),
                    codes=figure.level or "–",
                    name=variable.label,
                )
    part = Part(
        source=source,
        table=figure.table,
        region=region.code if region is not None else "",
        choices=choices,
        adds=Adds.SHARE,
    )
    return Definition(
        name=figure.observed.dataset.title,
        parts={VALUE: part},
        formula=figure.formula,
        unit=figure.unit,
        decimals=1,
    )
