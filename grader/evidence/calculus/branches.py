"""Functions whose branches agree on a part of the line only, such as arccot, written by their definitions there."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.squares import root_of_square
from grader.evidence.functions.formulas import definition
from grader.evidence.functions.table import of_reals
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import factors_of, number_tree, product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import integer_literal, literal
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import ONE, Bind, Call, Const, Mul, Node, Pow, rebuild, symbols
from grader.records import replace

INFINITY = Const("oo")
# Defined by a formula for all numbers that are not negative.
FROM_ZERO = of_reals(lambda facts: facts.definition_on.low is not None and facts.definition_on.low.value == 0)


def with_moduli(node: Bind, setting: Setting, budget: Budget) -> Bind:
    """Return an integral with |u| for sqrt(u^2), whose kinks are known."""
    facts = facts_of(node.body)
    if "sqrt" not in facts.calls and Pow not in facts.kinds:
        return node
    inside = setting.over((*setting.variables, Variable(node.var, REAL)))
    body = _moduli(node.body, node.var, inside, budget)
    return node if body is node.body else replace(node, body=body)


def _moduli(node: Node, var: str, setting: Setting, budget: Budget) -> Node:
    if isinstance(node, Bind):
        return node
    node = rebuild(node, lambda child: _moduli(child, var, setting, budget))
    match node:
        case Pow(Mul(parts), exp) if (integer_literal(exp) or 0) > 0 and any(
            var not in symbols(part) for part in parts
        ):
            return product_of([Pow(part, exp) for part in parts])
        case Call("sqrt", (Pow(base, exp),)) if literal(exp) == 2:
            return Call("abs", (base,))
        case Call("sqrt", (base,)) if var in symbols(base):
            return root_of_square(base, setting, budget) or node
        case Pow(base, exp) if var in symbols(base) and (value := literal(exp)) is not None and value.denominator == 2:
            root = root_of_square(base, setting, budget)
            power = number_tree(value.numerator)
            return node if root is None else product_of([Pow(part, power) for part in factors_of(root)])
        case _:
            return node


def on_agreed_branches(node: Bind, setting: Setting, budget: Budget) -> Bind:
    """Return an integral, or a limit at infinity, without functions whose arguments lie where all branches agree."""
    if not facts_of(node.body).calls & FROM_ZERO:
        return node
    domain = _domain(node)
    if domain is None:
        return node
    kept = tuple(variable for variable in setting.variables if variable.name != node.var)
    inside = replace(setting, variables=(*kept, Variable(node.var, domain)))
    return replace(node, body=_written(node.body, inside, budget))


def _domain(node: Bind) -> Domain | None:
    """Return an interval over which the bound symbol runs, for a limit at infinity from some place on."""
    if node.kind == "lim":
        return Domain(low=ONE, low_closed=True, text="near infinity") if node.low == INFINITY else None
    low, high = (None if end is None else literal(end) for end in (node.low, node.high))
    if node.kind != "int" or low is None or (node.high != INFINITY and (high is None or high < low)):
        return None
    last = None if high is None else node.high
    return Domain(low=node.low, high=last, low_closed=True, high_closed=True, text="between the ends")


def _written(node: Node, setting: Setting, budget: Budget) -> Node:
    if isinstance(node, Bind):
        return node
    node = rebuild(node, lambda child: _written(child, setting, budget))
    match node:
        case Call(name, (arg,)) if name in FROM_ZERO and sign_of(arg, setting, budget).within(Sign.NON_NEGATIVE):
            return definition(name, arg, on_part=True) or node
        case _:
            return node
