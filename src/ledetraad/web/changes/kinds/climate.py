"""What the climate pages keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Kind, Say
from ledetraad.web.changes.saying import by_fields
from ledetraad.web.changes.undoing import in_the_municipality, plainly
from ledetraad.web.changes.words import Words
from ledetraad.web.climate.models import (
    AccountsEdition,
    ActivityLine,
    Budget,
    ClimatePart,
    Decision,
    FactorTable,
    Spending,
)
from ledetraad.web.climate.telling import FIELD_NAMES, text
from ledetraad.web.history.models import Recorded

_UNDOING = plainly(in_the_municipality(Action.EDIT_CLIMATE))


def _say(words: Words) -> Say:
    return lambda name, value, _beside: text(name, value, words.translate)


def _kind(
    model: type[Recorded],
    slug: str,
    called: str,
    plural: str,
    page: Callable[[Any], str],
    *beside: str,
) -> Kind:
    return Kind(
        name=model.kind(),
        slug=slug,
        called=called,
        plural=plural,
        things=lambda place: model._default_manager.filter(municipality=place).select_related(
            *(beside or (None,))
        ),
        tell=by_fields(FIELD_NAMES, _say),
        page=page,
        undoing=_UNDOING,
    )


KINDS = (
    _kind(
        ClimatePart,
        "klimavirkning",
        N_("what a measure does to emissions"),
        N_("What measures do to emissions"),
        lambda thing: f"klima/tiltak/{thing.measure.number}/",
        "measure",
    ),
    _kind(
        AccountsEdition,
        "klimaregnskap",
        N_("edition of the climate accounts"),
        N_("Editions of the climate accounts"),
        lambda thing: f"klima/regnskap/{thing.pk}/",
    ),
    _kind(
        Decision,
        "klimamal",
        N_("climate target"),
        N_("Climate targets"),
        lambda _: "klima/mal/",
    ),
    _kind(
        Budget,
        "klimabudsjett",
        N_("climate budget"),
        N_("Climate budgets"),
        lambda thing: f"klima/budsjett/{thing.pk}/",
    ),
    _kind(
        ActivityLine,
        "klimaaktivitet",
        N_("activity in the climate accounts"),
        N_("Activities in the climate accounts"),
        lambda _: "klima/aktiviteter/",
    ),
    _kind(
        FactorTable,
        "klimafaktorer",
        N_("set of factors"),
        N_("Sets of factors"),
        lambda thing: f"klima/aktiviteter/faktorer/{thing.pk}/",
    ),
    _kind(
        Spending,
        "klimainnkjop",
        N_("what was bought, in the climate accounts"),
        N_("What was bought, in the climate accounts"),
        lambda _: "klima/aktiviteter/",
    ),
)
