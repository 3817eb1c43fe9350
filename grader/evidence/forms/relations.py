"""Equations, inequalities and sets solved for a symbol."""

from __future__ import annotations

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.language.printing import show
from grader.language.tree import (
    Array,
    Builder,
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
        return _solved_for(bound, tree.condition) if bound is not None else _listed(name, tree)
    if isinstance(tree, Relation) and tree.ops == ("in",) and isinstance(tree.operands[1], Builder | SetOp):
        return _solved_for(name, tree.operands[1])
    if isinstance(tree, _SETS):
        return _listed(name, tree)
    if not isinstance(tree, Relation) or len(tree.operands) > 3:
        return reasons.NO_EQUATION_FOR.format(formula=show(tree), name=name)
    others = [side for side in tree.operands if side != Sym(name)]
    is_alone = len(others) == len(tree.operands) - 1 and all(name not in symbols(side) for side in others)
    is_between = len(others) == 1 or tree.operands[1] == Sym(name)
    return None if is_alone and is_between else reasons.NOT_SOLVED_FOR.format(formula=show(tree), name=name)


def _listed(name: str, tree: Node) -> str | None:
    """A set whose members are written in other letters, if in any."""
    return None if name not in symbols(tree) else reasons.NO_EQUATION_FOR.format(formula=show(tree), name=name)
