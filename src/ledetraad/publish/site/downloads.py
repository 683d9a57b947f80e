"""The open data of a site, made when it is asked for."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

from ledetraad.plan.exchange import schema
from ledetraad.publish.climate.offered import accounts_file, budget_file
from ledetraad.publish.followup.counted_tables import Shown, numbers_csv, numbers_workbook
from ledetraad.publish.followup.tables import follow_up_json, measures_csv, values_csv
from ledetraad.publish.registry import in_look_of
from ledetraad.publish.site.climate import ClimatePlace
from ledetraad.publish.site.offered import DOWNLOADS, REPORTS
from ledetraad.publish.site.presented import Presented

_ONE_AT_A_TIME = threading.Lock()


def download(site: Presented, address: str) -> bytes:
    """The bytes of a download; what takes long is made once, and kept with the site."""
    if address in REPORTS:
        return _kept(site, address, lambda: _report(site, REPORTS[address].ending))
    place = next((one for one in site.climate if one.has(address)), None)
    if place is not None:
        return _kept(site, address, lambda: _of_climate(site, place, address))
    if address not in DOWNLOADS:
        return _of_follow_up(site, address)
    ending = DOWNLOADS[address].ending
    if not ending:
        return schema().encode()
    if ending != ".pdf":
        return _made(site, ending)
    return _kept(site, address, lambda: _made(site, ending))


def _kept(site: Presented, address: str, make: Callable[[], bytes]) -> bytes:
    with _ONE_AT_A_TIME:
        if address not in site.kept:
            site.kept[address] = make()
        return site.kept[address]


def _of_climate(site: Presented, place: ClimatePlace, address: str) -> bytes:
    ending, accounts = address.rpartition(".")[2], place.published.accounts
    if accounts is not None and address in place.accounts_files.values():
        return accounts_file(accounts, ending, site.language)
    statement = place.published.statements[site.language]
    return budget_file(statement, ending, site.snapshot.profile.colour)


def _report(site: Presented, ending: str) -> bytes:
    going = site.book.going
    if going is None:
        raise AssertionError("how it goes is offered, but nothing of it is published")
    from ledetraad.publish.followup.report import going_report  # noqa: PLC0415  (seldom asked for)
    from ledetraad.publish.report.write_docx import report_docx  # noqa: PLC0415
    from ledetraad.publish.report.write_pdf import report_pdf  # noqa: PLC0415

    report = going_report(site.plan, going, site.snapshot.municipality, site.language)
    if ending == ".pdf":
        return report_pdf(report, site.snapshot.profile.colour)
    out = io.BytesIO()
    report_docx(report, out)
    return out.getvalue()


def _made(site: Presented, ending: str) -> bytes:
    out = io.BytesIO()
    writer = in_look_of(ending, site.snapshot.profile)
    writer.write(site.plan, out, language=site.language)
    return out.getvalue()


def _of_follow_up(site: Presented, address: str) -> bytes:
    follow_up = site.snapshot.follow_up
    if follow_up is None:
        raise AssertionError(f"{address} is offered, but no follow-up is published")
    if address == "data/tiltak.csv":
        return measures_csv(follow_up, site.translate)
    if address in {"data/tall.csv", "data/tall.xlsx"}:
        return _numbers(site, address)
    if address == "data/indikatorer.csv":
        return values_csv(follow_up, site.translate)
    return follow_up_json(follow_up)


def _numbers(site: Presented, address: str) -> bytes:
    going = site.book.going
    if going is None:
        raise AssertionError(f"{address} is offered, but no follow-up is published")
    rows = [going.counted(one) for one in going.follow_up.indicators]
    place = site.snapshot.municipality
    if address.endswith(".csv"):
        return numbers_csv(rows, place, site.translate)
    shown = Shown(**{name: going.shows(name) for name in ("judgement", "targets", "outlook")})
    return numbers_workbook(rows, place, site.translate, going.follow_up.as_of, shown)
