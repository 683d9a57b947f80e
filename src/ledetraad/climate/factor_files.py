"""Factors and activities as tables: CSV or Excel, a row each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from ledetraad.climate.activity import factors_from_json, refuse_other_units
from ledetraad.climate.factors import Activity, FactorSet
from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.economy.raw_table import read_raw
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number
from ledetraad.i18n import N_
from ledetraad.readers.decode import decode
from ledetraad.validation import first_fault

_FACTOR_HEADS: Mapping[str, Sequence[str]] = {
    "key": ("nøkkel", "navn", "faktor", "key", "name", "factor"),
    "value": ("verdi", "value"),
    "unit": ("enhet", "eining", "unit"),
    "boundary": ("avgrensning", "grense", "boundary"),
    "code": ("art", "arter", "kind", "kinds", "code"),
    "function": ("funksjon", "funksjoner", "function", "functions"),
}
_ACTIVITY_HEADS: Mapping[str, Sequence[str]] = {
    "what": ("hva", "kva", "aktivitet", "what", "activity"),
    "amount": ("mengde", "amount"),
    "unit": ("enhet", "eining", "unit"),
    "year": ("år", "year"),
    "factor": ("faktor", "nøkkel", "factor", "key"),
    "source": ("kilde", "kjelde", "source"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """What a set of factors is told to be; a JSON file says it itself."""

    name: str
    source: str
    year: int
    example: bool = False


def read_factors(path: Path, named: Named | None = None) -> FactorSet:
    """A set of factors.

    Args:
        path: JSON as `FactorSet`, or a table with the heads Nøkkel, Verdi and Enhet, and maybe
            Avgrensning, Art and Funksjon (codes with commas between, a star for a beginning).
        named: what a table is of.

    Raises:
        InvalidClimateBudget: it is no such file; names the row.
        WrongUnit: a factor's unit is none of emissions.
        LedetraadError: it can't be read at all.
    """
    if path.suffix.lower() == ".json":
        return factors_from_json(decode(path.read_bytes(), str(path)), str(path))
    if named is None:
        raise InvalidClimateBudget(
            N_("Nothing says what the factors are called, and where they are from."),
            where=str(path),
            remedy=N_("Say it, or send in a JSON file that does."),
        )
    factors = []
    for where, row in _rows(path, _FACTOR_HEADS, ("key", "value", "unit")):
        codes = {
            name: [part for part in re.split(r"[,;\s]+", row.get(name, "")) if part]
            for name in ("code", "function")
        }
        said: dict[str, object] = {
            "key": row["key"],
            "unit": row["unit"],
            "value": _number(row["value"], where),
        }
        if row.get("boundary"):
            said["boundary"] = row["boundary"]
        factors.append(said | codes)
    try:
        made = FactorSet.model_validate(
            {"name": named.name, "source": named.source, "year": named.year,
             "example": named.example, "factors": factors}
        )  # fmt: skip
    except ValidationError as error:
        place, why = first_fault(error)
        raise InvalidClimateBudget(
            N_("The factors won't do at “%(place)s”: %(why)s."),
            where=str(path),
            place=place or "{}",
            why=why,
        ) from None
    refuse_other_units(made)
    return made


@dataclass(frozen=True, slots=True)
class Done:
    """An activity as a table tells of it: what it is called, and where the amount is from."""

    what: str
    activity: Activity
    source: str


def read_activities(path: Path) -> list[Done]:
    """Activities from a table with the heads Hva, Mengde, Enhet, År and Faktor, maybe Kilde.

    Raises:
        InvalidClimateBudget: it is no such table; names the row.
        LedetraadError: it can't be read at all.
    """
    found = []
    for where, row in _rows(path, _ACTIVITY_HEADS, ("what", "amount", "unit", "year", "factor")):
        if not re.fullmatch(r"(?:19|20)\d\d", row["year"]):
            raise InvalidClimateBudget(N_("“%(text)s” is no year."), where=where, text=row["year"])
        done = Activity(_number(row["amount"], where), row["unit"], int(row["year"]), row["factor"])
        found.append(Done(row["what"], done, row.get("source", "")))
    return found


def _rows(
    path: Path, heads: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    raw = read_raw(path)
    try:
        rows = raw.database.execute("SELECT * FROM raw ORDER BY row").fetchall()
    finally:
        raw.database.close()
    plain = [" ".join(head.lower().split()) for head in raw.heads]
    columns = {
        key: next(plain.index(word) for word in words if word in plain)
        for key, words in heads.items()
        if any(word in plain for word in words)
    }
    lacks = [heads[key][0].capitalize() for key in needed if key not in columns]
    if lacks:
        raise InvalidClimateBudget(
            N_("The table lacks these columns: %(heads)s."),
            where=str(path),
            remedy=N_("Let the first row say what each column is."),
            heads=", ".join(lacks),
        )
    for place, *cells in rows:
        yield f"{path}:{place}", {key: (cells[at] or "").strip() for key, at in columns.items()}


def _number(text: str, where: str) -> Decimal:
    if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return Decimal(text)
    try:
        return number(text)
    except LedetraadError as error:
        raise InvalidClimateBudget("%(reason)s", where=where, reason=error.phrase()) from None
