"""The money: ledgers in, statutory tables, financial rules, scenarios, and what goals cost."""
