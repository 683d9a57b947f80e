"""PX files (PC-Axis) → observations: keywords, then numbers in the cells' order or by KEYS.

Source: PX-file format specification, AXIS-VERSION 2013 (Statistics Sweden), pxtools.net; "Data in
the PX file", scb.se.
"""

from __future__ import annotations

from ledetraad.statistics.formats.contents import Contents
from ledetraad.statistics.formats.cube import unfold
from ledetraad.statistics.formats.periods import year_told
from ledetraad.statistics.formats.px_about import about_px, px_dimensions, px_roles
from ledetraad.statistics.formats.px_cells import keyed_cells, px_signs, running_cells
from ledetraad.statistics.formats.px_keywords import Statement, decode_px, statements
from ledetraad.statistics.formats.px_table import Keywords
from ledetraad.statistics.observations import Observed


def read_px(data: bytes, name: str, *, source: str = "", language: str = "") -> Contents:
    """Read a PX file.

    Args:
        data: the file.
        name: what to call it in errors.
        source: whose it is, for `Dataset.source`; from the file where empty.
        language: which of the file's languages to take; its own where empty or not there.

    Raises:
        UnreadableStatistics: it is no PX file, or its numbers don't fit its dimensions.
    """
    text = decode_px(data, name)
    told: list[Statement] = []
    begins, line = 0, 1
    for each in statements(text, name):
        if isinstance(each, Statement):
            told.append(each)
        else:
            begins, line = each
    keywords = Keywords(told, name, language)
    dimensions = px_dimensions(keywords)
    roles = px_roles(keywords, dimensions)
    signs = px_signs(keywords)
    where = f"{name}:{line}"
    if keywords.by_subkey("KEYS"):
        values, marks = keyed_cells(text[begins:], keywords, dimensions, signs, where)
    else:
        values, marks = running_cells(text[begins:], dimensions, signs, where)
    described = about_px(keywords, dimensions, roles, source)
    year = None if roles.period else year_told(described.title, described.updated)
    table = unfold(dimensions, roles, values, marks, name, year=year)
    return Contents((Observed(described, table),))
