"""Conjugates and moduli of products, quotients and powers with integer exponents as those of what they are made of.

conj(u^n) = conj(u)^n and |u^n| = |u|^n for integers n: both sides have values at the same points.
"""

from __future__ import annotations

from grader.evidence.trees.features import facts_of
from grader.evidence.trees.properties.total_complex import Integers
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Pow, rebuild

SPREAD = frozenset({"conj", "abs"})


def spread(node: Node, known: Integers) -> Node:
    """Return a tree with conjugates and moduli of powers with letters in integer exponents put inside."""
    facts = facts_of(node)
    if Pow not in facts.kinds or SPREAD.isdisjoint(facts.calls):
        return node
    match node:
        case Call("conj" | "abs" as name, (arg,)) if _holds_power(arg, known):
            return _inside(name, spread(arg, known), known)
        case _:
            return rebuild(node, lambda child: spread(child, known))


def _holds_power(node: Node, known: Integers) -> bool:
    """Return whether a factor, or for sums a term, is a power with a letter in its integer exponent."""
    match node:
        case Pow(_, exp):
            return bool(facts_of(exp).symbols) and known.of(exp)
        case Neg(arg):
            return _holds_power(arg, known)
        case Mul(parts) | Add(parts):
            return any(_holds_power(part, known) for part in parts)
        case Div(num, den):
            return _holds_power(num, known) or _holds_power(den, known)
        case _:
            return False


def _inside(name: str, node: Node, known: Integers) -> Node:
    """Return the conjugate or the modulus of a tree; a modulus goes into no sum."""
    match node:
        case Pow(base, exp) if known.of(exp):
            return Pow(_inside(name, base, known), exp)
        case Mul(factors):
            return Mul(tuple(_inside(name, factor, known) for factor in factors))
        case Div(num, den):
            return Div(_inside(name, num, known), _inside(name, den, known))
        case Neg(arg):
            inner = _inside(name, arg, known)
            return inner if name == "abs" else Neg(inner)
        case Add(terms) if name == "conj":
            return Add(tuple(_inside(name, term, known) for term in terms))
        case _:
            return Call(name, (node,))
