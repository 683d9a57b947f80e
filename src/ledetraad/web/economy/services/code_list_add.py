"""Taking in KOSTRA's list of kinds or functions of a year, in the place of the one before."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.economy.code_lists import functions_from_klass, kinds_from_klass
from ledetraad.readers.decode import decode
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.models import CodeList
from ledetraad.web.history.recording import change, make


def add_code_list(
    municipality: Municipality,
    of: CodeList.Of,
    year: int,
    *,
    data: bytes,
    name: str,
    user: User | None,
) -> CodeList:
    """Take a list in.

    Args:
        municipality: whose it is to be.
        of: what its codes are.
        year: the year of account that it is for.
        data: a version of Klass as JSON.
        name: the file's name.
        user: who takes it in.

    Raises:
        UnreadableLedger: the file is no such list.
        UnreadableDocument: it is no text.
    """
    read = kinds_from_klass if of is CodeList.Of.KINDS else functions_from_klass
    codes, called = read(decode(data, name), name)
    values = {"of": of.value, "year": year, "name": called[:200], "codes": codes}
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=municipality.pk)
        held = CodeList.objects.filter(
            municipality=municipality, of=of, year=year, deleted_at=None
        ).first()
        if held is None:
            return make(CodeList(municipality=municipality), values, user=user)
        change(held, values, user=user)
        return held
