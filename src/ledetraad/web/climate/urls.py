"""The addresses of the climate pages, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.climate import (
    accounts,
    activities,
    budgets,
    documents,
    own_accounts,
    parts,
    publishing,
    taking,
    targets,
)
from ledetraad.web.climate.acting import bringing_back, throwing_away
from ledetraad.web.climate.models import ActivityLine, Budget, Decision, Spending

urlpatterns: list[URLPattern] = [
    path("", budgets.in_short, name="climate"),
    path("regnskap/", accounts.index, name="climate-accounts"),
    path("regnskap/ny/", taking.new, name="climate-edition-new"),
    path("regnskap/<int:pk>/", accounts.show, name="climate-edition"),
    path("regnskap/<int:pk>/tall/", accounts.figure, name="climate-figure"),
    path("regnskap/<int:pk>/klimaregnskap.xlsx", documents.accounts, {"ending": "xlsx"}),
    path("regnskap/<int:pk>/klimaregnskap.csv", documents.accounts, {"ending": "csv"}),
    path("regnskap/<int:pk>/rediger/", taking.edit, name="climate-edition-edit"),
    path("regnskap/<int:pk>/slett/", taking.throw_away),
    path("regnskap/<int:pk>/gjenopprett/", taking.bring_back),
    path("mal/", targets.index, name="climate-targets"),
    path("mal/ny/", targets.new, name="climate-target-new"),
    path("mal/<int:pk>/rediger/", targets.edit, name="climate-target-edit"),
    path("mal/<int:pk>/slett/", throwing_away(Decision, "climate-targets")),
    path("mal/<int:pk>/gjenopprett/", bringing_back(Decision, "climate-targets")),
    path("budsjett/", budgets.index, name="climate-budgets"),
    path("budsjett/ny/", budgets.new, name="climate-budget-new"),
    path("budsjett/<int:pk>/", budgets.show, name="climate-budget"),
    path("budsjett/<int:pk>/klimabudsjett.pdf", documents.pdf),
    path("budsjett/<int:pk>/klimabudsjett.docx", documents.word),
    path("budsjett/<int:pk>/klimabudsjett.xlsx", documents.excel),
    path("budsjett/<int:pk>/klimabudsjett.csv", documents.rows),
    path("budsjett/<int:pk>/publiser/", publishing.publish_now, name="climate-publish"),
    path("budsjett/<int:pk>/rediger/", budgets.edit, name="climate-budget-edit"),
    path("budsjett/<int:pk>/slett/", throwing_away(Budget, "climate-budgets")),
    path("budsjett/<int:pk>/gjenopprett/", bringing_back(Budget, "climate-budgets")),
    path("aktiviteter/", activities.index, name="climate-activities"),
    path("aktiviteter/regnskap/", own_accounts.new, name="climate-own-accounts"),
    path("aktiviteter/ny/", activities.new, name="climate-activity-new"),
    path("aktiviteter/<int:pk>/rediger/", activities.edit, name="climate-activity-edit"),
    path("aktiviteter/<int:pk>/slett/", throwing_away(ActivityLine, "climate-activities")),
    path("aktiviteter/<int:pk>/gjenopprett/", bringing_back(ActivityLine, "climate-activities")),
    path("aktiviteter/faktorer/ny/", activities.new_factors, name="climate-factors-new"),
    path("aktiviteter/faktorer/<int:pk>/", activities.factors, name="climate-factors"),
    path("aktiviteter/innkjop/ny/", activities.new_spending, name="climate-spending-new"),
    path("aktiviteter/innkjop/<int:pk>/slett/", throwing_away(Spending, "climate-activities")),
    path(
        "aktiviteter/innkjop/<int:pk>/gjenopprett/", bringing_back(Spending, "climate-activities")
    ),
    path("tiltak/<int:number>/", parts.edit, name="climate-part"),
    path("tiltak/<int:number>/ta-ut/", parts.throw_away),
]
