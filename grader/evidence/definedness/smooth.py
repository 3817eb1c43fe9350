"""Where an expression is differentiable, as far as its parts show."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise

from grader.claims.statements import Setting
from grader.evidence.definedness.formulas import Atom, Formula, Never, Role
from grader.evidence.functions.formulas import formula
from grader.evidence.functions.table import REALS
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import difference
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    Add,
    Apply,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    symbols,
    walk,
)

NIL = Num(Fraction(0))
_UNCLEAR = Never(Role.UNCLEAR)


def smoothness(node: Derivative, setting: Setting) -> list[Formula]:
    """Return conditions under which the body, where it is defined, has the derivative.

    Where they fail it may still have one: their role is unclear, or left out where the derivative of ReLU decides. At
    the only kink of a multiple of |u| and of what is smooth it has none.
    """
    is_named = node.order == 1 and "relu'(0)" in setting.conventions
    found = ((part, _own(part, node.var, is_named)) for part in walk(node.body))
    unclear = [formula for part, own in found if own and node.var in symbols(part) for formula in own]
    match unclear:
        case [Atom(u, Sign.NONZERO, Role.UNCLEAR)] if not setting.conventions and _is_bent(node.body, node.var):
            return [Atom(u, Sign.NONZERO)]
        case _:
            return unclear


def _is_bent(body: Node, var: str) -> bool:
    """Return whether a tree with one kink is a multiple of |u| or max(u, v) and what is smooth, with linear u and v."""
    match body:
        case Call(name="abs", args=(u,)):
            return bool((affine(u) or {}).get(var))
        case Call(name="max" | "min", args=(u, v)):
            return bool((affine(difference(u, v)) or {}).get(var))
        case Neg(inner):
            return _is_bent(inner, var)
        case Add(parts):
            return any(_is_bent(part, var) for part in parts)
        case Mul((factor, inner)) | Mul((inner, factor)) if literal(factor):
            return _is_bent(inner, var)
        case _:
            return False


def _own(node: Node, var: str, is_named: bool) -> list[Formula]:
    match node:
        case Call(name="relu", args=(u,)):
            return [] if is_named else [Atom(u, Sign.NONZERO, Role.LEFT_OUT)]
        case Call(name="root", args=(u, _)):
            return [_kink(u, NIL)]
        case Call(name=name, args=(u, *_)) if (facts := REALS.get(name)) is not None and facts.jumps is not None:
            places = [*(end.text for end in facts.kinks), *map(str, facts.jumps)]
            return [_kink(u, formula(place)) for place in places] if facts.numbers != "integers" else [_UNCLEAR]
        case Call(name="max" | "min", args=args) if len(args) > 1:
            return [Atom(difference(a, b), Sign.NONZERO, Role.UNCLEAR) for a, b in combinations(args, 2)]
        case Pow(base=base, exp=exp):
            exponent = literal(exp)
            is_whole = exponent is not None and exponent.denominator == 1
            return [] if is_whole or base == Const("e") else [_kink(base, NIL)]
        case Relation(operands=operands):
            pairs = pairwise(operands)
            return [Atom(difference(a, b), Sign.NONZERO, Role.UNCLEAR) for a, b in pairs]
        case _:
            return [] if _is_harmless(node) else [_UNCLEAR]


def _is_harmless(node: Node) -> bool:
    match node:
        case Sym() | Num() | Const() | Neg() | Add() | Mul() | Div() | Apply() | Cases() | Logic() | Index():
            return True
        case _:
            return False


def _kink(u: Node, place: Node) -> Formula:
    return Atom(u if place == NIL else difference(u, place), Sign.NONZERO, Role.UNCLEAR)
