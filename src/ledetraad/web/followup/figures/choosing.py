"""What somebody has chosen so far on the way to a feed, as the page's address has it.

A page of the catalogue names an entry; one of a table names the source, the table, and a value of
each variable. Nothing is stored before it is saved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pydantic import ValidationError

from ledetraad.errors import LedetraadError, Phrase
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.i18n import N_
from ledetraad.statistics.catalogue.load import Entry, catalogue, matching
from ledetraad.statistics.definition import Definition, Part
from ledetraad.statistics.reforms.join import Adds
from ledetraad.statistics.sources.base import Role, TableDescription
from ledetraad.statistics.sources.registry import SOURCES
from ledetraad.validation import first_fault

CHOICE = "v-"
"""What the names of the fields with a variable's value begin with."""
BEGUN = "fra"
"""The name of the field with the catalogue's entry whose code is looked for."""
CHOSEN_ROLES = {Role.CONTENT, Role.SORT}
"""The roles of the variables of which one value is chosen; places and periods are not chosen."""
SEVERAL = "flere-"
"""What the names of the fields with several of a variable's values begin with."""
_BETWEEN = re.compile(r"[\s,;]+(?![^(]*\))")
ADDS_NAMES = {
    Adds.SHARE: N_("a share, a rate or a mean: the numbers of places can't be summed"),
    Adds.COUNT: N_("a count: the numbers of places can be summed"),
}


class ChoiceRefused(LedetraadError):
    """Something chosen that can't be so."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen.

    Args:
        entry: of the catalogue; None for a table of one's own choice.
        source, table: the table; empty for an entry.
        values: for each of its variables, the code that is chosen; those of places and periods are
            not chosen here.
        formula: of "x", what the table tells.
        adds: whether the numbers of places can be summed.
        several: for variables of which several values are summed, their codes and expressions.
    """

    entry: Entry | None = None
    source: str = ""
    table: str = ""
    values: Mapping[str, str] | None = None
    formula: str = "x"
    adds: Adds = Adds.SHARE
    several: Mapping[str, tuple[str, ...]] | None = None

    def definition(self, said: IndicatorValues, about: TableDescription | None) -> Definition:
        """The definition for an indicator.

        Args:
            said: what the indicator says of itself.
            about: the table; None for an entry of the catalogue.

        Raises:
            ChoiceRefused: a variable is without a value, or the formula can't be read.
        """
        if self.entry is not None:
            found = self.entry.definition()
            return found.model_copy(update={"name": said.name})
        assert about is not None  # noqa: S101  (the caller has asked for it)
        region = about.variable(Role.REGION)
        wanted = [one for one in about.variables if one.role in CHOSEN_ROLES]
        values, several = self.values or {}, self.several or {}
        if several and self.adds is not Adds.COUNT:
            raise ChoiceRefused(
                N_("Several values can only be put together where they are counts."),
                remedy=N_("Choose that it is a count, or one value."),
            )
        missing = [
            one.label
            for one in wanted
            if not (values.get(one.code) or several.get(one.code)) and not one.omissible
        ]
        if missing:
            raise ChoiceRefused(
                N_("Nothing is chosen for %(names)s."),
                remedy=N_("Choose one value of each."),
                names=", ".join(missing),
            )
        choices: dict[str, tuple[str, ...]] = {
            one.code: (values[one.code],) for one in wanted if values.get(one.code)
        }
        choices |= {one.code: several[one.code] for one in wanted if one.code in several}
        try:
            part = Part(
                source=self.source,
                table=self.table,
                region=region.code if region is not None else "",
                choices=choices,
                adds=self.adds,
                total=bool(several),
            )
            return Definition(
                name=said.name,
                parts={"x": part},
                formula=self.formula,
                unit=said.measure_unit,
                decimals=said.decimals,
                direction=said.direction,
            )
        except ValidationError as error:
            place, why = first_fault(error)
            raise ChoiceRefused(
                N_("This can't be so: %(place)s: %(why)s."),
                remedy=N_("Choose otherwise."),
                place=place,
                why=why,
            ) from None


def chosen_in(query: Mapping[str, str]) -> Chosen | None:
    """What an address's query chooses; None where that is nothing that we know."""
    key = query.get("katalog", "")
    if key:
        entry = next((one for one in catalogue() if one.key == key), None)
        return Chosen(entry) if entry is not None else None
    source, table = query.get("hos", ""), query.get("tabell", "").strip()[:100]
    if source not in SOURCES or not table:
        return None
    values = {
        name.removeprefix(CHOICE): value
        for name, value in query.items()
        if name.startswith(CHOICE) and value
    }
    several = {
        name.removeprefix(SEVERAL): tuple(each for each in _BETWEEN.split(value.strip()) if each)
        for name, value in query.items()
        if name.startswith(SEVERAL) and value.strip()
    }
    adds = Adds.COUNT if query.get("summeres") == Adds.COUNT.value else Adds.SHARE
    formula = query.get("formel", "").strip() or "x"
    return Chosen(None, source, table, values, formula[:300], adds, several)


def is_whole(chosen: Chosen, query: Mapping[str, str]) -> bool:
    """Whether enough is chosen to look at the values."""
    return chosen.entry is not None or query.get("se") == "1"


def entries_for(words: str, targets: list[str]) -> list[Entry]:
    """The catalogue's entries that words find; without words those of the UN targets at hand, or
    all where there are none of these.
    """
    if words.strip():
        return matching(words, catalogue())
    found = [one for one in catalogue() if any(_speaks_to(one, target) for target in targets)]
    return found or list(catalogue())


def _speaks_to(entry: Entry, target: str) -> bool:
    """Whether an entry speaks to a UN target, or to one of a goal's."""
    return any(one == target or one.startswith(f"{target}.") for one in entry.un)


def entry_unknown(entry: Entry) -> Phrase:
    """What is told of an entry whose code has to be looked up."""
    if entry.table_known:
        return Phrase(
            N_("You choose its value in the table: look for “%(words)s”"), words=entry.find
        )
    return Phrase(N_("You choose its table and value: look for “%(words)s”"), words=entry.find)


def way_to(entry: Entry, place: str) -> str:
    """The query by which somebody goes on with an entry: its values, its table, or the search."""
    if entry.complete:
        return urlencode({"katalog": entry.key, "sted": place})
    part = next(iter(entry.parts.values()))
    where = {"tabell": part.table} if entry.table_known else {"ord": entry.find}
    return urlencode({"hos": part.source, **where, BEGUN: entry.key, "sted": place})


def begun_with(query: Mapping[str, str]) -> Entry | None:
    """The entry whose code somebody is looking for; None where that is no such one."""
    known = (one for one in catalogue() if one.key == query.get(BEGUN, "") and not one.complete)
    return next(known, None)


def fitting(about: TableDescription, entry: Entry) -> dict[str, list[str]]:
    """The values of a table that hold the words of an entry, by the variables that are chosen."""
    words = entry.find.casefold().split()
    found = {
        one.code: [
            code
            for code, label in one.values.items()
            if all(word in label.casefold() for word in words)
        ]
        for one in about.variables
        if one.role in CHOSEN_ROLES
    }
    return {code: codes for code, codes in found.items() if codes}
