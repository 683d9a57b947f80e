"""A Word document's file: the parts of it that are read, each as a tree, and its bounds.

Only the text, the styles, the lists' numbers and the title are unpacked; pictures and all else are
left where they are. A document saved in the strict form of the standard is read as the usual one.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.readers import archive_bounds

Node = Any
"""An element of lxml's trees, which has no types."""

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LARGEST_PART = 48 * 1024 * 1024
"""The most bytes of a part that is read; 10,000 statements in tables are some 10 million."""
MOST_NODES = 1_000_000
"""The most elements of a part; each takes up many times its bytes. 10,000 statements: 350,000."""
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TYPES = "[Content_Types].xml"
_USUAL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _USUAL),
)
_WORD_AGAIN = N_("Open the file in Word or LibreOffice and save it again as .docx.")
_SMALLER = N_("Take out the part with the goals and strategies and save it by itself.")


@dataclass(frozen=True, slots=True)
class WordPackage:
    """What is read of a Word document.

    Args:
        body: the text's element.
        styles, numbering: those parts' roots, where the document has them.
        title: what the document's properties call it.
    """

    body: Node
    styles: Node | None
    numbering: Node | None
    title: str


def open_package(data: bytes, name: str) -> WordPackage:
    """Unpack what is read of a Word document.

    Args:
        data: the document.
        name: its file name, for errors.

    Raises:
        UnreadableDocument: of another kind, locked, damaged, too large, or without a text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive_bounds.is_too_large(archive):
                raise _too_large(
                    archive_bounds.unpacked_size(archive), archive_bounds.LARGEST, name
                )
            return _Opened(archive, name).package()
    except (*archive_bounds.DAMAGED, etree.LxmlError) as error:
        if isinstance(error, etree.XMLSyntaxError | zipfile.BadZipFile | EOFError):
            what = N_("The Word document is damaged, or only a part of it was saved.")
        else:
            what = N_("The file is damaged, or not a Word document.")
        raise UnreadableDocument(what, where=name, remedy=_WORD_AGAIN) from None
    except archive_bounds.STRANGELY_PACKED:
        raise UnreadableDocument(
            N_("The file is packed in a way that can't be read."), where=name, remedy=_WORD_AGAIN
        ) from None


class _Opened:
    """The archive while it is read."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._names = {part.casefold(): part for part in archive.namelist()}

    def package(self) -> WordPackage:
        document = self._related("", "officeDocument") or "word/document.xml"
        root = self._tree(document)
        body = root.find(f"{WORD}body") if root is not None else None
        if body is None:
            raise UnreadableDocument(
                N_("The Word document has no text in it."), where=self._name, remedy=_WORD_AGAIN
            )
        if b"macroEnabled" in (self._read(_TYPES) or b""):
            raise UnreadableDocument(
                N_("The Word document is of the kind that holds macros."),
                where=self._name,
                remedy=N_("Open it in Word or LibreOffice, and save it as .docx."),
            )
        properties = self._tree(self._related("", "core-properties"))
        title = properties.findtext(_TITLE) if properties is not None else ""
        return WordPackage(
            body=body,
            styles=self._tree(self._related(document, "styles")),
            numbering=self._tree(self._related(document, "numbering")),
            title=" ".join((title or "").split()),
        )

    def _related(self, part: str, kind: str) -> str:
        """The name of the part that another names as its part of a kind; empty where none is."""
        folder, base = posixpath.split(part)
        relations = self._tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if relations is None else relations.iter(f"{_RELATIONS}Relationship"):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = relation.get("Target", "")
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return ""

    def _tree(self, part: str) -> Node | None:
        content = self._read(part)
        if content is None:
            return None
        if content.count(b"<") - content.count(b"</") > MOST_NODES:
            raise UnreadableDocument(
                N_("The Word document has more than %(most)s pieces of text and form."),
                where=self._name,
                remedy=_SMALLER,
                most=MOST_NODES,
            )
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        root = etree.fromstring(content, _parser())
        if root.getroottree().docinfo.doctype:
            raise ValueError("a document declares no entities")
        return root

    def _read(self, part: str) -> bytes | None:
        """A part's bytes, or None where there is no such part."""
        known = self._names.get(part.casefold())
        if known is None:
            return None
        size = self._archive.getinfo(known).file_size
        if size > LARGEST_PART:
            raise _too_large(size, LARGEST_PART, self._name)
        return self._archive.read(known)


def _parser() -> Node:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _too_large(size: int, most: int, name: str) -> UnreadableDocument:
    return UnreadableDocument(
        N_("The Word document is too large: %(size)s MB unpacked, and the most is %(most)s MB."),
        where=name,
        remedy=_SMALLER,
        size=size // 1_000_000,
        most=most // 1_000_000,
    )
