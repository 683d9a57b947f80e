"""References as somebody writes them in a field → references by the plan's own scheme.

What the plan prints already means what it means there. Else a piece is read by the legend, in any
case and with or without a blank before the number; a number alone belongs to the code before it, or
to the legend's code for the UN's goals. Goals and targets are looked up, so that none is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledetraad.errors import LedetraadError
from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.i18n import N_
from ledetraad.plan.flat_references import by_scheme
from ledetraad.plan.model import CodeDefinition, Plan, Reference
from ledetraad.plan.wording import excerpt
from ledetraad.readers.code_words import read_reference_cell
from ledetraad.readers.codes import CodeReader, known_number
from ledetraad.readers.forms.scheme import says_un
from ledetraad.readers.vocabulary import vocabulary

_BETWEEN = re.compile(r"[,;\r\n]+")
_NUMBER = re.compile(r"\b\d{1,3}(?:\.[0-9A-Za-z]{1,3})?\b")
_ONLY_NUMBERS = re.compile(rf"{_NUMBER.pattern}(?:(?:[\s/&+–-]|\bog\b)+{_NUMBER.pattern})*\.?")
_LONGEST_PIECE = 200
_MOST = 200
_FN = CodeDefinition(prefix="FN", framework=UN, basis="direct")


class InvalidReference(LedetraadError):
    """Something written that is no reference."""


def references_from(text: str, plan: Plan) -> tuple[Reference, ...]:
    """The references that somebody has written, in that order, each once.

    Args:
        text: codes parted by commas, semicolons or line ends: "FN-T 11.3, 11.7, AK". A number
            alone, with no code before it, takes the legend's code for the UN's goals, the one for
            adapted goals first; "FN" where the legend has none.
        plan: whose legend it is.

    Raises:
        InvalidReference: a piece is no code of the legend's, or the UN has no such goal or target;
            says which, and how to write it.
    """
    pieces = [line for piece in _BETWEEN.split(text) if (line := " ".join(piece.split()))]
    if len(pieces) > _MOST:
        raise InvalidReference(
            N_("There are more than %(most)s references."),
            remedy=N_("Write those that matter the most."),
            most=_MOST,
        )
    writing = _Writing(plan)
    return tuple(dict.fromkeys(one for piece in pieces for one in writing.read(piece)))


class _Writing:
    """Reads pieces one after the other."""

    def __init__(self, plan: Plan) -> None:
        self._scheme = plan.scheme
        self._codes = CodeReader(plan.scheme)
        self._printed = _printed(plan)
        uns = [one for one in plan.scheme if one.framework == UN and one.numbered]
        self._need_numbers = {one.prefix for one in uns}
        self._un = min(uns, key=lambda one: one.basis != "adapted", default=_FN)

    def read(self, piece: str) -> tuple[Reference, ...]:
        """The references that a piece stands for; one at least."""
        if len(piece) > _LONGEST_PIECE:
            raise self._unknown(piece)
        found = self._printed.get(piece) or tuple(self._understood(self._spelt(piece)))
        if not found:
            raise self._fault(piece)
        self._go_on_with(found[-1])
        return found

    def _understood(self, piece: str) -> Iterator[Reference]:
        one = by_scheme(piece, self._scheme)
        if one is not None and _exists(one) and one.printed not in self._need_numbers:
            yield one
            return
        codes = self._codes.at_start(piece)
        if codes is not None and not codes.rest and not codes.waiting:
            yield from _all_existing(codes.references)
            return
        found = read_reference_cell(piece)
        if not found.rest:
            yield from found.references

    def _spelt(self, piece: str) -> str:
        """A piece as the legend would print it."""
        if _ONLY_NUMBERS.fullmatch(piece):
            return f"{self._un.prefix} {piece.removesuffix('.')}"
        for definition in sorted(self._scheme, key=lambda one: -len(one.prefix)):
            prefix = re.escape(definition.prefix)
            said = re.fullmatch(rf"{prefix}(?P<rest>\s*\d.*|\s.*)?", piece, re.IGNORECASE)
            if said is not None:
                return f"{definition.prefix} {(said['rest'] or '').strip()}".strip()
        word = re.match(r"[^\W\d_]+", piece)
        if word is not None and word[0].lower() in vocabulary().un_prefixes:
            return word[0].upper() + piece[word.end() :]
        return piece

    def _go_on_with(self, last: Reference) -> None:
        """Let numbers alone that follow belong to the same code of the UN's."""
        prefix = last.printed.removesuffix(last.code).strip()
        if last.framework == UN and prefix and last.printed == f"{prefix} {last.code}":
            self._un = CodeDefinition(prefix=prefix[:30], framework=UN, basis=last.basis)

    def _fault(self, piece: str) -> InvalidReference:
        spelt = self._spelt(piece)
        prefix = _NUMBER.split(spelt, maxsplit=1)[0].strip(" :")
        if prefix not in self._need_numbers and not says_un(prefix):
            return self._unknown(piece)
        if prefix == spelt:
            return InvalidReference(
                N_("“%(code)s” needs the number of a goal or target."),
                remedy=N_("Write it with the number, such as “%(example)s”."),
                code=spelt,
                example=f"{spelt} 11.3",
            )
        numbers = _NUMBER.findall(spelt, len(prefix))
        wrong = next((number for number in numbers if not known_number(number)), None)
        return _no_such(wrong) if wrong is not None else self._unknown(piece)

    def _unknown(self, piece: str) -> InvalidReference:
        return InvalidReference(
            N_("“%(code)s” is none of the plan's codes, and no goal or target of the UN's."),
            remedy=N_("Write it as one of these, with commas between: %(examples)s."),
            code=excerpt(piece),
            examples=", ".join(
                f"{one.prefix} 11.3" if one.numbered else one.prefix
                for one in self._scheme or (_FN,)
            ),
        )


def _printed(plan: Plan) -> dict[str, tuple[Reference, ...]]:
    """What each code that the plan prints means, where it is first printed."""
    found: dict[str, tuple[Reference, ...]] = {}
    for element in plan.walk():
        here: dict[str, list[Reference]] = {}
        for one in element.references:
            if _exists(one) and one.printed not in found:
                here.setdefault(one.printed, []).append(one)
        found |= {printed: tuple(several) for printed, several in here.items()}
    return found


def _exists(reference: Reference) -> bool:
    """Whether a reference's goal or target is one, if it is to be one of the UN's."""
    numbered = reference.framework == UN and reference.code[0].isdigit()
    return not numbered or known_number(reference.code)


def _all_existing(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    wrong = next((one for one in references if not _exists(one)), None)
    if wrong is not None:
        raise _no_such(wrong.code)
    return references


def _no_such(number: str) -> InvalidReference:
    targets = [target.code for target in un_sdg().targets(number.partition(".")[0])]
    if not targets:
        return InvalidReference(
            N_("The UN has no goal or target %(code)s."),
            remedy=N_("The goals go from 1 to 17; a target is written as “11.3”."),
            code=number,
        )
    return InvalidReference(
        N_("The UN has no goal or target %(code)s."),
        remedy=N_("The targets of goal %(goal)s are these: %(targets)s."),
        code=number,
        goal=number.partition(".")[0],
        targets=", ".join(targets),
    )
