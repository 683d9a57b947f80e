"""What a PX file says of itself: its variables, units, notes, when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from ledetraad.i18n import N_
from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.cube import ONLY, Dimension, Roles, find_roles
from ledetraad.statistics.formats.periods import NORWAY
from ledetraad.statistics.formats.px_keywords import Statement
from ledetraad.statistics.formats.px_table import Keywords

_MAPS: Final = frozenset({"G", "GEO", "GEOGRAPHICAL"})
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?: (\d\d):(\d\d))?")


def px_dimensions(keywords: Keywords) -> list[Dimension]:
    """The variables in the cells' order: those of the stub, then those of the heading.

    Raises:
        UnreadableStatistics: no variables, one without values, or as many codes as not values.
    """
    labels = (*keywords.texts("STUB"), *keywords.texts("HEADING"))
    if not labels:
        raise UnreadableStatistics(
            N_("The PX file names no variables: neither STUB nor HEADING is in it."),
            where=keywords.where,
            remedy=N_("Fetch the file anew; it may have been cut off on the way."),
        )
    return [_dimension(label, keywords) for label in labels]


def px_roles(keywords: Keywords, dimensions: Sequence[Dimension]) -> Roles:
    """Which variable says what, by CONTVARIABLE, TIMEVAL, VARIABLE-TYPE and MAP."""
    names = {each.label: each.name for each in dimensions}
    kinds = {label: kind.upper() for label, kind in keywords.by_subkey("VARIABLE-TYPE").items()}
    maps = [label for label, kind in kinds.items() if kind in _MAPS]
    times = [label for label, kind in kinds.items() if kind in {"T", "TIME"}]
    return find_roles(
        dimensions,
        content=_known(names, [keywords.text("CONTVARIABLE")]),
        region=_known(names, [*maps, *keywords.by_subkey("MAP")]),
        period=_known(names, [*keywords.by_subkey("TIMEVAL"), *times]),
    )


def about_px(
    keywords: Keywords, dimensions: Sequence[Dimension], roles: Roles, source: str
) -> Dataset:
    """What is known of the table beside its numbers.

    Args:
        keywords: the file's.
        dimensions, roles: as found in it.
        source: whose it is; from the file where empty.
    """
    by_name = {each.name: each for each in dimensions}
    region = by_name.get(roles.region)
    taken = {roles.content, roles.region, roles.period}
    must_show = tuple(dict.fromkeys(_notes(keywords, "X")))
    return Dataset(
        source=source or keywords.text("SOURCE"),
        code=keywords.text("TABLEID") or keywords.text("MATRIX"),
        title=keywords.text("DESCRIPTION") or keywords.text("TITLE") or keywords.text("CONTENTS"),
        contents=tuple(_contents(keywords, by_name.get(roles.content))),
        regions={} if region is None else {code: region.said(code) for code in region.codes},
        categories={
            each.name: {code: each.said(code) for code in each.codes}
            for each in dimensions
            if each.name not in taken
        },
        updated=_updated(keywords),
        address=keywords.text("INFOFILE") if "://" in keywords.text("INFOFILE") else "",
        licence=keywords.text("COPYRIGHT") if len(keywords.text("COPYRIGHT")) > len("YES") else "",
        notes=tuple(dict.fromkeys([*must_show, *_notes(keywords, "")])),
        must_show=must_show,
    )


def _dimension(label: str, keywords: Keywords) -> Dimension:
    values = keywords.texts("VALUES", label)
    codes = keywords.texts("CODES", label)
    times = keywords.one("TIMEVAL", label)
    periods = times.years() if times is not None else ()
    if not codes and len(periods) == len(values):
        codes = periods
    codes = codes or values or periods
    values = values or codes
    if not codes or len(codes) != len(values) or len(set(codes)) < len(codes):
        raise UnreadableStatistics(
            N_("The variable “%(name)s” has %(values)s values and %(codes)s codes."),
            where=keywords.where,
            remedy=N_("Fetch the file anew; it may have been cut off on the way."),
            name=label,
            values=len(values),
            codes=len(set(codes)),
        )
    name = keywords.text("VARIABLECODE", label) or label
    return Dimension(name, codes, dict(zip(codes, values, strict=True)), label)


def _known(names: dict[str, str], labels: Sequence[str]) -> list[str]:
    return [names[label] for label in labels if label in names]


def _contents(keywords: Keywords, content: Dimension | None) -> Iterator[Content]:
    shown = keywords.text("SHOWDECIMALS") or keywords.text("DECIMALS")
    if content is None:
        yield Content(ONLY, keywords.text("CONTENTS"), keywords.text("UNITS"), _whole(shown))
        return
    for code in content.codes:
        label = content.said(code)
        yield Content(
            code,
            label,
            keywords.text("UNITS", label) or keywords.text("UNITS"),
            _whole(keywords.text("PRECISION", content.label, label) or shown),
        )


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _updated(keywords: Keywords) -> datetime | None:
    """The last time that any of the contents was changed; told in the office's own time."""
    found = []
    for each in keywords.all("LAST-UPDATED"):
        told = _DATE.match(each.text())
        if told is not None:
            year, month, day, hour, minute = (int(part or 0) for part in told.groups())
            found.append(datetime(year, month, day, hour, minute, tzinfo=NORWAY))
    return max(found, default=None)


def _notes(keywords: Keywords, ending: str) -> Iterator[str]:
    """The notes whose keywords end so: "X" in those that must be shown."""
    for keyword in ("NOTE", "VALUENOTE", "CELLNOTE"):
        for each in keywords.all(keyword + ending):
            yield _said(each)


def _said(note: Statement) -> str:
    about = " · ".join(key for key in note.subkeys[-1:] if key != "*")
    return f"{about}: {note.text()}" if about and note.keyword.startswith("VALUE") else note.text()
