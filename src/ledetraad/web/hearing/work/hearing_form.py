"""The form for a hearing: what somebody has written → what the hearing says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ledetraad.errors import LedetraadError
from ledetraad.hearing.hearing import HearingValues, Moderation
from ledetraad.i18n import N_
from ledetraad.web.forms import FieldRefused, Form
from ledetraad.web.hearing.models import Hearing
from ledetraad.web.hearing.services.hearing_save import changed_since_last
from ledetraad.web.plans.models import Publication

TEXTS = (
    "name",
    "why_short",
    "about",
    "asks",
    "paper_at",
    "mail",
    "post",
    "case",
    "newspaper",
    "internet",
    "signature",
    "alternative",
)
MODERATION_NAMES: Mapping[Moderation, str] = {
    Moderation.BEFORE: N_("When somebody here has read and released it"),
    Moderation.AFTER: N_("At once, where nothing personal is found in it"),
}


def read(
    form: Form,
    publications: Mapping[int, Publication],
    hearing: Hearing | None,
    alternatives: Iterable[int] = (),
) -> HearingValues:
    """What a form says.

    Args:
        form: its fields.
        publications: those that can be chosen, by their keys.
        hearing: what it changes; None for a new one.
        alternatives: the keys of the hearings that can be of alternatives to it.

    Raises:
        FormRefused: a field says something it can't.
    """
    values: dict[str, Any] = {**(hearing.document if hearing is not None else {})}
    values |= {name: form.text(name) for name in TEXTS}
    if hearing is None or not hearing.announced:
        chosen = publications.get(form.key("publication") or 0)
        if chosen is None:
            form.problems["publication"] = FieldRefused(
                N_("No publication was chosen."), remedy=N_("Choose what is to be on hearing.")
            )
        else:
            values |= {"plan": chosen.working_copy_id, "publication": chosen.pk}
            values["only"] = _only(form, chosen)
        for name in ("opens", "closes"):
            day = form.day(name)
            if day is None:
                form.problems.setdefault(
                    name, FieldRefused(N_("The day is missing."), remedy=N_("Write it."))
                )
            else:
                values[name] = day
    values["moderation"] = form.text("moderation") or Moderation.BEFORE.value
    lines = (" ".join(line.split())[:200] for line in form.text("areas").splitlines())
    values["areas"] = list(dict.fromkeys(filter(None, lines)))
    values["beside"] = beside_in(form, alternatives)
    values["remind_days"] = form.whole("remind_days") or 0
    values["confirm"] = form.text("confirm") == "1"
    if form.problems:
        values = {
            "plan": 0,
            "publication": 0,
            "opens": "2000-01-01",
            "closes": "2000-01-01",
        } | values
    return form.make(HearingValues, values, {"": "closes"})


def beside_in(form: Form, alternatives: Iterable[int]) -> tuple[int, ...]:
    """The hearings of alternatives that were ticked."""
    return tuple(key for key in alternatives if form.text(f"beside-{key}") == "1")


def _only(form: Form, publication: Publication) -> tuple[str, ...]:
    """What a hearing is limited to, where it is to be."""
    if form.text("limited") != "1":
        return ()
    try:
        return changed_since_last(publication)
    except LedetraadError as error:
        form.problems["publication"] = error
        return ()


def written(hearing: Hearing) -> dict[str, str]:
    """A form that says what a hearing says."""
    said = hearing.said()
    return {
        **{name: str(getattr(said, name)) for name in TEXTS},
        "publication": str(said.publication),
        "opens": f"{said.opens:%d.%m.%Y}",
        "closes": f"{said.closes:%d.%m.%Y}",
        "moderation": said.moderation.value,
        "areas": "\n".join(said.areas),
        **{f"beside-{key}": "1" for key in said.beside},
        "remind_days": str(said.remind_days),
        "confirm": "1" if said.confirm else "",
        "limited": "1" if said.only else "",
    }
