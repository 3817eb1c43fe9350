"""Powers of matrices that are written out, with an integer symbol n >= n_0 as exponent.

A power of a diagonal matrix is that of its entries. Otherwise M^(a n + c) V = R(n) is proved by induction: at n_0, and
R(n + 1) = M^a R(n); likewise for V M^(a n + c). What is linear in powers otherwise, such as a trace, follows the
recurrence of the characteristic polynomial. Where R is defined must not depend on n. It is refuted at the first few n.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Equal, Setting
from grader.evidence.budget import Budget
from grader.evidence.combine import all_of
from grader.evidence.errors import refuse_above
from grader.evidence.families.matrices.powers.recurrences import are_linear, recurrence_of, step_of
from grader.evidence.oracle import defined_everywhere
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import factors_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine, collected
from grader.evidence.trees.literals import least
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.total import is_total_there
from grader.language.domains import Variable
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Array,
    Call,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Proof

FEW = 3  # values of n that are tried before a proof, as many as a recurrence needs at most
STEEPEST = 4  # the largest factor of n in an exponent
MORE = 4  # and after none was found


def matrix_powers(goal: Goal) -> Evidence | None:
    """Return evidence about an equality with powers of matrices; None where there are none, or where it stays open."""
    statement, setting = goal.plain, goal.setting
    if not isinstance(statement, Equal) or statement.up_to is not None:
        return None
    sides = statement.answer, statement.expected
    powers = [power for side in sides for power in _powers(side)]
    if not powers:
        return None
    whole = frozenset(variable.name for variable in setting.variables if variable.domain.is_integer)
    left, right = (_simpler(side, whole) for side in sides)
    if not any(True for side in (left, right) for _ in _powers(side)):
        return _decide(goal, replace(statement, answer=left, expected=right))
    variable = _exponent([power for side in (left, right) for power in _powers(side)], setting)
    if variable is None:
        return None
    return _decided(goal.about(statement), replace(statement, answer=left, expected=right), variable)


def _decide(goal: Goal, statement: Equal, setting: Setting | None = None) -> Evidence:
    """Return evidence about an equality without such powers."""
    asked = replace(goal.about(statement, setting), undeclared=False, may_be_probable=False)
    return goal.budget.oracle.decide(asked)


def _powers(tree: Node) -> list[Pow]:
    """Return the powers of matrices with symbols in their exponents."""
    return [
        node
        for node in walk(tree)
        if isinstance(node, Pow) and Array in facts_of(node.base).kinds and facts_of(node.exp).symbols
    ]


def _simpler(node: Node, whole: frozenset[str]) -> Node:
    """Return a tree with powers of diagonal matrices and determinants of powers written out, and M^(-n) as (M^-1)^n."""
    if Pow not in facts_of(node).kinds:
        return node
    match node:
        case Pow(base, exp) if Array not in facts_of(base).kinds or not _is_integer(exp, whole):
            return rebuild(node, lambda child: _simpler(child, whole))
        case Pow(Array(rows), exp) if (entries := _diagonal(rows)) is not None:
            cells = enumerate(entries)
            return Array(
                tuple(Array(tuple(Pow(e, exp) if i == j else ZERO for j in range(len(rows)))) for i, e in cells)
            )
        case Pow(base, exp) if all(value < 0 for name, value in (affine(exp) or {}).items() if name):
            return Pow(Call("inv", (base,)), collected(Neg(exp)))
        case Call("det", (Pow(base, exp),)) if _is_integer(exp, whole):
            return Pow(Call("det", (base,)), exp)
        case _:
            return rebuild(node, lambda child: _simpler(child, whole))


def _is_integer(exp: Node, whole: frozenset[str]) -> bool:
    found = affine(exp)
    return found is not None and all(c.denominator == 1 and (not name or name in whole) for name, c in found.items())


def _diagonal(rows: tuple[Node, ...]) -> list[Node] | None:
    """Return the diagonal of a square matrix with zeros everywhere else; None for others."""
    for place, row in enumerate(rows):
        if not isinstance(row, Array) or len(row.items) != len(rows):
            return None
        if any(item != ZERO for column, item in enumerate(row.items) if column != place):
            return None
    return [row.items[place] for place, row in enumerate(rows) if isinstance(row, Array)]


def _exponent(powers: list[Pow], setting: Setting) -> Variable | None:
    """Return the symbol n where all exponents are a n + c, natural numbers for all n of its domain; else None."""
    names = {name for power in powers for name in symbols(power.exp)}
    variable = next((one for one in setting.variables if {one.name} == names), None)
    first = None if variable is None else least(variable.domain)
    if variable is None or first is None:
        return None
    if any(variable.name in symbols(condition) for condition in setting.assume):
        return None
    for power in powers:
        found = affine(power.exp)
        slope = Fraction(0) if found is None else found.get(variable.name, Fraction(0))
        if found is None or slope < 1 or slope.denominator != 1 or variable.name in symbols(power.base):
            return None
        refuse_above(slope, STEEPEST, "max_degree")
        at_first = slope * first + found.get("", Fraction(0))
        if at_first < 0 or (at_first == 0 and not all(map(_is_total, walk(power.base)))):
            return None
    return variable


def _is_total(node: Node) -> bool:
    return isinstance(node, Array) or is_total_there(node)


def _decided(goal: Goal, statement: Equal, variable: Variable) -> Evidence | None:
    setting, budget = goal.setting, goal.budget
    rest = replace(setting, variables=tuple(one for one in setting.variables if one is not variable))
    first = least(variable.domain) or 0

    def at(number: int) -> Evidence:
        found = _decide(goal, _at(statement, variable.name, number), rest)
        return replace(found, at={variable.name: Exact(str(number)), **found.at}) if isinstance(found, Point) else found

    start = [at(number) for number in range(first, first + FEW)]
    base = all_of(start)
    if not isinstance(base, Proof):
        return base
    sides = (statement.answer, statement.expected), (statement.expected, statement.answer)
    for powered, other in sides:
        if _is_step(goal, powered, other, variable.name) and _stays_defined(
            other, variable.name, first, setting, budget
        ):
            return replace(base, method="induction")
    if _follows(goal, sides, variable.name, first):
        return replace(base, method="induction")
    later = all_of([at(number) for number in range(first + FEW, first + FEW + MORE)])
    return later if isinstance(later, Point) else None


def _at(statement: Equal, name: str, number: int) -> Equal:
    value: dict[str, Node] = {name: Num(Fraction(number)) if number >= 0 else Neg(Num(Fraction(-number)))}
    return replace(
        statement, answer=substitute(statement.answer, value), expected=substitute(statement.expected, value)
    )


def _is_step(goal: Goal, powered: Node, other: Node, name: str) -> bool:
    """Return whether M R(n) = R(n + 1), or R(n) M = R(n + 1), for the one side M^n V or V M^n and the other one."""
    factors = factors_of(powered)
    if _powers(other):
        return False
    after = substitute(other, {name: Add((Sym(name), ONE))})
    for front, place in ((True, 0), (False, -1)):
        power, rest = factors[place], factors[1:] if front else factors[:-1]
        if not (isinstance(power, Pow) and _powers(power)) or any(name in symbols(part) for part in rest):
            continue
        factor = power.base if (slope := _slope(power, name)) == 1 else Pow(power.base, Num(Fraction(slope)))
        step = Mul((factor, other) if front else (other, factor))
        if isinstance(_decide(goal, Equal(step, after)), Proof):
            return True
    return False


def _slope(power: Pow, name: str) -> int:
    return int((affine(power.exp) or {}).get(name, Fraction(0)))


def _follows(goal: Goal, sides: tuple[tuple[Node, Node], ...], name: str, first: int) -> bool:
    """Return whether both sides, which start alike, follow the recurrence of one matrix."""
    for powered, other in sides:
        held = {(power.base, _slope(power, name)) for power in _powers(powered)}
        coefficients = recurrence_of(*next(iter(held))) if len(held) == 1 else None
        if coefficients is None or not are_linear(powered, name):
            continue
        if powers := _powers(other):
            if {(power.base, _slope(power, name)) for power in powers} == held and are_linear(other, name):
                return True
            continue
        last, said = step_of(other, name, coefficients)
        is_proved = isinstance(_decide(goal, Equal(said, last)), Proof)
        if is_proved and _stays_defined(other, name, first, goal.setting, goal.budget):
            return True
    return False


def _stays_defined(tree: Node, name: str, first: int, setting: Setting, budget: Budget) -> bool:
    """Return whether it does not depend on the integer n >= n_0 where a tree is defined."""
    for node in walk(tree):
        if _is_total(node) or name not in symbols(node) or isinstance(node, Transpose):
            continue
        match node:
            case Div(_, den) if name not in symbols(den):
                continue
            case Pow(base, exp) if name not in symbols(base) and (literal(base) or _keeps_sign(exp, name, first)):
                continue
            case _ if not defined_everywhere(node, setting, budget):
                return False
    return True


def _keeps_sign(exp: Node, name: str, first: int) -> bool:
    """Return whether an exponent a n + c is an integer that is negative for all n >= n_0, or for none."""
    if not _is_integer(exp, frozenset({name})):
        return False
    found = affine(exp) or {}
    slope = found.get(name, Fraction(0))
    return (slope > 0) == (slope * first + found.get("", Fraction(0)) >= 0)
