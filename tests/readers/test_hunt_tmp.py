"""A plan that is written and read back is the same plan, in every format that promises it."""

from __future__ import annotations

import io

import jsonschema
import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from ledetraad.i18n import LANGUAGES, Language
from ledetraad.plan.exchange import schema
from ledetraad.plan.model import Plan
from ledetraad.publish.registry import WRITERS
from ledetraad.readers import read_bytes
from tests.plans import plans

EXACT = (".json", ".csv", ".xlsx")
modestly = settings(
    max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=False
)


def written(plan: Plan, ending: str, language: Language = "nb") -> bytes:
    out = io.BytesIO()
    WRITERS[ending].write(plan, out, language=language)
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", EXACT)
def test_the_example_comes_back_the_same(
    example_plan: Plan, ending: str, language: Language
) -> None:
    result = read_bytes(written(example_plan, ending, language), f"plan{ending}")

    assert result.plan == example_plan
    assert result.findings == ()


@modestly
@given(plans())
def test_any_plan_comes_back_from_json_the_same(plan: Plan) -> None:
    data = written(plan, ".json")

    assert read_bytes(data, "plan.json").plan == plan
    jsonschema.validate(orjson.loads(data), orjson.loads(schema()))


@modestly
@given(plans())
def test_any_plan_comes_back_from_csv_the_same(plan: Plan) -> None:
    assert read_bytes(written(plan, ".csv"), "plan.csv").plan == plan


@modestly
@given(plans())
def test_any_plan_comes_back_from_excel_the_same(plan: Plan) -> None:
    assert read_bytes(written(plan, ".xlsx"), "plan.xlsx").plan == plan


@modestly
@given(plans())
def test_any_plan_can_be_written_in_the_formats_that_only_go_out(plan: Plan) -> None:
    for ending in set(WRITERS) - set(EXACT):
        assert written(plan, ending)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_plan_gives_the_same_bytes(example_plan: Plan, ending: str) -> None:
    assert written(example_plan, ending) == written(example_plan, ending)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.removeprefix("\ufeff"),
        lambda text: text.replace("\r\n", "\n"),
        lambda text: "sep=;\r\n" + text.removeprefix("\ufeff"),
        lambda text: text.replace("element;", "ELEMENT;"),
    ],
    ids=["no mark", "other line ends", "named separator", "other case"],
)
def test_csv_comes_back_as_other_programs_save_it(example_plan: Plan, change) -> None:
    text = change(written(example_plan, ".csv").decode())

    assert read_bytes(text.encode(), "plan.csv").plan == example_plan


def test_csv_comes_back_with_commas_and_in_an_older_encoding(example_plan: Plan) -> None:
    import csv

    rows = csv.reader(io.StringIO(written(example_plan, ".csv").decode("utf-8-sig")), delimiter=";")
    out = io.StringIO()
    csv.writer(out).writerows(rows)

    assert read_bytes(out.getvalue().encode("cp1252"), "plan.csv").plan == example_plan
