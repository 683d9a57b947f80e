"""The API as one, and its description (OpenAPI 3.1)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ninja import NinjaAPI
from ninja.errors import ValidationError, ValidationErrorContext
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from pydantic import BaseModel

from ledetraad.climate.part import PartValues
from ledetraad.followup.measure import MeasureValues
from ledetraad.followup.report import ReportValues
from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.api.problems import MEDIA_TYPE, invalid
from ledetraad.web.api.shapes.calendar import OwnDateChange
from ledetraad.web.api.shapes.choices import RuleOffChange, ViewIn
from ledetraad.web.api.shapes.indicators import IndicatorIn
from ledetraad.web.api.shapes.reports import PeriodChange
from ledetraad.web.forms import FormRefused
from ledetraad.web.notices.models.meeting import MeetingValues

ADDRESS = "/api/v1/"
_MERGED: dict[str, type[BaseModel]] = {
    "MeasureValues": MeasureValues,
    "PartValues": PartValues,
    "IndicatorIn": IndicatorIn,
    "ReportValues": ReportValues,
    "MeetingValues": MeetingValues,
    "PeriodChange": PeriodChange,
    "OwnDateChange": OwnDateChange,
    "RuleOffChange": RuleOffChange,
    "ViewIn": ViewIn,
    "PublishingChoice": PublishingChoice,
}
_UNDER = frozenset({"body", "asked"})
"""What the parameters that gather a body or a query are called in the views."""
_NEEDS_VERSION = frozenset({"patch", "put", "delete"})
_ACTS = ("/submit", "/undo", "/open", "/lock")
"""The acts that need one, too."""
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of what is to be changed, or *.",
}
_FIRST_ERROR = 400


class Api(NinjaAPI):
    """The API, with its description made once and its errors told as problems."""

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,  # noqa: ARG002
        path_params: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> OpenAPISchema:
        """The description."""
        return self._described

    @cached_property
    def _described(self) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=ADDRESS)
        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                _tell_errors(operation)
                operation["summary"] = operation.get("description", "").split("\n")[0].rstrip(".")
                if method in _NEEDS_VERSION or path.endswith(_ACTS):
                    operation.setdefault("parameters", []).append(_IF_MATCH)
                model = operation.pop("x-merges", None)
                if model is not None:
                    operation["requestBody"] = _merge_body(_MERGED[model], schema)
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """What an operation is called in programs made from the description."""
        view = operation.view_func
        return f"{view.__module__.rpartition('.')[2]}_{view.__name__}"

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """What is wrong with a request.

        Raises:
            FormRefused: always, with what is wrong at each field.
        """
        problems: dict[str, Any] = {}
        for one in error_contexts:
            problems |= invalid(one.pydantic_validation_error, under=_UNDER).problems
        raise FormRefused(problems)


def _tell_errors(operation: dict[str, Any]) -> None:
    """Say that errors are problem documents."""
    operation["responses"] = dict(sorted(operation["responses"].items()))
    for status, response in operation["responses"].items():
        if int(status) >= _FIRST_ERROR and "content" in response:
            response["content"] = {MEDIA_TYPE: response["content"].pop("application/json")}


def _merge_body(model: type[BaseModel], schema: OpenAPISchema) -> dict[str, Any]:
    """The body of a merge patch: some of a model's fields."""
    some = model.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = some.pop("$defs", {})
    schema["components"]["schemas"] |= {
        name: part for name, part in parts.items() if name not in schema["components"]["schemas"]
    }
    some.pop("required", None)
    some["title"] = f"Some of {model.__name__}"
    content = {"schema": some}
    return {
        "content": {"application/merge-patch+json": content, "application/json": content},
        "required": True,
    }
