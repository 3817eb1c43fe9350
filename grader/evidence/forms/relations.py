"""Equations, inequalities and sets solved for a symbol."""

from __future__ import annotations

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.language.printing import show
from grader.language.tree import (
    Array,
    Builder,
    Call,
    Const,
    Interval,
    Logic,
    Node,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Tup,
    symbols,
    walk,
)
from grader.wording import reasons, undecided_reasons

_SETS = (SetOf, SetOp, Interval, Space, Tup, Array, Const)


def solved_for(asked: HasForm, tree: Node) -> str | None:
    """The symbol stands alone on one side of each equation, or between the ends of a range, and nowhere else.

    What stands before a last condition that is solved may be the steps to it, and is no fault.
    """
    (name,) = asked.form.names[:1]
    why = _solved_for(name, tree)
    if why is not None and isinstance(tree, Logic) and _solved_for(name, tree.args[-1]) is None:
        raise UnclearError(undecided_reasons.STEPS_BEFORE)
    return why


def _solved_for(name: str, tree: Node) -> str | None:
    if isinstance(tree, Logic):
        return next((why for part in tree.args if (why := _solved_for(name, part))), None)
    if isinstance(tree, Array) and any(isinstance(item, Relation | Logic) for item in tree.items):
        return next((why for item in tree.items if (why := _solved_for(name, item))), None)
    if isinstance(tree, SetOp):
        return next((why for part in tree.args if (why := _solved_for(name, part))), None)
    if isinstance(tree, Builder):  # `{x : 0 < x < 1}` by its condition; `{2 k : k in Z}` lists its members
        bound = tree.value.name if isinstance(tree.value, Sym) and tree.value.name in tree.names else None
        return _built(bound, tree.condition) if bound is not None else _listed(name, tree)
    if isinstance(tree, Relation) and tree.ops == ("in",) and isinstance(tree.operands[1], Builder | SetOp):
        return _solved_for(name, tree.operands[1])
    if isinstance(tree, _SETS):
        return _listed(name, tree)
    if not isinstance(tree, Relation) or len(sides := _sides(name, tree)) > 3:
        return reasons.NO_EQUATION_FOR.format(formula=show(tree), name=name)
    return None if _is_alone(Sym(name), name, sides) else reasons.NOT_SOLVED_FOR.format(formula=show(tree), name=name)


def _built(name: str, condition: Node) -> str | None:
    """A set by its condition; by an inequality of the absolute value, `{x : |x| > 3}`, it is written out for some."""
    why, size = _solved_for(name, condition), Call("abs", (Sym(name),))
    for part in walk(condition) if why is not None else ():
        is_size = isinstance(part, Relation) and _is_alone(size, name, _sides(name, part))
        if is_size and isinstance(part, Relation) and set(part.ops) != {"="}:
            raise UnclearError(undecided_reasons.SIZE_ALONE.format(formula=show(part), name=name))
    return why


def _sides(name: str, tree: Relation) -> list[Node]:
    """Return the sides of a relation, of those that are equal without the symbol the last: `x < 2` of `x < 6/3 = 2`."""
    sides = [tree.operands[0]]
    for op, side in zip(tree.ops, tree.operands[1:], strict=True):
        if op == "=" and len(tree.ops) > 1 and name not in symbols(sides[-1]) | symbols(side):
            sides.pop()
        sides.append(side)
    return sides


def _is_alone(alone: Node, name: str, sides: list[Node]) -> bool:
    """Whether something stands alone on one side, or between two, and the symbol nowhere else."""
    others = [side for side in sides if side != alone]
    is_between = len(others) == 1 or sides[1] == alone
    return len(others) == len(sides) - 1 and is_between and all(name not in symbols(side) for side in others)


def _listed(name: str, tree: Node) -> str | None:
    """A set whose members are written in other letters, if in any."""
    return None if name not in symbols(tree) else reasons.NO_EQUATION_FOR.format(formula=show(tree), name=name)
