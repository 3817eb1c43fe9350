"""Limits where the conditions hold that do not depend on the variable: elsewhere there is no limit either.

The value is found for the points at which they hold, and is put in together with them, so that what is put in has no
value elsewhere. At an edge that belongs to these points, the limit must not exist.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.limits.growth import why_no_limit
from grader.evidence.calculus.limits.sides import limit_at
from grader.evidence.definedness import conditions
from grader.evidence.definedness.formulas import Atom, parts_of
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Sign
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain, Variable
from grader.language.tree import ONE, ZERO, Add, Bind, Call, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols
from grader.records import replace


def limit_where_defined(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the limit together with the conditions that it needs, or None."""
    inside: Setting | None = setting
    atoms = _fixed_conditions(node, setting, budget)
    for atom in atoms:
        inside = None if inside is None else _narrowed(atom, inside, node, budget)
    if not atoms or inside is None or node.low is None:
        return None
    found = limit_at(node.body, node.var, node.low, inside, budget)
    return None if found is None else Add((found, *(Mul((ZERO, _guard(atom))) for atom in atoms)))


def _fixed_conditions(node: Bind, setting: Setting, budget: Budget) -> list[Atom]:
    """Return the signs that parts without the variable must have, or nothing has a value near the point."""
    inner = replace(setting, variables=(*setting.variables, Variable(node.var)))
    try:
        parts = parts_of(conditions(node.body, inner, budget))
    except DeclinedError:
        return []
    found: dict[Atom, None] = {}
    for part in parts:
        if isinstance(part, Atom) and part.sign in GUARDS:
            bases = _bases(part.node) if part.sign is Sign.NONZERO else [part.node]
            found.update({Atom(base, part.sign): None for base in bases if node.var not in symbols(base)})
    return sorted((atom for atom in found if not literal(atom.node)), key=lambda atom: atom.sign is not Sign.NONZERO)


GUARDS = frozenset({Sign.NONZERO, Sign.POSITIVE, Sign.NON_NEGATIVE})


def _guard(atom: Atom) -> Node:
    """Return a tree that has a value just where a condition holds."""
    match atom.sign:
        case Sign.NONZERO:
            return Div(ONE, atom.node)
        case Sign.POSITIVE:
            return Call("log", (atom.node,))
        case _:
            return Call("sqrt", (atom.node,))


def _narrowed(atom: Atom, setting: Setting, node: Bind, budget: Budget) -> Setting | None:
    """Return the setting with a condition on one symbol, None for other conditions."""
    base = atom.node
    if not isinstance(base, Sym):
        return None
    variable = next((v for v in setting.variables if v.name == base.name), None)
    if variable is None or variable.domain.base != "real" or variable.domain.members is not None:
        return None
    has_edge = atom.sign is Sign.NON_NEGATIVE and not variable.domain.nonzero
    if has_edge and not _has_no_limit_at(base.name, setting, node, budget):
        return None
    domain = _within(variable.domain, atom.sign)
    if domain is None:
        return None
    kept = tuple(replace(v, domain=domain) if v.name == base.name else v for v in setting.variables)
    return replace(setting, variables=kept)


def _within(domain: Domain, sign: Sign) -> Domain | None:
    if sign is Sign.NONZERO:
        return replace(domain, nonzero=True)
    if sign not in {Sign.POSITIVE, Sign.NON_NEGATIVE}:
        return None
    low = None if domain.low is None else literal(domain.low)
    if domain.low is None or (low is not None and low < 0):
        return replace(domain, low=ZERO, low_closed=False)
    return replace(domain, low_closed=False) if low == 0 else domain if low is not None else None


def _bases(node: Node) -> list[Node]:
    """Return trees of which one is 0 where a product or a power is."""
    match node:
        case Neg(arg):
            return _bases(arg)
        case Pow(base, Num(value)) if value > 0:
            return _bases(base)
        case Mul(factors):
            return [base for factor in factors for base in _bases(factor)]
        case _:
            return [node]


def _has_no_limit_at(name: str, setting: Setting, node: Bind, budget: Budget) -> bool:
    """Return whether there is no limit where a symbol is 0."""
    kept = tuple(variable for variable in setting.variables if variable.name != name)
    edge = substitute(node, {name: ZERO})
    assert isinstance(edge, Bind)
    return why_no_limit(edge, replace(setting, variables=kept), budget) is not None
