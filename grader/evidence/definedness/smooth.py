"""Where an expression is differentiable, as far as its parts show."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise

from grader.claims.statements import Setting
from grader.evidence.definedness.formulas import Atom, Formula, Never, Role
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import difference
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

ONE = Num(Fraction(1))

# Analytic wherever they are defined.
ANALYTIC = frozenset(
    {"exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "arctan", "sinh", "cosh", "tanh", "coth", "sech", "csch"}
    | {"arsinh", "artanh", "sigmoid", "logit", "softplus", "gelu", "silu", "erf", "erfc", "gamma"}
)
# Not differentiable, or perhaps not, where the argument has one of these values; elsewhere analytic.
KINKS: dict[str, tuple[int, ...]] = {
    "sqrt": (0,),
    "cbrt": (0,),
    "root": (0,),
    "abs": (0,),
    "sign": (0,),
    "heaviside": (0,),
    "leaky_relu": (0,),
    "elu": (0,),
    "hardtanh": (-1, 1),
    "arcsin": (-1, 1),
    "arccos": (-1, 1),
    "arcosh": (1,),
    "arccot": (0,),
}


def smoothness(node: Derivative, setting: Setting) -> list[Formula]:
    """Return conditions under which the body, where it is defined, has the derivative.

    Where they fail it may still have one: their role is unclear, or left out where the derivative of ReLU decides.
    """
    is_named = node.order == 1 and "relu'(0)" in setting.conventions
    found = ((part, _own(part, node.var, is_named)) for part in walk(node.body))
    return [formula for part, own in found if own and node.var in symbols(part) for formula in own]


def _own(node: Node, var: str, is_named: bool) -> list[Formula]:
    match node:
        case Call(name=name, args=args) if name in KINKS:
            return [_kink(args[0], value) for value in KINKS[name]]
        case Call(name="relu", args=(u,)):
            return [] if is_named else [Atom(u, Sign.NONZERO, Role.LEFT_OUT)]
        case Call(name="max" | "min", args=args) if len(args) > 1:
            return [Atom(difference(a, b), Sign.NONZERO, Role.UNCLEAR) for a, b in combinations(args, 2)]
        case Pow(base=base, exp=exp):
            exponent = literal(exp)
            is_whole = exponent is not None and exponent.denominator == 1
            return [] if is_whole or base == Const("e") else [_kink(base, 0)]
        case Relation(operands=operands):
            pairs = pairwise(operands)
            return [Atom(difference(a, b), Sign.NONZERO, Role.UNCLEAR) for a, b in pairs]
        case _:
            return [] if _is_harmless(node, var) else [Never(Role.UNCLEAR)]


def _is_harmless(node: Node, var: str) -> bool:
    match node:
        case Call(name=name):
            return name in ANALYTIC
        case Sym() | Num() | Const() | Neg() | Add() | Mul() | Div() | Apply() | Cases() | Logic() | Index():
            return True
        case _:
            return False


def _kink(u: Node, value: int) -> Formula:
    if value == 0:
        return Atom(u, Sign.NONZERO, Role.UNCLEAR)
    return Atom(difference(u, ONE if value > 0 else Neg(ONE)), Sign.NONZERO, Role.UNCLEAR)
