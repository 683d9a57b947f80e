"""A small OpenDocument spreadsheet, as LibreOffice writes one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = "urn:oasis:names:tc:opendocument:xmlns"


def ods(rows: Sequence[Sequence[Any]], title: str = "Tiltak") -> bytes:
    """The rows as a spreadsheet with one sheet."""
    out = io.BytesIO()
    body = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_SPACES}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
            "</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{_SPACES}:office:1.0"'
            f' xmlns:table="{_SPACES}:table:1.0" xmlns:text="{_SPACES}:text:1.0">'
            f"<office:body><office:spreadsheet><table:table table:name={quoteattr(title)}>{body}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    said = f"<text:p>{escape(str(value))}</text:p>"
    if isinstance(value, date):
        day = value.isoformat()
        return _typed("date", f'office:date-value="{day}"', said)
    if isinstance(value, int | float):
        return _typed("float", f'office:value="{value}"', said)
    return _typed("string", "", said)


def _typed(kind: str, value: str, said: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" {value}>{said}</table:table-cell>'
