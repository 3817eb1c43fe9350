"""A formula of the prompt with what the prompt says put in: `(1+2i)(3-i)` for `z w`, `x^2 - 4x < 0` for `f(x) < 0`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader import marking
from grader.claims.chains import chain
from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import ZERO, Node, Relation, Sym
from grader.marking.ways.before_credit.orderless import orderless
from grader.problems.question import Question

MAX_DEFINED = 6  # letters of a prompt whose values are put in
MAX_CHARACTERS = 400  # of a formula with the values in it
_NAME = re.compile(r"(?:\\vec\s*|\\mathbf\s*)?\{?\s*(?P<name>[A-Za-z])\s*\}?(?P<call>\s*\(\s*[a-z]\s*\))?")


def formulas_with_values(question: Question) -> Iterator[str]:
    """Yield the formulas of a prompt in letters that it defines, with their values in brackets in their places."""
    every = marking.asked.prompt_formulas.formulas(question.lead, question.prompt)
    defined = dict(_defined(one.text) for one in every if "=" in one.text and _is_definition(one.text))
    if not 0 < len(defined) <= MAX_DEFINED:
        return
    names = re.compile("|".join(sorted(map(_pattern, defined), key=len, reverse=True)))
    values = {_plain(name): value for name, value in defined.items()}
    for one in every:
        if "=" in one.text or len(one.text) > MAX_CHARACTERS:
            continue
        text = names.sub(lambda match: f"({values[_plain(match[0])]})", one.text)
        if text != one.text and len(text) <= MAX_CHARACTERS:
            yield text


def _is_definition(text: str) -> bool:
    members = chain(text).members
    return len(members) == 2 and _NAME.fullmatch(members[0].strip()) is not None


def _defined(text: str) -> tuple[str, str]:
    name, value = chain(text).members
    match = _NAME.fullmatch(name.strip())
    assert match is not None
    return match["name"] + _plain(match["call"] or ""), value.strip()


def _pattern(name: str) -> str:
    """Return what finds a name: a letter by itself or beside other letters that are no word."""
    letter, call = name[0], name[1:]
    return rf"(?<!\\)(?<![A-Za-z]{{2}}){letter}(?![A-Za-z]{{2}}){re.escape(call)}"


def _plain(name: str) -> str:
    return re.sub(r"\s", "", name)


def is_formula_against_zero(question: Question, names: Names, tree: Node) -> bool:
    """Whether a condition compares a formula of the prompt with 0: `x^2 - 4x < 0` where `f(x) = x^2 - 4x` is given."""
    if not isinstance(tree, Relation) or len(tree.operands) != 2 or ZERO not in tree.operands:
        return False
    side = orderless(tree.operands[1] if tree.operands[0] == ZERO else tree.operands[0])
    if isinstance(side, Sym):
        return False
    return side in formula_trees(question, names)


def formula_trees(question: Question, names: Names) -> set[Node]:
    """Return the values of a prompt's formulas in order, what stands last in a chain of equalities."""
    every = marking.asked.prompt_formulas.formulas(question.lead, question.prompt)
    return {orderless(one) for text in every for one in _values(chain(text.text).members[-1], names)}


def _values(text: str, names: Names) -> list[Node]:
    try:
        return [one.tree for one in read(text, names)] if len(text) <= MAX_CHARACTERS else []
    except AnswerError:
        return []
