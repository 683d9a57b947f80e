"""The statutory tables: Randaberg's real ones to the krone, and every cell down to its lines."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest
from docx import Document

from ledetraad.economy.quantities import Kroner
from ledetraad.followup.written import number_text
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.statements.columns import THOUSAND, statements
from tests.economy.randaberg import ACCOUNTS, BUDGET
from tests.web.economy.desk import Desk, balanced, csv

pytestmark = pytest.mark.django_db

DRIFT = "okonomisk-oversikt-drift-5-6"
SMALL = balanced([("1010", "202", "300", "", 12, 700), ("1870", "800", "900", "", 12, -900)])


@pytest.fixture
def real(controller: Desk) -> Desk:
    """A desk with Randaberg's accounts and budget of 2025."""
    controller.send_real(ACCOUNTS)
    controller.send_real(BUDGET, "budget")
    return controller


def test_accounts_and_budget_stand_side_by_side_to_the_krone(real: Desk) -> None:
    page = real.get(f"tabeller/2025/{DRIFT}/")

    assert "Accounts 2025" in page
    assert "Budget 2025" in page
    assert number_text(Decimal("1351343312.41"), 2) in real.get(f"tabeller/2025/{DRIFT}/?i=ore")


def test_from_a_table_to_the_ledgers_lines_in_two_clicks(real: Desk) -> None:
    table = real.get(f"tabeller/2025/{DRIFT}/")
    cell = re.search(rf'href="[^"]*okonomi/(tabeller/2025/{DRIFT}/accounts/10/)"', table)
    assert cell is not None

    made = real.get(cell[1])
    code = re.search(r'href="[^"]*okonomi/(tabeller/[^"]*/accounts/10/\d+/)"', made)
    assert code is not None
    lines = real.get(code[1])

    assert "<code>sum(" in made
    assert "By responsibility" in made
    assert "SHA-256" in made
    assert "Row of the file" in lines


def test_what_a_cell_is_made_of_sums_to_it(real: Desk) -> None:
    books = Books(real.municipality)
    book = books.all[0]
    told = books.told(book)

    for table in books.tables([book])[book.key]:
        for cell in table.cells:
            if isinstance(cell.value, Kroner):
                amounts = [
                    told.sums[table.definition.account_class, code].amount * times
                    for code, times in cell.weights.items()
                ]
                assert sum(amounts, Decimal(0)) == cell.value.value


def test_thousands_are_rounded_so_that_results_agree_with_their_lines(real: Desk) -> None:
    shown = next(
        one
        for one in statements(Books(real.municipality), 2025, THOUSAND)
        if one.statement.definition.key == DRIFT
    )

    column = shown.statement.shown[0]

    assert column["9"] == sum(column[str(post)] for post in range(1, 9))
    assert "Amounts are in thousands" in real.get(f"tabeller/2025/{DRIFT}/?i=tusen")
    assert "every shown sum is the sum of what is shown" in real.get(f"tabeller/2025/{DRIFT}/")


def test_last_years_accounts_stand_beside_and_lead_to_their_own_year(controller: Desk) -> None:
    controller.send(csv(SMALL), year=2024)
    controller.send(csv(SMALL), year=2025, basis="budget")

    page = controller.get(f"tabeller/2025/{DRIFT}/")

    assert "Accounts 2024" in page
    assert f"tabeller/2024/{DRIFT}/accounts/9/" in page


def test_the_check_of_definitions_is_told_with_what_the_ledger_lacks(real: Desk) -> None:
    page = real.get("tabeller/2025/")

    assert "Whether the definitions are right" in page
    assert "which the ledger itself lacks" in page


def test_the_tables_go_out_as_excel_word_and_pdf_with_the_same_amounts(real: Desk) -> None:
    def fetched(name: str) -> bytes:
        return real.client.get(f"{real.here}tabeller/2025/oversikter.{name}").getvalue()

    shown = next(
        one
        for one in statements(Books(real.municipality), 2025)
        if one.statement.definition.key == DRIFT
    )
    amount = shown.statement.shown[0]["9"]
    assert abs(amount - Decimal("1351343312.41")) < 1
    revenues = number_text(amount, 0)
    book = openpyxl.load_workbook(io.BytesIO(fetched("xlsx")))
    document = Document(io.BytesIO(fetched("docx")))
    pdf = pypdfium2.PdfDocument(fetched("pdf"))

    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert int(amount) in cells
    words = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert revenues in words
    assert revenues in "".join(page.get_textpage().get_text_range() for page in pdf)


def test_what_is_not_there_is_not_found(real: Desk) -> None:
    for rest in ("2019/", f"2025/{DRIFT}/plan/9/", f"2025/{DRIFT}/accounts/99/", "2025/ingen/",
                 f"2025/{DRIFT}/accounts/9/010x/"):  # fmt: skip
        real.get(f"tabeller/{rest}", 404)
