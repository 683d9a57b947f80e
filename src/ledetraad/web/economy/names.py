"""What the pages of the economy call things."""

from __future__ import annotations

from collections.abc import Mapping

from ledetraad.economy.financial_rules import Scope
from ledetraad.i18n import N_
from ledetraad.web.economy.models import CodeList, LedgerFile

State = LedgerFile.State
STATE_NAMES: Mapping[str, str] = {
    State.READING: N_("being read"),
    State.REFUSED: N_("not taken in: something is wrong with its lines"),
    State.FAILED: N_("not taken in: it can't be read"),
    State.TAKEN: N_("taken in"),
    State.UNDONE: N_("taken out of use"),
}
COLUMN_NAMES: Mapping[str, str] = {
    "account": N_("Account, its class first"),
    "kind": N_("Kind (art)"),
    "account_class": N_("Class of account"),
    "function": N_("Function"),
    "unit": N_("Responsibility"),
    "project": N_("Project"),
    "free": N_("Free dimension"),
    "period": N_("Period"),
    "year": N_("Year"),
    "amount": N_("Amount"),
    "debit": N_("Debit"),
    "credit": N_("Credit"),
    "voucher": N_("Voucher"),
}
LIST_NAMES: Mapping[str, str] = {
    CodeList.Of.KINDS: N_("kinds (Klass 259)"),
    CodeList.Of.FUNCTIONS: N_("functions (Klass 277)"),
}
SCOPE_NAMES: Mapping[Scope, str] = {
    Scope.KASSE: N_("the municipality itself (kommunekassen)"),
    Scope.KONSERN: N_("the municipality with its undertakings (konsern)"),
    Scope.CONSOLIDATED: N_("the consolidated accounts"),
}
DIMENSION_NAMES: Mapping[str, str] = {
    "code": N_("Kind (art)"),
    "function": N_("Function"),
    "unit": N_("Responsibility"),
    "project": N_("Project"),
}
