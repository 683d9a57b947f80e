"""Statements read from files that came by mail or letter: .eml, .msg, .docx, .pdf, .txt, .xlsx.

A sheet has a statement in each row; any other file is one statement. What is read is shown to a
person before anything is taken in: who has sent a letter can only be guessed at by its name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict

from ledetraad.errors import LedetraadError, NoTextFound
from ledetraad.followup.written_dates import day
from ledetraad.hearing.dates import OSLO
from ledetraad.hearing.files import PDF, TEXT, XLSX, Kind, sniffed
from ledetraad.hearing.inviting import LONGEST_NAME, sender_kind
from ledetraad.hearing.mail_in import ENDINGS as MAILS
from ledetraad.hearing.mail_in import read_mail
from ledetraad.hearing.sending import LONGEST_TEXT, MAIL_ADDRESS, MOST_COMMENTS
from ledetraad.hearing.sheet_rows import SheetRow, heads, read_rows
from ledetraad.hearing.speakers import SPEAKER_NAMES, Speaker
from ledetraad.hearing.text import clean, clean_line
from ledetraad.i18n import N_, catalogue
from ledetraad.readers import notes
from ledetraad.readers.blocks import Document, Table
from ledetraad.readers.registry import OPENERS

ENDINGS = (*MAILS, ".docx", ".pdf", ".xlsx", ".txt")
LARGEST = 28_000_000
"""The most bytes of one file: a mail with its attachments."""
LONGEST = LONGEST_TEXT * MOST_COMMENTS
_HEADS = heads(
    journal=r"journal|saksnr|dok(ument)?\.?\s*(nr|nummer)|arkiv|referanse",
    mail=r"e-?post|mail",
    kind=r"type|kategori|gruppe|slag|kind",
    day=r"dato|mottatt|innkommet|date",
    place=r"mål|punkt|kapittel|sted i planen|plassering|tema|place",
    text=r"innspill|merknad|tekst|uttalelse|kommentar|høringssvar|text",
    name=r"avsender|navn|namn|fra\b|innsender|instans|name|sender",
)
_JOURNAL = re.compile(r"\b(\d{2,4}/\d{2,6}(?:-\d{1,4})?)\b")
_JOURNAL_IN_NAME = re.compile(r"\b(\d{2,4})[_-](\d{3,6})[_-](\d{1,4})\b")
_DATE = re.compile(
    r"\b(\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}\.\s?(?:januar|februar|mars|april|mai|juni|juli|"
    r"august|september|oktober|november|desember)\s\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"\b(?:høringsinnspill|høringssvar|høringsuttalelse|høringsuttale|innspill|uttalelse|uttale|"
    r"merknader?|svar|brev|vedlegg|kommuneplan\w*|samfunnsdel\w*|fra|frå|til|på|høring\w*|signert|"
    r"endelig|scan\w*|skann\w*|dokument\w*|av)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:,| kl\.?)? \d{1,2}[:.]\d{2}.*$")
_HEAD_OF_LETTER = 1_500
_NOT_READ = {notes.SCANNED_PAGES.code, notes.LOST_PAGES.code}
_PRIVATE = re.compile(r"privat|innbygger|innbyggjar|enkeltperson", re.IGNORECASE)


class Incoming(BaseModel):
    """A statement that is read, and not taken in yet.

    Args:
        name: the sender's; guessed at where the file doesn't say it.
        mail: the sender's address, where the file says it.
        speaker: the sender's kind, likewise.
        day: when it came, as far as the file says.
        journal: its number in the municipality's records.
        place: what it says that it is about, as it is written.
        text: what is said.
        row: the row of a sheet, as it counts; 0 for any other file.
        original: a row's cells with their heads, as JSON; empty for any other file.
        skipped: whether a person has said that it isn't to be taken in.
        unread: whether some of it or all could not be read, as in a scanned letter, so that a
            person has to write what it says.
    """

    model_config = ConfigDict(extra="forbid")

    name: str = ""
    mail: str = ""
    speaker: Speaker = Speaker.RESIDENT
    day: date | None = None
    journal: str = ""
    place: str = ""
    text: str = ""
    row: int = 0
    original: str = ""
    skipped: bool = False
    unread: bool = False

    def came_at(self, now: datetime) -> datetime:
        """When it came: at noon of its day, or now where nobody knows."""
        return datetime.combine(self.day, time(12), OSLO) if self.day is not None else now


class NothingRead(LedetraadError):
    """A file in which no statement is found."""


def read_incoming(data: bytes, name: str, now: datetime) -> list[Incoming]:
    """The statements in a file.

    Args:
        data: the file.
        name: its name.
        now: the time, after which nothing was sent.

    Raises:
        LedetraadError: it can't be read, is of another kind, or has nothing in it.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ending in MAILS:
        return [_of_mail(data, now)]
    if ending not in ENDINGS:
        raise NothingRead(
            N_("Statements can't be taken in from files of this kind."),
            where=name,
            remedy=N_("Use one of these: %(endings)s."),
            endings=", ".join(ENDINGS),
        )
    kind = sniffed(data, name)
    if kind is XLSX:
        found = _of_rows(read_rows(data, name, _HEADS, ["name", "text"]))
    elif kind is TEXT:
        found = [_of_letter(data.decode("utf-8-sig"), name)]
    else:
        found = [_of_document(data, name, kind)]
    if not found or (kind is not PDF and not any(one.text for one in found)):
        raise NothingRead(
            N_("There is no text in the file."), where=name, remedy=N_("Enter it by hand instead.")
        )
    return found


def known_by(one: Incoming, data: bytes) -> bytes:
    """What a statement is known by, so that it is taken in once: the file, or the sheet's row."""
    return one.original.encode() if one.original else data


def parts_of(text: str) -> list[str]:
    """A long text in as few parts as hold it, parted between paragraphs where that can be."""
    text, found = text[:LONGEST], []
    while len(text) > LONGEST_TEXT:
        ends = (text.rfind(mark, LONGEST_TEXT // 2, LONGEST_TEXT) for mark in ("\n\n", "\n", " "))
        at = next((one for one in ends if one > 0), LONGEST_TEXT)
        found.append(text[:at].strip())
        text = text[at:].strip()
    return [*found, text][:MOST_COMMENTS]


def _of_mail(data: bytes, now: datetime) -> Incoming:
    mail = read_mail(data, now)
    name = mail.name or mail.address
    at = mail.at.astimezone(OSLO).date() if mail.at is not None else None
    journal = _JOURNAL.search(mail.subject)
    return Incoming(
        name=name[:LONGEST_NAME],
        mail=mail.address,
        speaker=sender_kind(name),
        day=at,
        journal=journal[1] if journal else "",
        text=mail.text[:LONGEST],
    )


def _of_document(data: bytes, name: str, kind: Kind) -> Incoming:
    """A letter in Word or PDF; one that is scanned has no text, and is taken in all the same."""
    try:
        document = OPENERS[kind.ending](data, name)
    except NoTextFound:
        return _of_letter("", name, unread=True)
    unread = any(one.code in _NOT_READ for one in document.findings)
    return _of_letter(_words(document), name, unread=unread)


def _of_letter(text: str, name: str, *, unread: bool = False) -> Incoming:
    text = clean(text)[:LONGEST]
    stem = PurePosixPath(name.replace("\\", "/")).stem
    journal = _JOURNAL_IN_NAME.search(stem)
    sender = _sender(stem)
    mails = set(re.findall(MAIL_ADDRESS, text))
    written = _DATE.search(text[:_HEAD_OF_LETTER])
    return Incoming(
        name=sender,
        mail=mails.pop().lower() if len(mails) == 1 else "",
        speaker=sender_kind(sender),
        day=_day(written[1]) if written else None,
        journal=f"{journal[1]}/{journal[2]}-{journal[3]}" if journal else "",
        text=text,
        unread=unread or not text,
    )


def _sender(stem: str) -> str:
    """Who has sent a file, as far as its name tells: without numbers, dates and the usual words."""
    words = _JOURNAL_IN_NAME.sub(" ", stem)
    words = re.sub(r"[_]+", " ", words)
    words = re.sub(
        r"^[\d\s.\-–()]+|\b\d{1,2}[.\-]\d{1,2}[.\-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b", " ", words
    )
    words = re.sub(r"\s+[-–]\s+", " ", _NOT_A_NAME.sub(" ", words))
    return clean_line(words).strip(" -–.,()")[:LONGEST_NAME]


def _of_rows(rows: list[SheetRow]) -> list[Incoming]:
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        cells = row.cells
        name = clean_line(cells.get("name", ""))[:LONGEST_NAME]
        text = cells.get("text", "")
        if not name and not text:
            continue
        whole = json.dumps(row.whole, ensure_ascii=True)
        seen[whole] += 1
        mail = clean_line(cells.get("mail", "")).lower()
        found.append(
            Incoming(
                name=name,
                mail=mail if MAIL_ADDRESS.fullmatch(mail) else "",
                speaker=_kind(cells.get("kind", ""), name),
                day=_day(cells.get("day", "")),
                journal=clean_line(cells.get("journal", ""))[:60],
                place=clean_line(cells.get("place", ""))[:200],
                text=text[:LONGEST],
                row=row.number,
                original=json.dumps([*row.whole, ["#", str(seen[whole])]], ensure_ascii=True),
            )
        )
    return found


def _kind(written: str, name: str) -> Speaker:
    """A sender's kind as a sheet writes it, or else as the name tells."""
    said = written.strip().lower()
    if not said:
        return sender_kind(name)
    if _PRIVATE.search(said):
        return Speaker.RESIDENT
    for translate in (catalogue("nb").gettext, catalogue("nn").gettext, str):
        for kind, english in SPEAKER_NAMES.items():
            if said in {translate(english).lower(), kind.value}:
                return kind
    for kind in Speaker:
        if said in catalogue("nb").gettext(SPEAKER_NAMES[kind]).lower():
            return kind
    return sender_kind(written)


def _day(written: str) -> date | None:
    """A day as it is written; None where it can't be read, which a person then writes."""
    if not written:
        return None
    try:
        return day(_TIME.sub("", " ".join(written.split())))
    except LedetraadError:
        return None


def _words(document: Document) -> str:
    """A document's text, in paragraphs."""
    return "\n\n".join(one for block in document.blocks for one in _of_block(block) if one.strip())


def _of_block(block: object) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.rows:
            told = list(dict.fromkeys(" ".join(cell.text.split()) for cell in row))
            yield " | ".join(one for one in told if one)
    else:
        number, text = getattr(block, "number", ""), getattr(block, "text", "")
        mark = getattr(block, "mark", "")
        yield f"{number or mark} {text}".strip()


def sha256(data: bytes) -> str:
    """A file's hash, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
