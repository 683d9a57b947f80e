"""Why a value won't do, said to people: pydantic's reasons and our own, ready to be translated."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from ledetraad.errors import Phrase
from ledetraad.i18n import N_

_OWN = "ledetraad"
_REASONS = {
    "extra_forbidden": N_("there is no such key here"),
    "missing": N_("it is missing"),
    "string_type": N_("it must be text"),
    "bool_type": N_("it must be true or false"),
    "bool_parsing": N_("it must be true or false"),
    "int_type": N_("it must be a whole number"),
    "int_parsing": N_("it must be a whole number"),
    "int_from_float": N_("it must be a whole number"),
    "float_type": N_("it must be a number"),
    "float_parsing": N_("it must be a number"),
    "tuple_type": N_("it must be a list"),
    "list_type": N_("it must be a list"),
    "dict_type": N_("it must be a table of keys and values"),
    "model_type": N_("it must be a table of keys and values"),
    "model_attributes_type": N_("it must be a table of keys and values"),
    "literal_error": N_("it must be one of %(expected)s"),
    "enum": N_("it must be one of %(expected)s"),
    "string_pattern_mismatch": N_("it must have the form %(pattern)s"),
    "string_too_short": N_("it must have at least %(min_length)s characters"),
    "string_too_long": N_("it must have at most %(max_length)s characters"),
    "greater_than": N_("it must be more than %(gt)s"),
    "greater_than_equal": N_("it must be at least %(ge)s"),
    "less_than": N_("it must be less than %(lt)s"),
    "less_than_equal": N_("it must be at most %(le)s"),
}


def refusal(template: str, **values: object) -> PydanticCustomError:
    """What a validator raises: an English sentence with %(name)s places, to be translated."""
    return PydanticCustomError(
        _OWN, "{told}", {"told": template % values, "template": template, "values": values}
    )


def first_fault(error: ValidationError) -> tuple[str, Phrase]:
    """The place of the first thing that won't do, its parts parted by full stops, and why."""
    return every_fault(error)[0]


def every_fault(error: ValidationError) -> list[tuple[str, Phrase]]:
    """Everything that won't do, each with its place and why; see `first_fault`."""
    return [_fault(each) for each in error.errors(include_url=False)]


def _fault(fault: ErrorDetails) -> tuple[str, Phrase]:
    given: dict[str, Any] = dict(fault.get("ctx") or {})
    place = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == _OWN:
        return place, Phrase(given["template"], **given["values"])
    template = _REASONS.get(fault["type"])
    if template is None:
        return place, Phrase(fault["msg"])
    if "expected" in given:
        given["expected"] = given["expected"].replace(" or ", ", ")
    return place, Phrase(template, **given)
