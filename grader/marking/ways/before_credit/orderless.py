"""Trees in one order: `(1+x)^2` and `(x+1)^2`, `9 >= x^2` and `x^2 <= 9`, `exp(x)` and `e^x` are one.

Nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.language.printing import show
from grader.language.tree import (
    MIRRORED,
    ONE,
    Add,
    Array,
    ArrayMul,
    Bind,
    Call,
    Const,
    Div,
    Logic,
    Mul,
    Node,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Sym,
    rebuild,
    substitute,
    walk,
)
from grader.language.tree.substitute import CaptureError
from grader.records import replace

_OVER_LETTERS = frozenset({"sum", "prod", "int"})
_BOUND = " bound"
_TURNED = frozenset({">", ">="})


def orderless(tree: Node) -> Node:
    """Return a tree whose sums, products, sets and relations are in one order, without brackets that do nothing."""
    tree = rebuild(tree, orderless)
    if isinstance(tree, Call) and tree.name == "exp" and len(tree.args) == 1:
        return Pow(Const("e"), tree.args[0])
    if isinstance(tree, Add):
        return Add(_sorted(part for one in tree.terms for part in (one.terms if isinstance(one, Add) else (one,))))
    if isinstance(tree, Mul | Div):
        return _product(tree)
    if isinstance(tree, SetOf):
        return SetOf(_sorted(tree.items))
    if isinstance(tree, SetOp) and tree.op != "difference":
        return SetOp(tree.op, _sorted(tree.args))
    if isinstance(tree, Bind):
        return _renamed(tree)
    if isinstance(tree, Logic) and tree.op in {"and", "or"}:
        return Logic(tree.op, _sorted(tree.args))
    return _turned(tree) if isinstance(tree, Relation) else tree


def _renamed(tree: Bind) -> Node:
    """Return a sum, product or integral over a letter that no text has."""
    if tree.kind not in _OVER_LETTERS or tree.var == _BOUND:
        return tree
    try:
        return replace(tree, var=_BOUND, body=substitute(tree.body, {tree.var: Sym(_BOUND)}))
    except CaptureError:  # of a derivative by the letter
        return tree


def _product(tree: Mul | Div) -> Node:
    """Return a product or fraction of factors as one fraction, `2/3 * 9/4` as `(2 * 9)/(3 * 4)`."""
    if any(isinstance(one, Array | ArrayMul) for one in walk(tree)):
        return tree
    above, below = _factors(tree)
    over, under = (_sorted(part for part in parts if part != ONE) for parts in (above, below))
    number = Mul(over) if len(over) > 1 else (*over, ONE)[0]
    return Div(number, Mul(under) if len(under) > 1 else under[0]) if under else number


def _factors(tree: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the factors above and below of a product or fraction."""
    if isinstance(tree, Mul):
        parts = [_factors(one) for one in tree.factors]
        return tuple(one for above, _ in parts for one in above), tuple(one for _, below in parts for one in below)
    if isinstance(tree, Div):
        (over, under), (over_2, under_2) = _factors(tree.num), _factors(tree.den)
        return over + under_2, under + over_2
    return (tree,), ()


def _turned(tree: Relation) -> Relation:
    """Return a relation with its smaller side first, an equation with its sides in one order."""
    if set(tree.ops) <= {"=", "!="} and len(tree.ops) == 1:
        return Relation(tree.ops, _sorted(tree.operands))
    if not _TURNED.issuperset(tree.ops):
        return tree
    return Relation(tuple(MIRRORED[one] for one in reversed(tree.ops)), tree.operands[::-1])


def _sorted(parts: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(parts, key=show))
