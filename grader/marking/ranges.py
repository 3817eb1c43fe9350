"""Sets given by what their members are values of: `0 < f(x) < 1` where the range of f is asked for.

Such a text is read as the condition on x that it also is; nobody can tell which was meant where only that is wrong.
"""

from __future__ import annotations

from dataclasses import replace

from grader.language.printing import show
from grader.language.reader import Reading
from grader.language.tree import Const, Interval, Neg, Node, Relation, RelationOp, Sym, symbols
from grader.problems.question import Question

_INFINITY = Const("oo")
_TURNED: dict[str, RelationOp] = {">": "<", ">=": "<="}


def as_range(question: Question, reading: Reading) -> Reading | None:
    """Return the other reading of a condition that bounds a formula of the unknown: the values between the bounds."""
    if question.kind.expects != "set" or len(question.for_all) != 1:
        return None
    values = _values(reading.tree, question.for_all[0].name)
    if values is None:
        return None
    return replace(reading, tree=values, spelling=show(values), choices=(*reading.choices, ("range", 1)))


def _values(tree: Node, unknown: str) -> Node | None:
    match tree:
        case Relation(("in",), (bounded, values)) if _is_formula(bounded, unknown) and unknown not in symbols(values):
            return values
        case Relation(ops, operands) if {*ops} <= _TURNED.keys():
            return _values(Relation(tuple(_TURNED[op] for op in reversed(ops)), operands[::-1]), unknown)
        case Relation(("<" | "<=" as op,), (low, bounded)) if _is_formula(bounded, unknown):
            ends: tuple[Node, Node, bool, bool] = low, _INFINITY, op == "<=", False
        case Relation(("<" | "<=" as op,), (bounded, high)) if _is_formula(bounded, unknown):
            ends = Neg(_INFINITY), high, False, op == "<="
        case Relation(("<" | "<=" as first, "<" | "<=" as last), (low, bounded, high)) if _is_formula(bounded, unknown):
            ends = low, high, first == "<=", last == "<="
        case _:
            return None
    return None if unknown in symbols(ends[0]) | symbols(ends[1]) else Interval(*ends)


def _is_formula(tree: Node, unknown: str) -> bool:
    return not isinstance(tree, Sym) and unknown in symbols(tree)
