"""The table of statements to take away, in Word, Excel and PDF."""

from __future__ import annotations

import io
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.publish.hearing.write_docx import table_docx
from ledetraad.publish.hearing.write_pdf import MOST_IN_ONE, table_pdf, write_volumes
from ledetraad.publish.hearing.write_xlsx import table_xlsx
from ledetraad.publish.list_sheet import CONTENT_TYPE
from ledetraad.publish.write_changes_docx import DOCX
from ledetraad.web.hearing.archiving import archive_of
from ledetraad.web.hearing.public.place import private
from ledetraad.web.hearing.tabling import table_of
from ledetraad.web.hearing.work.finding import hearing_of

PDF = "application/pdf"


@login_required
@require_safe
def word(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The table in Word."""
    at = hearing_of(request, place, pk)
    out = io.BytesIO()
    table_docx(table_of(at.hearing, at.proposal, named=_named(request)), out)
    return _file(out.getvalue(), DOCX, "docx")


@login_required
@require_safe
def excel(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The table in Excel."""
    at = hearing_of(request, place, pk)
    made = table_xlsx(table_of(at.hearing, at.proposal, named=_named(request)))
    return _file(made, CONTENT_TYPE, "xlsx")


@login_required
@require_safe
def pdf(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The table as a PDF; where it is long, in volumes in a ZIP file."""
    at = hearing_of(request, place, pk)
    table = table_of(at.hearing, at.proposal, named=_named(request))
    if len(table.rows) <= MOST_IN_ONE:
        return _file(table_pdf(table), PDF, "pdf")
    out = io.BytesIO()
    write_volumes(table, out)
    return _file(out.getvalue(), "application/zip", "pdf.zip")


@login_required
@require_safe
def archive(request: HttpRequest, place: str, pk: int) -> FileResponse:
    """Everything for the archive, as a package with checksums."""
    at = hearing_of(request, place, pk)
    now = timezone.now()
    made = archive_of(at.hearing, at.proposal, now=now)
    name = f"hoering-{pk}-{timezone.localdate(now).isoformat()}.zip"
    response = FileResponse(made, as_attachment=True, filename=name, content_type="application/zip")
    private(response)
    return response


def _named(request: HttpRequest) -> bool:
    """Whether everybody is named, as in a copy that is not to be published."""
    return request.GET.get("navn") == "alle"


def _file(data: bytes, content_type: str, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    today: date = timezone.localdate()
    name = f"merknadstabell-{today.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)
