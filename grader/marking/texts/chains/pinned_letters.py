r"""Conditions that give each unknown a number, where such a one is expected: `x = 3 with y = 2`, `(x, y) = (3, 2)`.

They are written as `x = 3 and y = 2`. Of a text of equations these must be true of the numbers (`equations_said`); a
pair has the unknowns x and y in this order, others in that of the names that stand before it.
"""

from __future__ import annotations

import re

from grader.language.printing import show
from grader.marking.texts.chains import equations_said
from grader.problems.question import Question

_TURNED = re.compile(r"\(\s*y\s*[,;|]\s*x\s*\)")  # how the prompt asks for it
MAX_PAIR = 100  # characters of a pair
_NUMBER = r"[-−]?\d{1,9}(?:\.\d{1,9}|/\d{1,9})?"
_PAIR = re.compile(
    r"[\s$]*(?:(?:\((?P<one>[a-z])\s*[,;|]\s*(?P<other>[a-z])\)|(?:\\mathbb\s*\{?)?[LS𝕃𝕊]\}?)\s*=\s*)?"
    rf"(?P<set>\\?\{{)?\s*\(\s*(?P<first>{_NUMBER})\s*[,;|]\s*(?P<second>{_NUMBER})\s*\)\s*(?(set)\\?\}})[\s$.]*"
)


def as_conditions(question: Question, text: str) -> str:
    """Return the condition that a text says, each unknown with its number; any other text itself."""
    names = [*question.names.symbols]
    if len(names) < 2 or not all(_is_pinned(show(tree), names) for tree in question.accepted):
        return text
    if len(names) == 2 and len(text) <= MAX_PAIR and (pair := _PAIR.fullmatch(text)) is not None:
        order = [pair["one"], pair["other"]] if pair["one"] else ["x", "y"]
        if not pair["one"] and _TURNED.search(f"{question.lead}\n{question.prompt}") is not None:
            return text
        return f"{order[0]} = {pair['first']} and {order[1]} = {pair['second']}" if {*order} == {*names} else text
    found = equations_said.stands_for(text, names, f"{question.lead}\n{question.prompt}")
    return " and ".join(f"{name} = {found.values[name]}" for name in names) if found is not None else text


def _is_pinned(expected: str, names: list[str]) -> bool:
    """Whether a condition says a number of each name, and nothing else: `x = 3 and y = 2`."""
    parts = expected.split(" and ")
    values = [re.fullmatch(rf"\(?(?P<name>\w+) = {_NUMBER.replace('−', '')}\)?", one) for one in parts]
    return sorted(one["name"] for one in values if one is not None) == sorted(names) and None not in values
