"""Sets of integers that are unions of residue classes: `x = 3 (mod 5) and x = 2 (mod 3)`, `{8 + 15 k : k in Z}`.

A condition in which the unknown stands in remainders by numbers only, of polynomials with integer coefficients, holds
for all or for none of the integers of a class modulo a common multiple of these numbers. Two such conditions hold at
the same integers when they do so on one period.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import Literal

from flint import fmpq

from grader.evidence.errors import DeclinedError, NoValueError, refuse_above
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.look import STEPS
from grader.evidence.numbers.shown import shown
from grader.evidence.numbers.truth import condition_at
from grader.evidence.trees.build import minus
from grader.evidence.trees.linear import affine, tree_of
from grader.evidence.trees.polynomials import integer_literal, literal
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ZERO,
    Add,
    Builder,
    Call,
    CaptureError,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOp,
    Space,
    Sym,
    children,
    substitute,
    symbols,
)
from grader.verdict import Evidence, Point, Proof, Truth

METHOD = "residue classes"
MAX_CLASSES = 400  # that are looked at one by one
OPS: dict[str, Literal["and", "or"]] = {"union": "or", "intersection": "and"}


def by_classes(answer: Node, expected: Node, unknown: Variable | None, context: Context) -> Evidence | None:
    """Return evidence whether two sets of integers are the same, None where one is not seen to repeat."""
    name = "x" if unknown is None else unknown.name
    if unknown is not None and not _is_all(unknown.domain):
        return None
    try:
        sides = [_condition(side, name, is_alone=unknown is None) for side in (answer, expected)]
        period = lcm(*(modulus for side in sides for modulus in _moduli(side, name)))
        refuse_above(period, MAX_CLASSES, "max_cases")
        for place in range(period):
            told = [condition_at(Evaluator(context, {name: fmpq(place)}, STEPS[1]), side) for side in sides]
            if None in told:
                return None
            if told[0] != told[1]:
                return Point({name: shown(fmpq(place))}, Truth(bool(told[0])), Truth(bool(told[1])), METHOD)
    except (CaptureError, DeclinedError, NoValueError):
        return None
    return Proof(METHOD)


def _is_all(domain: Domain) -> bool:
    is_free = domain.members is None and not domain.nonzero and not domain.shape
    return domain.base == "integer" and is_free and domain.low is None and domain.high is None


def _condition(side: Node, name: str, *, is_alone: bool) -> Node:
    """Return the condition that the members of a set of integers meet; raises DeclinedError."""
    match side:
        case Builder(Sym(own), (bound,), condition) if own == bound and not is_alone:
            return substitute(condition, {bound: Sym(name)})
        case Builder(value, (bound,), Relation(("in",), (Sym(index), Space("Z", ())))) if index == bound:
            return _class(value, bound, name)
        case SetOp(op, args) if op in OPS:
            return Logic(OPS[op], tuple(_condition(arg, name, is_alone=is_alone) for arg in args))
        case Relation() | Logic() if not is_alone:
            return side
        case _:
            raise DeclinedError


def _class(value: Node, index: str, name: str) -> Node:
    """Return the condition that an integer is a + b k for an integer k."""
    form = affine(value)
    if form is None or form.keys() - {index, ""} or any(part.denominator != 1 for part in form.values()):
        raise DeclinedError
    step, first = form.get(index, Fraction(0)), form.get("", Fraction(0))
    if not step:
        raise DeclinedError
    start = tree_of({"": first}) if first else ZERO
    return Relation(("=",), (Call("mod", (minus(Sym(name), start), Num(abs(step)))), ZERO))


def _moduli(node: Node, name: str) -> Iterator[int]:
    """Yield the numbers by which remainders are taken; raises DeclinedError where the unknown stands elsewhere."""
    match node:
        case Call("mod", (arg, by)) if (modulus := integer_literal(by)) is not None and modulus > 0:
            if not _has_whole_values(arg, name):
                raise DeclinedError
            yield modulus
        case Relation(("in",), (Sym(own), Space("Z", ()))) if own == name:
            return
        case Sym():
            raise DeclinedError
        case Logic() | Relation() | Neg() | Add() | Mul() | Num():
            for child in children(node):
                yield from _moduli(child, name)
        case _:
            raise DeclinedError


def _has_whole_values(node: Node, name: str) -> bool:
    """Return whether a tree is a polynomial of the unknown with integer coefficients."""
    match node:
        case Num(value):
            return value.denominator == 1
        case Sym(own):
            return own == name
        case Neg(arg):
            return _has_whole_values(arg, name)
        case Add(parts) | Mul(parts):
            return all(_has_whole_values(part, name) for part in parts)
        case Pow(base, exponent):
            power = literal(exponent)
            is_natural = power is not None and power.denominator == 1 and power >= 0
            return is_natural and not symbols(exponent) and _has_whole_values(base, name)
        case _:
            return False
