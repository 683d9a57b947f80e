"""Numbers that know their unit and their years."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from ledetraad.economy.faults import MixedYears
from ledetraad.economy.quantities import (
    CannotSay,
    Kroner,
    Percent,
    Points,
    Why,
    Years,
    over_years,
    share,
    year,
)

ROOT = Path(__file__).parents[2]


def kroner(value: str, of: int = 2025) -> Kroner:
    return Kroner(Decimal(value), year(of))


def test_adding_tonnes_to_kroner_does_not_pass_the_type_checker(tmp_path: Path) -> None:
    module = tmp_path / "mixed.py"
    module.write_text(
        "from decimal import Decimal\n"
        "from ledetraad.economy.quantities import Kroner, Percent, TonnesCO2e, year\n"
        "money = Kroner(Decimal(1), year(2025))\n"
        "gas = TonnesCO2e(Decimal(1), year(2025))\n"
        "share = Percent(Decimal(1), year(2025))\n"
        "money + money\n"
        "money + gas\n"
        "gas < money\n"
        "share + share\n"
        "share.of(gas) + money\n"
    )
    config = tmp_path / "mypy.ini"
    config.write_text(
        f"[mypy]\nstrict = True\nmypy_path = {ROOT / 'src'}\nfollow_imports = silent\n"
    )

    done = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--config-file", str(config),
            "--cache-dir", str(tmp_path / "cache"), str(module),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    told = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert [line.split(":")[1] for line in told] == ["7", "8", "9", "10"], done.stdout
    assert all("[operator]" in line for line in told)


def test_amounts_of_two_years_are_not_added_by_mistake() -> None:
    with pytest.raises(MixedYears, match="2025"):
        _ = kroner("1") + kroner("1", 2026)


def test_a_sum_over_years_is_of_all_the_years() -> None:
    total = over_years([kroner("2", 2026), kroner("1", 2025), kroner("3", 2027)])

    assert total == Kroner(Decimal(6), Years(2025, 2027))


def test_a_year_is_not_summed_twice() -> None:
    with pytest.raises(MixedYears):
        over_years([kroner("2"), kroner("1")])


def test_what_lies_between_two_percentages_is_points() -> None:
    between = Percent(Decimal("1.9"), year(2025)) - Percent(Decimal("1.75"), year(2025))

    assert between == Points(Decimal("0.15"), year(2025))


@pytest.mark.parametrize(
    ("whole", "why"),
    [(None, Why.MISSING), (kroner("0"), Why.ZERO), (kroner("-5"), Why.NEGATIVE)],
)
def test_a_share_of_what_is_missing_zero_or_negative_cannot_be_said(
    whole: Kroner | None, why: Why
) -> None:
    answer = share(kroner("3"), whole, "Operating revenues")

    assert isinstance(answer, CannotSay)
    assert answer.why is why
    assert "Operating revenues" in answer.words.said()


def test_a_share_is_in_percent_of_its_years() -> None:
    assert share(kroner("3"), kroner("12"), "the whole") == Percent(Decimal(25), year(2025))
