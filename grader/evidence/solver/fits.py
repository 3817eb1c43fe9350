"""What the solver can be asked about, told from a tree alone: before a query is made, which takes longer."""

from __future__ import annotations

from grader.evidence.functions.questions import KINKED, STEPPED
from grader.evidence.solver.bounds import MAX_POWER, RANGES
from grader.evidence.solver.terms import COMPARED
from grader.evidence.trees.build import distinct
from grader.evidence.trees.polynomials import rational_literal
from grader.language.tree import (
    Add,
    Array,
    Call,
    Cases,
    Const,
    Div,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    Space,
    Sym,
    Tup,
)

KINDS = frozenset({Num, Sym, Neg, Add, Mul, Div, Cases, Logic, Interval, SetOf, Tup, Array, Space})
OPS = frozenset({*COMPARED, "in", "notin"})
CONSTANTS = frozenset({"pi", "e", "true", "false", "oo"})
CALLS = RANGES.keys() | KINKED | STEPPED | {"mod", "root", "sqrt", "cbrt"}


def fits(tree: Node) -> bool:
    """Return whether no part of a tree is of a kind that the solver is certainly not asked about."""
    return all(map(_fits, distinct(tree)))


def _fits(node: Node) -> bool:
    match node:
        case Call(name):
            return name in CALLS
        case Const(name):
            return name in CONSTANTS
        case Pow(_, exp):
            power = rational_literal(exp)
            return power is not None and abs(power.p) <= MAX_POWER >= power.q
        case Relation(ops):
            return OPS.issuperset(ops)
        case _:
            return type(node) in KINDS
