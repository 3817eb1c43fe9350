"""Where an expression is differentiable, as far as its parts show."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from itertools import count as count_from

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.definedness.formulas import TRUE, Atom, Formula, Never, Role, When
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.functions.formulas import formula
from grader.evidence.functions.table import REALS
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import difference
from grader.evidence.trees.build import minus, number_tree, product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.total import is_total
from grader.evidence.trees.slopes.derivative import differentiated
from grader.evidence.trees.slopes.explicit import is_smooth
from grader.language.tree import (
    ZERO,
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
    replaced,
    substitute,
    symbols,
    walk,
)
from grader.records import replace

HIDING = frozenset({Bind, Cases, Derivative})  # kinds of nodes whose parts may not count, or bind a symbol
_UNCLEAR = Never(Role.UNCLEAR)
MAX_ORDER = 6  # of a derivative at a kink
PART = 2  # one in so many of the steps that are left may go into one slope
Bend = tuple[Node, Role]  # a kink is bent where the tree is 0, and what that means for the derivative


def smoothness(node: Derivative, setting: Setting, budget: Budget) -> list[Formula]:
    """Return conditions under which the body, where it is defined, has the derivative.

    Where they fail it may still have one: their role is unclear, or left out where the derivative of ReLU decides. At
    a kink where nothing else is bent it has none if it depends on the kink to first order.
    """
    is_named = node.order == 1 and "relu'(0)" in setting.conventions
    found = {part: own for part in walk(node.body)
             if node.var in symbols(part) and (own := _own(part, node.var, is_named))}  # fmt: skip
    if setting.conventions:
        return [formula for own in found.values() for formula in own]
    others = {part: [one for other in found if other != part for one in found[other]] for part in found}
    told = {part: known for part, own in found.items() if node.order > 1
            and (known := _bent_of_order(node, part, own, others[part], budget)) is not None}  # fmt: skip
    bent = [
        formula
        for part, own in found.items()
        for formula in (told[part] if part in told else _bent(node, part, own, others[part], budget))
    ]
    if node.order == 1:
        return bent
    # Where the first derivative is lacking all others are; where it is not, a later one may be.
    lacking = {one.node for one in bent if isinstance(one, Atom) and one.role is not Role.UNCLEAR}
    unclear = [one for part, own in found.items() if part not in told for one in own]
    rest = [one for one in unclear if not (isinstance(one, Atom) and one.node in lacking)]
    return [*(one for one in bent if one not in rest), *rest]


def _bent_of_order(
    node: Derivative, kink: Node, own: list[Formula], others: list[Formula], budget: Budget
) -> list[Formula] | None:
    """Return where a body that is smooth but for a kink lacks a derivative of higher order; None if that is not known.

    To both sides of the kink, at u = 0 with a linear u, the body is smooth: it has the derivative there just if all up
    to this order are the same on both sides.
    """
    if not isinstance(kink, Call) or len(own) != 1 or not isinstance(own[0], Atom):
        return None
    if budget.is_above(node.order, MAX_ORDER, "max_degree"):
        return None
    form, sides = affine(own[0].node), _sides(kink)
    if sides is None or form is None or form.keys() - {node.var, ""} or not form.get(node.var):
        return None
    place = -form.get("", Fraction(0)) / form[node.var]
    root = number_tree(place)
    if not facts_of(node.body).kinds.isdisjoint(HIDING) or not all(_holds_at(root, node.var, one) for one in others):
        return None
    gap = minus(*(replaced(node.body, kink, side) for side in sides))
    jumps = [_is_zero(gap, node.var, place, order, budget) for order in range(1, node.order + 1)]
    if None in jumps:
        return None
    role = Role.LEFT_OUT if own[0].role is Role.LEFT_OUT else Role.UNDEFINED
    return [replace(own[0], role=role)] if False in jumps else []


def _is_zero(gap: Node, name: str, value: Fraction, order: int, budget: Budget) -> bool | None:
    """Return whether a derivative is 0 at a place, None where that is not known."""
    part = budget.share(PART)
    try:
        slope = differentiated(Derivative(gap, name, order), part)
        found = Evaluator(Context(part), {name: fmpq(*value.as_integer_ratio())}).number(slope)
    except (DeclinedError, ExceededError, NoValueError):
        return None
    if found == 0 or found != 0:
        return bool(found == 0)
    return None


def _sides(kink: Call) -> tuple[Node, Node] | None:
    """Return what a call with a kink is on both sides of it."""
    match kink:
        case Call("abs", (u,)):
            return u, Neg(u)
        case Call("relu", (u,)):
            return u, ZERO
        case Call("max" | "min", (first, second)):
            return first, second
        case _:
            return None


def _bent(node: Derivative, part: Node, own: list[Formula], others: list[Formula], budget: Budget) -> list[Formula]:
    """Return the conditions of one part; a kink where all others are smooth bends the body if that depends on it."""
    match part, own:
        case Call("abs" | "max" | "min" | "relu"), [Atom(u, Sign.NONZERO, role)]:
            bent = Role.LEFT_OUT if role is Role.LEFT_OUT else Role.UNDEFINED
            found = _bent_on_line(node, part, (u, bent), others, budget)
            if found is None and not others:
                found = _bent_on_curve(node, part, (u, bent), budget)
            return own if found is None else found
        case _:
            return own


def _bent_on_line(
    node: Derivative, kink: Call, bend: Bend, others: list[Formula], budget: Budget
) -> list[Formula] | None:
    """Return where a body F(x, k) is bent that is smooth but for k where u = 0; None if that is not known.

    k is |u|, relu(u), or a maximum or minimum of two numbers with the difference u, which is linear in x. To both sides
    of u = 0 the slopes of k differ, and those of F(x, k) by that times the slope of F by k: where this is 0 there is a
    derivative.
    """
    form = affine(bend[0])
    if form is None or not form.get(node.var):
        return None
    root = tree_of({name: -part / form[node.var] for name, part in form.items() if name != node.var})
    if not all(_holds_at(root, node.var, other) for other in others):
        return None
    weight = _weight(node, kink, budget)
    if weight is None or not is_total(weight := substitute(weight, {node.var: root})):
        return None
    return _where_bent([weight] if not literal(weight) else [], *bend)


def _bent_on_curve(node: Derivative, kink: Call, bend: Bend, budget: Budget) -> list[Formula] | None:
    """Return the same for another smooth u: |u| is bent where u = 0 and the slope of u by x is not."""
    u, bent = bend
    weight = _weight(node, kink, budget) if is_smooth(u) else None
    if weight is None:
        return None
    try:
        step = differentiated(Derivative(u, node.var), budget.share(PART))
    except (DeclinedError, ExceededError):
        return None
    if not (is_total(weight) and is_total(step)):
        return None
    return _where_bent([part for part in (weight, step) if not literal(part)], u, bent)


def _where_bent(jump: list[Node], u: Node, bent: Role) -> list[Formula]:
    """Return that u is not 0 where a product is not: by so much the slopes differ to both sides."""
    if any(literal(part) == 0 for part in jump):
        return []
    kink = Atom(u, Sign.NONZERO, bent)
    if not jump:
        return [kink]
    return [When(Atom(product_of(jump), Sign.NONZERO), kink, TRUE)]


def _weight(node: Derivative, kink: Call, budget: Budget) -> Node | None:
    """Return the slope of a body F(x, k) by a kink k where that is 0; None if not known."""
    if not facts_of(node.body).kinds.isdisjoint(HIDING):
        return None
    names = symbols(node.body) | {node.var}
    fresh = next(name for count in count_from(1) if (name := f"k{count}") not in names)
    value = ZERO if kink.name in {"abs", "relu"} else kink.args[1]
    try:
        slope = differentiated(Derivative(replaced(node.body, kink, Sym(fresh)), fresh), budget.share(PART))
    except (DeclinedError, ExceededError):
        return None
    return substitute(slope, {fresh: value})


def _holds_at(root: Node, var: str, condition: Formula) -> bool:
    match condition:
        case Atom(other, Sign.NONZERO):
            return bool(literal(substitute(other, {var: root})))
        case _:
            return False


def _own(node: Node, var: str, is_named: bool) -> list[Formula]:
    match node:
        case Call(name="relu", args=(u,)):
            return [] if is_named else [Atom(u, Sign.NONZERO, Role.LEFT_OUT)]
        case Call(name="root", args=(u, _)):
            return [_kink(u, ZERO)]
        case Call(name=name, args=(u, *_)) if (facts := REALS.get(name)) is not None and facts.jumps is not None:
            places = [*(end.text for end in facts.kinks), *map(str, facts.jumps)]
            return [_kink(u, formula(place)) for place in places] if facts.numbers != "integers" else [_UNCLEAR]
        case Call(name="max" | "min", args=args) if len(args) > 1:
            return [Atom(difference(a, b), Sign.NONZERO, Role.UNCLEAR) for a, b in combinations(args, 2)]
        case Pow(base=base, exp=exp):
            exponent = literal(exp)
            is_whole = exponent is not None and exponent.denominator == 1
            return [] if is_whole or base == Const("e") else [_kink(base, ZERO)]
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
    return Atom(u if place == ZERO else difference(u, place), Sign.NONZERO, Role.UNCLEAR)
