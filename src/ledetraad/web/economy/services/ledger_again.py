"""Reading a ledger again: with other columns, or with faults that somebody accepts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.economy.faults import UnreadableLedger
from ledetraad.economy.ledger_faults import NEVER_ACCEPTED, FaultKind
from ledetraad.i18n import N_
from ledetraad.web.economy.ledgers.mapped import with_months
from ledetraad.web.economy.ledgers.reading import read_soon
from ledetraad.web.economy.models import LedgerFile
from ledetraad.web.history.recording import change

_OPEN = (LedgerFile.State.REFUSED, LedgerFile.State.FAILED)


def read_with_columns(file: LedgerFile, chosen: Mapping[str, str], *, user: User | None) -> None:
    """Have a file read again, with the columns that somebody has chosen.

    Args:
        file: not taken in.
        chosen: heads by what they mean, as in `mapped.CHOSEN`.
        user: who chose.

    Raises:
        UnreadableLedger: a column that is needed is not chosen; nothing is done.
    """
    with transaction.atomic():
        held = _held(file)
        held.said = with_months(chosen, held.heads, held.name).model_dump(mode="json")
        _read(held, {"accepted": []}, user)


def read_accepting(
    file: LedgerFile, kinds: Collection[str], reason: str, *, user: User | None
) -> None:
    """Have a file read again, some of its faults accepted.

    Args:
        file: refused.
        kinds: the kinds of fault that are accepted.
        reason: why, in a person's words.
        user: who accepts them.

    Raises:
        UnreadableLedger: no kind, one that can't be accepted, or no reason; nothing is done.
    """
    known = {kind.value for kind in FaultKind if kind not in NEVER_ACCEPTED}
    chosen = sorted(set(kinds) & known)
    if not chosen or not reason.strip():
        raise UnreadableLedger(
            N_("Nothing is accepted without saying what, and why."),
            where=file.name,
            remedy=N_("Tick what is as it should be, and write the reason."),
        )
    with transaction.atomic():
        held = _held(file)
        name = (user.get_full_name() or user.get_username()) if user else ""
        said = {"accepted": chosen, "reason": reason.strip()[:500], "accepted_by": name}
        _read(held, said, user)


def _held(file: LedgerFile) -> LedgerFile:
    held = LedgerFile.objects.select_for_update().get(pk=file.pk)
    if held.state not in _OPEN:
        raise UnreadableLedger(
            N_("The file is being read, or has been taken in."),
            where=file.name,
            remedy=N_("Load the page again, and see how it stands."),
        )
    return held


def _read(held: LedgerFile, said: Mapping[str, object], user: User | None) -> None:
    read_soon(held)
    held.save(update_fields=["said", "error", "faults", "job"])
    reading = {**said, "state": LedgerFile.State.READING.value}
    change(held, reading, user=user, reason=str(said.get("reason", "")))
