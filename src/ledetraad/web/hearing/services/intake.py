"""Taking many statements in: files are stored, read by a job, looked through, and then taken in.

Each is taken in once, however often its file is sent or the job is tried.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.hearing.heap import HeapRefused, spread
from ledetraad.hearing.incoming import (
    Incoming,
    NothingRead,
    known_by,
    parts_of,
    read_incoming,
    sha256,
)
from ledetraad.hearing.mail_in import ENDINGS as MAILS
from ledetraad.hearing.mail_in import read_mail
from ledetraad.hearing.placing import Placing
from ledetraad.hearing.sending import Said, Sent
from ledetraad.i18n import N_
from ledetraad.plan.index import PlanIndex
from ledetraad.web.hearing.models import Hearing, Intake, IntakeFile, Statement
from ledetraad.web.hearing.services.statement_enter import enter, nonce_of
from ledetraad.web.hearing.services.statement_receive import take_what_is_safe
from ledetraad.web.jobs.kinds import Run
from ledetraad.web.jobs.queue import enqueue

READ, TAKE = "hearing-intake-read", "hearing-intake-take"
_log = logging.getLogger(__name__)
AT_A_TIME = 50
"""How many statements a job takes in, so that people can speak meanwhile."""
State = Intake.State


@dataclass(frozen=True)
class Waiting:
    """A statement that waits to be taken in.

    Args:
        file: the key of the file that it stands in.
        name: that file's name.
        at: its place among the file's statements, from 0.
        incoming: what was read.
        nonce: what it is known by, once it is taken in.
    """

    file: int
    name: str
    at: int
    incoming: Incoming
    nonce: str


def begin(
    hearing: Hearing, files: Sequence[tuple[str, bytes]], *, user: User | None, now: datetime
) -> Intake:
    """Store files to be read, each once.

    Args:
        hearing: to which.
        files: as they came, ZIP files among them.
        user: who sends them.
        now: the time.

    Raises:
        HeapRefused: there is none, there are too many, or one is too large.
    """
    found = spread(files)
    if not found:
        raise HeapRefused(N_("No file was chosen."), remedy=N_("Choose one or more files."))
    with transaction.atomic():
        intake = Intake.objects.create(hearing=hearing, at=now, by=user)
        once = {sha256(data): (name, data) for name, data in reversed(found)}
        IntakeFile.objects.bulk_create(
            IntakeFile(intake=intake, name=name, data=data, sha256=known, size=len(data))
            for known, (name, data) in reversed(once.items())
        )
        intake.job = enqueue(READ, owner=hearing.municipality_id, intake=intake.pk)
        intake.save(update_fields=["job"])
    return intake


def read_all(intake: Intake, run: Run) -> list[IntakeFile]:
    """The files with what was read in each, not stored yet."""
    keys = list(intake.files.values_list("pk", flat=True))
    read = []
    for at, key in enumerate(keys):
        run.progress(at, len(keys))
        file = IntakeFile.objects.get(pk=key)
        try:
            found = read_incoming(bytes(file.data), file.name, intake.at)
            file.found = [one.model_dump(mode="json") for one in found]
        except LedetraadError as error:
            file.problem = error.kept()
        except Exception:  # whatever it is, the other files can be read
            _log.exception("a file that statements were to be read from failed")
            file.problem = _not_read(file.name).kept()
        file.data = b""  # so that not all of them are held at once
        read.append(file)
    run.progress(len(keys), len(keys))
    return read


def store_read(intake: Intake, read: Sequence[IntakeFile]) -> None:
    """Store what was read, to be looked through."""
    for file in read:
        file.known = [one.nonce for one in _waiting(intake, [file])]
    IntakeFile.objects.bulk_update(read, ["found", "known"], batch_size=100)
    unread = [one for one in read if one.problem]
    IntakeFile.objects.bulk_update(unread, ["problem"], batch_size=100)
    total = sum(len(one.found) for one in read)
    waiting = Intake.objects.filter(pk=intake.pk, state=State.READING)
    waiting.update(state=State.READ, total=total)


def waiting_in(intake: Intake) -> list[Waiting]:
    """Every statement that was read, in order."""
    return list(_waiting(intake, intake.files.defer("data")))


def correct(intake: Intake, changed: dict[tuple[int, int], dict[str, object]]) -> None:
    """Say otherwise what was read, or that something isn't to be taken in.

    Args:
        intake: which.
        changed: for a file's key and a place in it, what some fields are to say.
    """
    with transaction.atomic():
        held = Intake.objects.select_for_update().get(pk=intake.pk)
        if held.state != State.READ:
            return
        keys = {file for file, _ in changed}
        files = {one.pk: one for one in held.files.filter(pk__in=keys).defer("data")}
        for (key, at), values in changed.items():
            if key in files and at < len(files[key].found):
                said = Incoming.model_validate({**files[key].found[at], **values})
                files[key].found[at] = said.model_dump(mode="json")
        IntakeFile.objects.bulk_update(files.values(), ["found"])


def take_in(intake: Intake) -> None:
    """Have all that was read taken in; once."""
    with transaction.atomic():
        held = Intake.objects.select_for_update().get(pk=intake.pk)
        if held.state == State.READ:
            held.state, held.done = State.TAKING, 0
            held.total = len(waiting_in(held))
            held.job = enqueue(TAKE, owner=held.hearing.municipality_id, intake=held.pk, start=0)
            held.save(update_fields=["state", "done", "total", "job"])


def throw_away(intake: Intake) -> None:
    """Take nothing in, and keep nothing of it."""
    Intake.objects.filter(pk=intake.pk).exclude(state__in=[State.TAKING, State.TAKEN]).delete()


def take_some(intake: Intake, start: int) -> None:
    """Take the next in, and have those after them taken in; all in the caller's transaction."""
    every = waiting_in(intake)
    some = every[start : start + AT_A_TIME]
    hearing = intake.hearing
    plan = hearing.publication.snapshot().plan
    placing = Placing(PlanIndex(plan)) if any(one.incoming.place for one in some) else None
    files = IntakeFile.objects.in_bulk({one.file for one in some})
    for one in some:
        if not one.incoming.skipped:
            _take(intake, one, files[one.file], placing)
    end = start + len(some)
    values: dict[str, object] = {"done": end}
    if end < len(every):
        owner = hearing.municipality_id
        values["job"] = enqueue(TAKE, owner=owner, intake=intake.pk, start=end)
    else:
        values["state"] = State.TAKEN
        _let_go(intake)
    Intake.objects.filter(pk=intake.pk).update(**values)


def _not_read(name: str) -> LedetraadError:
    return NothingRead(
        N_("The file could not be read."), where=name, remedy=N_("Enter it by hand instead.")
    )


def _let_go(intake: Intake) -> None:
    """Keep no second copy of what has been taken in: each statement has its own original.

    A sheet stays as it came, since its rows are only parts of it. The names of files that couldn't
    be read stay, so that somebody enters what is in them.
    """
    intake.files.filter(problem__isnull=True).exclude(name__iendswith=".xlsx").delete()
    intake.files.filter(problem__isnull=False).update(data=b"")
    intake.files.update(found=[])


def erase_files(statement: Statement) -> None:
    """Erase the files that a statement was read in, for good, wherever they have come to.

    The other rows of a sheet have their own originals. That there was a sheet, and its fingerprint,
    is kept.
    """
    files = IntakeFile.objects.filter(intake__hearing=statement.hearing_id, size__gt=0)
    for file in files.exclude(known=[]).defer("data"):
        if statement.nonce in file.known:
            nothing = Incoming(skipped=True).model_dump(mode="json")
            file.found = [
                nothing if known == statement.nonce else one
                for known, one in zip(file.known, file.found, strict=False)
            ]
            file.data, file.size = b"", 0
            file.name = f"–{PurePosixPath(file.name).suffix}"
            file.save(update_fields=["data", "size", "name", "found"])


def already(hearing: Hearing, waiting: Sequence[Waiting]) -> dict[str, int]:
    """The numbers of those that were taken in before, by what they are known by."""
    found = Statement.objects.filter(hearing=hearing, nonce__in=[one.nonce for one in waiting])
    return dict(found.values_list("nonce", "number"))


def _waiting(intake: Intake, files: Iterable[IntakeFile]) -> Iterator[Waiting]:
    for file in files:
        for at, found in enumerate(file.found):
            incoming = Incoming.model_validate(found)
            once = known_by(incoming, b"")
            nonce = nonce_of(intake.hearing_id, once) if once else _of_file(intake, file.sha256)
            yield Waiting(file.pk, file.name, at, incoming, nonce)


def _of_file(intake: Intake, known: str) -> str:
    """What a statement is known by that is a file of its own."""
    return nonce_of(intake.hearing_id, known.encode())


def _take(intake: Intake, waiting: Waiting, file: IntakeFile, placing: Placing | None) -> None:
    one, data = waiting.incoming, bytes(file.data)
    is_mail = file.name.lower().endswith(MAILS)
    files, left_out = take_what_is_safe(read_mail(data, intake.at).files) if is_mail else ([], [])
    element = placing.only(one.place) if placing is not None and one.place else ""
    texts = parts_of(one.text)
    if one.place and not element:
        texts[0] = f"[{one.place}] {texts[0]}".strip()
    if left_out:
        texts[-1] = f"{texts[-1]}\n\n[{', '.join(left_out)}]".strip()
    sent = Sent(
        speaker=one.speaker,
        name=one.name or "–",
        mail=one.mail,
        said=tuple(Said(element=element, text=text or "–") for text in _bounded(texts)),
    )
    kept = one.original.encode("ascii") if one.original else data
    enter(
        intake.hearing,
        sent,
        files,
        channel=Statement.Channel.MAIL if is_mail else Statement.Channel.LETTER,
        journal=one.journal,
        received_at=one.came_at(intake.at),
        original=(kept, hashlib.sha256(kept).hexdigest()),
        nonce=waiting.nonce,
        user=intake.by,
    )


def _bounded(texts: Sequence[str]) -> list[str]:
    """Texts with what was put to them, parted anew where that made one too long."""
    return [part for text in texts for part in parts_of(text)]
