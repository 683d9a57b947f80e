"""An invented follow-up of the example plan, in which everything is published."""

from __future__ import annotations

from datetime import date

from ledetraad.plan.model import Plan
from ledetraad.publish.followup.choice import PARTS
from ledetraad.publish.followup.model import (
    FollowUp,
    PublishedIndicator,
    PublishedMeasure,
    PublishedState,
)

EVERYTHING = (*PARTS, *(part for its in PARTS.values() for part in its))


def follow_up_of(plan: Plan, **other: object) -> FollowUp:
    """Two measures and two indicators on the first strategy, which is off track."""
    strategy = next(one for one in plan.walk() if not one.children)
    place = {"element": strategy.id, "measure": None}
    document = {
        "as_of": date(2026, 5, 15),
        "period": "1. tertial 2026",
        "shown": EVERYTHING,
        "measures": (
            PublishedMeasure(
                number=3,
                name="Lyssette turveien <langs> elva",
                serves=(strategy.id,),
                status="delayed",
                deadline=date(2027, 10, 31),
                unit="Vei og park",
                money=({"year": 2026, "kind": "investment", "amount": 1_200_000},),
            ),
            PublishedMeasure(number=7, name="=Sykkeltelling", serves=(strategy.id,), status="done"),
        ),
        "indicators": (
            PublishedIndicator.model_validate(
                {
                    "number": 11,
                    "name": "Andel som sykler til jobb",
                    "definition": "Av alle arbeidsreiser på en hverdag.",
                    "measure_unit": "%",
                    "decimals": 1,
                    "desired": "≥ 20",
                    "accepted": "15–19",
                    "not_approved": "< 15",
                    "baseline_year": 2020,
                    "baseline": "8",
                    "targets": [{"year": 2030, "value": "20"}],
                    "values": [
                        {"period": "2023", "measured": date(2023, 12, 31), "value": "9.5000"},
                        {"period": "2024", "measured": date(2024, 12, 31), "missing": "not_shown"},
                        {"period": "2025", "measured": date(2025, 12, 31), "value": "12"},
                    ],
                    **place,
                }
            ),
            PublishedIndicator(number=12, name="Nye sykkelplasser", measure=3),
        ),
        "states": (
            PublishedState.model_validate(
                {
                    "element": strategy.id,
                    "state": "off_track",
                    "computed": "off_track",
                    "parts": [
                        {
                            "kind": "measures",
                            "state": "off_track",
                            "bad": 1,
                            "names": ["Lyssette turveien <langs> elva"],
                            "known": 2,
                            "of": 2,
                        }
                    ],
                }
            ),
        ),
    }
    return FollowUp.model_validate({**document, **other})
