"""Measures that hit the same emissions: combined, so that no tonne is taken away twice.

Each measure's effect is what it would take away alone. As shares of the source's baseline, what is
left after all of them is the product of what each leaves: two that take half each leave a quarter.
A measure on a whole sector takes from every source of it by the source's share of the sector.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.climate.baseline import Source

ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Combined:
    """What measures do together.

    Args:
        alone: what each would take away alone, in tonnes, by its id.
        counted: what each is counted with, so that they sum to what they take away together; what
            overlaps is taken from each by its share of the whole.
        together: what they take away together.
        overlap: what would have been counted twice.
    """

    alone: Mapping[str, Decimal]
    counted: Mapping[str, Decimal]
    together: Decimal
    overlap: Decimal


NOTHING = Combined({}, {}, ZERO, ZERO)
"""What no measures do."""


def combine(baseline: Decimal, effects: Mapping[str, Decimal]) -> Combined:
    """What measures on the same emissions do together.

    Args:
        baseline: what would be emitted without them, in tonnes.
        effects: what each would take away alone, by its id; one that adds is negative.

    Returns:
        Their sum where the baseline is zero or less: there is then nothing to take a share of,
        and nothing is taken away.
    """
    if baseline <= 0:
        return Combined(effects, dict.fromkeys(effects, ZERO), ZERO, sum(effects.values(), ZERO))
    left = ONE
    for effect in effects.values():
        left *= ONE - effect / baseline if effect < baseline else ZERO
    together = baseline * (ONE - left)
    summed = sum(effects.values(), ZERO)
    scale = together / summed if summed else ZERO
    counted = {key: effect * scale for key, effect in effects.items()}
    return Combined(effects, counted, together, summed - together)


def combine_sector(
    sources: Mapping[Source, Decimal], effects: Sequence[tuple[str, str, Decimal]]
) -> Combined:
    """What measures on the sources of one sector do together.

    Args:
        sources: the baseline of each source of the sector.
        effects: each measure's id, the source that it works on ("" for the whole sector), and what
            it would take away alone. Where the baseline is not parted by source, each is on the
            whole sector.
    """
    if len(sources) == 1:
        return combine(next(iter(sources.values())), {key: each for key, _, each in effects})
    names = {source for _, source in sources}
    whole = sum(sources.values(), ZERO)
    alone: dict[str, Decimal] = {}
    counted: dict[str, Decimal] = {}
    left = ZERO
    for (_, name), baseline in sources.items():
        part = baseline / whole if whole else ZERO
        here = {
            key: effect if source == name else effect * part
            for key, source, effect in effects
            if source == name or source not in names or source == ""
        }
        found = combine(baseline, here)
        left += baseline - found.together
        for key, tonnes in found.counted.items():
            counted[key] = counted.get(key, ZERO) + tonnes
    for key, _, effect in effects:
        alone[key] = alone.get(key, ZERO) + effect
        counted.setdefault(key, ZERO)
    together = whole - left
    return Combined(alone, counted, together, sum(alone.values(), ZERO) - together)
