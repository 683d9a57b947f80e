"""The columns of the list of indicators that are read back, and of the list of values."""

from __future__ import annotations

from ledetraad.i18n import N_

NAME = N_("Indicator")
SPEAKS_FOR = N_("Speaks for")
MEASURE_NAMED = N_("Measure %(number)s: %(name)s")
UNIT = N_("Unit responsible")
EDITED = (
    ("definition", N_("Definition"), 40),
    ("direction", N_("Which way is good"), 18),
    ("decimals", N_("Decimals"), 10),
    ("desired", N_("Desired"), 16),
    ("accepted", N_("Accepted"), 20),
    ("not_approved", N_("Not approved"), 20),
    ("frequency", N_("How often it is measured"), 18),
    ("baseline_year", N_("Year of the first value"), 12),
    ("baseline", N_("First value"), 12),
)
"""What stands last in the list of indicators, so that it can be changed there: field, head, width.
"""
READ = (
    ("name", NAME),
    ("speaks_for", SPEAKS_FOR),
    ("unit", UNIT),
    ("measure_unit", N_("Measured in")),
    *((field, head) for field, head, _ in EDITED),
)
