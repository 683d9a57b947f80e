"""What a document's codes mean: by its legend, else by how it uses them."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.i18n import N_
from ledetraad.plan.model import CodeDefinition, Element
from ledetraad.plan.shared_rules import UNDECLARED_CODE
from ledetraad.plan.wording import excerpt
from ledetraad.readers import notes
from ledetraad.readers.legend import infer_legend, is_placed, read_legend
from ledetraad.readers.lines import Line
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.vocabulary import vocabulary


def document_scheme(
    front: Sequence[Line], body: Sequence[Line], owner: str, notebook: Notebook
) -> tuple[list[CodeDefinition], bool]:
    """The codes that a document declares or uses, and whether it has a legend.

    Args:
        front: the lines before the first element.
        body: what its cells and paragraphs say from there on.
        owner: the municipality.
        notebook: where what is unclear is noted.
    """
    scheme = read_legend(front, body, owner)
    for definition in scheme:
        if not is_placed(definition, owner):
            notebook.add(
                notes.CODE_NOT_UNDERSTOOD,
                N_("The legend explains %(printed)s as “%(text)s”, which names no framework."),
                printed=definition.prefix,
                text=excerpt(definition.meaning),
            )
    if not scheme:
        scheme = infer_legend(body)
        if any(not says_un(definition.prefix) for definition in scheme):
            notebook.add(
                notes.NO_LEGEND,
                N_("No legend says what the codes mean; %(codes)s were understood from their use."),
                codes=", ".join(code.prefix for code in scheme),
            )
        return scheme, False
    missing = infer_legend(body, scheme)
    for definition in missing:
        notebook.add(
            UNDECLARED_CODE,
            N_(
                "The code %(printed)s is not in the legend; it begins many statements and was "
                "taken for the municipality's own."
            ),
            printed=definition.prefix,
        )
    return [*scheme, *missing], True


def says_un(prefix: str) -> bool:
    """Whether a prefix names the UN's goals by itself."""
    words = vocabulary()
    return prefix.casefold() in words.un_prefixes | set(words.code_words["always"])


def with_words(
    scheme: Sequence[CodeDefinition], elements: Sequence[Element]
) -> tuple[CodeDefinition, ...]:
    """A scheme with the words that stand before the UN's numbers in free text."""
    known = {definition.prefix for definition in scheme}
    found: dict[str, CodeDefinition] = {}
    for top in elements:
        for element in top.walk():
            for one in element.references:
                prefix = one.printed.removesuffix(one.code).strip()
                numbered = one.printed == f"{prefix} {one.code}"
                if one.framework == UN and prefix and numbered and prefix not in known:
                    found.setdefault(
                        prefix,
                        CodeDefinition(prefix=prefix[:30], framework=UN, basis=one.basis),
                    )
    return (*scheme, *found.values())
