r"""Notations that only complex numbers have: where one stands and nothing declares `i`, it may be meant as the unit.

None of them settles anything by itself: a pair that holds with `i` as the unit, and is written so, is equal. Where it
does not hold, an `i` is still a variable or the unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from grader.evidence.trees.features import facts_of
from grader.language.tree import Add, Bind, Call, Const, Div, Index, Mul, Neg, Node, Num, Pow, Sym, symbols, walk

_OTHER_UNITS = ("j", "I")  # of engineers and Python, of SymPy and Mathematica
_STANDING = {letter: re.compile(rf"(?<![A-Za-z\\_]){letter}(?![A-Za-z])") for letter in _OTHER_UNITS}
_BEFORE = {letter: re.compile(rf"(?<![A-Za-z\\_]){letter}(?=[a-z]{{1,3}}(?![A-Za-z]))") for letter in _OTHER_UNITS}
_NUMBERED = {letter: re.compile(rf"(?<![A-Za-z\\_]){letter}(\d+)") for letter in _OTHER_UNITS}
_WAVES = frozenset({"sin", "cos", "tan"})
_HYPERBOLIC = frozenset({"sinh", "cosh", "tanh"})
_PARTS = frozenset({"re", "im", "conj", "arg"})


def other_unit(sides: Iterable[Iterable[Node]], declared: Container[str]) -> str:
    """Return the letter of some trees that engineers or programs have for the imaginary unit; empty for none."""
    found = frozenset[str]()
    for trees in sides:
        for tree in trees:
            found |= facts_of(tree).symbols | facts_of(tree).constants
    if "i" in found:
        return ""
    bases = {name.partition("_")[0] for name in found if name.partition("_")[2].isdigit()} | found  # `j2` may be j 2
    letters = [letter for letter in _OTHER_UNITS if letter in bases and letter not in declared]
    return letters[0] if len(letters) == 1 else ""


def with_unit(text: str, letter: str) -> str:
    """Return a text with `i` for a letter that stands by itself, or before up to three letters: `jx`, `j2`."""
    return _STANDING[letter].sub("(i)", _BEFORE[letter].sub("i ", _NUMBERED[letter].sub(r"(i)*\1", text)))


def speaks_of_complex(trees: Sequence[Node]) -> bool:
    r"""Return whether a notation of complex numbers stands in some trees, read with `i` as the unit.

    That is `e^{i…}`, `\cos A + i \sin A`, `|u + iv|`, a part or the conjugate of what holds i, `u + iv` beside
    `u - iv`, `\sin(ix)` beside `\sinh`, or a number and then a multiple of i where no other letter stands: `1 + i`,
    not `i + 1`, which counts; or `i^7`, where other letters stand in exponents alone. As an index `i` is none.
    """
    if any(map(_counts, trees)):
        return False
    nodes = [node for tree in trees if "i" in facts_of(tree).constants for node in walk(tree)]
    if any(mark(nodes) for mark in _MARKS) or (_is_number(trees) and _has_numbers(nodes)):
        return True
    return _has_powers(nodes) and not any(map(_has_letters, trees))


def _counts(tree: Node) -> bool:
    """Whether `i` counts something in a tree: terms, or entries."""
    if any("i" in name.partition("_")[2] for name in symbols(tree)):  # `w_{ij}`, `x_{i+1}`
        return True
    return any(isinstance(node, Index) or (isinstance(node, Bind) and node.var == "i") for node in walk(tree))


def _is_number(trees: Sequence[Node]) -> bool:
    return not any(map(symbols, trees))


def _has_powers(nodes: Sequence[Node]) -> bool:
    """Whether a power of i stands there that is none of a variable by mere chance: not i squared, nor `i^n` alone."""
    exponents = [node.exp for node in nodes if isinstance(node, Pow) and node.base == Const("i")]
    alone = sum(node == Const("i") for node in nodes) > len(exponents)
    numbers = [exponent.value for exponent in exponents if isinstance(exponent, Num)]
    if any(value.denominator == 1 and abs(value) > 2 for value in numbers):
        return True
    return alone and any(map(symbols, exponents))


def _has_letters(tree: Node) -> bool:
    """Whether a letter stands elsewhere than in exponents of i and of numbers."""
    bases = [node for node in walk(tree) if isinstance(node, Pow) and not symbols(node.base)]
    held = sum(_count(node.exp) for node in bases)
    return held != _count(tree)


def _count(tree: Node) -> int:
    return sum(isinstance(node, Sym) for node in walk(tree))


def _has_unit(node: Node) -> bool:
    return "i" in facts_of(node).constants


def _is_multiple(node: Node) -> bool:
    """Whether a tree is i times what does not hold i."""
    match node:
        case Const("i"):
            return True
        case Neg(arg):
            return _is_multiple(arg)
        case Mul(factors):
            return sum(map(_is_multiple, factors)) == 1 == sum(map(_has_unit, factors))
        case Div(num, den):
            return _is_multiple(num) and not _has_unit(den)
        case Add(terms):
            return all(map(_is_multiple, terms))
        case _:
            return False


def _splits(nodes: Sequence[Node]) -> Iterator[tuple[tuple[Node, ...], tuple[Node, ...]]]:
    """Yield the real and the imaginary terms of each sum that has both, and nothing else."""
    for node in nodes:
        if isinstance(node, Add):
            plain = tuple(term for term in node.terms if not _has_unit(term))
            others = tuple(term for term in node.terms if _has_unit(term))
            if plain and others and all(map(_is_multiple, others)):
                yield plain, others


def _has_numbers(nodes: Sequence[Node]) -> bool:
    return any(isinstance(node, Add) and node.terms[0] in plain for node in nodes for plain, _ in _splits([node]))


def _has_exponentials(nodes: Sequence[Node]) -> bool:
    exponents = [node.exp for node in nodes if isinstance(node, Pow) and node.base == Const("e")]
    exponents += [node.args[0] for node in nodes if isinstance(node, Call) and node.name == "exp"]
    return any(map(_is_along, exponents))


def _is_along(node: Node) -> bool:
    """Whether a tree is iv or u + iv."""
    return _is_multiple(node) or any(_splits([node]))


def _has_polar_sums(nodes: Sequence[Node]) -> bool:
    return any(_arguments("cos", plain) & _arguments("sin", others) for plain, others in _splits(nodes))


def _arguments(name: str, trees: Sequence[Node]) -> set[tuple[Node, ...]]:
    return {node.args for tree in trees for node in walk(tree) if isinstance(node, Call) and node.name == name}


def _has_parts(nodes: Sequence[Node]) -> bool:
    calls = [node for node in nodes if isinstance(node, Call) and _has_unit(node)]
    return any(call.name in _PARTS or (call.name == "abs" and any(_splits(tuple(walk(call))))) for call in calls)


def _has_conjugates(nodes: Sequence[Node]) -> bool:
    """Whether u + iv and u - iv both stand there."""
    found = set[tuple[frozenset[Node], Node, bool]]()
    for plain, others in _splits(nodes):
        if len(others) == 1:
            term, is_negative = others[0], isinstance(others[0], Neg)
            term = term.arg if isinstance(term, Neg) else term
            if (frozenset(plain), term, not is_negative) in found:
                return True
            found.add((frozenset(plain), term, is_negative))
    return False


def _has_turned_waves(nodes: Sequence[Node]) -> bool:
    calls = [node for node in nodes if isinstance(node, Call)]
    names = {call.name for call in calls}
    turned = {call.name for call in calls if call.args and _is_along(call.args[0])}
    return bool((turned & _WAVES and names & _HYPERBOLIC) or (turned & _HYPERBOLIC and names & _WAVES))


_MARKS: tuple[Callable[[Sequence[Node]], bool], ...] = (
    _has_exponentials,
    _has_polar_sums,
    _has_parts,
    _has_conjugates,
    _has_turned_waves,
)
