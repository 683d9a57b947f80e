"""What is killed in its midst, each as a person or a worker does it, and what it begins with.

Each function fills the database, and gives back what is done to it. It does so in a process that
ends with the test, so nothing here is undone.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ledetraad.hearing.hearing import HearingValues
from ledetraad.plan.model import PlanStatus
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.unit_split import end_with_successors
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.hearing.links import new_stamp
from ledetraad.web.hearing.services.hearing_save import announce, make_hearing
from ledetraad.web.imports.models import Import
from ledetraad.web.imports.services.begin import begin
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.notices.models import Notice
from ledetraad.web.notices.services.notices_make import Wanted, make_notices
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, take_in_new
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.plans.services.status_change import change_status
from tests.build import a_plan
from tests.web.editor.conftest import PLAN
from tests.web.faults.killing import Act
from tests.web.followup.reporting.place import Place

DOCUMENT = Path(__file__).parents[2] / "documents" / "word" / "measures.docx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def reading_a_document() -> Act:
    """A worker reads a document that was sent in."""
    begin(_place().municipality, DOCUMENT.read_bytes(), DOCUMENT.name, user=None)
    return work


def sending_a_document_in() -> Act:
    """Somebody sends a document in."""
    place = _place()
    browser = _browser(place, Role.PLANNER)

    def act() -> None:
        if not Import.objects.exists():
            document = SimpleUploadedFile(DOCUMENT.name, DOCUMENT.read_bytes())
            _ask(browser, "/arbeid/ny/", municipality=place.municipality.pk, document=document)

    return act


def taking_a_document_in() -> Act:
    """Somebody takes a document in that has been read."""
    place = _place()
    document = begin(place.municipality, DOCUMENT.read_bytes(), DOCUMENT.name, user=None)
    run_waiting()
    browser = _browser(place, Role.PLANNER)

    def act() -> None:
        if Import.objects.get().state != Import.State.FINISHED:
            form = {"op": "finish", "plan": "new", "status": "draft", "owner": "Asker kommune"}
            _ask(browser, f"/innlesing/{document.pk}/ferdig/", **form)

    return act


def changing_a_plan() -> Act:
    """Somebody changes a sentence of a plan in the editor."""
    place = _place()
    _plan(place)
    browser = _browser(place, Role.PLANNER)
    said = {"do": "save:line-4", "text": "Kommunen skal bygge bredere fortau."}
    return lambda: _ask(browser, "/arbeid/skole/rediger/endre/", **said)


def saving_a_plan() -> Act:
    """Somebody saves what has been changed as a revision."""
    place = _place()
    plan = _plan(place)
    browser = _browser(place, Role.PLANNER)
    for do in ("remove:line-5", "remove:line-7"):
        _ask(browser, "/arbeid/skole/rediger/endre/", do=do)

    def act() -> None:
        if plan.latest().number == 1:
            version = EditDraft.objects.get().version
            _ask(browser, "/arbeid/skole/rediger/lagre/", note="Høring", version=version)

    return act


def publishing() -> Act:
    """Somebody publishes a plan."""
    place = _place()
    plan = _plan(place)
    browser = _browser(place, Role.PLANNER)

    def act() -> None:
        if not plan.publication_set.exists():
            _ask(browser, "/arbeid/skole/publiser/", revision=plan.latest().number)

    return act


def taking_a_sheet_in() -> Act:
    """Somebody confirms what a spreadsheet changes: three measures, and a new one."""
    place = _place()
    for number in range(3):
        place.measure(f"Tiltak {number}")
    browser = _browser(place, Role.PLANNER)
    book = openpyxl.load_workbook(
        io.BytesIO(browser.get(place.address("tiltak/liste.xlsx")).content)
    )
    sheet = book.worksheets[0]
    heads = [str(cell.value) for cell in sheet[1]]
    name = next(n for n, head in enumerate(heads, 1) if head.startswith("Tiltak"))
    for row in range(2, 6):
        sheet.cell(row, name).value = f"Nytt navn {row}"
    out = io.BytesIO()
    book.save(out)
    _ask(
        browser, place.address("ark/"), document=SimpleUploadedFile("t.xlsx", out.getvalue(), XLSX)
    )
    sheet_here = SheetImport.objects.get()
    return lambda: _ask(browser, place.address(f"ark/{sheet_here.pk}/"), answered=None)


def writing_a_report() -> Act:
    """Somebody writes the first words of a report."""
    _, browser, address = _reporting()
    return lambda: _ask(browser, f"{address}kladd/", answered=200, version="0", text="Så langt")


def handing_a_report_in() -> Act:
    """Somebody hands a report in, which sets how its measure goes."""
    _, browser, address = _reporting()
    form = {"op": "sure", "version": "0", "outcome": "", "text": "Ferdig."}
    return lambda: browser.post(address, {**form, "status": "done"})


def locking_a_period() -> Act:
    """The controller locks a period, with all its reports."""
    place, _, _ = _reporting()
    period = ReportingPeriod.objects.get()
    for number in range(4):
        place.report(period, place.measure(f"Til {number}"), status="done", text="Ja.")
    controller = _browser(place, Role.CONTROLLER)
    address = place.address(f"rapportering/{period.pk}/las/")
    return lambda: controller.post(address, {"sure": "1", "op": "lock"})


def ending_a_unit() -> Act:
    """A unit ends, and another takes over what it answers for."""
    place = _place()
    old, new = place.unit("Vei"), place.unit("Samferdsel")
    place.unit("Brøyting", old)
    place.person("lise", Role.LEADER, old)
    for number in range(3):
        place.measure(f"Tiltak {number}", old)

    def act() -> None:
        unit = Unit.objects.get(pk=old.pk)
        if unit.ends is None:
            end_with_successors(unit, date(2026, 12, 31), new, (), user=None)

    return act


def sending_mail() -> Act:
    """A worker tells three people that a report is due."""
    place = _place()
    unit = place.unit("Skole")
    period = place.period(due=date(2026, 5, 15).isoformat())
    place.measure("Låne ut bøker", unit)
    people = [place.person(name, Role.LEADER, unit) for name in ("anne", "berit", "cato")]
    for one in people:
        one.email = f"{one.username}@example.org"
        one.save()
    about = {"period": period.pk}
    wanted = [Wanted(one, Notice.Kind.REMINDER, "due", about) for one in people]
    make_notices(place.municipality, wanted)
    return work


def speaking() -> Act:
    """Somebody sends a statement with a file, and is to have a receipt by mail."""
    a_hearing()
    settings.MAIL = True
    stamp = new_stamp(timezone.now() - timedelta(minutes=1))
    said = {
        "stamp": stamp,
        "said-0-text": "Flere sykkelveier.",
        "said-1-text": "Og benker.",
        "who": "self",
        "name": "Berit",
        "mail": "berit@example.org",
    }
    browser = Client(headers={"host": "localhost"})

    def act() -> None:
        file = SimpleUploadedFile("a.txt", b"Et vedlegg.")
        _ask(browser, "/plan/skole/horing/si/", **said, files=file)

    return act


def speaking_in_short() -> Act:
    """Somebody sends a statement without anything else."""
    a_hearing()
    stamp = new_stamp(timezone.now() - timedelta(minutes=1))
    said = {"stamp": stamp, "said-0-text": "Ja.", "who": "self", "name": "Berit"}
    browser = Client(headers={"host": "localhost"})
    return lambda: _ask(browser, "/plan/skole/horing/si/", **said)


ACTS: dict[str, Callable[[], Act]] = {
    one.__name__.replace("_", "-"): one
    for one in (
        sending_a_document_in,
        reading_a_document,
        taking_a_document_in,
        changing_a_plan,
        saving_a_plan,
        publishing,
        taking_a_sheet_in,
        writing_a_report,
        handing_a_report_in,
        locking_a_period,
        ending_a_unit,
        sending_mail,
        speaking,
        speaking_in_short,
    )
}


def work() -> None:
    """Be the worker that comes after: the lease of the one before has run out."""
    long_ago = timezone.now() - timedelta(days=1)
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=long_ago)
    run_waiting()


def a_hearing() -> None:
    """A plan on hearing, open for two months."""
    plan = _plan(_place())
    change_status(plan, PlanStatus.PROPOSAL, None, user=None)
    now, today = timezone.now(), timezone.localdate()
    values = HearingValues(
        name="Høring",
        plan=plan.pk,
        publication=publish(plan, user=None, now=now).pk,
        opens=today,
        closes=today + timedelta(days=60),
    )
    announce(make_hearing(values, user=None), user=None)


def _place() -> Place:
    return Place(Municipality.objects.create(name="Asker kommune", colour="#00509e"))


def _plan(place: Place) -> WorkingCopy:
    return take_in_new(
        place.municipality, a_plan(PLAN), Source("plan.txt", b"x"), user=None, slug="skole"
    )


def _browser(place: Place, role: Role, unit: Unit | None = None) -> Client:
    user, _ = User.objects.get_or_create(username=role.value)
    Membership.objects.create(user=user, municipality=place.municipality, role=role, unit=unit)
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user)
    return browser


def _reporting() -> tuple[Place, Client, str]:
    place = _place()
    unit = place.unit("Skole")
    measure = place.measure("Låne ut bøker", unit)
    return place, _browser(place, Role.LEADER, unit), place.form(place.period(), measure)


def _ask(browser: Client, address: str, answered: int | None = 302, **said: Any) -> None:
    answer = browser.post(address, said)
    assert answered is None or answer.status_code == answered, answer.content.decode()
