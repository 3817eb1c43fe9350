"""Waves by amplitude and phase as affine families: A sin(u + B) is P sin(u) + Q cos(u) for all real A and B.

The map from (A, B) to (A cos B, A sin B) is onto the plane, so both are the same functions once A and B stand nowhere
else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from grader.evidence.trees.linear import row_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, ZERO, Add, Call, Div, Mul, Neg, Node, Sym, symbols, walk

WAVES = {"sin": "cos", "cos": "sin"}


def without_phases(tree: Node, names: Sequence[str]) -> Node:
    """Return a tree in which each wave with an amplitude and a phase of its own is affine in both.

    The names are those of arbitrary real constants; each of the pair must stand in the wave only, once.
    """
    counts = Counter(node.name for node in walk(tree) if isinstance(node, Sym))
    return _opened(tree, frozenset(name for name in names if counts[name] == 1))


def _opened(tree: Node, names: frozenset[str]) -> Node:
    match tree:
        case Neg(arg):
            return Neg(_opened(arg, names))
        case Add(terms):
            return Add(tuple(_opened(term, names) for term in terms))
        case Div(num, den) if not symbols(den) & names:
            return Div(_opened(num, names), den)
        case Mul(factors):
            return _product(factors, names)
        case _:
            return tree


def _product(factors: tuple[Node, ...], names: frozenset[str]) -> Node:
    """Return a product with A and sin(u + B) among its factors as one that is affine in A and B."""
    held = [factor for factor in factors if symbols(factor) & names]
    others = tuple(factor for factor in factors if not symbols(factor) & names)
    if len(held) == 1:
        return Mul((*others, _opened(held[0], names)))
    for amplitude, wave in (held, held[::-1]) if len(held) == 2 else ():
        one, other = symbols(amplitude) & names, symbols(wave) & names
        row = row_of(amplitude, tuple(one)) if len(one) == len(other) == 1 else None
        opened = _wave(wave, *other) if row is not None and row[0] == ZERO else None
        if row is not None and opened is not None:
            plain, turned = opened
            waves = Add((Mul((Sym(*one), plain)), Mul((Sym(*other), turned))))
            parts = (*others, *(part for part in row[1:] if part != ONE))
            return Mul((*parts, waves)) if parts else waves
    return Mul(factors)


def _wave(tree: Node, phase: str) -> tuple[Node, Node] | None:
    """Return sin(u) and cos(u) of sin(u + kB), the other way round of cos; k is a rational number but 0."""
    match tree:
        case Call(name, (arg,)) if name in WAVES:
            row = row_of(arg, (phase,))
            if row is None or literal(row[1]) in {None, 0}:
                return None
            return Call(name, (row[0],)), Call(WAVES[name], (row[0],))
        case _:
            return None
