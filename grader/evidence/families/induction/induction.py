"""Sums and products with a bound that grows: both sides are equal at the least n, and so is what a step adds.

For an integer n >= n_0 and sides that are defined at all points of the domain: S(n_0) = T(n_0), and S(n + 1) = T(n + 1)
follows from S(n) = T(n) by normal forms once the last terms are taken off the sums and products of S(n + 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.families.induction.factored import step_factor
from grader.evidence.functions.questions import FACTORIALS
from grader.evidence.method import Scope
from grader.evidence.oracle import defined_everywhere, prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import coefficient_of, collected
from grader.evidence.trees.literals import least
from grader.evidence.trees.properties.total import is_total
from grader.language.domains import REAL, Variable
from grader.language.tree import (
    ONE,
    Add,
    Bind,
    CaptureError,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Sym,
    rebuild,
    replaced,
    substitute,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Proof

MAX_PEELED = 4  # terms that one step adds
METHOD = "induction"
Pair = tuple[Node, Node]
KINDS = frozenset({"sum", "prod"})


def by_induction(left: Node, right: Node, scope: Scope) -> Proof | None:
    """Return a proof by induction over an integer that bounds a sum or product, or None."""
    setting, budget = scope.setting, scope.budget
    binds = [node for side in (left, right) for node in walk(side) if isinstance(node, Bind) and node.kind in KINDS]
    if not binds:
        if not (facts_of(left).calls | facts_of(right).calls) & FACTORIALS:
            return None
        ratio = any(_by_ratio(left, right, variable, setting, budget) for variable in setting.variables)
        return Proof(METHOD) if ratio else None
    for variable in setting.variables:
        first = least(variable.domain)
        name = variable.name
        if first is None or not any(end is not None and name in symbols(end) for b in binds for end in (b.low, b.high)):
            continue
        if any(name in symbols(condition) for condition in setting.assume):
            continue
        if _induct(left, right, variable, first, setting, budget):
            return Proof(METHOD)
    return None


def _induct(left: Node, right: Node, variable: Variable, first: int, setting: Setting, budget: Budget) -> bool:
    name = variable.name
    try:
        before = _reversed(left, name), _reversed(right, name)
        if before != (left, right) and isinstance(prove_equal(*before, setting, budget), Proof):
            return True
        after = stepped(before[0], name, setting, budget), stepped(before[1], name, setting, budget)
        if not _follows(before, after, name, setting, budget):
            return False
    except (DeclinedError, CaptureError):
        return False
    start: dict[str, Node] = {name: Num(Fraction(first)) if first >= 0 else Neg(Num(Fraction(-first)))}
    rest = replace(setting, variables=tuple(v for v in setting.variables if v.name != name))
    if not isinstance(prove_equal(substitute(left, start), substitute(right, start), rest, budget), Proof):
        return False
    fixed: dict[Node, str] = {}
    sides = [_apart(side, name, fixed) for side in (left, right)]
    whole = replace(setting, variables=(*setting.variables, *(Variable(own, REAL) for own in fixed.values())))
    return all(defined_everywhere(side, whole, budget) for side in sides)


def _apart(node: Node, name: str, fixed: dict[Node, str]) -> Node:
    """Return a tree with a symbol for each part without n that may be undefined, for it is so at all n or at none."""
    if not isinstance(node, Add | Mul | Neg | Div):
        return node
    if isinstance(node, Div) and node.num != ONE and name not in symbols(node.den):
        return _apart(Mul((node.num, Div(ONE, node.den))), name, fixed)
    if name in symbols(node):
        return rebuild(node, lambda child: _apart(child, name, fixed))
    return node if is_total(node) else Sym(fixed.setdefault(node, f"fixed[{len(fixed)}]"))


def _follows(before: Pair, after: Pair, name: str, setting: Setting, budget: Budget) -> bool:
    """Return whether both sides are equal at n + 1 where they are equal at n.

    So they are where a step multiplies their difference by a factor: by 1, or by what it adds to the only product.
    """
    gaps: list[Node] = [Add((left, Neg(right))) for left, right in (before, after)]
    gaps[0] = Mul((gaps[0], *_step_factors(before, name, setting, budget)))
    if isinstance(prove_equal(gaps[0], gaps[1], setting, budget), Proof):
        return True
    solved = next(iter(isolated_sums(*before, name, setting, budget)), None)
    if solved is None:
        return False
    bind, value = solved
    first_side, second_side = (replaced(side, bind, value) for side in after)
    return _same(first_side, second_side, setting, budget)


def _step_factors(sides: Pair, name: str, setting: Setting, budget: Budget) -> tuple[Node, ...]:
    """Return what a step multiplies the only product by, or all terms of the only sum whose terms mention n."""
    binds = {part for side in sides for part in _binds(side, name)}
    products = [part for part in binds if part.kind == "prod"]
    if len(products) == 1 and isinstance(step := _peeled(products[0], name, setting, budget), Mul):
        return step.factors[1:]
    sums = [part for part in binds if part.kind == "sum" and name in symbols(part.body)]
    factor = step_factor(sums[0], name, setting, budget) if len(sums) == 1 and not products else None
    return () if factor is None else (factor,)


def _same(left: Node, right: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether two trees without n in a bound agree wherever both are defined."""
    return budget.oracle.agree(left, right, Scope(setting, budget))


def _by_ratio(left: Node, right: Node, variable: Variable, setting: Setting, budget: Budget) -> bool:
    """Return whether S(n + 1) / S(n) = T(n + 1) / T(n), both sides agree at the least n, and one is nowhere 0."""
    name, first = variable.name, least(variable.domain)
    if first is None or any(name in symbols(condition) for condition in setting.assume):
        return False
    if not any(sign_of(side, setting, budget).value & Sign.ZERO == 0 for side in (left, right)):
        return False
    step: dict[str, Node] = {name: Add((Sym(name), ONE))}
    crossed = Mul((substitute(left, step), right)), Mul((substitute(right, step), left))
    if not isinstance(prove_equal(*crossed, setting, budget), Proof):
        return False
    start: dict[str, Node] = {name: Num(Fraction(first)) if first >= 0 else Neg(Num(Fraction(-first)))}
    rest = replace(setting, variables=tuple(v for v in setting.variables if v.name != name))
    if not isinstance(prove_equal(substitute(left, start), substitute(right, start), rest, budget), Proof):
        return False
    return all(defined_everywhere(side, setting, budget) for side in (left, right))


# A step of n.


def _reversed(node: Node, name: str) -> Node:
    """Return a tree in which sums whose terms mention n run backwards, where that takes n out of the terms."""
    node = rebuild(node, lambda child: _reversed(child, name))
    if not (isinstance(node, Bind) and node.kind in KINDS and name in symbols(node.body)):
        return node
    if node.low is None or node.high is None or node.var in symbols(node.low) | symbols(node.high):
        return node
    turned = collected(substitute(node.body, {node.var: Add((node.low, node.high, Neg(Sym(node.var))))}))
    return node if name in symbols(turned) else replace(node, body=turned)


def stepped(node: Node, name: str, setting: Setting, budget: Budget) -> Node:
    """Return a tree at n + 1, where sums and products are those of n and a few more terms."""
    if isinstance(node, Sym):
        return Add((node, ONE)) if node.name == name else node
    if not (isinstance(node, Bind) and node.kind in KINDS and name in symbols(node)):
        if isinstance(node, Bind) and name in symbols(node):
            raise DeclinedError
        return rebuild(node, lambda child: stepped(child, name, setting, budget))
    return _peeled(node, name, setting, budget)


def _peeled(node: Bind, name: str, setting: Setting, budget: Budget) -> Node:
    low, high = node.low, node.high
    if low is None or high is None or node.var == name:
        raise DeclinedError
    lost, more = _growth(low, name), _growth(high, name)
    above, factor = node.body, None
    if name in symbols(node.body):
        above = substitute(node.body, {name: Add((Sym(name), ONE))})
        factor = None if node.kind == "prod" else step_factor(node, name, setting, budget)
    if (above is not node.body and factor is None) or (lost and (node.kind == "prod" or factor is not None)):
        raise DeclinedError
    count = Add(
        (high, Neg(low), Num(Fraction(1 - lost))) if lost <= 1 else (high, Neg(low), Neg(Num(Fraction(lost - 1))))
    )
    if not sign_of(count, setting, budget).within(Sign.NON_NEGATIVE):
        raise DeclinedError
    places = (Add((high, Num(Fraction(j)))) for j in range(1, more + 1))
    extra = [substitute(above, {node.var: place}) for place in places]
    if factor is not None:
        return Add((Mul((factor, node)), *extra)) if extra else Mul((factor, node))
    if node.kind == "prod":
        return Mul((node, *extra)) if extra else node
    places = (Add((low, Num(Fraction(j)))) for j in range(lost))
    extra += [Neg(substitute(node.body, {node.var: place})) for place in places]
    return Add((node, *extra)) if extra else node


def _growth(end: Node, name: str) -> int:
    """Return by how much a bound grows with n; raises `DeclinedError` where that is no small natural number."""
    more = coefficient_of(end, name) if name in symbols(end) else Fraction(0)
    if more is None or more.denominator != 1 or more < 0:
        raise DeclinedError
    refuse_above(more, MAX_PEELED, "max_terms")
    return int(more)


# What the equation at n says of one sum or product.


def isolated_sums(left: Node, right: Node, name: str, setting: Setting, budget: Budget) -> Iterator[tuple[Bind, Node]]:
    """Yield a sum or product and what it is equal to at n."""
    for side, other in ((left, right), (right, left)):
        for bind in _binds(side, name):
            if any(part == bind for part in walk(other)):
                continue
            value = _isolated(side, bind, other, setting, budget)
            if value is not None:
                yield bind, value


def _binds(node: Node, name: str) -> Iterator[Bind]:
    """Yield the outermost sums and products with n in their bounds."""
    if isinstance(node, Bind):
        if node.kind in KINDS and name in symbols(node):
            yield node
        return
    for child in _children(node):
        yield from _binds(child, name)


def _children(node: Node) -> Iterator[Node]:
    match node:
        case Add(parts) | Mul(parts):
            yield from parts
        case Neg(arg):
            yield arg
        case Div(num, _):
            yield num
        case _:
            return


def _isolated(side: Node, bind: Bind, value: Node, setting: Setting, budget: Budget) -> Node | None:
    """Return what the bind is equal to where the side is equal to the value, or None."""
    match side:
        case Bind():
            return value if side == bind else None
        case Neg(arg):
            return _isolated(arg, bind, Neg(value), setting, budget)
        case Add(parts) | Mul(parts):
            holding = [part for part in parts if any(inner == bind for inner in walk(part))]
            if len(holding) != 1:
                return None
            others = tuple(part for part in parts if part is not holding[0])
            if isinstance(side, Add):
                return _isolated(holding[0], bind, Add((value, *map(Neg, others))), setting, budget)
            factor = product_of(others)
            if sign_of(factor, setting, budget).value & Sign.ZERO:
                return None
            return _isolated(holding[0], bind, Div(value, factor), setting, budget)
        case Div(num, den) if not any(inner == bind for inner in walk(den)):
            return _isolated(num, bind, Mul((value, den)), setting, budget)
        case _:
            return None
