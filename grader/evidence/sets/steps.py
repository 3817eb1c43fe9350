"""Sets as conditions on one real number: x is of `{b + k s : k in Z}` where sin(pi (x - b)/s) = 0.

So are sets that say what their members meet, `{x : cos(2x) = 0}`, and unions of both.
"""

from __future__ import annotations

from grader.evidence.functions.questions import CIRCLE
from grader.evidence.sets.angles import PI, angle
from grader.evidence.trees.build import conjuncts, minus, number_tree
from grader.evidence.trees.linear import affine
from grader.language.domains import Variable
from grader.language.tree import (
    ONE,
    TWO,
    ZERO,
    Add,
    Array,
    Builder,
    Call,
    CaptureError,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Tup,
    rebuild,
    substitute,
    walk,
)
from grader.records import replace


def as_conditions(sides: tuple[Node, Node], name: str) -> tuple[Node, Node] | None:
    """Return two sets as conditions on any real number, where one is none of itself; None for others."""
    if all(isinstance(side, Relation | Logic) for side in sides):
        return None
    first, second = (_condition(side, name) for side in sides)
    return None if first is None or second is None else (first, second)


def on_a_stretch(sides: tuple[Node, Node], unknown: Variable) -> tuple[tuple[Node, Node], Variable] | None:
    """Return two sets of which one repeats as conditions on a few of all real numbers; None for others.

    What differs there differs, what agrees there need not agree elsewhere.
    """
    made = [_written_out(side, unknown.name) or _condition(side, unknown.name) for side in sides]
    first, second = made
    if first is None or second is None or not any(map(_repeats, (*walk(first), *walk(second)))):
        return None
    low, high = (number_tree(end) for end in STRETCH)
    domain = replace(unknown.domain, low=low, high=high, low_closed=True, high_closed=True)
    return (first, second), replace(unknown, domain=domain)


STRETCH = (-7, 7)  # more than two turns


def _repeats(node: Node) -> bool:
    return isinstance(node, Call) and node.name in CIRCLE


def _written_out(side: Node, name: str) -> Node | None:
    """Return what a number of a set meets whose members are written out; None for other sets."""
    if not isinstance(side, SetOf) or any(isinstance(item, Tup | Array | SetOf | Interval) for item in side.items):
        return None
    equations = tuple(Relation(("=",), (Sym(name), item)) for item in side.items)
    return equations[0] if len(equations) == 1 else Logic("or", equations) if equations else None


def _condition(side: Node, name: str) -> Node | None:
    match side:
        case Relation(("in",), (Sym(own), Builder() | SetOp() | Space("Z", ()) as inner)) if own == name:
            return _condition(inner, name)
        case Relation() | Logic():
            return side
        case SetOp("union", args):
            parts = [_condition(arg, name) for arg in args]
            known = tuple(part for part in parts if part is not None)
            return Logic("or", known) if len(known) == len(parts) else None
        case Space("Z", ()):
            return _of_steps(Sym(name), name, name)
        case Builder(Sym(own), (bound,), condition) if own == bound:
            return _of_members(condition, bound, name)
        case Builder(value, (bound,), Relation(("in",), (Sym(index), Space("Z", ())))) if index == bound:
            parts = [_of_steps(one, bound, name) for one in _by_parity(value, bound)]
            known = tuple(part for part in parts if part is not None)
            return None if len(known) < len(parts) else known[0] if len(known) == 1 else Logic("or", known)
        case _:
            return None


def _of_steps(value: Node, index: str, name: str) -> Node | None:
    """Return what a number meets that is b + k s for an integer k."""
    steps = angle(value, index)
    if steps is None:
        return None
    turns = Mul((number_tree(1 / steps.slope), minus(Sym(name), steps.shift)))
    if steps.power != 1:
        turns = Mul((Pow(PI, number_tree(1 - steps.power)), turns))
    return Relation(("=",), (Call("sin", (turns,)), ZERO))


def _by_parity(value: Node, index: str) -> tuple[Node, ...]:
    """Return what a value with (-1)^k in it is for k = 2 m and for k = 2 m + 1; itself without such a power.

    The index then stands for m.
    """
    if not any(_alternates(part, index) for part in walk(value)):
        return (value,)
    return _at_parity(value, index, 0), _at_parity(value, index, 1)


def _alternates(node: Node, index: str) -> bool:
    return isinstance(node, Pow) and node.base in _MINUS_ONE and _exponent(node.exp, index) is not None


def _exponent(node: Node, index: str) -> tuple[int, int] | None:
    """Return a and b of an exponent a k + b with integers, None for others."""
    form = affine(node)
    if form is None or form.keys() - {index, ""} or any(part.denominator != 1 for part in form.values()):
        return None
    return int(form.get(index, 0)), int(form.get("", 0))


def _at_parity(node: Node, index: str, rest: int) -> Node:
    """Return a tree with 2 m + rest in the place of k, and signs in the place of powers of -1."""
    if isinstance(node, Pow) and node.base in _MINUS_ONE and (found := _exponent(node.exp, index)) is not None:
        return ONE if (found[0] * rest + found[1]) % 2 == 0 else Neg(ONE)
    if node == Sym(index):
        double = Mul((TWO, node))
        return Add((double, ONE)) if rest else double
    return rebuild(node, lambda part: _at_parity(part, index, rest))


_MINUS_ONE = frozenset({Neg(ONE), number_tree(-1)})


def _of_members(condition: Node, bound: str, name: str) -> Node | None:
    """Return what the members of a set meet as a condition on a number, which is real in any case."""
    reals = Relation(("in",), (Sym(bound), Space("R")))
    parts = tuple(part for part in conjuncts(condition) if part != reals)
    if not parts:
        return None
    whole = parts[0] if len(parts) == 1 else Logic("and", parts)
    try:
        return _condition(substitute(whole, {bound: Sym(name)}), name)
    except CaptureError:
        return None
