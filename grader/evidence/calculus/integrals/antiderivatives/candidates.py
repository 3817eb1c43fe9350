"""Candidates for antiderivatives, by rules. Nothing here is trusted: each candidate is differentiated afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.elementary import integrated
from grader.evidence.calculus.integrals.antiderivatives.inner_powers import by_inner_power
from grader.evidence.calculus.integrals.antiderivatives.quartics import over_quartic
from grader.evidence.calculus.integrals.antiderivatives.radicals import radical_antiderivative
from grader.evidence.calculus.integrals.antiderivatives.rationals import rational_antiderivative
from grader.evidence.calculus.integrals.antiderivatives.substitution import by_substitution
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import affine
from grader.language.tree import ONE, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, rebuild, substitute, symbols


def antiderivatives(node: Node, var: str, budget: Budget) -> Iterator[Node]:
    """Yield functions that may have this derivative."""
    if var not in symbols(node):
        yield Mul((node, Sym(var)))
        return
    budget.spend(20)
    yield from by_rules(node, var, budget)
    yield from by_inner_power(node, var, budget, by_rules)
    yield from by_substitution(node, var, budget)


def by_rules(node: Node, var: str, budget: Budget) -> Iterator[Node]:
    """Yield what rules for terms and for rational functions find."""
    for rule in (_by_terms, rational_antiderivative, over_quartic, radical_antiderivative, _of_exponentials):
        if (found := rule(node, var, budget)) is not None:
            yield found


def _by_terms(node: Node, var: str, budget: Budget) -> Node | None:
    try:
        terms = expanded(node, var)
    except DeclinedError as error:
        budget.declined(error)
        return None
    parts: list[Node] = []
    for term in terms:
        powers = [part for part in term.factors if isinstance(part, Pow) and var not in symbols(part.base)]
        exponents = tuple(Mul((part.exp, Call("log", (part.base,)))) for part in powers)
        factors = tuple(part for part in term.factors if part not in powers)
        part = integrated(Term((), term.power, term.exponents + exponents, factors), var, budget)
        if part is None:
            return None
        parts.append(product((*term.coefficient, part)))
    return total(parts) if parts else Num(Fraction(0))


def _of_exponentials(node: Node, var: str, budget: Budget) -> Node | None:
    """Return the antiderivative of a rational function of exp(t), by w = exp(t)."""
    place = f"exp {var}"
    inside = _with_wave(node, var, place)
    if var in symbols(inside) or place not in symbols(inside):
        return None
    found = rational_antiderivative(Div(inside, Sym(place)), place, budget)
    return None if found is None else substitute(found, {place: Call("exp", (Sym(var),))})


def _with_wave(node: Node, var: str, place: str) -> Node:
    """Return a tree with w^k for exp(k t)."""
    match node:
        case Call("sigmoid", (arg,)):
            return Div(ONE, Add((ONE, _with_wave(Call("exp", (Neg(arg),)), var, place))))
        case Call("exp", (arg,)) | Pow(Const("e"), arg):
            found = affine(arg)
            if found is not None and found.keys() <= {var, ""} and not found.get("") and var in found:
                speed = found[var]
                return Pow(Sym(place), rational(speed)) if speed.denominator == 1 else node
            return node
        case _:
            return rebuild(node, lambda child: _with_wave(child, var, place))
