"""The kinds of lists that can be sent in."""

from __future__ import annotations

from collections.abc import Mapping

from ledetraad.web.climate.sheets.activities import Activities
from ledetraad.web.climate.sheets.subject import ClimateParts
from ledetraad.web.followup.sheets.indicators import Indicators
from ledetraad.web.followup.sheets.measures import Measures
from ledetraad.web.followup.sheets.subject import Subject
from ledetraad.web.followup.sheets.values import ObservedValues

KINDS: Mapping[str, type[Subject]] = {
    one.kind: one for one in (ClimateParts, Activities, Measures, ObservedValues, Indicators)
}
"""In the order that a table is tried as each: effects on emissions before the measures that they
are of, and the values before the indicators."""
