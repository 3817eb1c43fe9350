"""Ranges of sums over entries: they start where the entries do, and cover an array that only a few are missing of.

The sum of x_(i+1) over i from 0 to n - 1 is that of x_i from 1 to n; over x_(n+1-i) it runs backwards. The sum from
2 to n - 1 is the sum over all entries without x_1 and x_n, where what is summed is defined at them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from grader.evidence.trees.linear import Affine, affine
from grader.evidence.trees.properties.total import is_total_there
from grader.language.tree import ONE, Add, Bind, Index, Neg, Node, Num, Sym, children, substitute, symbols
from grader.records import replace

MAX_MISSING = 4  # entries at an end


def settled(node: Bind, shapes: Mapping[str, tuple[Node, ...]]) -> Node:
    """Return a finite sum, whose range surely is no shorter than empty, with its range in its normal form."""
    forms = [affine(index) for _, _, index in _indices(node)]
    slopes = {None if form is None else form.get(node.var, Fraction(0)) for form in forms}
    assert node.low is not None
    assert node.high is not None
    if slopes == {Fraction(-1)}:
        back = Add((node.low, node.high, Neg(Sym(node.var))))
        return settled(replace(node, body=substitute(node.body, {node.var: back})), shapes)
    if slopes != {Fraction(1)}:
        return node
    shifts = [_constant({name: value for name, value in form.items() if name != node.var}) for form in forms if form]
    known = [shift for shift in shifts if shift is not None]
    if len(known) < len(shifts):
        return node
    if least := min(known):
        node = _moved(node, least)
    return _whole(node, shapes) if max(known) == least else node


def _moved(node: Bind, by: Fraction) -> Bind:
    """Return the sum over the index plus a number."""
    assert node.low is not None
    assert node.high is not None
    step: Node = Num(by) if by > 0 else Neg(Num(-by))
    body = substitute(node.body, {node.var: Add((Sym(node.var), Neg(step)))})
    return replace(node, body=body, low=Add((node.low, step)), high=Add((node.high, step)))


def _indices(node: Bind) -> Iterator[tuple[str, int, Node]]:
    """Yield the arrays, places and indices in which the bound symbol stands."""
    waiting = [node.body]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Bind) and part.var == node.var:
            continue
        if isinstance(part, Index) and isinstance(part.base, Sym):
            for place, index in enumerate(part.indices):
                if node.var in symbols(index):
                    yield part.base.name, place, index
        waiting.extend(children(part))


def _constant(form: Affine) -> Fraction | None:
    return None if any(value for name, value in form.items() if name) else form.get("", Fraction(0))


def _whole(node: Bind, shapes: Mapping[str, tuple[Node, ...]]) -> Node:
    """Return a sum over all entries but for a few as the one over all, less those."""
    used = list(_indices(node))
    sizes = {shapes[name][place] for name, place, _ in used if name in shapes and place < len(shapes[name])}
    if len(sizes) != 1 or any(name not in shapes for name, _, _ in used) or not is_total_in_entries(node.body):
        return node
    (size,) = sizes
    assert node.low is not None
    assert node.high is not None
    before, after = _gap(node.low, ONE), _gap(size, node.high)
    if before not in range(MAX_MISSING + 1) or after not in range(MAX_MISSING + 1) or not (before or after):
        return node
    assert before is not None
    assert after is not None
    places = [Num(Fraction(place)) for place in range(1, int(before) + 1)]
    places_after: list[Node] = [Add((size, Neg(Num(Fraction(place))))) for place in range(int(after))]
    missing = [Neg(substitute(node.body, {node.var: place})) for place in (*places, *places_after)]
    return Add((replace(node, low=ONE, high=size), *missing))


def _gap(high: Node, low: Node) -> Fraction | None:
    form = affine(Add((high, Neg(low))))
    return None if form is None else _constant(form)


def is_total_in_entries(tree: Node) -> bool:
    """Return whether a tree is defined wherever the entries in it exist."""
    match tree:
        case Index(Sym()) | Num() | Sym():
            return True
        case Bind("sum" | "prod", body):
            return is_total_in_entries(body)
        case _:
            return is_total_there(tree) and all(map(is_total_in_entries, children(tree)))
