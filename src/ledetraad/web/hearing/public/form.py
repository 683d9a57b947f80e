"""The form for a statement: what somebody has written → a statement, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ledetraad.hearing.files import LARGEST, MOST_FILES, FileRefused
from ledetraad.hearing.sending import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MAIL_ADDRESS,
    MOST_COMMENTS,
    Said,
    Sent,
)
from ledetraad.hearing.speakers import BODIES, ORGANISATIONS, Speaker
from ledetraad.hearing.text import clean, clean_line
from ledetraad.i18n import N_
from ledetraad.web.forms import FieldRefused, Form, FormRefused
from ledetraad.web.hearing.services.statement_receive import Taken, take

if TYPE_CHECKING:
    from ledetraad.web.hearing.public.place import Place


class Who(StrEnum):
    """For whom one speaks."""

    SELF = "self"
    CHILD = "child"
    ORGANISATION = "organisation"
    BODY = "body"


WHO_NAMES: Mapping[Who, str] = {
    Who.SELF: N_("Myself"),
    Who.CHILD: N_("Myself, and I am under 18"),
    Who.ORGANISATION: N_("An association, a business, a party or a union"),
    Who.BODY: N_("A public body, a council or a committee"),
}
HONEYPOT = "website"
"""A field that people don't see, and programs fill in."""


@dataclass
class Row:
    """A comment in the form.

    Args:
        at: its place in the form.
        element: the key of what it is about; empty for the whole plan.
        text, wording: as written.
        kept: whether it stands in a statement that is corrected.
    """

    at: int
    element: str
    text: str = ""
    wording: str = ""
    kept: bool = False


@dataclass
class Written:
    """A form as it stands, to be shown again or read.

    Args:
        form: its fields, with what is wrong.
        rows: its comments.
    """

    form: Form
    rows: list[Row] = field(default_factory=list)

    def spoken_to(self) -> set[str]:
        """The keys of what is spoken to already."""
        return {row.element for row in self.rows}


def written(said: Mapping[str, str], place: Place) -> Written:
    """A form as it was sent; comments on what the proposal doesn't have are on the whole of it."""
    form = Form(said)
    rows = []
    for at, row in form.rows("said")[:MOST_COMMENTS]:
        key = row.text("element")
        known = key if place.element(key) is not None else ""
        rows.append(Row(at, known, row.text("text"), row.text("wording")))
    return Written(form, rows)


def opened(place: Place, element: str) -> Written:
    """An empty form, to speak to one element or to the whole plan."""
    key = element if place.element(element) is not None else ""
    return Written(Form({"who": Who.SELF.value}), [Row(0, key)])


def read(written: Written, place: Place, *, keep_empty: bool = False) -> Sent:
    """What a form says.

    Args:
        written: the form.
        place: the hearing.
        keep_empty: whether an empty comment is kept in its place, as one that is taken back.

    Raises:
        FormRefused: a field says something it can't.
    """
    form = written.form
    who = form.text("who")
    if who not in set(Who):
        form.problems["who"] = FieldRefused(
            N_("It isn't said for whom you speak."), remedy=N_("Choose one of the four.")
        )
        who = Who.SELF
    said = [_said(row, form, place) for row in written.rows]
    if all(one.empty for one in said):
        first = written.rows[0].at if written.rows else 0
        form.problems.setdefault(
            f"said-{first}-text",
            FieldRefused(N_("You have not written anything yet."), remedy=N_("Write here.")),
        )
        said = [Said(text="–")]
    name = clean_line(form.text("name"), LONGEST_LINE)
    if not name and who != Who.CHILD:
        form.problems["name"] = FieldRefused(
            N_("The name is missing."), remedy=N_("Write who speaks.")
        )
    mail = clean_line(form.text("mail"), LONGEST_LINE)
    if mail and MAIL_ADDRESS.fullmatch(mail) is None:
        form.problems["mail"] = FieldRefused(
            N_("This is not an e-mail address."),
            remedy=N_("Write it as name@example.org, or leave it empty."),
        )
        mail = ""
    elif not mail and settings.MAIL and place.hearing.said().confirm:
        form.problems["mail"] = FieldRefused(
            N_("The address is missing; the statement counts when a mail to it has been opened."),
            remedy=N_("Write it as name@example.org."),
        )
    values = {
        "speaker": _speaker(Who(who), form),
        "name": name or "–",
        "contact": form.text("contact") if who in {Who.ORGANISATION, Who.BODY} else "",
        "mail": mail,
        "may_name": who != Who.CHILD and form.text("may_name") == "1",
        "area": _area(form, place) if who != Who.CHILD else "",
        "said": said if keep_empty else [one for one in said if not one.empty],
        "language": place.language,
    }
    made = form.make(Sent, values, {"": "name"})
    return made if name else made.model_copy(update={"name": ""})


def read_files(files: Sequence[object], form: Form, *, kept: int = 0) -> list[Taken]:
    """The files that came with a form.

    Args:
        files: as Django has them.
        form: gets told what is wrong, at its field "files".
        kept: how many there are already.

    Raises:
        FormRefused: one of them isn't taken in.
    """
    found = [one for one in files if isinstance(one, UploadedFile)]
    try:
        if len(found) + kept > MOST_FILES:
            raise FileRefused(
                N_("There are more than %(most)s files."),
                remedy=N_("Choose fewer, or put them together in one."),
                most=MOST_FILES,
            )
        return [_taken(one) for one in found]
    except FileRefused as error:
        form.problems["files"] = error
        raise FormRefused(form.problems) from None


def _taken(file: UploadedFile[bytes]) -> Taken:
    if (file.size or 0) > LARGEST:
        raise FileRefused(
            N_("The file is larger than %(most)s MB."),
            where=clean_line(file.name or ""),
            remedy=N_("Choose a smaller file."),
            most=LARGEST // 1_000_000,
        )
    return take(clean_line(file.name or ""), file.read())


def _said(row: Row, form: Form, place: Place) -> Said:
    text, wording = clean(row.text, LONGEST_TEXT), clean(row.wording, LONGEST_TEXT)
    for name, words in (("text", text), ("wording", wording)):
        if len(words) > LONGEST_TEXT:
            form.problems[f"said-{row.at}-{name}"] = FieldRefused(
                N_("This is longer than %(most)s characters."),
                remedy=N_("Write it shorter, or attach it as a file."),
                most=LONGEST_TEXT,
            )
    element = place.element(row.element)
    if element is None or (wording and wording == clean(element.words)):
        wording = ""
    return Said(element=row.element, text=text[:LONGEST_TEXT], wording=wording[:LONGEST_TEXT])


def _area(form: Form, place: Place) -> str:
    """Where the sender lives, as one of those that can be chosen."""
    chosen = form.text("area")
    return chosen if chosen in place.hearing.said().areas else ""


def _speaker(who: Who, form: Form) -> Speaker:
    if who is Who.CHILD:
        return Speaker.CHILD
    if who is Who.SELF:
        return Speaker.RESIDENT
    among = ORGANISATIONS if who is Who.ORGANISATION else BODIES
    said = form.text(f"{who.value}_kind")
    return next((one for one in among if one.value == said), among[0])
