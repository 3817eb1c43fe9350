"""Indefinite integrals: families of functions with one derivative, compared by it.

The integral of f by x is equal to F + C, for a letter C that is a term of F and occurs nowhere else, when F' = f; it is
equal to another such sum with an integral when the derivatives are. Against an F without such a letter it is a wrong
value where F' differs from f, and otherwise neither equal nor different.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.statements import Equal, Setting
from grader.evidence.budget import Budget
from grader.evidence.functions.questions import JUMPS
from grader.evidence.numbers.look import with_note
from grader.evidence.oracle import covers, defined_everywhere
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import sum_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.evidence.trees.properties.analytic import is_meromorphic
from grader.evidence.trees.properties.continuity import is_continuous
from grader.evidence.trees.slopes.explicit import explicit
from grader.language.domains import REAL, Variable
from grader.language.tree import (
    Add,
    Apply,
    Bind,
    Call,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Sym,
    rebuild,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Evidence, Point, Proof, Unknown
from grader.wording import undecided_reasons

METHOD = "equal derivatives"
NO_CONSTANT = "an indefinite integral is equal to a function only up to a constant; write one, such as `+ C`"


def compared_families(goal: Goal) -> Evidence | None:
    """Return the evidence where a side is a sum with an indefinite integral, None where it is none."""
    (left, right), setting, budget = goal.trees, goal.setting, goal.budget
    families = [list(_integrals(side)) for side in (left, right)]
    variables = {node.var for found in families for node in found}
    if len(variables) != 1:
        return None
    arrays = {one.name for one in setting.variables if one.domain.shape}
    if any(arrays & symbols(side) for side in (left, right)):
        return None  # what stands before an integral of arrays does not stand behind it
    (var,) = variables
    first, second = (_slope(side, var) for side in (left, right))
    if first is None or second is None:
        return None
    if any(not found and _is_of_others(side, var) for side, found in zip((left, right), families, strict=True)):
        return Unknown(undecided_reasons.ONE_SIDE_INTEGRAL_OTHER.format(var=var))
    if all(variable.name != var for variable in setting.variables):
        setting = replace(setting, variables=(*setting.variables, Variable(var)))
    slopes = Equal(explicit(first, budget), explicit(second, budget))
    found = budget.oracle.decide(replace(goal.about(slopes, setting), undeclared=False))
    if isinstance(found, Point):
        return with_note(found, f"the values are those of the derivatives by {var}")
    if not isinstance(found, Proof):
        return found
    if (gap := _gap_between(families, (left, right), var, setting, budget)) is not None:
        return Unknown(undecided_reasons.CONSTANT_MAY_ANOTHER_ONE.format(gap=gap))
    whole = all(families) or any(_has_constant(*pair, var, setting) for pair in ((left, right), (right, left)))
    return replace(found, method=METHOD) if whole else Unknown(NO_CONSTANT)


def _integrals(side: Node) -> Iterator[Bind]:
    if "int" not in facts_of(side).binders:
        return
    for part in walk(side):
        if isinstance(part, Bind) and part.kind == "int" and part.low is None and part.high is None:
            yield part


def _slope(side: Node, var: str) -> Node | None:
    """Return the derivative of a sum of functions and multiples of integrals; None for an integral elsewhere."""
    if next(_integrals(side), None) is None:
        return Derivative(side, var)
    match side:
        case Bind(low=None, high=None, body=body):
            return None if next(_integrals(body), None) else body
        case Neg(arg):
            inner = _slope(arg, var)
            return None if inner is None else Neg(inner)
        case Add(terms):
            slopes = [_slope(term, var) for term in terms]
            return None if None in slopes else Add(tuple(slope for slope in slopes if slope is not None))
        case Mul(factors):
            return _multiple(factors, var)
        case Div(num, den) if var not in symbols(den):
            inner = _slope(num, var)
            return None if inner is None else Div(inner, den)
        case _:
            return None


def _multiple(factors: tuple[Node, ...], var: str) -> Node | None:
    *rest, last = sorted(factors, key=lambda factor: next(_integrals(factor), None) is not None)
    if any(next(_integrals(factor), None) or var in symbols(factor) for factor in rest):
        return None
    inner = _slope(last, var)
    return None if inner is None else Mul((*rest, inner))


def _gap_between(
    families: list[list[Bind]], sides: tuple[Node, Node], var: str, setting: Setting, budget: Budget
) -> str | None:
    """Return where what is added to the integrals may jump while the integrands have values: `arctan(1/x)` at 0.

    What is added must be continuous wherever it has a value. A function with a bounded derivative has limits on both
    sides of a gap. So a single logarithm has no gap there but those of its argument, which has none where it is
    meromorphic: at its zeros and poles the logarithm has no limit, elsewhere one. Neither has a fixed power of the
    variable.
    """
    integrands = tuple(node.body for found in families for node in found)
    terms = [core for side in sides for term in _terms(side) for core in _varying(term, var)]
    logarithms = [term for term in terms if isinstance(term, Call) and term.name == "log"]
    added: list[Node] = [term for term in terms if not _is_fixed_power(term, var)]
    if len(logarithms) == 1 and not any(var in symbols(base) for base in logarithms[0].args[1:]):
        inner = logarithms[0].args[0]
        added = [part for term in added for part in ([term] if term is not logarithms[0] else _jumping(inner))]
    added = [_with_gaps(term, var) for term in added]
    if not all(is_continuous(term, var) for term in added):
        return "a point"
    if not added or defined_everywhere(whole := sum_of(tuple(added)), setting, budget):
        return None
    covered = covers(sum_of(integrands), whole, setting, budget)
    if covered.status != "proved":
        return "a point"
    return next((gap for gap in covered.gaps if _mentions(gap, var)), None)


def _is_fixed_power(term: Node, var: str) -> bool:
    return isinstance(term, Pow) and term.base == Sym(var) and var not in symbols(term.exp)


def _with_gaps(node: Node, var: str) -> Node:
    """Return a tree that has no value where this one may jump: at a step, and at 0 under an exponent that varies.

    Where conventions on an arc cotangent differ, it is the continuous one. Unknown functions are as smooth as their
    derivatives, which the integrands hold.
    """
    node = rebuild(node, lambda child: _with_gaps(child, var))
    match node:
        case Call(name, (arg,)) if name in JUMPS:
            return Div(arg, Call("abs", (arg,)))
        case Call("arccot", args):
            return Call("arctan", args)
        case Apply(_, args):
            return sum_of(args)
        case Pow(base, exp) if var in symbols(exp) and var in symbols(base):
            return Call("exp", (Mul((exp, Call("log", (base,)))),))
        case Pow(_, exp) if var in symbols(exp):
            return Call("exp", (exp,))
        case _:
            return node


def _jumping(inner: Node) -> list[Node]:
    """Return what may jump in the logarithm of a value: nothing where that is a meromorphic function's."""
    return (
        [] if is_meromorphic(inner.args[0] if isinstance(inner, Call) and inner.name == "abs" else inner) else [inner]
    )


def _mentions(gap: str, var: str) -> bool:
    return re.search(rf"(?<![\w']){re.escape(var)}(?![\w'])", gap) is not None


def _terms(side: Node) -> Iterator[Node]:
    """Yield the terms of a side that hold no integral without bounds."""
    for term in side.terms if isinstance(side, Add) else (side,):
        if next(_integrals(term), None) is None:
            yield term


def _varying(term: Node, var: str) -> Iterator[Node]:
    """Yield the terms of a term without their signs and constant factors; none for one that does not vary."""
    if var not in symbols(term):
        return
    match term:
        case Neg(arg):
            yield from _varying(arg, var)
        case Add(terms):
            for inner in terms:
                yield from _varying(inner, var)
        case Div(num, den) if var not in symbols(den):
            yield from _varying(num, var)
        case Mul(factors):
            varying = tuple(factor for factor in factors if var in symbols(factor))
            yield from _varying(varying[0], var) if len(varying) == 1 else (Mul(varying),)
        case _:
            yield term


def _is_of_others(side: Node, var: str) -> bool:
    """Return whether a side does not depend on the variable, and on others not only as a constant does."""
    terms = side.terms if isinstance(side, Add) else (side,)
    return var not in symbols(side) and any(symbols(term) and _letter(term) is None for term in terms)


def _has_constant(side: Node, other: Node, var: str, setting: Setting) -> bool:
    """Return whether a letter that stands nowhere else is a term of a side, for all real numbers."""
    terms = side.terms if isinstance(side, Add) else (side,)
    known = {variable.name: variable.domain for variable in setting.variables}
    for place, term in enumerate(terms):
        name = _letter(term)
        if name is None or name == var or known.get(name, REAL) != REAL:
            continue
        rest = (*terms[:place], *terms[place + 1 :])
        if not any(name in symbols(part) for part in (*rest, other)):
            return True
    return False


def _letter(term: Node) -> str | None:
    """Return the symbol of which a term is a multiple by a number that is not 0."""
    form = affine(term) or {}
    names = [name for name in form if name]
    return names[0] if len(names) == 1 and form[names[0]] and not form[""] else None
