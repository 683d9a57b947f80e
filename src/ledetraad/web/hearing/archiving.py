"""A hearing as the archive gets it: every statement's originals, and the table with the answers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO

from django.db.models import QuerySet
from django.utils import timezone

from ledetraad.hearing.files import XLSX, ending_of, safe_name
from ledetraad.publish.hearing.archive import ArchivedFile, Registration, write_archive
from ledetraad.publish.hearing.write_docx import table_docx
from ledetraad.publish.hearing.write_pdf import MOST_IN_ONE, table_pdf, volumes
from ledetraad.publish.hearing.write_reply import replies_pdf
from ledetraad.publish.site import Site
from ledetraad.web.hearing.models import Hearing, Intake, IntakeFile, Statement
from ledetraad.web.hearing.proposal import proposal_in
from ledetraad.web.hearing.replying import (
    ANSWERED,
    answered_statements,
    replies_to,
    with_comments,
)
from ledetraad.web.hearing.tabling import table_of

_IN_MEMORY = 20_000_000
_AT_ONCE = 50
_WITHDRAWN = "Trukket av avsenderen"


def archive_of(hearing: Hearing, proposal: Site, *, now: datetime) -> IO[bytes]:
    """The package, as a file that is at its beginning and goes away when it is closed.

    Args:
        hearing: which.
        proposal: the site of what is on hearing.
        now: the time.
    """
    said = hearing.said()
    out: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (the caller's)
    write_archive(
        out,  # type: ignore[arg-type]
        title=said.name,
        case=said.case,
        owner=hearing.plan.municipality.name,
        made=now,
        registrations=_registrations(hearing, proposal, now),
    )
    out.seek(0)
    return out


def _registrations(hearing: Hearing, proposal: Site, now: datetime) -> Iterator[Registration]:
    table = table_of(hearing, proposal, named=True)
    word = io.BytesIO()
    table_docx(table, word)
    many = len(table.rows) > MOST_IN_ONE
    set_ = volumes(table) if many else [("merknadstabell.pdf", table_pdf(table))]
    own = tuple(
        ArchivedFile(name, "Merknadstabell", data, now, main=number == 0)
        for number, (name, data) in enumerate(set_)
    )
    own += (ArchivedFile("merknadstabell.docx", "Merknadstabell", word.getvalue(), now),)
    if hearing.state in ANSWERED:
        letters = list(
            replies_to(
                hearing,
                with_comments(answered_statements(hearing)),
                lambda language: proposal_in(hearing, language),
                made=timezone.localdate(now),
            )
        )
        if letters:
            own += (ArchivedFile("svarbrev.pdf", "Svarbrev", replies_pdf(letters), now),)
    own += tuple(
        ArchivedFile(
            f"ark-{one.pk}-{safe_name(one.name, XLSX)}", one.name, bytes(one.data), one.intake.at
        )
        for one in IntakeFile.objects.filter(
            intake__hearing=hearing,
            intake__state=Intake.State.TAKEN,
            name__iendswith=".xlsx",
            size__gt=0,
        ).select_related("intake")
    )
    yield Registration(0, "Innspill med vurdering", now, incoming=False, files=own)
    for one in _statements(hearing).iterator(chunk_size=_AT_ONCE):
        yield Registration(
            number=one.number,
            title=f"Innspill {one.number}",
            at=one.received_at,
            incoming=True,
            sender=one.name,
            journal=one.journal,
            withheld=one.hidden_why or (_WITHDRAWN if one.withdrawn_at else ""),
            files=tuple(_files(one)),
        )


def _statements(hearing: Hearing) -> QuerySet[Statement]:
    found = Statement.objects.filter(hearing=hearing, deleted_at=None)
    return found.prefetch_related("versions", "attachments").order_by("number")


def _files(statement: Statement) -> Iterator[ArchivedFile]:
    for version in statement.versions.all():
        data = bytes(version.original)
        ending = ending_of(data)
        if data:
            yield ArchivedFile(
                f"innspill-v{version.number}.{ending}",
                f"Innspill {statement.number}, versjon {version.number}",
                data,
                version.at,
                main=version.number == 1,
            )
    for one in statement.attachments.all():
        kept = one.original if one.original is not None else one.data
        if kept:
            yield ArchivedFile(one.name, one.name, bytes(kept), one.at)
