"""Reply letters as Word documents and as PDF (PDF/UA-1), one by one, and joined for printing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import orjson

from ledetraad.publish import docx_markup as markup
from ledetraad.publish.docx_markup import paragraph, run, said
from ledetraad.publish.docx_package import PORTRAIT, pack
from ledetraad.publish.hearing.reply import Reply, ReplyWords
from ledetraad.publish.pdf_document import plain
from ledetraad.publish.typst_process import pdf, pdfs

TEMPLATE = "reply.typ"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def reply_docx(reply: Reply) -> bytes:
    """A letter in Word, to be put in the municipality's own template or sent as it is.

    Raises:
        UnwritableOutput: a text has a character that no Word document can hold.
    """
    words, out = ReplyWords(reply), io.BytesIO()
    body = [said(line) for line in words.to]
    body += [
        paragraph(f"{run(f'{name}:')}<w:r><w:tab/></w:r>{run(value)}", "PlanFacts")
        for name, value in words.facts
    ]
    body.append(said(words.title, "Heading1"))
    body += [said(line) for line in words.opening]
    for passage in words.passages:
        body.append(said(passage.heading, "Heading2"))
        for name, text in passage.parts:
            body.append(said(name, "Heading3"))
            body += [said(line) for line in text.split("\n") if line.strip()]
    body += [said(line) for line in words.closing]
    body += [said(line) for line in words.signature]
    number = f"{markup.field_begin('PAGE')}{run('1')}{markup.FIELD_END}"
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{PORTRAIT.text_twips}"/></w:tabs>'
    footer = f"{run(reply.municipality)}<w:r><w:tab/></w:r>{number}"
    pack(
        out,
        body="".join(body),
        footer=paragraph(footer, "Footer", properties=tabs),
        sheet=PORTRAIT,
        title=words.title,
        owner=reply.municipality,
        language=reply.language,
    )
    return out.getvalue()


def replies_pdf(replies: Sequence[Reply]) -> bytes:
    """Letters in one file, each beginning on the front of a sheet, to be printed on both sides.

    Raises:
        UnwritableOutput: it could not be set.
    """
    return pdf(_data(replies), template=TEMPLATE)


def write_replies(replies: Sequence[Reply], out: BinaryIO) -> None:
    """Write a ZIP with each letter in Word and PDF, named by its statement's number.

    Raises:
        UnwritableOutput: one of them can't be made.
    """
    with zipfile.ZipFile(out, "w") as archive:
        made = pdfs([_data([one]) for one in replies], template=TEMPLATE)
        for reply, data in zip(replies, made, strict=True):
            name = f"svar-innspill-{reply.number:04d}"
            _put(archive, f"{name}.docx", reply_docx(reply))
            _put(archive, f"{name}.pdf", data)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EARLIEST), data, zipfile.ZIP_DEFLATED)


def _data(replies: Iterable[Reply]) -> str:
    letters = [_letter(one) for one in replies]
    first = letters[0] if letters else {"title": "–", "name": "–", "language": "nb"}
    title = first["title"]
    data = {
        "title": title,
        "name": first["name"],
        "language": first["language"],
        "letters": letters,
        "unshown": False,
    }
    return orjson.dumps(data).decode()


def _letter(reply: Reply) -> dict[str, object]:
    words = ReplyWords(reply)
    return {
        "language": reply.language,
        "title": plain(words.title),
        "name": plain(reply.municipality),
        "to": [plain(one) for one in words.to],
        "facts": [[plain(name), plain(value)] for name, value in words.facts],
        "opening": [plain(one) for one in words.opening],
        "passages": [
            {
                "heading": plain(one.heading),
                "parts": [[plain(name), _lines(text)] for name, text in one.parts],
            }
            for one in words.passages
        ],
        "closing": [plain(one) for one in words.closing],
        "signature": [plain(one) for one in words.signature],
    }


def _lines(text: str) -> list[str]:
    return [plain(line) for line in text.split("\n") if line.strip()]
