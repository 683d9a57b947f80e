"""Making accounts of what is written down of the municipality's own operations."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

import orjson
from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.own_accounts import own_accounts
from ledetraad.climate.sectors import Boundary
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.finding import editions_of
from ledetraad.web.climate.models import AccountsEdition
from ledetraad.web.climate.models.edition import kept_figures
from ledetraad.web.climate.own_reading import own_years
from ledetraad.web.history.recording import make

FILE_NAME = "aktiviteter-og-faktorer"
"""What stands as the file of accounts that are made here."""
_LONGEST_SOURCE, _LONGEST_NOTE = 300, 1_000


def freeze_own(
    municipality: Municipality,
    boundary: Boundary,
    name: str,
    *,
    today: date,
    user: User | None,
    translate: Translate,
) -> AccountsEdition:
    """Keep the activities and purchases of every year as an edition of accounts.

    What is corrected later is a new edition, so that what it revised stands apart from what the
    years changed, as with the accounts of the border.

    Args:
        municipality: whose.
        boundary: one of its own operations.
        name: what the edition is to be called.
        today: the day.
        user: who makes it.
        translate: the language of the note.

    Raises:
        InvalidClimateBudget: nothing is within the boundary, or nothing has changed.
    """
    years = own_years(municipality)
    lines = [line for each in years for part in each.boundaries for line, _ in part.lines]
    edition = own_accounts(lines, boundary, name=name, published=today)
    figures = kept_figures(edition)
    sha256 = hashlib.sha256(orjson.dumps(figures)).hexdigest()
    left_out = {
        each.year: sum((Decimal(one.document["left_out"]) for one in each.spendings), Decimal(0))
        for each in years
    }
    told = translate(N_("%(year)s: %(kroner)s kroner of purchases fit no factor."))
    note = " ".join(
        told % {"year": of, "kroner": number_text(kroner, 0)}
        for of, kroner in sorted(left_out.items())
        if kroner
    )
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=municipality.pk)
        same = editions_of(municipality).filter(boundary=boundary.value, sha256=sha256).first()
        if same is not None:
            raise InvalidClimateBudget(
                N_("Nothing has changed since the edition “%(name)s” was made."),
                remedy=N_("Correct the activities first; the edition is here already."),
                name=same.name,
            )
        new = AccountsEdition(
            municipality=municipality,
            example=edition.example,
            boundary=boundary.value,
            file_name=FILE_NAME,
            sha256=sha256,
            figures=figures,
        )
        values = {
            "name": name,
            "published": today,
            "source": edition.source[:_LONGEST_SOURCE],
            "note": note[:_LONGEST_NOTE],
        }
        return make(new, values, user=user)
