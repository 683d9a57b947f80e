"""The real files that lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data"
JSONSTAT = SHARED / "jsonstat"
KEY_FIGURES = SHARED / "randaberg" / "data" / "kpi.json"
