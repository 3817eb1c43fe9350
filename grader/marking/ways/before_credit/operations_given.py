"""An operation on what the prompt gives, with nothing worked out: `[[1,2],[3,5]]^(-1)` where the inverse is asked for.

The prompt names the operation in words, and its vectors, matrices, sets and numbers are typed back under its sign. Sums
and products of numbers are none: whoever writes `24 * 24 * 128` has found out what is to be multiplied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from grader.language.tree import Array, Call, Interval, Neg, Node, Num, SetOf, Transpose, Tup, children, symbols
from grader.problems.question import Question

MAX_CHARACTERS = 4_000  # of a prompt that is looked into
_NUMBER = re.compile(r"(?P<sign>(?<![\w)}\].])[-−]\s?)?(?P<digits>\d{1,15}(?:\.\d{1,15})?)")
_DATA = (Array, Tup, SetOf, Interval)
_NAMED = {  # functions of numbers, by what prompts call them
    "gcd": r"gcd|hcf|gcf|(?:greatest|highest)\s+common|ggt|größte[nrs]?\s+gemeinsame|pgcd|plus\s+grand|mcd|máximo",
    "lcm": r"lcm|least\s+common|kgv|kleinste[nrs]?\s+gemeinsame|ppcm|plus\s+petit|mcm|mínimo\s+común",
    "mod": r"mod|modulo|remainder|residue|rest|reste|resto",
    "sqrt": r"square\s+roots?|(?:quadrat)?wurzel|racine|raíz|radice",
    "factorial": r"factorial|fakultät|factorielle|fattoriale",
    "log": r"log|logarithm|logarithmus|logarithme|logaritmo",
    "ln": r"ln|logarithm|logarithmus|logarithme|logaritmo",
}
_WORDS = {name: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE) for name, words in _NAMED.items()}


def is_operation_on_given(question: Question, tree: Node) -> bool:
    """Whether a tree of no letters is an operation on data of the prompt and nothing else."""
    said = f"{question.lead} {question.prompt}"
    if len(said) > MAX_CHARACTERS or isinstance(tree, (Num, *_DATA)) or symbols(tree):
        return False
    parts = list(_parts(tree))
    data = [one for one in parts if not isinstance(one, Num)]
    if not data or _is_column(tree):
        return not data and _is_named(said, tree)
    numbers = tuple(_numbers(said))
    if any(one.value not in {*numbers, 1} for one in parts if isinstance(one, Num)):
        return False
    return all((entries := _entries(one)) is not None and _holds(numbers, entries) for one in data)


def _is_column(tree: Node) -> bool:
    """Whether a tree is a vector that is written as a row and stands upright, `(1, 1)^T`."""
    vector = tree.arg if isinstance(tree, Transpose) else tree
    return isinstance(vector, Array | Tup) and not any(isinstance(one, _DATA) for one in children(vector))


def _is_named(said: str, tree: Node) -> bool:
    """Whether a tree is a function of the numbers of a prompt that calls it by its name."""
    if not isinstance(tree, Call) or tree.name not in _WORDS or _WORDS[tree.name].search(said) is None:
        return False
    entries = [entry for one in tree.args if (entry := _number(one)) is not None]
    return len(entries) == len(tree.args) and set(entries) <= set(_numbers(said))


def _parts(tree: Node) -> Iterator[Node]:
    """Yield the numbers of a tree, and what holds several, whole."""
    if isinstance(tree, (Num, *_DATA)):
        yield tree
        return
    for one in children(tree):
        yield from _parts(one)


def _entries(tree: Node) -> tuple[Fraction, ...] | None:
    """Return the numbers of vectors, matrices, sets and intervals, row by row; None where one has another entry."""
    found: list[Fraction] = []
    for one in children(tree):
        entries = _entries(one) if isinstance(one, _DATA) else (_number(one),)
        if entries is None or None in entries:
            return None
        found += [entry for entry in entries if entry is not None]
    return tuple(found) or None


def _number(tree: Node) -> Fraction | None:
    if isinstance(tree, Neg):
        return None if (found := _number(tree.arg)) is None else -found
    return tree.value if isinstance(tree, Num) else None


def _numbers(said: str) -> Iterator[Fraction]:
    for one in _NUMBER.finditer(said):
        yield Fraction(one["digits"]) * (-1 if one["sign"] else 1)


def _holds(numbers: tuple[Fraction, ...], entries: tuple[Fraction, ...]) -> bool:
    """Whether numbers stand beside each other somewhere among others."""
    size = len(entries)
    return any(numbers[start : start + size] == entries for start in range(len(numbers) - size + 1))
