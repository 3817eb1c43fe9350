"""Logarithms of products and powers with positive factors as sums, before rules for series and integrals apply.

`log(p (1 - p)^k)` is `log p + k log(1 - p)` where p and 1 - p are positive: both sides have the same values, and have
them at the same places.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.terms import total
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import REAL, Variable
from grader.language.tree import Bind, Call, Const, Div, Mul, Neg, Node, Pow, rebuild, symbols, walk
from grader.records import replace


def with_spread_logarithms(node: Bind, setting: Setting, budget: Budget) -> Bind | None:
    """Return a sum or an integral with such logarithms in its terms as sums; None where there are none."""
    if "log" not in facts_of(node.body).calls or not any(_is_compound(part, node.var) for part in walk(node.body)):
        return None
    if facts_of(node).is_complex or any(variable.domain.base == "complex" for variable in setting.variables):
        return None
    inside = replace(setting, variables=(*setting.variables, _variable(node)))
    body = _spread(node.body, node.var, inside, budget)
    return None if body is node.body else replace(node, body=body)


def _is_compound(node: Node, var: str) -> bool:
    """Return whether a tree is the logarithm of a product, a quotient or a power with a symbol in it."""
    match node:
        case Call(name="log", args=(Mul() | Div() | Pow() | Call(name="exp") as arg, *_)):
            return var in symbols(arg)
        case _:
            return False


def _variable(node: Bind) -> Variable:
    """Return the bound symbol with what its bounds say: the ends of an integral do not count."""
    if node.kind == "sum":
        known = node.low is not None and literal(node.low) is not None
        domain = replace(REAL, base="integer", text="integer")
        return Variable(node.var, replace(domain, low=node.low, low_closed=True) if known else domain)
    ends = tuple(None if end is None else literal(end) for end in (node.low, node.high))
    if ends[0] is not None and (node.high == Const("oo") or (ends[1] is not None and ends[0] < ends[1])):
        high = None if ends[1] is None else node.high
        return Variable(node.var, replace(REAL, low=node.low, high=high, text="between the ends"))
    return Variable(node.var, REAL)


def _spread(tree: Node, var: str, setting: Setting, budget: Budget) -> Node:
    node = rebuild(tree, lambda child: _spread(child, var, setting, budget))
    if not _is_compound(node, var):
        return node
    assert isinstance(node, Call)
    budget.spend()
    try:
        whole = total(_terms(node.args[0], setting, budget))
    except DeclinedError:
        return node
    return Div(whole, Call("log", node.args[1:])) if node.args[1:] else whole


def _terms(node: Node, setting: Setting, budget: Budget) -> list[Node]:
    """Return the logarithm of a positive tree as a list of terms; raises DeclinedError."""
    match node:
        case Mul(factors=factors):
            return [term for factor in factors for term in _terms(factor, setting, budget)]
        case Div(num=num, den=den):
            return _terms(num, setting, budget) + [Neg(term) for term in _terms(den, setting, budget)]
        case Pow(base=Const("e"), exp=exponent) | Call(name="exp", args=(exponent,)):
            return [exponent]
        case Pow(base=base, exp=exponent):
            return [Mul((exponent, term)) for term in _terms(base, setting, budget)]
    if sign_of(node, setting, budget) is not Sign.POSITIVE:
        raise DeclinedError
    return [Call("log", (node,))]
