"""Bands read from the words of a scorecard: "1,00–1,29 og 1,70–1,99", "under 70", "≥ 75"."""

from __future__ import annotations

import re
from functools import lru_cache

from ledetraad.followup.bands import Band, Bands, Range
from ledetraad.followup.faults import InvalidRule, UnclearValue
from ledetraad.followup.written import number
from ledetraad.i18n import N_

_MOST_KEPT = 4_096
_BLANKS = re.compile(r"[\s\u00a0\u2007-\u200b\u202f\ufeff]+")
_LONGEST = 200
_NUMBER = r"([-−]?[0-9]{1,3}(?:\ [0-9]{3})+(?:[.,][0-9]+)?|[-−]?[0-9]+(?:[.,][0-9]+)*)(?:\ ?%)?"
_TO = r"\ ?(?:-|–|—|−|\btil\b|\bto\b)\ ?"
_LESS = r"(?:mindre|lavere|lågare|færre|less)"
_MORE = r"(?:mer|meir|høyere|høgare|større|flere|fleire|more)"
_THAN = r"\ (?:enn|than)"
_FORMS = tuple(
    (kind, re.compile(form, re.VERBOSE))
    for kind, form in (
        ("between", rf"(?:mellom|between)\ {_NUMBER}\ (?:og|and)\ {_NUMBER}"),
        ("between", rf"(?:fra|frå|from)\ {_NUMBER}{_TO}{_NUMBER}"),
        ("between", rf"{_NUMBER}{_TO}{_NUMBER}"),
        (
            "at most",
            rf"(?:≤|<=|høyst|høgst|maks(?:imum|imalt|\.)?|inntil|"
            rf"(?:til\ og\ med)|(?:at\ most)|(?:ikke|ikkje)\ {_MORE}{_THAN})\ ?{_NUMBER}",
        ),
        (
            "at least",
            rf"(?:≥|>=|minst|min(?:imum|\.)|(?:fra|frå)\ og\ med|(?:at\ least)|"
            rf"(?:ikke|ikkje)\ {_LESS}{_THAN})\ ?{_NUMBER}",
        ),
        ("under", rf"(?:<|under|below|{_LESS}{_THAN})\ ?{_NUMBER}"),
        ("over", rf"(?:>|over|above|{_MORE}{_THAN})\ ?{_NUMBER}"),
        ("at most", rf"{_NUMBER}\ (?:eller|or|og)\ (?:{_LESS}|under|ned)"),
        ("at least", rf"{_NUMBER}\ (?:eller|or|og)\ (?:{_MORE}|over|opp)"),
        ("just", rf"{_NUMBER}"),
    )
)
_BETWEEN_RANGES = re.compile(r"\ ?(?:,\ |,(?=[<>≤≥])|;|\bog\b|\beller\b|\band\b|\bor\b)\ ?")


@lru_cache(maxsize=_MOST_KEPT)
def read_bands(
    desired: str, accepted: str = "", not_approved: str = "", *, where: str = ""
) -> Bands:
    """An indicator's bands, from the three columns of a scorecard.

    Args:
        desired, accepted, not_approved: as printed; empty where a column is.
        where: the indicator, for the error.

    Raises:
        UnclearValue: a column is no band.
        AmbiguousValue: a number in it can be read in two ways.
        InvalidRule: the bands overlap, leave numbers out, or the desired one is missing.
    """
    desired_band, accepted_band, not_approved_band = (
        read_band(text, where=where) for text in (desired, accepted, not_approved)
    )
    try:
        return Bands(desired_band, accepted_band, not_approved_band)
    except InvalidRule as error:
        error.where = where
        raise


def read_scorecard_line(line: str, *, where: str = "") -> Bands:
    """An indicator's bands, from one line with bars: "300–399 | 250–299, 400–449 | <249, >450".

    Raises:
        UnclearValue: there are more than three columns, or one is no band.
        AmbiguousValue, InvalidRule: see `read_bands`.
    """
    columns = [column.strip() for column in line.split("|")]
    if len(columns) > 3:  # noqa: PLR2004
        raise UnclearValue(
            N_("“%(text)s” has more than three bands."),
            where=where,
            remedy=N_("Write the desired, the accepted and the not approved, parted by bars."),
            text=line.strip()[:_LONGEST],
        )
    return read_bands(*columns, where=where)


def read_band(text: str, *, where: str = "") -> Band:
    """The ranges of one band; none from an empty text or a dash.

    Raises:
        UnclearValue: it is no band.
        AmbiguousValue: a number in it can be read in two ways.
        InvalidRule: a range ends before it begins.
    """
    plain = _BLANKS.sub(" ", text).strip().lower().rstrip(".")
    if plain in ("", "-", "–", "—"):
        return ()
    ranges: list[Range] = []
    place = 0
    while len(plain) <= _LONGEST:
        kind, match = _next(plain, place)
        if match is None:
            break
        ranges.append(_range(kind, match, where))
        place = match.end()
        if place == len(plain):
            return tuple(ranges)
        between = _BETWEEN_RANGES.match(plain, place)
        if between is None:
            break
        place = between.end()
    raise UnclearValue(
        N_("“%(text)s” is not a band."),
        where=where,
        remedy=N_("Write it such as 1,30–1,69, under 70, ≥ 75 or 250–299 og 400–449."),
        text=text.strip()[:_LONGEST],
    )


def _next(text: str, place: int) -> tuple[str, re.Match[str] | None]:
    for kind, form in _FORMS:
        match = form.match(text, place)
        if match is not None:
            return kind, match
    return "", None


def _range(kind: str, match: re.Match[str], where: str) -> Range:
    limits = [number(group, where=where) for group in match.groups() if group]
    if kind == "between":
        return Range(limits[0], limits[1])
    if kind in ("at most", "under"):
        return Range(high=limits[0], high_open=kind == "under")
    if kind in ("at least", "over"):
        return Range(low=limits[0], low_open=kind == "over")
    return Range(limits[0], limits[0])
