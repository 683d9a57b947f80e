"""How the economy stands by its rules, as Excel, Word and PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.economy.ledger import BASIS_NAMES
from ledetraad.economy.quantities import CannotSay
from ledetraad.economy.verdict import STATE_NAMES, Verdict
from ledetraad.errors import Phrase
from ledetraad.followup.saying import said_day
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, catalogue
from ledetraad.plan.finding import Translate
from ledetraad.publish.economy.paper import Paper, PaperRow, PaperTable
from ledetraad.publish.economy.paper_docx import paper_docx
from ledetraad.publish.economy.paper_pdf import paper_pdf
from ledetraad.publish.economy.rule_figure import rule_figure
from ledetraad.publish.economy.rules_out import bound_text, rules_workbook
from ledetraad.publish.list_sheet import CONTENT_TYPE
from ledetraad.web.accounts.rights import Action
from ledetraad.web.economy.amounts import amounts_of
from ledetraad.web.economy.rules.views import rules_of, value_of
from ledetraad.web.economy.statements.documents import WORD, sent_file
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of


@login_required
@require_safe
def workbook(request: HttpRequest, place: str) -> HttpResponse:
    """As a workbook."""
    _, judged = _judged(request, place)
    every = [each for one in judged for each in one.verdicts]
    made = rules_workbook(every, catalogue(language_of(request)).gettext)
    return sent_file(made, CONTENT_TYPE, "handlingsregler.xlsx")


@login_required
@require_safe
def document(request: HttpRequest, place: str) -> HttpResponse:
    """As a Word document."""
    out = io.BytesIO()
    paper_docx(_paper(request, place), out)
    return sent_file(out.getvalue(), WORD, "handlingsregler.docx")


@login_required
@require_safe
def pdf(request: HttpRequest, place: str) -> HttpResponse:
    """As a tagged PDF."""
    made = paper_pdf(_paper(request, place))
    return sent_file(made, "application/pdf", "handlingsregler.pdf")


@dataclass(frozen=True, slots=True)
class _Judged:
    """A rule's years, and where the rule and its figure are from."""

    verdicts: list[Verdict]
    source: Phrase


def _judged(request: HttpRequest, place: str) -> tuple[str, list[_Judged]]:
    """The municipality's name, and its rules of which any year is known."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    known = amounts_of(allowed.municipality)
    found = [
        _Judged(known.judged(said), known.source_of(said))
        for said in (rule.said() for rule in rules_of(allowed))
    ]
    return allowed.municipality.name, [one for one in found if one.verdicts]


def _paper(request: HttpRequest, place: str) -> Paper:
    owner, judged = _judged(request, place)
    language = language_of(request)
    translate = catalogue(language).gettext
    return Paper(
        title=translate(N_("Financial rules")),
        subtitle=said_day(timezone.localdate()).said(translate),
        owner=owner,
        facts=[],
        tables=[_table(one, translate) for one in judged],
        language=language,
    )


def _table(judged: _Judged, translate: Translate) -> PaperTable:
    """A rule's years as a table of a paper."""
    verdicts = judged.verdicts
    rule, source = verdicts[0].rule, judged.source.said(translate)
    heads = (N_("Year"), N_("Basis"), N_("State"), N_("Figure"), N_("Bound"), N_("Kroner to it"))
    decided = (
        [f"{translate(N_('Decided'))}: {said_day(rule.decided).said(translate)} {rule.case}"]
        if rule.decided is not None
        else []
    )
    example = [translate(N_("Example: not this municipality's own rule."))] if rule.example else []
    return PaperTable(
        heading=rule.name,
        lead=[*example, *decided],
        heads=[translate(head) for head in heads],
        rows=[
            PaperRow(
                [
                    str(each.year),
                    translate(BASIS_NAMES[each.basis]) if each.basis is not None else "",
                    translate(STATE_NAMES[each.state]),
                    _figure(each, translate),
                    bound_text(each),
                    "" if each.needed is None else number_text(each.needed.value, 0),
                ]
            )
            for each in verdicts
        ],
        widths=[1, 2, 2, 3, 2, 2],
        texts=3,
        notes=[f"{translate(N_('Source'))}: {source}"] if source else [],
        figure=rule_figure(verdicts, translate),
    )


def _figure(verdict: Verdict, translate: Translate) -> str:
    if isinstance(verdict.value, CannotSay):
        return verdict.value.words.said(translate)
    return value_of(verdict)
