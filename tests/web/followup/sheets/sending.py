"""A person at their desk, with a browser and a spreadsheet."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.worksheet.worksheet import Worksheet

from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.followup.sheets.preview import CellChange, Preview
from tests.web.followup.conftest import HERE

SHEETS = f"{HERE}ark/"
MEASURES = f"{HERE}tiltak/liste.xlsx"
INDICATORS = f"{HERE}indikatorer/liste.xlsx"
VALUES = f"{SHEETS}verdier.xlsx"
Change = Callable[["List"], object]


class List:
    """A list in a spreadsheet: its cells by the heads of the columns, its rows from 2."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet: Worksheet = self.book.worksheets[0]

    @property
    def heads(self) -> list[Any]:
        return [cell.value for cell in self.sheet[1]]

    def column(self, head: str) -> int:
        return next(n for n, text in enumerate(self.heads, 1) if str(text).startswith(head))

    def at(self, row: int, head: str) -> str:
        return self.sheet.cell(row, self.column(head)).coordinate

    def get(self, row: int, head: str) -> Any:
        return self.sheet.cell(row, self.column(head)).value

    def put(self, row: int, head: str, value: Any) -> str:
        cell = self.sheet.cell(row, self.column(head))
        cell.value = value
        return cell.coordinate

    def add_column(self, head: str) -> None:
        self.sheet.cell(1, len(self.heads) + 1).value = head

    @property
    def data(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


class Desk:
    """Fetches lists and sends them in."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def fetch(self, address: str) -> List:
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return List(response.content)

    def send(self, data: bytes, name: str = "tiltak.xlsx", *, there: str = SHEETS) -> Any:
        return self.client.post(there, {"document": SimpleUploadedFile(name, data)})

    def shown(self, data: bytes, name: str = "tiltak.xlsx") -> Preview:
        """Send a list in, and see what it would change."""
        response = self.send(data, name)
        assert response.status_code == 302, words(response)
        return self.latest.shown()

    @property
    def latest(self) -> SheetImport:
        return SheetImport.objects.latest("pk")

    @property
    def here(self) -> str:
        return f"{SHEETS}{self.latest.pk}/"

    def page(self) -> str:
        return words(self.client.get(self.here))

    def confirm(self, **chosen: str) -> Any:
        said = {f"choose-{cell}": whose for cell, whose in chosen.items()}
        return self.client.post(self.here, said)

    def undo(self) -> Any:
        return self.client.post(f"{self.here}angre/")


def words(response: Any) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("\u00a0", " ").split())


def cells(shown: Preview) -> dict[str, CellChange]:
    return {cell.at: cell for row in shown.good for cell in row.cells}


def faults(shown: Preview) -> list[str]:
    return [fault.told() for row in shown.faulty for fault in row.faults()]
