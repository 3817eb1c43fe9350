"""Changes expressions and conditions a little, so that most likely they mean something else."""

from __future__ import annotations

from fractions import Fraction

from grader.language.tree import (
    Add,
    Call,
    Cases,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
)
from tests.benchmarks.building import (
    ONE,
    TWO,
    World,
    call,
    leaf,
    number,
    plus,
    times,
)
from tests.benchmarks.rewriting import OPPOSITE, somewhere


def other_condition(node: Relation, world: World) -> Node:
    """Return a condition that most likely has other solutions."""
    (op,), (a, b) = node.ops, node.operands
    t = leaf(world)
    return world.random.choice(
        (
            Relation((world.random.choice(("<", "<=", ">", ">=", "=")),), (a, b)),
            Relation((op,), (times(a, t), times(b, t))),
            Relation((op,), (Pow(a, TWO), Pow(b, TWO))),
            Relation((op,), (mutated(a, world), b)),
            Relation((OPPOSITE[op],), (a, b)),
        )
    )


SWAPS = {
    "sin": "cos",
    "max": "min",
    "sinh": "cosh",
    "floor": "ceil",
    "relu": "abs",
    "exp": "softplus",
    "tanh": "arctan",
}


def mutated(node: Node, world: World) -> Node:
    """Return a tree that most likely differs: a number, a sign, a name, a function, a condition of a rule."""
    return somewhere(node, world, lambda place: _mutation(place, world)) or plus(node, ONE)


def _mutation(place: Node, world: World) -> Node | None:
    near = number(Fraction(1, 10**9))
    match place:
        case Num(value):
            return world.random.choice((number(value + 1), plus(place, near)))
        case Call("log", (Pow(a, Num(value)),)) if value == 2:
            return times(TWO, call("log", a))
        case Call("sqrt", (Pow(a, Num(value)),)) if value == 2:
            return a
        case Call("abs", (a,)):
            return a
        case Call("sqrt", (Mul((a, b)),)):
            return times(call("sqrt", a), call("sqrt", b))
        case Call(name, args) if name in SWAPS:
            return Call(SWAPS[name], args)
        case Add((first, *rest)):
            return world.random.choice(
                (Add((Neg(first), *rest)), Add((first, times(plus(ONE, near), rest[0]), *rest[1:])))
            )
        case Neg(a):
            return a
        case Sym(name) if len(world.domains) > 1:
            return Sym(world.random.choice(sorted(world.domains.keys() - {name})))
        case Cases(((a, Relation((op,), sides)),), otherwise):
            return Cases(((a, Relation(({"<": ">=", ">=": "<", ">": "<="}.get(op, "<"),), sides)),), otherwise)
    return world.random.choice(
        (plus(place, near), times(place, call("exp", near)), Pow(call("sqrt", place), TWO), None)
    )
