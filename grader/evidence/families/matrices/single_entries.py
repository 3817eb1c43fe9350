"""Partial derivatives of numbers in which single entries of a vector stand, `\\partial softmax(z)_i / \\partial z_j`.

An entry is a variable of its own: the derivative is that by each entry that stands there, where its index is the one in
question, and that with these entries held fixed (the chain rule).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.arrays.of_any_size.sizes import tree_of
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.matrices.gradients.slopes import by_ramps, by_steps, is_bent
from grader.evidence.families.matrices.indexed import require_all_inside
from grader.evidence.families.matrices.words.products import total
from grader.evidence.families.matrices.words.values import times
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.tree import (
    ONE,
    ZERO,
    Bind,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Node,
    Num,
    Relation,
    Sym,
    rebuild,
    substitute,
    symbols,
)

if TYPE_CHECKING:
    from grader.evidence.families.matrices.build import Builder

OWN = "k[entry]"  # an index that no text can spell


def partial_derivative(builder: Builder, node: Index) -> Node | None:
    """Return an entry of a gradient of a number with single entries of that vector in it, None where there are none.

    Raises UnclearError for a number with kinks, and what the gradient with fixed entries raises.
    """
    assert isinstance(node.base, Call)
    (body, by), (index,) = node.base.args, node.indices
    if not isinstance(by, Sym) or len(builder.shapes.get(by.name, ())) != 1:
        return None
    entries: dict[str, Index] = {}
    held = _held(_with_powers(body, by, tree_of(builder.shapes[by.name][0])), by, frozenset(), entries)
    if not entries:
        return None
    builder.scalar(body)  # where it has no value, its derivative has none
    shape = builder.shapes[by.name]
    for one in ((index,), *(entry.indices for entry in entries.values())):
        require_all_inside(one, shape, builder.ends)
    back: dict[str, Node] = dict(entries)
    terms = []
    for name, entry in entries.items():
        (place,) = entry.indices
        slope = builder.scalar(substitute(_slope(builder, held, name), back))
        chosen = Cases(((ONE, Relation(("=",), (place, index))),), ZERO)
        terms.append(times(chosen, slope) if place != index else slope)
    if by.name in symbols(held):
        fixed = builder.entry(builder.build(Call("grad", (held, by))), (index,))
        terms.append(substitute(fixed, back))
    found = total(terms)
    builder.partials.append((node, found))
    return found


def _slope(builder: Builder, held: Node, name: str) -> Node:
    """Return the derivative of a number by a symbol, as gradients are taken; what does not depend on it is held."""
    parts: dict[str, Node] = {}
    held = held_fixed(held, name, parts)
    if not is_bent(held, builder.stepped):
        raise UnclearError("the gradient of a number with kinks", final=True)
    try:
        slope = by_steps(differentiated(Derivative(by_ramps(held), name), builder.budget))
    except DeclinedError as error:
        raise UnclearError(f"the gradient needs {error}", final=True) from error
    return substitute(slope, parts)


def held_fixed(node: Node, name: str, parts: dict[str, Node]) -> Node:
    """Return a number with a symbol, noted in `parts`, for each part in which the variable does not stand."""
    if name not in symbols(node):
        if isinstance(node, Num | Const | Sym):
            return node
        own = f"fixed[{len(parts)}]"
        parts[own] = node
        return Sym(own)
    return rebuild(node, lambda child: held_fixed(child, name, parts))


def _with_powers(node: Node, by: Sym, size: Node) -> Node:
    """Return a number with the entries of the softmax of a vector written as powers of e over their sum."""
    match node:
        case Index(Call("softmax", (arg,)), (place,)) if arg == by:
            powers = Bind("sum", Call("exp", (Index(by, (Sym(OWN),)),)), OWN, ONE, size)
            return Div(Call("exp", (Index(by, (place,)),)), powers)
        case _:
            return rebuild(node, lambda child: _with_powers(child, by, size))


def _held(node: Node, by: Sym, bound: frozenset[str], entries: dict[str, Index]) -> Node:
    """Return a number with a symbol for each entry of a vector at an index that no binder in it binds."""
    match node:
        case Index(Sym(name), (place,)) if name == by.name and not symbols(place) & bound:
            own = f"{by.name}[entry {place!r}]"
            entries[own] = node
            return Sym(own)
        case Bind():
            inside = bound | {node.var}
            return rebuild(node, lambda child: _held(child, by, inside, entries))
        case _:
            return rebuild(node, lambda child: _held(child, by, bound, entries))
