"""The form in which a municipality chooses whom it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledetraad.followup.saying import listed
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.statistics.peers.choice import KLASS, MOST, PeerChoice
from ledetraad.statistics.reforms.municipalities import municipalities
from ledetraad.web.forms import FieldRefused, Form

FIELD_NAMES: Final = {
    "municipalities": N_("Municipalities"),
    "group": N_("KOSTRA group"),
    "county": N_("The county"),
    "country": N_("The country"),
}
FIELDS: Final = tuple(f"kommune-{at}" for at in range(1, MOST + 1))
WHOSE: Final = "hvem"
"""The field that says whether one indicator has a choice of its own."""
OWN: Final = "egne"
_GROUPS: Final = 17
_DIGITS: Final = 4


def read(form: Form) -> PeerChoice:
    """Whom a form chooses.

    Raises:
        FormRefused: it names a municipality that there is none of, or another field can't be so.
    """
    numbers = [_number(form, name) for name in FIELDS]
    return form.make(
        PeerChoice,
        {
            "municipalities": list(dict.fromkeys(one for one in numbers if one)),
            "group": form.text("group"),
            "county": form.text("county") == "1",
            "country": form.text("country") == "1",
        },
        {},
    )


def read_own(form: Form) -> PeerChoice | None:
    """Whom the form of one indicator chooses; None where that is as for all.

    Raises:
        FormRefused: see `read`.
    """
    return read(form) if form.text(WHOSE) == OWN else None


def written(said: PeerChoice) -> dict[str, str]:
    """A choice as its form says it."""
    chosen = zip(FIELDS, said.municipalities, strict=False)
    ticked = {"county": said.county, "country": said.country}
    return {
        **{name: municipality_text(number) for name, number in chosen},
        "group": said.group,
        **{name: "1" for name, on in ticked.items() if on},
    }


def municipality_text(number: str) -> str:
    """A municipality as it is chosen: "3203 Asker"."""
    return f"{number} {municipalities().get(number, '')}".strip()


def groups(translate: Translate) -> Iterator[tuple[str, str]]:
    """The KOSTRA groups to choose among."""
    yield KLASS, translate(N_("the one that Statistics Norway says that the municipality is in"))
    yield "", translate(N_("None"))
    for number in range(1, _GROUPS + 1):
        yield (
            f"EKG{number:02}",
            translate(N_("KOSTRA group %(number)s")) % {"number": number},
        )


def told(name: str, said: PeerChoice, translate: Translate) -> str:
    """What a field of a choice says."""
    if name == "municipalities":
        names = [municipality_text(one) for one in said.municipalities]
        return listed(names).said(translate) if names else translate(N_("None"))
    if name == "group":
        return dict(groups(translate))[said.group]
    return translate(N_("yes") if getattr(said, name) else N_("no"))


def whole(said: PeerChoice | None, translate: Translate) -> str:
    """A choice in words; None is the one that holds for all."""
    if said is None:
        return translate(N_("the same as for the municipality's other indicators"))
    return "; ".join(
        f"{translate(label)}: {told(name, said, translate)}" for name, label in FIELD_NAMES.items()
    )


def _number(form: Form, name: str) -> str:
    """The number of the municipality that a field names; empty where it names none."""
    text = " ".join(form.text(name).split())
    if not text:
        return ""
    known = municipalities()
    head = text[:_DIGITS]
    if head in known or (text == head and len(text) == _DIGITS and text.isdecimal()):
        return head  # a number that is newer than what we know of will do
    plain = text.casefold().removesuffix(" kommune")
    fitting = [
        number
        for number, one in known.items()
        if one.casefold() == plain or one.casefold().startswith(f"{plain} (")
    ]
    if len(fitting) == 1:
        return fitting[0]
    form.problems[name] = (
        FieldRefused(
            N_("There are several municipalities called “%(name)s”."),
            remedy=N_("Write one of these: %(known)s."),
            name=text[:60],
            known=", ".join(map(municipality_text, fitting)),
        )
        if fitting
        else FieldRefused(
            N_("We know of no municipality called “%(name)s”."),
            remedy=N_("Choose one from the list, or write its number as it is today."),
            name=text[:60],
        )
    )
    return ""
