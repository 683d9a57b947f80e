"""All that is told of one series: its progress, forecast, sentence, chart and table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ledetraad.errors import Phrase
from ledetraad.followup.target import TargetPath
from ledetraad.statistics.charts.drawn import Drawn
from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.methods.expected import Forecast, Refusal
from ledetraad.statistics.methods.forecast import forecast
from ledetraad.statistics.methods.judged import Method
from ledetraad.statistics.methods.progress import Progress, progress
from ledetraad.statistics.methods.saying import Named, saying
from ledetraad.statistics.methods.shares import bounds_of
from ledetraad.statistics.peers.standing import Standing
from ledetraad.statistics.series import Series

_AHEAD = 5
"""How many years a forecast goes where no target says how far."""
_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told of a series.

    Args:
        dataset, content: what it is a series of.
        named: how it is spoken of.
        series: the numbers.
        path: its target; None where there is none.
        progress: how it goes, by the methods of growth and of the straight line.
        ahead: where it is likely to go, or why that can't be said.
        sentence: all of it in a few sentences.
        peers: others' series by name.
    """

    dataset: Dataset
    content: Content
    named: Named
    series: Series
    path: TargetPath | None
    progress: dict[Method, Progress]
    ahead: Forecast | Refusal
    sentence: Phrase
    peers: Mapping[str, Series]

    def drawn(self, translate: Callable[[str], str] = str) -> Drawn:
        """What its chart shows, described in the language that `translate` gives."""
        return Drawn(
            title=self.content.label,
            named=self.named,
            series=self.series,
            description=self.sentence.said(translate),
            source=self.dataset.address or f"{self.dataset.source} {self.dataset.code}",
            path=self.path,
            forecast=self.ahead if isinstance(self.ahead, Forecast) else None,
            peers=self.peers,
        )


def tell(
    dataset: Dataset,
    content: Content,
    region: str,
    series: Series,
    *,
    path: TargetPath | None = None,
    standing: Standing | None = None,
    peers: Mapping[str, Series] | None = None,
) -> Told:
    """All that is told of a series.

    Args:
        dataset, content, region: what it is a series of.
        series: the numbers.
        path: its target, if it has one.
        standing: how it stands among others, if that is to be told.
        peers: others' series, by the codes of their regions.
    """
    decimals = _DECIMALS if content.decimals is None else content.decimals
    named = Named(dataset.regions.get(region, region), content.unit, decimals)
    known = series.known()
    until = (known[-1].year if known else 0) + _AHEAD
    if path is not None and path.last is not None:
        until = path.last.year
    ahead = forecast(series, until, path, bounds_of(content))
    judged = {method: progress(series, path, method) for method in Method}
    sentence = saying(
        named, series, path=path, progress=judged[Method.GROWTH], ahead=ahead, standing=standing
    )
    others = {dataset.regions.get(code, code): each for code, each in (peers or {}).items()}
    return Told(dataset, content, named, series, path, judged, ahead, sentence, others)
