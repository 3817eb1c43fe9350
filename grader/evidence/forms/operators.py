"""Which operators, functions, signs and symbols stand in an answer."""

from __future__ import annotations

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.evidence.forms.views import Ring
from grader.language.printing import show
from grader.language.tree import (
    Add,
    Apply,
    Array,
    Bind,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    symbols,
    walk,
)
from grader.wording import reasons

BINDERS = {"int": "integral", "lim": "limit", "sum": "sum", "prod": "product"}
WORDS = {
    "derivative": "a derivative",
    "integral": "an integral",
    "limit": "a limit",
    "sum": reasons.SUM_SIGN,
    "product": reasons.PRODUCT_SIGN,
}
EVALUATED = frozenset({"derivative", "integral", "limit"})
SIGNS: dict[type[Node], str] = {Add: "+", Mul: "*", Div: "/", Pow: "^", Neg: "-"}


def evaluated(asked: HasForm, tree: Node) -> str | None:
    """No derivative, gradient, integral or limit is left to compute."""
    return _left(asked, tree, EVALUATED)


def closed(asked: HasForm, tree: Node) -> str | None:
    """The same, and no sum or product sign either."""
    return _left(asked, tree, frozenset(WORDS))


def _left(asked: HasForm, tree: Node, forbidden: frozenset[str]) -> str | None:
    for node in walk(tree):
        kind = _operator(node)
        if kind in forbidden - asked.allow:
            return reasons.LEFT_COMPUTE.format(some=WORDS[kind], formula=show(node))
    return None


def _operator(node: Node) -> str:
    """Return what kind of operator a node is, empty for none. Primes of declared functions are no operators."""
    match node:
        case Derivative(body, _, _):
            return "" if isinstance(body, Apply) else "derivative"
        case Call("grad", (body, _)):
            return "" if isinstance(body, Apply) else "derivative"
        case Bind(kind, _, _, _, _):
            return BINDERS.get(kind, "")
        case _:
            return ""


def no(asked: HasForm, tree: Node) -> str | None:
    """None of some functions, signs or symbols stands in the answer."""
    for node in walk(tree):
        for name in asked.form.names:
            if name in _names(node):
                return reasons.STANDS.format(name=name, formula=show(node))
    return None


def uses(asked: HasForm, tree: Node) -> str | None:
    """At least one of some functions, signs or symbols stands in the answer."""
    if any(name in _names(node) for node in walk(tree) for name in asked.form.names):
        return None
    return reasons.DOES_NOT_STAND_ANSWER.format(listed="`, `".join(asked.form.names))


def without(asked: HasForm, tree: Node) -> str | None:
    """A symbol does not stand in the answer."""
    return next((reasons.STANDS_ANSWER.format(name=name) for name in asked.form.names if name in symbols(tree)), None)


def only(asked: HasForm, tree: Node) -> str | None:
    """Nothing but some signs and functions stands between numbers and symbols."""
    for node in walk(tree):
        if not isinstance(node, Num | Sym | Const | Array) and not set(_names(node)) & set(asked.form.names):
            return reasons.MADE_MORE_THAN.format(formula=show(node), listed=" ".join(asked.form.names))
    return None


def _names(node: Node) -> tuple[str, ...]:
    """Return by which names a node may be forbidden or allowed."""
    match node:
        case Call(name, _) | Apply(name, _, _) | Sym(name) | Const(name):
            return (name,)
        case Bind(kind, _, _, _, _):
            return (kind, BINDERS.get(kind, kind))
        case Derivative():
            return ("derivative",)
        case Add(terms):
            minus = any(isinstance(term, Neg) for term in terms)
            return ("+", "-") if minus else ("+",)
        case _:
            sign = SIGNS.get(type(node))
            return () if sign is None else (sign,)


def with_constant(asked: HasForm, tree: Node) -> str | None:
    """An arbitrary constant, a letter that nobody declared, is added to the answer."""
    letters = symbols(tree) - asked.declared
    ring = Ring([tree])
    poly = ring.of(tree)
    within = {name for name in letters for kernel in ring.kernels if kernel != Sym(name) and name in symbols(kernel)}
    degrees = {name: poly.degrees()[ring.kernels[Sym(name)]] for name in letters - within}
    if 1 in degrees.values():
        return None
    if within or any(degrees.values()):
        raise UnclearError("whether the constant can be any number")
    return reasons.ARBITRARY_CONSTANT_MISSING
