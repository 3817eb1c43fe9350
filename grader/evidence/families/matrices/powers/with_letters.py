"""Powers of matrices of any size with letters as exponents, `(A^n)^T` or `(u v^T)^n`.

A power M^(n + c) is M^c times one matrix that stands for the power with the letter: what holds whatever matrix that is
holds for the power. What does not, M^n = R(n), is proved by induction: at n_0, and M R(n) = R(n + 1), or R(n) M.
It is refuted at the first few n.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Equal
from grader.evidence.combine import all_of
from grader.evidence.errors import DeclinedError
from grader.evidence.families.matrices.powers.atoms import Atoms, decided, size_of
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import factors_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.evidence.trees.literals import least
from grader.language.domains import Variable
from grader.language.tree import (
    ONE,
    Add,
    Call,
    Mul,
    Node,
    Num,
    Pow,
    Sym,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Proof

FEW = 3  # values of n that are tried before an induction


def letter_powers(goal: Goal) -> Evidence | None:
    """Return evidence about an equality with powers of matrices of any size; None where there are none, or is none."""
    statement = goal.plain
    if not isinstance(statement, Equal) or statement.up_to is not None:
        return None
    if any(variable.domain.base == "complex" for variable in goal.setting.variables):
        return None
    whole = frozenset(variable.name for variable in goal.setting.variables if variable.domain.is_integer)
    sides = _outside(statement.answer, whole), _outside(statement.expected, whole)
    plain = replace(statement, answer=sides[0], expected=sides[1])
    powers = list(_powers(plain, goal))
    if not powers:
        return None if plain == statement else decided(goal, plain, goal.setting.variables)
    statement = plain
    letters = frozenset[str]().union(*(symbols(power.exp) for power in powers))
    try:
        return _by_atoms(statement, goal, powers, letters) or _by_induction(statement, goal, powers, letters)
    except DeclinedError:
        return None


def _outside(node: Node, whole: frozenset[str]) -> Node:
    """Return a tree with determinants of powers as powers of determinants; `whole` are symbols for integers."""
    if Pow not in facts_of(node).kinds:
        return node
    match node:
        case Call("det", (Pow(base, exp),)) if _is_whole(exp, whole):
            return Pow(Call("det", (base,)), exp)
        case _:
            return rebuild(node, lambda child: _outside(child, whole))


def _is_whole(exp: Node, whole: frozenset[str]) -> bool:
    """Whether an exponent with letters is an integer: with integers as letters and as their coefficients."""
    form = affine(exp)
    if not facts_of(exp).symbols or form is None or any(value.denominator != 1 for value in form.values()):
        return False
    return whole.issuperset(form.keys() - {""})


def _powers(statement: Equal, goal: Goal) -> Iterator[Pow]:
    for side in (statement.answer, statement.expected):
        for node in walk(side):
            if isinstance(node, Pow) and facts_of(node.exp).symbols and size_of(node.base, goal) is not None:
                yield node


def _firsts(goal: Goal, letters: frozenset[str]) -> dict[str, int]:
    """Return the least values of letters; raises DeclinedError for one that has none, or that something else holds."""
    found: dict[str, int] = {}
    for variable in goal.setting.variables:
        if any(letters & symbols(size) for size in variable.domain.shape):
            raise DeclinedError
        start = least(variable.domain) if variable.name in letters else None
        if start is not None:
            found[variable.name] = int(start)
    if found.keys() != letters or goal.setting.assume:
        raise DeclinedError
    return found


def _shifts(powers: list[Pow], first: dict[str, int]) -> dict[str, int]:
    """Return by how much exponents fall below their letters; raises DeclinedError where one may be negative."""
    shift = dict.fromkeys(first, 0)
    for power in powers:
        form = affine(power.exp) or {}
        names = form.keys() - {""}
        if len(names) == 1 and all(form[name] > 0 for name in names):
            (name,) = names
            steps = form.get("", Fraction(0)) / form[name]
            shift[name] = min(shift[name], -int(-steps // 1) if steps < 0 else 0)
    if any(first[name] + shift[name] < 0 for name in first):
        raise DeclinedError
    return shift


def _by_atoms(statement: Equal, goal: Goal, powers: list[Pow], letters: frozenset[str]) -> Proof | None:
    first = _firsts(goal, letters)
    for front in (False, True):
        atoms = Atoms(goal, first, _shifts(powers, first), front)
        try:
            sides = atoms.put(statement.answer), atoms.put(statement.expected)
        except DeclinedError:
            return None
        if (found := atoms.proved(*sides)) is not None:
            return found
    return None


def _by_induction(statement: Equal, goal: Goal, powers: list[Pow], letters: frozenset[str]) -> Evidence | None:
    """Return a proof by induction over the one letter, or what refutes it at its first few values."""
    first = _firsts(goal, letters)
    if len(first) != 1:
        return None
    ((name, start),) = first.items()
    rest = tuple(variable for variable in goal.setting.variables if variable.name != name)
    seen = [_at(statement, goal, name, number, rest) for number in range(max(start, 1), max(start, 1) + FEW)]
    base = all_of(seen)
    if not isinstance(base, Proof):
        return base if isinstance(base, Point) else None
    sides = (statement.answer, statement.expected), (statement.expected, statement.answer)
    steps = (_step(*pair, goal, first, _shifts(powers, first)) for pair in sides) if start >= 1 else ()
    proved = any(step is not None and set(step.gaps) <= set(base.gaps) for step in steps)
    return replace(base, method="induction") if proved else None


def _at(statement: Equal, goal: Goal, name: str, number: int, rest: tuple[Variable, ...]) -> Evidence:
    value: dict[str, Node] = {name: Num(Fraction(number))}
    answer, expected = (_folded(substitute(side, value)) for side in (statement.answer, statement.expected))
    found = decided(goal, replace(statement, answer=answer, expected=expected), rest)
    return replace(found, at={name: Exact(str(number)), **found.at}) if isinstance(found, Point) else found


def _folded(node: Node) -> Node:
    """Return a tree with exponents that are numbers written as such, and no powers with 0 or 1."""
    match node:
        case Pow(base, exp) if not facts_of(exp).symbols and (form := affine(exp)) is not None:
            value = form.get("", Fraction(0))
            if value == 1:
                return _folded(base)
            return Pow(_folded(base), Num(value)) if value > 0 else rebuild(node, _folded)
        case _:
            return rebuild(node, _folded)


def _step(powered: Node, other: Node, goal: Goal, first: dict[str, int], shift: dict[str, int]) -> Proof | None:
    """Return a proof that M R(n) = R(n + 1), or R(n) M = R(n + 1), where one side is M^(n + c) V, or V M^(n + c)."""
    ((name, _),) = first.items()
    later = substitute(other, {name: Add((Sym(name), ONE))})
    for base, is_before in _steps(powered, name):
        for front in (True, False):
            atoms = Atoms(goal, first, shift, front)
            try:
                here, after = atoms.put(other), atoms.put(later)
            except DeclinedError:
                return None
            if (found := atoms.proved(Mul((base, here) if is_before else (here, base)), after)) is not None:
                return found
    return None


def _steps(powered: Node, name: str) -> Iterator[tuple[Node, bool]]:
    """Yield matrices that lead from one n to the next one, and whether they stand before what was."""
    factors = factors_of(powered)
    for place, is_before in ((0, True), (-1, False)):
        power = factors[place]
        rest = factors[1:] if is_before else factors[:-1]
        is_power = isinstance(power, Pow) and (affine(power.exp) or {}).get(name) == 1
        if isinstance(power, Pow) and is_power and not any(name in symbols(part) for part in (power.base, *rest)):
            yield power.base, is_before
