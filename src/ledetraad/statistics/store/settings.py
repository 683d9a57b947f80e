"""What `[statistics]` in the settings file may say."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

EngineName = Literal["duckdb", "spark"]


class StatisticsSettings(BaseModel):
    """Where the store is, and what reads it.

    Args:
        folder: the store's folder; where none is said, `statistics` in the data folder.
        engine: what computes over all series: DuckDB on this machine, or Spark.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path | None = None
    engine: EngineName = "duckdb"

    def store(self, data: Path) -> Path:
        """The store's folder, where the application's data are in `data`."""
        return self.folder or data / "statistics"
