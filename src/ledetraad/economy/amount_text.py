"""Amounts as ledgers write them, read by DuckDB: "1234.5", "-1 234,50", "1.234.567,00".

What has more than two decimals that are not zero is refused, and so is "1.234", which can be
read in two ways: a number in a ledger is never guessed.
"""

from __future__ import annotations

from typing import Final

import duckdb

AMOUNT: Final = "amount_of({})"
"""The expression for the amount in a column of text: null where it is none, zero where empty."""
_PLAIN = r"-?[0-9]{1,14}(\.[0-9]{1,2}0*)?"
_COMMA = r"-?[0-9]{1,14}(,[0-9]{1,2}0*)?"
_POINTS = r"-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]{1,2}0*|-?[0-9]{1,3}(\.[0-9]{3}){2,}"
_BLANKS = r"[\s\x{00a0}\x{2007}-\x{200b}\x{202f}]"


def prepare(database: duckdb.DuckDBPyConnection) -> None:
    """Teach a database to read amounts."""
    database.execute(
        f"""
        CREATE OR REPLACE MACRO amount_tidied(t) AS (
          CASE
            WHEN regexp_full_match(t, '{_COMMA}') THEN replace(t, ',', '.')
            WHEN regexp_full_match(t, '{_POINTS}') THEN replace(replace(t, '.', ''), ',', '.')
            WHEN regexp_full_match(t, '{_PLAIN}') THEN t
            ELSE NULL
          END)::DECIMAL(18, 2);
        CREATE OR REPLACE MACRO amount_of(t) AS
          CASE
            WHEN regexp_full_match(t, '{_PLAIN}') THEN t::DECIMAL(18, 2)
            WHEN coalesce(trim(t), '') = '' THEN 0::DECIMAL(18, 2)
            ELSE amount_tidied(
              regexp_replace(regexp_replace(t, '{_BLANKS}', '', 'g'), '^[−–]', '-'))
          END;
        """
    )
