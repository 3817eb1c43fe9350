"""Where an expression is differentiable, as far as its parts show."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from itertools import count as count_from

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.definedness.formulas import Atom, Formula, Never, Role, When
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import formula
from grader.evidence.functions.table import REALS
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import difference
from grader.evidence.trees.derivative import differentiated
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.total import is_total
from grader.language.tree import (
    Add,
    Apply,
    Bind,
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
    rebuild,
    substitute,
    symbols,
    walk,
)

NIL = Num(Fraction(0))
HIDING = frozenset({Bind, Cases, Derivative})  # kinds of nodes whose parts may not count, or bind a symbol
_UNCLEAR = Never(Role.UNCLEAR)


def smoothness(node: Derivative, setting: Setting) -> list[Formula]:
    """Return conditions under which the body, where it is defined, has the derivative.

    Where they fail it may still have one: their role is unclear, or left out where the derivative of ReLU decides. At
    a kink where nothing else is bent it has none if it depends on the kink to first order.
    """
    is_named = node.order == 1 and "relu'(0)" in setting.conventions
    found = {part: own for part in walk(node.body)
             if node.var in symbols(part) and (own := _own(part, node.var, is_named))}  # fmt: skip
    if setting.conventions or node.order != 1:
        return [formula for own in found.values() for formula in own]
    return [
        formula
        for part, own in found.items()
        for formula in _bent(node, part, own, [one for other in found if other != part for one in found[other]])
    ]


def _bent(node: Derivative, part: Node, own: list[Formula], others: list[Formula]) -> list[Formula]:
    """Return the conditions of one part; a kink where all others are smooth bends the body if that depends on it."""
    match part, own:
        case Call("abs" | "max" | "min"), [Atom(u, Sign.NONZERO, Role.UNCLEAR)]:
            weight = _weight(node, part, u, others)
            return own if weight is None else [_where_bent(weight, u)]
        case _:
            return own


def _where_bent(weight: Node, u: Node) -> Formula:
    known = literal(weight)
    if known is not None:
        return Atom(u, Sign.NONZERO, Role.UNDEFINED if known else Role.UNCLEAR)
    return When(Atom(weight, Sign.NONZERO), Atom(u, Sign.NONZERO), Atom(u, Sign.NONZERO, Role.UNCLEAR))


def _weight(node: Derivative, kink: Call, u: Node, others: list[Formula]) -> Node | None:
    """Return the slope of F by k where u = 0 for a body F(x, k) that is smooth there but for k; None if not known.

    k is |u|, or a maximum or minimum of two numbers with the difference u, which is linear in x. To both sides of u = 0
    the slopes of k differ, and those of F(x, k) by that times the slope of F by k.
    """
    form = affine(u)
    if form is None or not form.get(node.var) or not facts_of(node.body).kinds.isdisjoint(HIDING):
        return None
    names = symbols(node.body) | form.keys()
    fresh = next(name for count in count_from(1) if (name := f"k{count}") not in names)
    root = tree_of({name: -part / form[node.var] for name, part in form.items() if name != node.var})
    if not all(_holds_at(root, node.var, other) for other in others):
        return None
    value = NIL if kink.name == "abs" else kink.args[1]
    try:
        slope = differentiated(Derivative(_replaced(node.body, kink, Sym(fresh)), fresh), Budget())
    except (DeclinedError, ExceededError):
        return None
    weight = substitute(substitute(slope, {fresh: value}), {node.var: root})
    return weight if is_total(weight) else None


def _holds_at(root: Node, var: str, condition: Formula) -> bool:
    match condition:
        case Atom(other, Sign.NONZERO):
            return bool(literal(substitute(other, {var: root})))
        case _:
            return False


def _replaced(tree: Node, part: Node, other: Node) -> Node:
    return other if tree == part else rebuild(tree, lambda child: _replaced(child, part, other))


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
