"""An operation on what the prompt gives, with nothing worked out: `[[1,2],[3,5]]^(-1)` where the inverse is asked for.

The prompt's vectors, matrices and sets are typed back under a sign; its numbers and formulas are where the prompt calls
the one operation by its name, `6*7` of `6 times 7`. Whoever else writes `24 * 24 * 128` has found out what to multiply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from fractions import Fraction

from grader.language.tree import (
    Add,
    Array,
    Call,
    Div,
    Interval,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    SetOf,
    Sym,
    Transpose,
    Tup,
    children,
    symbols,
)
from grader.marking.ways.before_credit.orderless import orderless
from grader.problems.question import Question

Formulas = Callable[[], Collection[Node]]  # of a prompt; they are read where one may be an operand

MAX_CHARACTERS = 4_000  # of a prompt that is looked into
_NUMBER = re.compile(r"(?P<sign>(?<![\w)}\].])[-−]\s?)?(?P<digits>\d{1,15}(?:\.\d{1,15})?)")
_FORMULA = re.compile(r"\$[^$]*\$")
_DATA = (Array, Tup, SetOf, Interval)
_NAMED = {  # functions of numbers, by what prompts call them
    "gcd": r"gcd|hcf|gcf|(?:greatest|highest)\s+common|ggt|größte[nrs]?\s+gemeinsame|pgcd|plus\s+grand|mcd|máximo",
    "lcm": r"lcm|least\s+common|kgv|kleinste[nrs]?\s+gemeinsame|ppcm|plus\s+petit|mcm|mínimo\s+común",
    "mod": r"mod|modulo|remainder|residue|rest|reste|resto",
    "sqrt": r"square\s+roots?|(?:quadrat)?wurzel|racine|raíz|radice",
    "factorial": r"factorial|fakultät|factorielle|fattoriale",
    "log": r"log|logarithm|logarithmus|logarithme|logaritmo",
    "root": r"roots?|wurzel|racine|raíz|radice",
    "conj": r"conjugate|konjugierte?|conjugué|conjugado|coniugato",
    "abs": r"absolute\s+value|modulus|betrag|module|valor\s+absoluto|valeur\s+absolue",
    "max": r"maximum|largest|greatest|größte|máximo|massimo",
    "min": r"minimum|smallest|least|kleinste|mínimo|minimo",
    "sum": r"sum|add(?:ed)?|plus|summe|addieren?|addiere|somme|ajoute[rz]?|suma|somma",
    "difference": r"difference|subtract(?:ed)?|minus|differenz|subtrahieren?|différence|soustra\w+|resta|moins|menos",
    "product": r"product|multipl(?:y|ied)|times|produkt|multipliziere?n?|mal|produit|multiplie[rz]?|fois|producto",
    "quotient": r"quotient|divided?|quotienten|dividiere?n?|geteilt|divise[rz]?|divisé|cociente|dividid[oa]|dividir",
    "power": r"power|squared?|cubed?|hoch|quadrat|potenz|carré|puissance|cuadrado|potencia|elevado",
}
_ARITHMETIC = frozenset({"sum", "difference", "product", "quotient", "conj"})
_WORDS = {name: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE) for name, words in _NAMED.items()}


def is_operation_on_given(question: Question, tree: Node, formulas: Formulas) -> bool:
    """Whether a tree is an operation on data of the prompt, on its numbers or on its `formulas`, and nothing else."""
    said = f"{question.lead} {question.prompt}"
    if len(said) > MAX_CHARACTERS or isinstance(tree, (Num, *_DATA)):
        return False
    if symbols(tree):  # functions of formulas stay as they are
        return _operation(_unsigned(tree)) in _ARITHMETIC and _is_named(said, tree, formulas)
    parts = list(_parts(tree))
    data = [one for one in parts if not isinstance(one, Num)]
    if not data or _is_column(tree):
        return not data and _is_named(said, tree, formulas)
    numbers = tuple(_numbers(said))
    if any(one.value not in {*numbers, 1} for one in parts if isinstance(one, Num)):
        return False
    return all((entries := _entries(one)) is not None and _holds(numbers, entries) for one in data)


def _is_column(tree: Node) -> bool:
    """Whether a tree is a vector that is written as a row and stands upright, `(1, 1)^T`."""
    vector = tree.arg if isinstance(tree, Transpose) else tree
    return isinstance(vector, Array | Tup) and not any(isinstance(one, _DATA) for one in children(vector))


def _is_named(said: str, tree: Node, formulas: Formulas) -> bool:
    """Whether a tree is one operation on numbers and formulas of a prompt that calls it by its name."""
    tree = tree.arg if isinstance(tree, Neg) and isinstance(tree.arg, Mul) else tree
    name = _operation(tree)
    if name not in _WORDS or _WORDS[name].search(_FORMULA.sub(" ", said)) is None:
        return False
    numbers = {abs(one) for one in _numbers(said)}
    others = [orderless(_unsigned(one)) for one in children(tree) if not _is_given(one, numbers)]
    if any(isinstance(one, Sym) for one in others):  # of a letter nothing is to be worked out
        return False
    return not others or set(others) <= set(formulas())


def _operation(tree: Node) -> str:
    if isinstance(tree, Add):
        return "difference" if any(isinstance(one, Neg) for one in tree.terms) else "sum"
    if isinstance(tree, Div):
        over, under = _number(tree.num), _number(tree.den)
        if over is None or not under:  # what is divided by 0 has no value that could be worked out
            return "quotient"
        return "" if (over / under).denominator == abs(under) else "quotient"
    if isinstance(tree, Call):
        return tree.name
    return "product" if isinstance(tree, Mul) else "power" if isinstance(tree, Pow) else ""


def _unsigned(tree: Node) -> Node:
    return tree.arg if isinstance(tree, Neg) else tree


def _is_given(tree: Node, numbers: Collection[Fraction]) -> bool:
    """Whether a tree is a number of the prompt, or a fraction of two."""
    if isinstance(tree, Div):
        return all(_is_given(one, numbers) for one in (tree.num, tree.den))
    entry = _number(tree)
    return entry is not None and abs(entry) in numbers


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
