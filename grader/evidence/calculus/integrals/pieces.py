"""Integrals of functions with kinks and cases: cut where a kink may be, each piece without it.

`|u|` is u or -u on a piece where the sign of u is proved, and likewise for the other functions here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.jumps import flat, jumps_of
from grader.evidence.calculus.integrals.integrands.monotone import sign_between
from grader.evidence.calculus.integrals.zeros import zeros
from grader.evidence.functions.formulas import sides_of_zero
from grader.evidence.functions.questions import BENT_AT_ZERO, EXTREMA, JUMPS, STEPPED
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, sum_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    Bind,
    Call,
    Cases,
    Const,
    Neg,
    Node,
    Num,
    Relation,
    Sym,
    is_infinite,
    rebuild,
    symbols,
    walk,
)
from grader.records import replace

KINKED = BENT_AT_ZERO | EXTREMA | STEPPED
KINDS = frozenset({Cases})
MAX_CUTS = 12  # places at which an integral is cut
Pair = tuple[Node, Node]
Integrate = Callable[[Bind, Setting, Budget], Node | None]


def by_pieces(node: Bind, setting: Setting, budget: Budget, integrate: Integrate) -> Node | None:
    """Return the sum of the integrals over the pieces, or None where there is no kink or a piece is not known."""
    if not facts_of(node.body).concerns(KINDS, KINKED):
        return None
    found = _pieces(node, setting, budget)
    if found is None:
        return None
    pieces: list[Bind] = []
    for (first, last), (low, high) in found:
        inside = Domain(
            low=None if is_infinite(first) else first, high=None if is_infinite(last) else last, text="between the cuts"
        )
        within = replace(setting, variables=(*setting.variables, Variable(node.var, inside)))
        body = _smooth(node.body, node.var, within, budget)
        if facts_of(body).concerns(KINDS, KINKED) and body == node.body:
            return None  # nothing was gained
        if not defined_everywhere(node.body, within, budget):
            return None  # what is left of a kink may have values where the whole has none
        pieces.append(replace(node, body=_plain(body, node.var), low=low, high=high))
    parts: list[Node] = []
    for piece in pieces:
        part = integrate(piece, setting, budget)
        if part is None:
            return None
        parts.append(part)
    return sum_of(parts)


def _plain(node: Node, var: str) -> Node:
    """Return a tree with its linear parts added up: between two kinks -t - (1 - t) is a number."""
    if var not in symbols(node) or isinstance(node, Sym | Bind):
        return node
    form = affine(node)
    return rebuild(node, lambda child: _plain(child, var)) if form is None else tree_of(form)


def far_out(body: Node, var: str, end: Node, setting: Setting, budget: Budget) -> Node:
    """Return what a tree is towards an infinite end, beyond all kinks and jumps at numbers."""
    if not facts_of(body).concerns(KINDS, KINKED):
        return body
    cuts = [literal(cut) for cut in _cuts(body, var)]
    bound = Num(max([Fraction(1), *(abs(cut) for cut in cuts if cut is not None)]))
    beyond = Domain(low=bound, text="far out") if end == Const("oo") else Domain(high=Neg(bound), text="far out")
    return _smooth(body, var, replace(setting, variables=(*setting.variables, Variable(var, beyond))), budget)


def _pieces(node: Bind, setting: Setting, budget: Budget) -> list[tuple[Pair, Pair]] | None:
    """Return for each piece what it lies between and the ends of its integral; None where an order is not known."""
    places = _places(node, setting, budget)
    if places is not None:
        return [(ends, ends) for ends in pairwise(places)]
    low, high = node.low, node.high
    if low is None or high is None or low == Const("oo") or is_infinite(high) != (high == Const("oo")):
        return None
    cuts: list[Node] = []
    for cut in dict.fromkeys(_cuts(node.body, node.var)):
        if budget.is_above(len(cuts) + 1, MAX_CUTS, "max_pieces") or not _insert(cuts, cut, setting, budget):
            return None
    between = pairwise([Neg(Const("oo")), *cuts, Const("oo")])
    return [((first, last), (_clamped(low, first, last), _clamped(high, first, last))) for first, last in between]


def _clamped(end: Node, first: Node, last: Node) -> Node:
    """Return an end of an integral, or that end of a piece which is nearest to it.

    With these ends the integrals over all pieces add up to the whole, whatever the order of the ends and the cuts is.
    """
    if is_infinite(end):
        return last if end == Const("oo") else first
    above = end if is_infinite(first) else Call("max", (end, first))
    return above if is_infinite(last) else Call("min", (above, last))


def _places(node: Bind, setting: Setting, budget: Budget) -> list[Node] | None:
    """Return the ends and the cuts between them in order, None where the order is not known."""
    low, high = node.low, node.high
    if low is None or high is None or low == Const("oo") or is_infinite(high) != (high == Const("oo")):
        return None
    if not _is_before(low, high, setting, budget):
        return None
    between: list[Node] = []
    for cut in dict.fromkeys((*_cuts(node.body, node.var), *_jumps(node, setting, budget))):
        sides = [_order(low, cut, setting, budget), _order(cut, high, setting, budget)]
        if any(side.within(Sign.NON_POSITIVE) for side in sides):
            continue  # not between the ends
        if any(side is not Sign.POSITIVE for side in sides):
            return None
        if budget.is_above(len(between) + 1, MAX_CUTS, "max_pieces"):
            return None
        if not _insert(between, cut, setting, budget):
            return None
    return [low, *between, high]


def _insert(between: list[Node], cut: Node, setting: Setting, budget: Budget) -> bool:
    """Put a cut in its place among the others; tell whether that is known."""
    for place, other in enumerate(between):
        order = _order(cut, other, setting, budget)
        if order is Sign.ZERO:
            return True
        if order is Sign.POSITIVE:
            between.insert(place, cut)
            return True
        if order is not Sign.NEGATIVE:
            return False
    between.append(cut)
    return True


def _order(first: Node, second: Node, setting: Setting, budget: Budget) -> Sign:
    """Return the sign of second - first."""
    if is_infinite(first) or is_infinite(second):
        return Sign.POSITIVE  # of a cut between infinite ends
    return sign_of(minus(second, first), setting, budget)


def _is_before(low: Node, high: Node, setting: Setting, budget: Budget) -> bool:
    return _order(low, high, setting, budget).within(Sign.NON_NEGATIVE)


def _cuts(body: Node, var: str) -> Iterator[Node]:
    """Yield where a kink or a jump may be."""
    for part in walk(body):
        for gap in _gaps(part):
            if var in symbols(gap):
                yield from map(_tidy, zeros(gap, var))


def _tidy(cut: Node) -> Node:
    """Return a place with its parts added up: x for -(-x)."""
    form = affine(cut)
    return cut if form is None else tree_of(form)


def _jumps(node: Bind, setting: Setting, budget: Budget) -> Iterator[Node]:
    """Yield where a floor or ceiling may jump between the ends."""
    inside = Domain(low=node.low, high=node.high, low_closed=True, high_closed=True, text="between the ends")
    within = replace(setting, variables=(*setting.variables, Variable(node.var, inside)))
    for part in walk(node.body):
        for gap in jumps_of(part, within, budget):
            if node.var in symbols(gap):
                yield from zeros(gap, node.var)


def _gaps(part: Node) -> Iterator[Node]:
    """Yield what changes its sign at a kink."""
    match part:
        case Call(name, (arg,)) if name in BENT_AT_ZERO:
            yield arg
        case Call("max" | "min", (first, second)):
            yield minus(first, second)
        case Relation(_, operands):
            for first, second in pairwise(operands):
                yield minus(first, second)
        case _:
            return


def _smooth(node: Node, var: str, setting: Setting, budget: Budget) -> Node:
    """Return a tree without the kinks whose side is known in the setting."""
    if var not in symbols(node):
        return node
    if isinstance(node, Cases):
        return _branch(node, var, setting, budget)
    node = flat(rebuild(node, lambda child: _smooth(child, var, setting, budget)), var, setting, budget)
    for gap in _gaps(node):
        assert isinstance(node, Call)
        sign = sign_between(gap, var, setting, budget)
        if sign.within(Sign.NON_NEGATIVE):
            return _chosen(node, above=True, is_strict=sign is Sign.POSITIVE)
        if sign.within(Sign.NON_POSITIVE):
            return _chosen(node, above=False, is_strict=sign is Sign.NEGATIVE)
    return node


def _chosen(node: Call, *, above: bool, is_strict: bool) -> Node:
    match node:
        case Call("max", (first, second)):
            return first if above else second
        case Call("min", (first, second)):
            return second if above else first
        case Call(name, (arg,)) if is_strict or name not in JUMPS:
            return sides_of_zero(name, arg)[0 if above else 1]
        case _:
            return node


def _branch(node: Cases, var: str, setting: Setting, budget: Budget) -> Node:
    """Return the branch that holds everywhere in the setting; the cases as they stand where that is not known."""
    for value, condition in node.branches:
        holds = _holds(condition, setting, budget)
        if holds is None:
            return node
        if holds:
            return _smooth(value, var, setting, budget)
    return node if node.otherwise is None else _smooth(node.otherwise, var, setting, budget)


WANTED = {
    "<": (Sign.POSITIVE, Sign.NON_POSITIVE),
    "<=": (Sign.NON_NEGATIVE, Sign.NEGATIVE),
    ">": (Sign.NEGATIVE, Sign.NON_NEGATIVE),
    ">=": (Sign.NON_POSITIVE, Sign.POSITIVE),
}


def _holds(condition: Node, setting: Setting, budget: Budget) -> bool | None:
    """Return whether an order between numbers holds everywhere in the setting, or nowhere; else None."""
    if not isinstance(condition, Relation) or not set(condition.ops) <= WANTED.keys():
        return None
    found = True
    for op, first, second in zip(condition.ops, condition.operands, condition.operands[1:], strict=False):
        sign = sign_of(minus(second, first), setting, budget)
        if sign.within(WANTED[op][1]):
            return False
        found = found and sign.within(WANTED[op][0])
    return True if found else None
