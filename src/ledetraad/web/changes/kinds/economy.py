"""What the pages of the economy keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Kind, Undoing
from ledetraad.web.changes.saying import Way, among, by_ways
from ledetraad.web.changes.undoing import in_the_municipality, plainly
from ledetraad.web.economy.figures.jobs import fetch_soon
from ledetraad.web.economy.models import (
    BudgetAreas,
    CodeList,
    KeptScenario,
    KeyFigure,
    LedgerFile,
    MoneyTie,
    OwnDefinitions,
    PeerCosts,
    Rule,
    YearAmounts,
)
from ledetraad.web.economy.names import LIST_NAMES, SCOPE_NAMES, STATE_NAMES
from ledetraad.web.economy.peers.form import LABELS as PEER_LABELS
from ledetraad.web.economy.rules.form import AMOUNT_LABELS
from ledetraad.web.economy.rules.form import LABELS as RULE_LABELS
from ledetraad.web.economy.scenarios.form import LABELS as SCENARIO_LABELS
from ledetraad.web.economy.services.definitions_set import require_free, require_right
from ledetraad.web.economy.ties.form import LABELS as TIE_LABELS
from ledetraad.web.history.models import Recorded

_UNDOING = plainly(in_the_municipality(Action.EDIT_ECONOMY))
_LEDGER_LABELS: Mapping[str, str] = {
    "state": N_("Where it stands"),
    "basis": N_("What it holds"),
    "first_year": N_("First year"),
    "last_year": N_("Last year"),
    "note": N_("Note"),
    "accepted": N_("Faults that were accepted"),
    "reason": N_("Why"),
    "accepted_by": N_("Accepted by"),
}
_FIGURE_LABELS: Mapping[str, str] = {
    "place": N_("The place's number"),
    "definition": N_("Tables"),
    "per": N_("Divided by"),
    "peers": N_("Compared with"),
}
_DEFINITION_LABELS: Mapping[str, str] = {
    "year": N_("Year"),
    "source": N_("source"),
    "tables": N_("Tables"),
}
_AREA_LABELS: Mapping[str, str] = {"areas": N_("areas"), "source": N_("source")}
_LIST_LABELS: Mapping[str, str] = {
    "of": N_("Of what"),
    "year": N_("Year"),
    "name": N_("Name"),
    "codes": N_("Codes"),
}


def _fetch(figure: KeyFigure) -> None:
    """Have what it is now asked for."""
    figure.refresh_from_db()
    if figure.deleted_at is None:
        fetch_soon(figure)


def _kind(
    model: type[Recorded],
    slug: str,
    called: tuple[str, str],
    labels: Mapping[str, str],
    page: Callable[[Any], str],
    *,
    ways: Mapping[str, Way] | None = None,
    undoing: Undoing | None = _UNDOING,
) -> Kind:
    return Kind(
        name=model.kind(),
        slug=slug,
        called=called[0],
        plural=called[1],
        things=lambda place: model._default_manager.filter(municipality=place),
        tell=by_ways(labels, ways),
        page=page,
        undoing=undoing,
    )


KINDS = (
    _kind(
        Rule,
        "handlingsregel",
        (N_("financial rule"), N_("Financial rules")),
        RULE_LABELS,
        lambda thing: f"okonomi/regler/{thing.pk}/",
        ways={"scope": among(SCOPE_NAMES)},
    ),
    _kind(
        YearAmounts,
        "belop",
        (N_("amounts of a year"), N_("Amounts of years")),
        AMOUNT_LABELS,
        lambda thing: f"okonomi/belop/{thing.year}/",
    ),
    _kind(
        MoneyTie,
        "kobling",
        (N_("tie between the ledger and the plan"), N_("Ties between the ledger and the plan")),
        TIE_LABELS,
        lambda thing: f"okonomi/koblinger/{thing.pk}/",
    ),
    _kind(
        KeptScenario,
        "scenario",
        (N_("scenario"), N_("Scenarios")),
        SCENARIO_LABELS,
        lambda thing: f"okonomi/scenarioer/{thing.pk}/",
    ),
    _kind(
        PeerCosts,
        "nabo",
        (N_("service compared with others'"), N_("Services compared with others'")),
        PEER_LABELS,
        lambda thing: f"okonomi/naboer/{thing.pk}/",
    ),
    _kind(
        KeyFigure,
        "nokkeltall",
        (N_("key figure"), N_("Key figures")),
        _FIGURE_LABELS,
        lambda thing: f"okonomi/nokkeltall/{thing.pk}/",
        undoing=plainly(in_the_municipality(Action.EDIT_ECONOMY), after=_fetch),
    ),
    _kind(
        BudgetAreas,
        "omrade",
        (N_("areas of the budget"), N_("Areas of the budget")),
        _AREA_LABELS,
        lambda _: "okonomi/omrader/",
    ),
    _kind(
        OwnDefinitions,
        "oppstilling",
        (N_("definitions of the tables"), N_("Definitions of the tables")),
        _DEFINITION_LABELS,
        lambda thing: f"okonomi/oppstillinger/{thing.pk}/",
        undoing=plainly(
            in_the_municipality(Action.EDIT_ECONOMY), fits=require_free, after=require_right
        ),
    ),
    _kind(
        LedgerFile,
        "regnskapsfil",
        (N_("file of ledger lines"), N_("Files of ledger lines")),
        _LEDGER_LABELS,
        lambda thing: f"okonomi/filer/{thing.pk}/",
        ways={"state": among(STATE_NAMES)},
        undoing=None,
    ),
    _kind(
        CodeList,
        "kodeliste",
        (N_("list of codes"), N_("Lists of codes")),
        _LIST_LABELS,
        lambda _: "okonomi/kodelister/",
        ways={"of": among(LIST_NAMES)},
        undoing=None,
    ),
)
"""A ledger is taken into use and out of it on its own page, which reckons anew what rests on it."""
