"""Integrals from 0 to 1 of powers of x and ln x: with x = e^(-t) they are integrals from 0 to infinity."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import with_variable
from grader.evidence.calculus.integrals.improper.euler import euler_integral
from grader.evidence.calculus.integrals.improper.transforms.geometric import geometric_integral
from grader.evidence.calculus.integrals.improper.transforms.laplace import laplace_integral
from grader.evidence.oracle import defined_everywhere
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain
from grader.language.tree import ONE, ZERO, Bind, Call, Const, Div, Mul, Neg, Node, Pow, Sym, rebuild, walk
from grader.records import replace

UNIT = Domain(low=ZERO, high=ONE, text="between 0 and 1")


def logarithmic_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return an integral from 0 to 1 with the logarithm of its variable, or None."""
    if node.low is None or node.high is None or literal(node.low) != 0 or literal(node.high) != 1:
        return None
    if Call("log", (Sym(node.var),)) not in walk(node.body):
        return None
    if not defined_everywhere(node.body, with_variable(setting, node.var, UNIT), budget):
        return None
    body = Mul((_in_rates(_with_signs(node.body, node.var, setting), node.var), Call("exp", (Neg(Sym(node.var)),))))
    turned = replace(node, body=body, high=Const("oo"))
    for rule in (euler_integral, laplace_integral, geometric_integral):
        if (found := rule(turned, setting, budget)) is not None:
            return found
    return None


def _with_signs(node: Node, var: str, setting: Setting) -> Node:
    """Return a tree with (-1)^n (-ln x)^n for (ln x)^n, where n is an integer by its domain."""
    match node:
        case Pow(Call("log", (Sym(name),)) as base, exponent) if name == var and literal(exponent) is None:
            form, whole = affine(exponent) or {}, {v.name for v in setting.variables if v.domain.is_integer}
            if form and all(part.denominator == 1 and (not name or name in whole) for name, part in form.items()):
                return Mul((Pow(Neg(ONE), exponent), Pow(Neg(base), exponent)))
        case _:
            pass
    return rebuild(node, lambda part: _with_signs(part, var, setting))


def _in_rates(node: Node, var: str) -> Node:
    """Return a tree with e^(-t) for its variable, which keeps its name; powers and logarithms of it are worked out."""
    match node:
        case Neg(Call("log", (Sym(name),))) if name == var:
            return Sym(var)
        case Call("log", (Sym(name),)) if name == var:
            return Neg(Sym(var))
        case Call("log", (Div(above, Sym(name)),)) if name == var and literal(above) == 1:
            return Sym(var)
        case Pow(Sym(name), exponent) if name == var:
            return Call("exp", (Neg(Mul((_in_rates(exponent, var), Sym(var)))),))
        case Sym(name) if name == var:
            return Call("exp", (Neg(Sym(var)),))
        case _:
            return rebuild(node, lambda part: _in_rates(part, var))
