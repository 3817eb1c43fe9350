"""Which readings the other uses of a letter leave, where nothing is declared: `σ(x)` and `n2^k`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from grader.evidence.trees.features import facts_of
from grader.language.names.lexicon import LETTER_FUNCTIONS
from grader.language.reader import Reading
from grader.language.tree import Index, Node, Num, Pow, Sym, symbols, walk

Sides = Sequence[tuple[Reading, ...]]

_MARKED = re.compile(r"\\(?:top|intercal|transpose|vec|math|bold|bm|pmb)|\^\s{0,9}\{?\s{0,9}T|\.T\b|transpose|[ᵀ⊤]")
_I_TIMES = re.compile(r"(?<![A-Za-z\\_])i(\d+)(?![\d.])")  # `e^{i3}`: an index, or a number times the unit


def may_be_arrays(*texts: str) -> bool:
    """Return whether a mark of arrays may stand in some texts."""
    return any(map(_MARKED.search, texts))


def has_i_times(*texts: str) -> bool:
    """Return whether `i3` stands in one of some texts."""
    return any(map(_I_TIMES.search, texts))


def i_times(text: str) -> str:
    """Return a text with a product in place of each `i3`."""
    return _I_TIMES.sub(r"(i*\1)", text)


def settled_letters(sides: Sides, declared: Container[str] = ()) -> Sides:
    """Return the readings of each side without those that the other uses of a letter, on all sides, rule out."""
    if all(map(_is_one, sides)):
        return sides
    return _settled_digits(_settled_functions(_settled_inverses(sides)), declared)


def _is_one(side: tuple[Reading, ...]) -> bool:
    return len(side) == 1


def _settled_inverses(sides: Sides) -> Sides:
    r"""Return the readings without those in which `\tan^{-1}` is one over the tangent, where that cannot be meant.

    So it is where another side has an arctangent, and its own side has none but in the readings as one.
    """
    inverses, others = ([_without(side, ("inverse", way)) for side in sides] for way in (1, 0))
    doubted = [len(one) != len(side) for one, side in zip(inverses, sides, strict=True)]
    plain = [reading for side, is_doubted in zip(sides, doubted, strict=True) if not is_doubted for reading in side]
    if not plain or not all(inverses):
        return sides
    own = [_arcs(side) for side, is_doubted in zip(inverses, doubted, strict=True) if is_doubted]
    written = any(_arcs(side) for side, is_doubted in zip(others, doubted, strict=True) if is_doubted)
    return inverses if own and not written and all(arcs <= _arcs(plain) for arcs in own) else sides


def _arcs(side: Sequence[Reading]) -> frozenset[str]:
    return frozenset[str]().union(*(facts_of(reading.tree).calls for reading in side)) & _ARCS


_ARCS = frozenset({"arcsin", "arccos", "arctan", "arsinh", "arcosh", "artanh", "arccot"})


def _settled_functions(sides: Sides) -> Sides:
    """Return the readings without those in which σ(x) is a product, where σ stands nowhere by itself.

    Where nothing is declared a letter before brackets may be a function or a factor. It is the function where no
    text uses it in any other way; else all readings stay.
    """
    functions = [_without(side, ("letter", 1)) for side in sides]
    alone = frozenset[str]().union(*(symbols(reading.tree) for side in functions for reading in side))
    called = frozenset[str]().union(*map(_called, sides))
    return sides if alone & called or not all(functions) else functions


def _without(side: tuple[Reading, ...], choice: tuple[str, int]) -> tuple[Reading, ...]:
    return tuple(reading for reading in side if choice not in reading.choices)


def _called(side: tuple[Reading, ...]) -> frozenset[str]:
    """Return the letters that are factors in a reading where another has functions."""
    return frozenset(_gained(side, "letter", 1) & LETTER_FUNCTIONS.keys())


def _gained(side: tuple[Reading, ...], kind: str, choice: int) -> set[str]:
    """Return the names that stand more often in a reading with a choice than in one with the other."""
    trees = [reading.tree for way in (choice, 1 - choice) for reading in side if (kind, way) in reading.choices]
    one, other = next(iter(trees), None), next(reversed(trees), None)
    if one is None or other is None:
        return set()
    return set((Counter(map(_name, walk(one))) - Counter(map(_name, walk(other)))).keys())


def _name(node: Node) -> str:
    return node.name if isinstance(node, Sym) else ""


def _settled_digits(sides: Sides, declared: Container[str]) -> Sides:
    """Return the readings without `n2^k` as n_2^k, or without it as n 2^k, where other uses of n and n_2 say which.

    It is n_2 where n is not declared and stands nowhere by itself. Else it is the product, if no n with an index stands
    elsewhere. Both readings stay where that does not tell, and where the exponent is a number.
    """
    names, products = ([_without(side, ("digits", 1 - choice)) for side in sides] for choice in (0, 1))
    bases = set[str]().union(*(_gained(side, "digits", 1) for side in sides)) - {""}
    if not bases or not all(names) or not all(products):
        return sides
    nodes = [part for side in names for reading in side for part in walk(reading.tree)]
    alone = {base for base in bases if base in declared or Sym(base) in nodes}
    if not alone:
        return names
    doubtful = set[str]().union(*(_gained(side, "digits", 0) for side in sides)) - {""}
    settled = alone == bases and len(doubtful) == len(bases) and not _has_indices(products, bases)
    return products if settled and not any(_is_power_of(part, doubtful) for part in nodes) else sides


def _has_indices(sides: Sides, bases: set[str]) -> bool:
    """Return whether one of some letters stands with an index."""
    parts = [part for side in sides for reading in side for part in walk(reading.tree)]
    indexed = {_name(part.base) for part in parts if isinstance(part, Index)}
    named = {name.partition("_")[0] for name in map(_name, parts) if "_" in name}
    return not bases.isdisjoint(indexed | named)


def _is_power_of(node: Node, names: set[str]) -> bool:
    """Return whether a tree is a power of one of some names with a number as exponent."""
    return isinstance(node, Pow) and _name(node.base) in names and isinstance(node.exp, Num)


def may_have_conjugates(*texts: str) -> bool:
    """Return whether a bar, or the sign of a part of a complex number, may stand in some texts."""
    return any(map(_CONJUGATED.search, texts))


_CONJUGATED = re.compile("bar|overline|conj|[\u0304\u0305ℜℑ]|Re|Im")
