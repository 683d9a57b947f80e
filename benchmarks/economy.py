"""`python -m benchmarks.economy`: a large ledger, the rules, and climate paths for the country.

- 1.5 million ledger lines of three years as CSV: read, checked and made into all statutory tables,
  beside DuckDB's bare read of the same file into memory, in turn.
- All usual rules over seven years, and a scenario of four changes with the rules before and after.
- Climate paths: a baseline by growth, a linear frame, four measures that overlap and the gap, for
  357 municipalities with nine sectors over 22 years.

The figures are made, the same every time. Nothing fails because it is slow.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles

import duckdb

from benchmarks.measure import run
from benchmarks.run import Row, table
from ledetraad.climate.budget import BudgetPlan, make_budget
from ledetraad.climate.emissions import Edition, Emission
from ledetraad.climate.sectors import AREA_SECTORS
from ledetraad.economy.amounts import amounts_from_json
from ledetraad.economy.code_lists import CodeLists
from ledetraad.economy.definition import standard_definitions
from ledetraad.economy.financial_rules import usual_rules
from ledetraad.economy.ledger import Basis
from ledetraad.economy.ledger_files import read_ledger
from ledetraad.economy.scenario import play, scenarios_from_json
from ledetraad.economy.scenario_changes import Scenario
from ledetraad.economy.tables import make_table
from ledetraad.economy.verdict import judge_all

ROOT = Path(__file__).parents[1]
FILE = ROOT / "benchmarks" / ".cache" / "ledger.csv"
EXAMPLES = ROOT / "examples" / "economy"
LINES, YEARS = 1_500_000, (2023, 2024, 2025)
TIMES, ASKED = 5, 100
MUNICIPALITIES, FIRST, LAST = 357, 2026, 2047
KINDS = (
    *("010", "020", "050", "090", "099", "100", "115", "170", "195", "200", "230", "240", "270"),
    *("350", "370", "400", "429", "470", "500", "510", "590", "600", "620", "640", "700", "710"),
    *("729", "770", "800", "810", "870", "876", "878", "890", "900", "905", "940", "950", "990"),
)


def write_ledger() -> None:
    """A ledger in balance: each voucher has two lines, of which one takes back the other."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    duckdb.execute(
        f"""
        COPY (
          SELECT
            (CASE WHEN (i // 2) % 9 = 0 THEN '0' ELSE '1' END)
              || [{kinds}][1 + (i * 7) % {len(KINDS)}] || ' - Konto' AS "Konto",
            (100 + i % 290)::VARCHAR AS "Funksjon",
            (1000 + (i * 13) % 700) || ' - Enhet' AS "Ansvar",
            CASE WHEN i % 4 = 0 THEN '' ELSE ((i * 11) % 5000)::VARCHAR END AS "Prosjekt",
            i // 2 AS "Bilag",
            2023 + (i // 2) % 3 AS "År",
            1 + (i // 2) % 12 AS "Periode",
            ((CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END)
              * (((i // 2) * 7919) % 100000000) / 100.0)::DECIMAL(18, 2) AS "Beløp"
          FROM range({LINES}) lines(i)
        ) TO '{FILE}' (HEADER, DELIMITER ';')
        """
    )


def bare_read() -> None:
    """DuckDB's own reading of the file into memory, with types that it finds itself."""
    duckdb.connect().execute(f"CREATE TABLE lines AS SELECT * FROM read_csv('{FILE}')")


def ours() -> None:
    """The same file read and checked, and all tables of all its years made."""
    reading = read_ledger(
        FILE,
        years=set(YEARS),
        basis=Basis.ACCOUNTS,
        codes=CodeLists(dict.fromkeys(KINDS, ""), {str(each): "" for each in range(100, 390)}),
    )
    assert reading.ledger is not None, reading.faults
    sums = reading.ledger.all_sums()
    made = [
        make_table(definition, sums[of], of)
        for definition in standard_definitions().tables
        for of in YEARS
    ]
    assert len(made) == 12


JOBS = {"bare": bare_read, "ours": ours}


def timed(job: Callable[[], object]) -> float:
    """How many seconds a job takes."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def ledger_row() -> Row:
    """The two readings in turn, each in a process of its own, and the median of their ratios."""
    seconds: dict[str, list[float]] = {"bare": [], "ours": []}
    memory = 0.0
    for _ in range(TIMES):
        for name, known in seconds.items():
            done = run([sys.executable, "-m", "benchmarks.economy", name], ROOT, {})
            told = json.loads(done.printed)
            known.append(told["seconds"])
            memory = max(memory, told["memory"]) if name == "ours" else memory
    bare, own = median(seconds["bare"]), median(seconds["ours"])
    ratio = median(one / other for one, other in zip(seconds["ours"], seconds["bare"], strict=True))
    return Row(
        job=f"{LINES:,} ledger lines to {4 * len(YEARS)} statutory tables",
        ours=f"{own:.2f} s",
        memory=memory,
        reference=f"DuckDB's bare read: {bare:.2f} s",
        ratio=f"{ratio:.1f} ×",
        target="< 10 ×",
        met=ratio < 10,
    )


def rules_row() -> Row:
    """Rules and a scenario, asked a hundred times."""
    amounts = amounts_from_json((EXAMPLES / "amounts.json").read_text("utf-8"), "amounts")
    told = scenarios_from_json((EXAMPLES / "scenarios.json").read_text("utf-8"), "scenarios")
    scenario = Scenario(name="all", changes=tuple(c for each in told for c in each.changes))
    rules = usual_rules()

    def answer() -> None:
        judge_all(rules, amounts, amounts.years)
        play(scenario, amounts, rules, (2026, 2027, 2028, 2029))

    slowest = quantiles([timed(answer) for _ in range(ASKED)], n=20)[-1]
    return Row(
        job="rules over seven years and a scenario, 95th percentile",
        ours=f"{slowest * 1000:.1f} ms",
        target="< 200 ms",
        met=slowest < 0.2,
    )


def climate_row() -> Row:
    """A climate budget for every municipality of the country."""
    editions = [
        Edition(
            "made",
            date(2026, 1, 1),
            tuple(
                Emission(sector, "", "", of, Decimal(1000 + 37 * number + 101 * at + of % 7))
                for at, sector in enumerate(AREA_SECTORS)
                for of in (2009, 2024)
            ),
        )
        for number in range(MUNICIPALITIES)
    ]
    plan = BudgetPlan.model_validate(
        {
            "name": "made", "first": FIRST, "last": LAST,
            "decisions": [{"year": LAST, "cut": 90, "reference": 2009}],
            "baseline": {"kind": "growth", "percent": {each.value: -1 for each in AREA_SECTORS}},
            "measures": [
                {"key": str(n), "name": "made", "sector": "road" if n % 2 else "heating",
                 "method": "made",
                 "effects": {of: {"tonnes": 40, "low": 20, "high": 60}
                             for of in range(FIRST, LAST + 1)}}
                for n in range(4)
            ],
        }
    )  # fmt: skip

    def every() -> None:
        for edition in editions:
            made = make_budget(plan, edition, date(2026, 1, 1))
            assert len(made.years) == 22

    began = time.process_time()
    seconds = median(timed(every) for _ in range(TIMES))
    cores = (time.process_time() - began) / TIMES
    return Row(
        job=f"climate paths: {MUNICIPALITIES} municipalities × 9 sectors × 22 years",
        ours=f"{seconds:.2f} s, {cores:.2f} s of a core",
        target="< 1 s",
        met=seconds < 1,
    )


def main() -> None:
    """The table, or one job for it."""
    if len(sys.argv) > 1:
        seconds = timed(JOBS[sys.argv[1]])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "memory": peak}))
        return
    write_ledger()
    print(table([ledger_row(), rules_row(), climate_row()]))


if __name__ == "__main__":
    main()
