"""Keeping the municipality's own definitions, once they are right."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.economy.definition import Definitions, DefinitionsFile, definitions_of_file
from ledetraad.economy.definition_checks import DefinitionFaultKind, definition_faults
from ledetraad.economy.faults import InvalidDefinition
from ledetraad.economy.ledger import BALANCE, INVESTMENT, OPERATIONS
from ledetraad.errors import Phrase
from ledetraad.followup.saying import joined
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.models import CodeList, OwnDefinitions, as_json
from ledetraad.web.history.recording import change, make

_MOST_TOLD = 10


class DefinitionRefused(InvalidDefinition):
    """Definitions in which a code stands in two lines, or that others have taken the place of."""


def begin_definitions(
    municipality: Municipality, file: DefinitionsFile, *, user: User | None
) -> OwnDefinitions:
    """Make tables by a file's definitions from its year on.

    A year's own that are there already are changed, so that they can be brought back by undoing.

    Raises:
        InvalidDefinition: they can't be made, or a code stands in two lines.
    """
    refuse_doubles(municipality, definitions_of_file(file, str(file.year)))
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=municipality.pk)
        before = OwnDefinitions.objects.filter(
            municipality=municipality, year=file.year, deleted_at=None
        ).first()
        values = as_json(file)
        if before is None:
            return make(OwnDefinitions(municipality=municipality), values, user=user)
        change(before, values, user=user)
        return before


def set_table(
    held: OwnDefinitions, table: dict[str, Any], *, user: User | None, version: int | None
) -> None:
    """Put a table in place of the one of the same id.

    Args:
        held: the definitions.
        table: as a file has it.
        user: who does it.
        version: the version that the person has seen.

    Raises:
        InvalidDefinition: it can't be made, or a code stands in two lines.
        ChangedMeanwhile: somebody else has changed them since.
    """
    tables = [table if each["id"] == table["id"] else each for each in held.values()["tables"]]
    file = DefinitionsFile.model_validate({**held.values(), "tables": tables})
    refuse_doubles(held.municipality, definitions_of_file(file, held.name))
    change(held, {"tables": as_json(file)["tables"]}, user=user, version=version)


def require_free(own: OwnDefinitions) -> None:
    """Go on only where a year has no other definitions; in the caller's transaction.

    Nobody else begins or restores any meanwhile.

    Raises:
        DefinitionRefused: it has.
    """
    Municipality.objects.select_for_update().get(pk=own.municipality_id)
    others = OwnDefinitions.objects.filter(
        municipality=own.municipality_id, year=own.year, deleted_at=None
    )
    if others.exclude(pk=own.pk).exists():
        raise DefinitionRefused(
            N_("There is something else in its place now."),
            where=own.name,
            remedy=N_("Delete or change that first, or leave this as it is."),
        )


def require_right(own: OwnDefinitions) -> None:
    """Go on only where definitions are deleted, or no code stands in two of their lines.

    Raises:
        InvalidDefinition: one does, or no tables can be made of them.
    """
    own.refresh_from_db()
    if own.deleted_at is None:
        refuse_doubles(own.municipality, own.definitions())


def codes_known(municipality: Municipality) -> dict[str, set[str]]:
    """The codes that there are, by class: those of the lists, and those of ledgers in use."""
    found: dict[str, set[str]] = {INVESTMENT: set(), OPERATIONS: set(), BALANCE: set()}
    lists = CodeList.objects.filter(
        municipality=municipality, of=CodeList.Of.KINDS, deleted_at=None
    )
    for one in lists:
        for each in (INVESTMENT, OPERATIONS):
            found[each] |= set(one.codes)
    books = Books(municipality)
    for book in books.all:
        for account_class, code in books.told(book).sums:
            found[account_class].add(code)
    return found


def refuse_doubles(municipality: Municipality, definitions: Definitions) -> None:
    """Do nothing, unless a code stands in two lines of a table.

    Raises:
        DefinitionRefused: it does; with every code and line.
    """
    known = codes_known(municipality)
    told = [
        Phrase("%(table)s: %(words)s", table=table.name, words=fault.words)
        for table in definitions.tables
        for fault in definition_faults(table, known[table.account_class])
        if fault.kind is DefinitionFaultKind.CODE_IN_TWO_LINES
    ]
    if told:
        raise DefinitionRefused(
            N_("A code stands in two lines, so that its money would be counted twice: %(faults)s"),
            where=str(definitions.year),
            remedy=N_("Let each code stand in one line, and try again."),
            faults=joined(told[:_MOST_TOLD]),
        )
